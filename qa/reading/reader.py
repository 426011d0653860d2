"""Reading passages for an answer: what every reader does, whatever it reads with."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from index import Hit
from qa.query.time_asked import TimeAsked
from qa.quote import Quote


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader makes of passages: each of their sentences as a quote, best first, and how surely they answer."""

    quotes: tuple[Quote, ...]
    confidence: float  # the probability that the first quote answers


class Reader(Protocol):
    """Finds in passages the sentences that answer a question."""

    def read(self, question: str, hits: Sequence[Hit], when: TimeAsked | None = None) -> Reading:
        """Score each sentence of the hits' passages; `when` is the time that the question asks about."""
        ...


def ranked_by(reading: Reading, hits: Sequence[Hit]) -> list[Hit]:
    """Return the hits that were read, each with the score of the best sentence in it, best first."""
    scores = {(quote.article_id, quote.start, quote.end): quote.score for quote in reading.quotes}

    def best(hit: Hit) -> float:
        return max((scores[hit.passage.article_id, *sentence] for sentence in hit.passage.sentences), default=0.0)

    return sorted((replace(hit, score=best(hit)) for hit in hits), key=lambda hit: -hit.score)
