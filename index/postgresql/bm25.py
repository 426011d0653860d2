"""BM25 over postings, by the formula of SQLite's FTS5, so that both kinds of library rank alike."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.arrays import Ids
from index.postgresql.posting_rows import TITLE, Places

# The constants of FTS5, and its weight of a word that more than half of the passages hold.
_SATURATION, _BY_LENGTH, _LEAST_WEIGHT = 1.2, 0.75, 1e-6

Scores = NDArray[np.float64]


def find_phrase(words: Sequence[Places], *, body: bool = False) -> Ids:
    """Return the passages in which words stand in a row, each as often as they do; `body` passes over titles."""
    keys = words[0].keys
    if body:
        keys = keys[words[0].places < TITLE]
    for number, word in enumerate(words[1:], 1):
        keys = keys[np.isin(keys + number, word.keys)]
    return keys >> 16


def score(phrases: Sequence[Ids], lengths: Places, passages: int, occurrences: int) -> tuple[Ids, Scores]:
    """Return the passages in which any of the phrases stands, and their scores.

    `phrases` hold a passage as often as the phrase stands there. `lengths` has the passages' numbers of words as
    places, `passages` and `occurrences` count all passages and their words.
    """
    counted = [np.unique(phrase, return_counts=True) for phrase in phrases]
    ids = np.unique(np.concatenate([np.zeros(0, dtype=np.int64), *(held for held, _ in counted)]))
    scores = np.zeros(len(ids))
    if not len(ids):
        return ids, scores
    by_length = _SATURATION * (
        1 - _BY_LENGTH + _BY_LENGTH * lengths.places[np.searchsorted(lengths.ids, ids)] * passages / max(occurrences, 1)
    )
    for held, often in counted:
        weight = max(_LEAST_WEIGHT, float(np.log((passages - len(held) + 0.5) / (len(held) + 0.5))))
        at = np.searchsorted(ids, held)
        scores[at] += weight * often * (_SATURATION + 1) / (often + by_length[at])
    return ids, scores


def choose_best(ids: Ids, scores: Scores, k: int) -> list[tuple[int, float]]:
    """Return the `k` best of the passages with their scores, best first, and of as good ones the first."""
    if len(ids) > k:
        least = np.partition(scores, len(scores) - k)[len(scores) - k]
        ids, scores = ids[scores >= least], scores[scores >= least]
    order = np.lexsort((ids, -scores))[:k]
    return list(zip(ids[order].tolist(), scores[order].tolist(), strict=True))
