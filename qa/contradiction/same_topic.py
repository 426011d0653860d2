"""Whether two statements speak of the same thing at the same time."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from index.words import words
from qa.contradiction.claims import bearing
from qa.contradiction.coverage import of_what_is_asked, told_of
from qa.contradiction.same_time import same_time
from qa.contradiction.statement import CACHED, Statement
from qa.english.calendar import SEASONS
from qa.english.senses import alike, opposed

Pair = tuple[Statement, Statement]

_ORDER = r"first|second|third|fourth|fifth|sixth|last|next|previous|former"
# What a statement may be narrowed to. Two statements narrowed in different ways are of different things.
_NARROWED = [
    re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)
    for pattern in (
        r"men|males?|boys|women|females?|girls|children|adults|pensioners",
        r"again|worldwide|globally|nationwide|nationally|overall|in total|altogether|combined",
        rf"(?<!for the )(?:{_ORDER}) (?:year|season|month|week|day|night|round|stage|phase)s?",
        r"(?:quarter|half)(?: of)?|monthly|weekly|daily|annual(?:ly)?|yearly",
        r"so far|initial(?:ly)?|preliminary|revised|final|original(?:ly)?|by now|risen to|rose to|rising to",
        r"\d of (?:them|these|those|which|its|their)|of (?:them|these|those|which) \d",
    )
]
# What is only planned or foretold is not what came of it, though the question may ask for either.
_AHEAD = re.compile(
    r"\b(?:will|would|expect\w*|forecast\w*|plan(?:s|ned)?|due|schedul\w*|predict\w*|hopes?|aims?|likely|proposed|"
    r"budgeted|is to|are to|was to|were to)\b",
    re.IGNORECASE,
)
# The same where only one against another counts, for one alone may be told by the way.
_CONTRASTED = [
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
_PLAIN = re.compile(r"\w+")
# What two statements have in common of their words, and by how many each may differ, to be worded alike.
_ALIKE, _OPEN = 0.75, 2
_IN_PLACE = re.compile(r"\b(?:in|at|near|from|to) (?:the )?([A-Z][\w-]+(?: [A-Z][\w-]+)*)")
_BOUND = re.compile(r"\b(for|under|against|during|among|without) (?:the |an? )?([a-z]{3,})")


def _worded_apart(question: str, bare: Sequence[str]) -> bool:
    """Say whether two statements are worded alike but for a word or two each that the question leaves open.

    "A single ticket costs …" and "A day ticket costs …" are of two things, as are "above ground" and "below ground".
    """
    asked = set(_PLAIN.findall(question.lower()))
    one, other = (set(_PLAIN.findall(text.lower())) for text in bare)
    mine, others = one - other - asked, other - one - asked
    alike = len(one & other) >= _ALIKE * max(len(one), len(other))
    return alike and 0 < len(mine) <= _OPEN and 0 < len(others) <= _OPEN


def same_thing(question: str, kind: str, pair: Pair, spans: tuple[tuple[int, int], tuple[int, int]]) -> bool:
    """Say whether both statements are of what is asked; `spans` are their values, which may differ."""
    bare = [_without(it.text, span) for it, span in zip(pair, spans, strict=True)]
    texts = [it.text for it in pair] if kind in ("number", "yes or no") else bare
    return (
        of_what_is_asked(question, kind, pair, bare)
        and (kind == "yes or no" or all(told_of(question, it.text, span) for it, span in zip(pair, spans, strict=True)))
        and not _narrowed_apart(question, texts)
        and (kind == "yes or no" or not _worded_apart(question, bare))
        and not _parts_apart(question, bare)
        and not _places_apart(question, bare)
        and not _bounds_apart(question, bare)
        and not (kind == "yes or no" and _finer_apart(question, bare))
        and not (kind == "date" and _doers_apart(question, bare))
        and (kind == "date" or same_time(question, kind, pair, bare))
    )


def _without(text: str, span: tuple[int, int]) -> str:
    return text[: span[0]] + " " * (span[1] - span[0]) + text[span[1] :]


def _narrowed_apart(question: str, texts: list[str]) -> bool:
    """Say whether the statements are narrowed in different ways: to men and women, to the first and second quarter."""
    if bool(_AHEAD.search(texts[0])) != bool(_AHEAD.search(texts[1])):
        return True
    plain = [question[word.start : word.end] for word in bearing(question) if question[word.start].islower()]
    # "The second school" is another than "the school"; "the second of three sisters" is told by the way.
    ordered = rf"(?:{_ORDER}|\w{{3,}}est)(?= (?:\w+ )?(?:{'|'.join(plain) or '$'})\b)"
    for pattern in (*_NARROWED, re.compile(rf"\b{ordered}", re.IGNORECASE)):
        asked, one, other = ({found.lower() for found in pattern.findall(text)} for text in (question, *texts))
        if one != other and not (one <= asked and not other) and not (other <= asked and not one):
            return True
    return any(one and other and not one & other for one, other in zip(*map(_contrasts, texts), strict=True))


@lru_cache(CACHED)
def _contrasts(text: str) -> list[set[int]]:
    """Return which of each group of contrasted words stand in `text`."""
    return [{n for n, pattern in enumerate(group) if pattern.search(text)} for group in _CONTRASTED]


def _parts_apart(question: str, texts: list[str]) -> bool:
    """Say whether one statement is of a part, like "the brakes of the train" or "the cathedral's organ"."""
    asked = set(words(question))
    parts = [_parts(text, asked) for text in texts]
    return parts[0] != parts[1]


def _parts(text: str, asked: set[str]) -> set[str]:
    found = set()
    for match in re.finditer(r"(\w+) of (?:the |a |its )?([\w-]+)|([\w-]+)['’]s? (\w+(?: \w+)?)", text):
        whole, part = (match[2], match[1]) if match[2] else (match[3], match[4])
        if set(words(whole)) & asked and not any(alike(stem, asked) for stem in words(part)):
            found |= set(words(part)[-1:])
    return found


def _places_apart(question: str, texts: list[str]) -> bool:
    """Say whether the statements name different places that the question does not."""
    asked = set(words(question))
    ones, others = ({stem for name in _IN_PLACE.findall(text) for stem in words(name)} - asked for text in texts)
    return bool(ones and others and not ones & others)


def _bounds_apart(question: str, texts: list[str]) -> bool:
    """Say whether the statements are bound to different things: "for football" and "for concerts"."""
    asked = set(words(question))
    ones, others = (dict(_BOUND.findall(text)) for text in texts)
    for bound in ones.keys() & others.keys():
        one, other = ({*words(it[bound])} - asked for it in (ones, others))
        if one and other and not any(alike(stem, other) for stem in one):
            return True
    return False


def _finer_apart(question: str, texts: list[str]) -> bool:
    """Say whether a word of the question is narrowed in one statement only: weapons to nuclear weapons."""
    asked = [word.stem for word in bearing(question)]
    ones, others = (_finer(text, asked) for text in texts)
    return ones != others


def _finer(text: str, asked: list[str]) -> set[str]:
    """Return what narrows words of the question, as far as it can be told: adjectives and genitives."""
    found = set()
    held = bearing(text)
    for word, after in pairwise(held):
        plain = text[word.start].islower() and not text[word.start : word.end].endswith(("ly", "ed"))
        before = after.stem in asked and text[after.start].islower() and text[word.end : after.start] == " "
        if plain and before and not alike(word.stem, asked) and not opposed(word.stem, asked):
            found.add(word.stem)
    # "The marriage of his niece" is not the marriage.
    for match in re.finditer(r"([a-z]+) of (?:the |an? |his |her |its |their )?([a-z]{3,})", text):
        if set(words(match[1])) & set(asked):
            found |= set(words(match[2])) - set(asked)
    return found


def _doers_apart(question: str, texts: list[str]) -> bool:
    """Say whether different ones did it, of whom the question knows nothing: a city and a government."""
    asked = {word.stem for word in bearing(question)}
    before = []
    for text in texts:
        stems = [word.stem for word in bearing(text)]
        first = next((n for n, stem in enumerate(stems) if alike(stem, asked)), 0)
        before.append(set(stems[:first]))
    return bool(before[0] and before[1] and not before[0] & before[1])
