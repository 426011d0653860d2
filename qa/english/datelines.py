"""Datelines: the places with which reports of news agencies begin, which are no part of what they tell."""

import re

# "BASEL, Switzerland (AP) — ", "WASHINGTON ― ": a place in capitals, what it lies in, an agency, a dash.
_DATELINE = re.compile(
    r"^[^\S\n]*[A-Z][A-Z.'’ -]+(?:,[^\S\n]+[A-Z][\w.'’ -]{1,30})?(?:[^\S\n]+\([\w ]{1,20}\))?"
    r"[^\S\n]+(?:[–—―]|--?)[^\S\n]+(?=[\"“A-Z])",
    re.MULTILINE,
)


def strip_datelines(text: str) -> str:
    """Return a text whose lines begin with what they tell."""
    return _DATELINE.sub("", text)
