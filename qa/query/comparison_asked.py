"""Comparisons: questions that set things side by side, and what is asked of each of them."""

import re
from typing import NamedTuple

from qa.english.closed_classes import AUXILIARIES, PREPOSITIONS, QUESTION_WORDS
from qa.english.overview_words import COMPARE, CONTEST, DIFFERENCE, VERSUS
from qa.english.question_words import ASPECTS, MEASURES
from qa.english.word_lists import match_any

# Words of one side, at most: of a longer one it is not sure where it begins.
_LONGEST = 8
_VERSUS = rf"\W+(?:{match_any(VERSUS)})\W+"
_IN = r"(?:\W+in\W+(?P<measure>\w[\w ]*?))?"
# "A vs B" stands alone; "and" parts two sides only behind a word that compares.
_AND = rf"(?:\W+(?:and|with|to|from)\W+|{_VERSUS})"
_BARE = re.compile(rf"\W*(?P<one>\w.*?){_VERSUS}(?P<others>\w.*)", re.IGNORECASE | re.DOTALL)
_SIDES = (
    re.compile(
        rf"\W*(?:{match_any(DIFFERENCE)}){_IN}\W+between\W+(?P<one>\w.*?){_AND}(?P<others>\w.*)",
        re.IGNORECASE | re.DOTALL,
    ),
    re.compile(rf"\W*(?:{match_any(COMPARE)})\W+(?P<one>\w.*?){_AND}(?P<others>\w.*)", re.IGNORECASE | re.DOTALL),
    re.compile(
        r"\W*how (?:do|does|did)\W+(?P<one>\w.*?)\W+(?:compare (?:to|with)|differ from)\W+(?P<others>\w.*)",
        re.IGNORECASE | re.DOTALL,
    ),
    _BARE,
)
_ARTICLE = re.compile(r"^(?:the|an?)\W+", re.IGNORECASE)
# "Who won Leeds vs York?" asks about one thing, which both sides are in.
_CONTEST = re.compile(rf"\b(?:{match_any(CONTEST)})\b", re.IGNORECASE)
_ASKING = re.compile(rf"\b(?:{match_any(CONTEST | QUESTION_WORDS | AUXILIARIES)})\b", re.IGNORECASE)


class Side(NamedTuple):
    """A side of a comparison: what stands on it, and what is asked of it."""

    name: str
    question: str


def read_comparison(question: str) -> tuple[Side, ...]:
    """Return the sides that a question compares, in their order; none if it compares nothing.

    What follows the last side is asked of all: "tin vs lead price" asks for "tin price" and for "lead price".
    """
    matches = (pattern.fullmatch(question) for pattern in _SIDES)
    compared = next((match for match in matches if match), None)
    if compared is None or (compared.re is _BARE and _is_of_one_event(compared)):
        return ()
    *firsts, last = [compared["one"], *re.split(_VERSUS, compared["others"], flags=re.IGNORECASE)]
    last, shared = _part(last.rstrip(" ?!."), len(_ARTICLE.sub("", firsts[-1], count=1).split()))
    measure = compared.groupdict().get("measure") or ""
    sides = [*firsts, last]
    if any(len(side.split()) > _LONGEST for side in sides):
        return ()
    return tuple(Side(side, _ask(side, " ".join(filter(None, (measure, shared))))) for side in sides)


def _is_of_one_event(compared: re.Match[str]) -> bool:
    """Say whether sides that are not said to be compared meet: in a match, or before a court."""
    return bool(_ASKING.search(compared["one"]) or _CONTEST.search(compared["others"]))


def _part(last: str, length: int) -> tuple[str, str]:
    """Part the last side, which has as many words as the one before it, from what is asked of all.

    A last word like "price" is always asked of all.
    """
    words = last.split()
    length += bool(_ARTICLE.match(last))
    if len(words) > 1 and words[-1].lower() in ASPECTS | MEASURES:
        length = min(length, len(words) - 1)
    if len(words) <= length or words[length - 1].lower() in PREPOSITIONS:
        return last, ""
    return " ".join(words[:length]), " ".join(words[length:])


def _ask(side: str, shared: str) -> str:
    return f"{side} {shared}" if shared else f"What is {side}?"
