"""Asker: what can be asked a question, over a library or over a server, in the same words."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from index import Filters
from qa.answer import Answer
from qa.query.conversation import Turn


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question as it is asked; see Asker.ask."""

    question: str
    history: Sequence[Turn]
    filters: Filters
    id: str | None
    asked: date | None


class Asker(ABC):
    """Answers questions in the words of articles only."""

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        filters: Filters = Filters(),  # noqa: B008
        id: str | None = None,  # noqa: A002 - the contract's name
        asked: date | None = None,
    ) -> Answer:
        """Answer a question with verbatim quotes, or say why not.

        `history` holds the conversation's earlier turns, oldest first. `id` names the answer. `asked` is the day from
        which "last week" is counted: today's, if it is not given. Talk ("thanks") is answered by a line of our own.
        Raises QuestionError if it is no question, ServerRefused where a server says so.
        """
        return self._answer(AskedQuestion(question, history, filters, id, asked))

    @abstractmethod
    def _answer(self, asked: AskedQuestion) -> Answer: ...
