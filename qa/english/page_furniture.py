"""Page furniture: the words of bylines, credits, boxes and dates, which stand between the paragraphs of a web article.

The words come from reading the lines that are no sentences in articles of some thirty newspapers and broadcasters.
"""

import re

from qa.english.calendar import ANY_MONTH, WEEKDAY
from qa.english.word_lists import match_any, split_words

# They open a line that names who took, wrote or lent something.
_CREDITING = split_words(
    "contributing contributors contributor courtesy photo photos photograph image credit illustration"
)
# They do so only before a colon or a "by".
_CREDITING_WITH = split_words("reporting editing edited compiled graphic video watch listen source via caption file")
# They open a box that leads elsewhere.
_BOXES = split_words(
    """
    more related opinion exclusive breaking developing correction clarification note advertisement trending recommended
    """
)
_INVITING = split_words(
    "sign subscribe follow reach contact email e-mail download click tap join share connect support donate"
)
# What a box invites to.
_PLATFORMS = split_words(
    """
    newsletter newsletters inbox email e-mail twitter facebook instagram tiktok threads bluesky linkedin whatsapp app
    here
    """
)
_AGENCIES = ("getty images", "getty", "reuters", "ap", "ap photo", "afp", "epa", "shutterstock", "adobe stock")
_CLOCK = split_words("updated published posted at on et est edt gmt bst utc pt pst pdt am pm a.m p.m")

_NAMES = r"(?-i:[A-Z][\w.'’-]+(?:[ ][A-Z][\w.'’-]+){1,3})"
_OPENINGS = re.compile(
    rf"""(?:
      (?:{match_any(_CREDITING)})\b
    | (?:additional[ ])?(?:{match_any(_CREDITING_WITH)})\b[^.]{{0,80}}?(?::|[ ]by\b|$)
    | (?:read|see|learn|hear|find[ ]out)[ ](?:more|also|next)\b
    | (?:{match_any(_BOXES)}|editor['’]s[ ]note|fact[ ]check|live[ ]updates?|up[ ]next)\b[^.]{{0,60}}?(?::|\||$)
    | (?:{match_any(_INVITING)}|you[ ]can[ ](?:follow|reach|contact))\b.*(?:\b(?:{match_any(_PLATFORMS)})\b|@\w)
    | by[ ]{_NAMES}(?:,|$|[ ]and[ ])
    | (?:first[ ])?(?:updated|published|posted)\b[^.]*\d
    | @[\w.]+$
    | [(]?©|copyright\b|all[ ]rights[ ]reserved
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_DATE = re.compile(
    rf"(?:(?:{match_any(_CLOCK)}|{ANY_MONTH}|{WEEKDAY}|\d[\d:,./-]*(?:st|nd|rd|th)?)\b[\s,.|•·–—-]*)+$", re.IGNORECASE
)
_AGENCY = re.compile(
    rf"/\s*(?:{match_any(_AGENCIES)})\b|\b(?:getty images|usa today network|ap photo)\W*$", re.IGNORECASE
)
_REPORTING = re.compile(r"\b(?:said|says|told|tells|reported|according)\b", re.IGNORECASE)
# A longer line is prose, whatever it begins with.
_LONGEST = 160


def is_furniture(line: str) -> bool:
    """Say whether a sentence or line is a byline, credit, date line, or a box that leads elsewhere."""
    if len(line) > _LONGEST:
        return False
    return bool(_OPENINGS.match(line) or _DATE.match(line) or (_AGENCY.search(line) and not _REPORTING.search(line)))
