"""Spelling correction: the known word that an unknown one was probably meant to be."""

from collections.abc import Mapping

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

# A shorter word is one slip away from too many others; a longer one may have two slips.
_SHORTEST, _TWO_SLIPS = 4, 9
_CANDIDATES = 20


def may_be_slip(word: str) -> bool:
    """Say whether a word can be taken for another one."""
    return len(word) >= _SHORTEST and word.isalpha()


def correct_word(word: str, known: Mapping[str, int]) -> str | None:
    """Return the most frequent of the known words that are the fewest slips away; None if all are too far.

    A slip drops, doubles, exchanges or changes a letter. `known` gives the words with the same first letter, and the
    number of passages that hold each.
    """
    if not may_be_slip(word):
        return None
    most = 2 if len(word) >= _TWO_SLIPS else 1
    near = extract(word, known.keys(), scorer=OSA.distance, score_cutoff=most, limit=_CANDIDATES)
    return min(near, key=lambda match: (match[1], -known[match[0]], match[0]))[0] if near else None
