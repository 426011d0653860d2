"""WordShare: how many of a question's words a text holds."""

from collections.abc import Iterable, Mapping


class WordShare:
    """Computes the share of a question's words that a text holds, by their weights."""

    def __init__(self, weights: Mapping[str, float]):
        """`weights` are the words of the question with how much each tells texts apart."""
        self._weights = weights
        self._total = sum(weights.values())

    def __call__(self, held: Iterable[str]) -> float:
        """Return the share that the words of a text hold, from 0 to 1."""
        return sum(self._weights[word] for word in self._weights.keys() & set(held)) / (self._total or 1.0)
