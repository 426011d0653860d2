"""Slips of the hand: the known word that an unknown one was probably meant to be."""

from collections.abc import Mapping

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

# Shorter words are one slip away from too many others; longer ones may have two slips.
_SHORTEST, _TWO_SLIPS = 4, 9
_CANDIDATES = 20


def meant(word: str, known: Mapping[str, int]) -> str | None:
    """Return the most frequent of the known words that are the fewest slips away, None if all are too far.

    A slip drops, doubles, exchanges or changes a letter; `known` gives the words that begin alike, and how many
    passages hold each.
    """
    if len(word) < _SHORTEST or not word.isalpha():
        return None
    most = 2 if len(word) >= _TWO_SLIPS else 1
    near = extract(word, known.keys(), scorer=OSA.distance, score_cutoff=most, limit=_CANDIDATES)
    return min(near, key=lambda found: (found[1], -known[found[0]], found[0]))[0] if near else None
