"""How much of a question's words a text holds."""

from collections.abc import Iterable, Mapping


class WordShare:
    """The share of the weight of a question's words that other words hold."""

    def __init__(self, weights: Mapping[str, float]):
        """`weights` are the question's words and how much each tells texts apart."""
        self._weights = weights
        self._total = sum(weights.values())

    def __call__(self, held: Iterable[str]) -> float:
        """Return a share from 0 to 1."""
        return sum(self._weights[word] for word in self._weights.keys() & set(held)) / (self._total or 1.0)
