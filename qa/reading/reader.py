"""Reading passages for an answer: what every reader does, whatever it reads with."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from index import Hit
from qa.answer import Quote
from qa.timing.asked import Asked


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader makes of passages: each of their sentences as a quote, best first, and how surely they answer."""

    quotes: tuple[Quote, ...]
    confidence: float  # the probability that the first quote answers


class Reader(Protocol):
    """Finds in passages the sentences that answer a question."""

    def read(self, question: str, hits: Sequence[Hit], when: Asked | None = None) -> Reading:
        """Score each sentence of the hits' passages; `when` is the time that the question asks about."""
        ...
