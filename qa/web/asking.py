"""Asking on the page: what a visitor sends in, and the answer as it comes; nothing that is sent is trusted."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus import PullquoteError, normalise
from index import Filters
from qa.answer import Answer
from qa.assistant import Assistant
from qa.conversations.conversation_store import Conversations
from qa.conversations.exchange import Exchange, turns
from qa.query.conversation import Turn
from qa.settings import LENGTHS, STANDARD
from qa.web.answering import Answering
from qa.web.filtering import chips, filters_from
from qa.web.sent import whole
from qa.web.viewing import View, Views

_LENGTH = "answer length"


class Desk:
    """Where questions are asked: an assistant for each length of answers, and the conversations they are kept in.

    Each open page, known by a name that nobody else has, waits for one question: the one it asked last. A page without
    a name waits for each of its own.
    """

    def __init__(self, assistant: Assistant, conversations: Conversations, views: Views, answering: Answering):
        self._library = assistant.library
        self._conversations = conversations
        self._views = views
        self._answering = answering
        self._assistants = {name: assistant.with_settings(chosen) for name, chosen in LENGTHS.items()}

    def ask(
        self,
        conversation: object,
        question: object,
        fields: Sequence[object],
        exactly: object = False,
        replacing: object = None,
        page: str = "",
    ) -> Iterator[View | None]:
        """Answer a question: show it at once as being searched for, then quote by quote, or why there is none.

        It ends with None, at once, if the page has left it: then nothing of it is to be shown any more.

        `fields` are what stands in the filters: from, to, publishers, and the only article that is asked. With
        `exactly`, what is searched for is the question as it is written, whatever was asked before it. `replacing` is
        the number of the exchange that was edited: the last one of the conversation gives way to the new one.
        """
        asked = normalise(question).strip() if isinstance(question, str) else ""
        if not asked:
            return
        known = self._views.known(conversation)
        try:
            self._assistants[STANDARD].checked(asked)
            filters = filters_from(fields, self._library)
            self._withdraw_last(known, replacing)
            yield from self._answered(known, asked, filters, page, exactly=exactly is True)
        except PullquoteError as error:
            known = self._views.known(known)
            # It has no number, being no part of the conversation; a text too long to be a question is shortened.
            refused = Exchange(0, _shortened(asked), error=_shortened(str(error)))
            yield self._views.view(known, (*self._views.exchanges(known), refused))

    def retry(self, conversation: object, number: object, page: str = "") -> Iterator[View | None]:
        """Ask a question of the conversation again, as it was asked; the last one gives way to its new answer."""
        known = self._views.known(conversation)
        exchanges = self._views.exchanges(known)
        exchange = next((it for it in exchanges if it.number == whole(number) and not it.own), None)
        if exchange is None:
            # Another page has asked it again, or taken it back.
            yield self._views.view(known, exchanges)
        else:
            self._withdraw_last(known, number)
            # What was searched for as it stood is so again.
            exactly = exchange.answer is not None and exchange.answer.searched == exchange.question
            yield from self._answered(known, exchange.question, exchange.filters, page, exactly=exactly)

    def stop(self, conversation: object, page: str = "") -> View:
        """Give up what is being searched for."""
        self.leave(page)
        return self._stopped(conversation, "stopped")

    def leave(self, page: str) -> None:
        """Have a page wait for nothing any more; what it asked is answered all the same, where it was asked."""
        self._answering.leave(page)

    def failed(self, conversation: object) -> View:
        """Show the conversation after an unforeseen fault."""
        return self._stopped(conversation, "something went wrong: see the program’s own window, and ask again")

    def chips(self, fields: Sequence[object]) -> str:
        """Return chips for what stands in the fields of the filters."""
        return chips(fields, self._views.title)

    @property
    def length(self) -> str:
        """How long answers are: a name out of LENGTHS."""
        kept = self._conversations.preference(_LENGTH, STANDARD)
        return kept if kept in LENGTHS else STANDARD

    def prefer_length(self, length: object) -> None:
        """Keep how long answers shall be."""
        if isinstance(length, str) and length in LENGTHS:
            self._conversations.prefer(_LENGTH, length)

    def _answered(
        self, known: str, asked: str, filters: Filters, page: str, *, exactly: bool = False
    ) -> Iterator[View | None]:
        earlier = self._views.exchanges(known)
        known = known or self._conversations.start(asked)
        pending = self._conversations.begin(known, asked, filters)
        waiting = self._answering.begin(page, known, pending.number)
        try:
            yield (view := self._views.view(known, (*earlier, pending), searching=True))
            history = () if exactly else turns(earlier)
            answer = self._answering.answered(waiting, lambda: self._answer(known, pending, history))
            for part in _parts(answer) if answer else ():
                yield self._views.growing(view, (*earlier, replace(pending, answer=part)))
            yield None if waiting.left else self._views.shown(known)
        finally:
            self._answering.end(waiting)

    def _answer(self, known: str, pending: Exchange, history: Sequence[Turn]) -> Answer | None:
        """Answer a question and keep what came of it; return the answer, if there is one."""
        try:
            answer = self._assistants[self.length].ask(pending.question, history, pending.filters)
        except PullquoteError as error:
            self._conversations.finish(known, pending.number, str(error))
            return None
        self._conversations.finish(known, pending.number, answer)
        return answer

    def _stopped(self, conversation: object, why: str) -> View:
        known = self._views.known(conversation)
        for exchange in self._views.exchanges(known):
            if exchange.pending:
                self._conversations.finish(known, exchange.number, why)
        return self._views.shown(known)

    def _withdraw_last(self, known: str, number: object) -> None:
        exchanges = self._views.exchanges(known)
        if exchanges and exchanges[-1].number == whole(number):
            self._conversations.withdraw(known, exchanges[-1].number)


def _shortened(text: str, most: int = 400) -> str:
    return text if len(text) <= most else f"{text[:most]} …"


def _parts(answer: Answer) -> Iterator[Answer]:
    """Yield an answer as it grows by quotes, up to before it is whole."""
    for count in range(1, len(answer.quotes)):
        yield replace(answer, quotes=answer.quotes[:count], conflict=None)
