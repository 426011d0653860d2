"""Contrasts: words that narrow a statement, or set it against another.

They come from pairs of reports that seemed to contradict each other, and did not.
"""

import re

from qa.english.calendar import SEASONS

ORDERS = r"first|second|third|fourth|fifth|sixth|last|next|previous|former"
# What a statement may be narrowed to. Two statements narrowed in different ways are of different things.
NARROWING = [
    re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)
    for pattern in (
        r"men|males?|boys|women|females?|girls|children|adults|pensioners",
        r"again|worldwide|globally|nationwide|nationally|overall|in total|altogether|combined",
        rf"(?<!for the )(?:{ORDERS}) (?:year|season|month|week|day|night|round|stage|phase)s?",
        r"(?:quarter|half)(?: of)?|monthly|weekly|daily|annual(?:ly)?|yearly",
        r"so far|initial(?:ly)?|preliminary|revised|final|original(?:ly)?|by now|risen to|rose to|rising to",
        r"\d of (?:them|these|those|which|its|their)|of (?:them|these|those|which) \d",
    )
]
# What is planned or foretold is not what came of it; the question may ask for either.
AHEAD = re.compile(
    r"\b(?:will|would|expect\w*|forecast\w*|plan(?:s|ned)?|due|schedul\w*|predict\w*|hopes?|aims?|likely|proposed|"
    r"budgeted|is to|are to|was to|were to)\b",
    re.IGNORECASE,
)
# Groups of contrasts. One word of a group alone may stand there by the way; against another it narrows.
CONTRASTS = [
    [re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE) for pattern in group]
    for group in (
        (r"before|until|ahead of", r"after|since|from(?= \d)"), tuple(SEASONS.keys() - {"fall"}),
        (r"first(?! \w+ed\b)", r"second", r"third", r"fourth", r"final|last(?! time)"), (r"junior", r"senior"),
        (r"north\w*", r"south\w*", r"east\w*", r"west\w*"),
        (r"dead|died|killed|deaths?", r"hurt|injured|wounded", r"missing"),
        (r"began|begun|begins?|start\w*", r"end(?:s|ed)?|finish\w*"), (r"gold", r"silver", r"bronze"),
        (r"imports?", r"exports?"), (r"music|composed", r"words|libretto|lyrics"), (r"abroad", r"home"),
        (r"gross", r"net"), (r"urban", r"rural"), (r"enter\w*", r"arrested", r"trial"), (r"minimum", r"maximum"),
        (r"introduc\w*", r"abolish\w*"), (r"day", r"night"),
    )
]  # fmt: skip
