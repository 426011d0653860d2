"""Reader: what every reader does, whatever it reads with."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import exp, log
from typing import Protocol

from index import Hit
from qa.query.time_asked import NO_TIME, TimeAsked
from qa.quote import Quote
from qa.reading.calibration import logistic


@dataclass(frozen=True, slots=True)
class Reading:
    """The sentences of some passages as quotes, best first, and how surely the first answers."""

    quotes: tuple[Quote, ...]
    confidence: float  # a probability


class Reader(Protocol):
    """Finds in passages the sentences that answer a question."""

    def read(self, question: str, hits: Sequence[Hit], when: TimeAsked = NO_TIME) -> Reading:
        """Score each sentence of some hits; `when` is the time that the question asks about."""
        ...


def raise_confidence(reading: Reading, log_odds: float) -> Reading:
    """Return a reading that is surer by some log-odds; its quotes' scores keep their ratios."""
    before = reading.confidence
    if not 0 < before < 1:
        return reading
    after = logistic(log(before / (1 - before)) + log_odds)
    quotes = tuple(replace(quote, score=quote.score * after / before) for quote in reading.quotes)
    return replace(reading, quotes=quotes, confidence=after)


def make_reading(sentences: Sequence[Quote], spread: float, confidence: float) -> Reading:
    """Return a reading of sentences ranked best first, whose scores are still their ranks.

    The best one's score is the confidence. Another's is less by its distance in rank, to a third at `spread`.
    """
    if not sentences:
        return Reading((), 0.0)
    best = sentences[0].score
    scores = (confidence * exp((sentence.score - best) / spread) for sentence in sentences)
    return Reading(tuple(replace(s, score=score) for s, score in zip(sentences, scores, strict=True)), confidence)


def rank_hits(reading: Reading, hits: Sequence[Hit]) -> list[Hit]:
    """Return the hits that were read, each with the score of its best sentence, best first."""
    scores = {(quote.article_id, quote.start, quote.end): quote.score for quote in reading.quotes}

    def score(hit: Hit) -> float:
        return max((scores[hit.passage.article_id, *sentence] for sentence in hit.passage.sentences), default=0.0)

    return sorted((replace(hit, score=score(hit)) for hit in hits), key=lambda hit: -hit.score)
