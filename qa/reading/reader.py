"""Reader: what every reader does, whatever it reads with."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from index import Hit
from qa.query.time_asked import TimeAsked
from qa.quote import Quote


@dataclass(frozen=True, slots=True)
class Reading:
    """The sentences of some passages as quotes, best first, and how surely the first answers."""

    quotes: tuple[Quote, ...]
    confidence: float  # a probability


class Reader(Protocol):
    """Finds in passages the sentences that answer a question."""

    def read(self, question: str, hits: Sequence[Hit], when: TimeAsked) -> Reading:
        """Score each sentence of some hits; `when` is the time that the question asks about."""
        ...


def rank_hits(reading: Reading, hits: Sequence[Hit]) -> list[Hit]:
    """Return the hits that were read, each with the score of its best sentence, best first."""
    scores = {(quote.article_id, quote.start, quote.end): quote.score for quote in reading.quotes}

    def score(hit: Hit) -> float:
        return max((scores[hit.passage.article_id, *sentence] for sentence in hit.passage.sentences), default=0.0)

    return sorted((replace(hit, score=score(hit)) for hit in hits), key=lambda hit: -hit.score)
