"""Fusing two rankings, by meaning (cosine) and by words (BM25), into one."""

from collections.abc import Mapping

# The share of the cosine in the fused score.
DENSE_WEIGHT = 0.6


def fuse(
    cosines: Mapping[int, float], bm25: Mapping[int, float], weight: float = DENSE_WEIGHT
) -> list[tuple[int, float]]:
    """Return ids and fused scores, best first; `cosines` has every id that `bm25` has.

    BM25 has no upper bound, so each score is divided by the best of this question.
    """
    best = max(bm25.values(), default=0.0) or 1.0
    fused = {i: weight * cosine + (1 - weight) * bm25.get(i, 0.0) / best for i, cosine in cosines.items()}
    return sorted(fused.items(), key=lambda item: (-item[1], item[0]))
