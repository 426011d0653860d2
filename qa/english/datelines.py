"""Datelines: the places with which reports of news agencies begin, which are no part of what they tell."""

import re

from qa.english.closed_classes import ARTICLES, DEMONSTRATIVES, POSSESSIVES, PREPOSITIONS, QUANTIFIERS, SUBJECTS
from qa.english.number_words import NUMBERS
from qa.english.word_lists import match_any

# Characters of the longest dateline.
_LONGEST = 100
# "BASEL, Switzerland (AP) — ", "WASHINGTON ― ": a place in capitals, what it lies in, an agency, a dash.
_DASHED = (
    r"[A-Z][A-Z.'’ -]+(?:,[^\S\n]+[A-Z][\w.'’ -]{1,30})?(?:[^\S\n]+\([\w ]{1,20}\))?"
    r"[^\S\n]+(?:[–—―]|--?)[^\S\n]+(?=[\"“A-Z])"
)
# Copies of a report lose the dash: "BASEL, Switzerland A ferry burned.", "NEW YORK Shares fell." A single word may be
# an abbreviation, "NASA Chief Ada Finch": it is a place if it is long, or if only a sentence can begin behind it.
_OPENERS = match_any(
    word.capitalize()
    for word in (
        ARTICLES | DEMONSTRATIVES | POSSESSIVES | PREPOSITIONS | QUANTIFIERS | SUBJECTS | NUMBERS.keys() - {"a"}
    )
)
_WITHIN = r",[ ](?:[A-Z][a-z]+\.?(?:[ ][A-Z][a-z]+)??|(?:[A-Z]\.){2,3})"
_BARE = (
    rf"(?:[A-Z]{{3,}}(?:[ /-][A-Z]{{2,}})*(?:{_WITHIN})?[ ](?=(?:{_OPENERS})\b)"
    rf"|(?:[A-Z]{{6,}}|[A-Z]{{2,}}(?:[ /-][A-Z]{{2,}})+|[A-Z]{{5,}}{_WITHIN})(?:{_WITHIN})?[ ](?=[A-Z][a-z]))"
)
_DATELINE = re.compile(rf"^[^\S\n]*(?:{_DASHED}|{_BARE})", re.MULTILINE)
# A dateline without its dash: a place in capitals and an agency; or what it lies in, whose stop ends no sentence.
_ALONE = re.compile(
    rf"[A-Z][A-Z.'’ -]+(?:, ?[A-Z][\w.'’ -]{{1,30}})?\([A-Z][\w .&]{{1,20}}\)"
    rf"|[A-Z]{{3,}}(?:[ /-][A-Z]{{2,}})*{_WITHIN}(?<=\.)"
)
_DASHES = ("—", "–", "―", "-")


def is_dateline(line: str) -> bool:
    """Say whether a line is a dateline and nothing else: hardly another line ends in a dash."""
    line = line.rstrip()
    return len(line) <= _LONGEST and (line.endswith(_DASHES) or _ALONE.fullmatch(line) is not None)


def measure_dateline(sentence: str) -> int:
    """Return the characters of the dateline with which a sentence begins; 0 without one."""
    dateline = _DATELINE.match(sentence)
    return dateline.end() if dateline else 0


def strip_datelines(text: str) -> str:
    """Return a text whose lines begin with what they tell."""
    return _DATELINE.sub("", text)
