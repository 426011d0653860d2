"""An exchange: one question of a conversation, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from index import Filters
from qa.answer import Answer
from qa.query.conversation import Turn


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question and its answer, or the sentence that says why there is none; neither until it is answered.

    `number` counts from 1 within a conversation, and links point at it; none is given twice, and what is not kept has
    0. `rating` is 1 for an answer the person found right, -1 for a wrong one, 0 without a verdict. An `own` exchange
    holds a sentence that the person quoted out of an article: nothing was asked.
    """

    number: int
    question: str
    filters: Filters = field(default_factory=Filters)
    answer: Answer | None = None
    error: str | None = None
    rating: int = 0
    own: bool = False

    @property
    def pending(self) -> bool:
        """Whether nothing has come of it yet."""
        return self.answer is None and self.error is None


def turns(exchanges: Sequence[Exchange]) -> list[Turn]:
    """Return the conversation as the assistant wants it; what was not asked or not answered is left out."""
    said: list[Turn] = []
    for exchange in exchanges:
        if exchange.answer and not exchange.own:
            words = "\n\n".join(citation.text for citation in exchange.answer.quotes)
            article_id = exchange.answer.quotes[0].article.id if exchange.answer.quotes else None
            answered = Turn("assistant", words or exchange.answer.reason or "", article_id)
            said += [Turn("user", exchange.question), answered]
    return said
