"""Datelines: the places with which reports of news agencies begin, which are no part of what they tell."""

import re

# Characters of the longest dateline.
_LONGEST = 100
# "BASEL, Switzerland (AP) — ", "WASHINGTON ― ": a place in capitals, what it lies in, an agency, a dash.
_DATELINE = re.compile(
    r"^[^\S\n]*[A-Z][A-Z.'’ -]+(?:,[^\S\n]+[A-Z][\w.'’ -]{1,30})?(?:[^\S\n]+\([\w ]{1,20}\))?"
    r"[^\S\n]+(?:[–—―]|--?)[^\S\n]+(?=[\"“A-Z])",
    re.MULTILINE,
)
# A dateline without its dash: a place in capitals and an agency.
_WITH_AGENCY = re.compile(r"[A-Z][A-Z.'’ -]+(?:, ?[A-Z][\w.'’ -]{1,30})?\([A-Z][\w .&]{1,20}\)")
_DASHES = ("—", "–", "―", "-")


def is_dateline(line: str) -> bool:
    """Say whether a line is a dateline and nothing else: hardly another line ends in a dash."""
    line = line.rstrip()
    return len(line) <= _LONGEST and (line.endswith(_DASHES) or _WITH_AGENCY.fullmatch(line) is not None)


def strip_datelines(text: str) -> str:
    """Return a text whose lines begin with what they tell."""
    return _DATELINE.sub("", text)
