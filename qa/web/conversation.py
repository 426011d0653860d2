"""A conversation: what was asked, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from index import Filters
from qa.answer import Answer
from qa.followup import Turn


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question and its answer, or the sentence that says why there is none; neither while it is searched for."""

    number: int  # from 1, and for good: links point at it
    question: str
    filters: Filters = field(default_factory=Filters)
    answer: Answer | None = None
    error: str | None = None


def turns(exchanges: Sequence[Exchange]) -> list[Turn]:
    """Return the conversation as the assistant wants it; questions that failed are left out."""
    said: list[Turn] = []
    for exchange in exchanges:
        if exchange.answer:
            words = "\n\n".join(citation.text for citation in exchange.answer.quotes)
            said += [Turn("user", exchange.question), Turn("assistant", words or exchange.answer.reason or "")]
    return said
