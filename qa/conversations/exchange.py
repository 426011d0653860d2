"""Exchange: one question of a conversation and its answer."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from index import Filters
from qa.answer import Answer
from qa.query.conversation import Turn


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question with its answer or with the sentence that says why it has none; a pending one has neither.

    `number` counts from 1 within a conversation, is never given twice, and links point at it; an exchange that is not
    kept has 0. `rating` is 1 for a right answer, -1 for a wrong one, 0 for none. An `own` exchange asks nothing: it
    holds a quote that the person picked.
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
        """Whether it has neither an answer nor an error yet."""
        return self.answer is None and self.error is None


def list_turns(exchanges: Sequence[Exchange]) -> list[Turn]:
    """Return the turns of a conversation for the assistant, without what was not asked or is still to be answered.

    Why nothing was quoted is in no article's words, and is left out: no pronoun stands for what is named there.
    """
    said: list[Turn] = []
    for exchange in exchanges:
        if exchange.answer and not exchange.own:
            words = "\n\n".join(citation.text for citation in exchange.answer.quotes)
            article_id = exchange.answer.quotes[0].article.id if exchange.answer.quotes else None
            answered = Turn("assistant", words, article_id)
            said += [Turn("user", exchange.question), answered]
    return said
