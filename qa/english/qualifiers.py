"""Qualifiers: words that turn what a sentence says, or narrow it, so that a part of it alone says something else.

The lists were made by reading sentences that people quote in part.
"""

import re

from qa.english.closed_classes import NEGATIONS, TURNING
from qa.english.word_lists import match_any, split_words

# They turn or narrow what stands before them.
_LIMITING = NEGATIONS | split_words(
    """
    but unless except excepting only if until without although though however provided providing yet hardly barely
    scarcely rarely seldom allegedly reportedly supposedly
    """
)
# What is said of something that is not so.
_UNTRUTHS = split_words(
    "myth lie rumour rumor pretence pretense illusion misconception hoax fiction nonsense absurd mistaken"
)
# What follows them may be what is thought or said.
_GOVERNING = split_words(
    """
    that think thinks thought believe believes believed say says said mean means meant suppose supposes supposed agree
    agrees agreed accept accepts accepted claim claims claimed expect expects expected imagine imagines imagined pretend
    pretends pretended
    """
)
# Words of a clause that are read before what it governs.
_LONGEST_LEAD = 12

_TURN = rf"(?:\b(?:{match_any(TURNING)})\b|\b\w+n['’]t\b|\bcannot\b)"
TURNS = re.compile(_TURN, re.IGNORECASE)
_UNTRUE = re.compile(rf"{_TURN}|\bfar from\b|\b(?:{match_any(_UNTRUTHS)})\b", re.IGNORECASE)
_LIMIT = rf"(?:(?:and|or)\s+)?(?P<word>{match_any(_LIMITING)}|\w+n['’]t)\b"
# Between two parts of a quotation its speaker may be named.
_TAG = r"[,—–]?[”\"’]\s[^“”\"‘’.!?;]{1,80},\s[“\"‘]"
LIMITS = re.compile(rf"(?:{_TAG}|[\s,;:()—–-]*)(?<!\w){_LIMIT}", re.IGNORECASE)
_GOVERNS = re.compile(rf"(?:\b(?:{match_any(_GOVERNING)})\b|{_TURN}(?:\s+to\b)?)\W*\Z", re.IGNORECASE)
_CLAUSE = re.compile(r"[;:—–]|,\s+(?:and|but|or|so|yet|while|whereas)\b")


def find_turning_lead(before: str) -> int | None:
    """Return where the words begin that govern what follows a text, and deny it or leave it open; None without such.

    "I don't think that", "It is not true that", "if".
    """
    start = max((match.end() for match in _CLAUSE.finditer(before)), default=0)
    words = list(re.finditer(r"\S+", before[start:]))[-_LONGEST_LEAD:]
    if not words:
        return None
    begin = start + words[0].start()
    lead = before[begin:]
    return begin if _GOVERNS.search(lead) and _UNTRUE.search(lead) else None
