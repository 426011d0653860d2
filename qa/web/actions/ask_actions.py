"""Asking on the page: what a visitor sends in, and the answer as it comes."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus import PullquoteError, normalise
from index import Filters
from qa.answer import Answer
from qa.assistant import Assistant
from qa.conversations.conversation_store import Conversations
from qa.conversations.exchange import Exchange, list_turns
from qa.query.conversation import Turn
from qa.settings import LENGTHS, STANDARD
from qa.web.actions.ask_pending import PendingAnswers
from qa.web.actions.ask_view import AskView, AskViews
from qa.web.actions.filters_actions import FiltersActions
from qa.web.actions.sent_values import read_whole_number
from qa.web.actions.settings_actions import SettingsActions


class AskActions:
    """Questions and what is done with their answers: an assistant for each length of answers.

    Each open page, known by a name that nobody else has, waits for one question: the one it asked last. A page without
    a name waits for each of its own.
    """

    def __init__(
        self,
        assistant: Assistant,
        conversations: Conversations,
        views: AskViews,
        filters: FiltersActions,
        settings: SettingsActions,
        pending: PendingAnswers,
    ):
        self._conversations = conversations
        self._views = views
        self._filters = filters
        self._settings = settings
        self._pending = pending
        self._assistants = {name: assistant.with_settings(chosen) for name, chosen in LENGTHS.items()}

    def ask(
        self,
        conversation: object,
        question: object,
        fields: Sequence[object],
        exactly: object = False,
        replacing: object = None,
        page: str = "",
    ) -> Iterator[AskView | None]:
        """Answer a question: show it at once as being searched for, then quote by quote, or why there is none.

        It ends with None, at once, if the page has left it: then nothing of it is to be shown any more.

        `fields` are what stands in the filters: from, to, publishers, tags, and the only article that is asked. With
        `exactly`, what is searched for is the question as it is written, whatever was asked before it. `replacing` is
        the number of the exchange that was edited: the last one of the conversation gives way to the new one.
        """
        asked = normalise(question).strip() if isinstance(question, str) else ""
        if not asked:
            return
        known = self._views.find(conversation)
        try:
            self._assistants[STANDARD].check_question(asked)
            filters = self._filters.read(fields)
            self._withdraw_last(known, replacing)
            yield from self._answer(known, asked, filters, page, exactly=exactly is True)
        except PullquoteError as error:
            known = self._views.find(known)
            # It has no number, being no part of the conversation; a text too long to be a question is shortened.
            refused = Exchange(0, _shorten(asked), error=_shorten(str(error)))
            yield self._views.show_exchanges(known, (*self._views.list_exchanges(known), refused))

    def retry(self, conversation: object, number: object, page: str = "") -> Iterator[AskView | None]:
        """Ask a question of the conversation again, as it was asked; the last one gives way to its new answer."""
        known, wanted = self._views.find(conversation), read_whole_number(number)
        exchanges = self._views.list_exchanges(known)
        exchange = next((each for each in exchanges if each.number == wanted and not each.own), None)
        if exchange is None:
            # Another page has asked it again, or taken it back.
            yield self._views.show_exchanges(known, exchanges)
        else:
            self._withdraw_last(known, number)
            # What was searched for as it stood is so again.
            exactly = exchange.answer is not None and exchange.answer.searched == exchange.question
            yield from self._answer(known, exchange.question, exchange.filters, page, exactly=exactly)

    def stop(self, conversation: object, page: str = "") -> AskView:
        """Give up what is being searched for."""
        self.leave(page)
        return self._finish_pending(conversation, "stopped")

    def leave(self, page: str) -> None:
        """Have a page wait for nothing any more; what it asked is answered all the same, where it was asked."""
        self._pending.leave(page)

    def fail(self, conversation: object) -> AskView:
        """Show the conversation after an unforeseen fault."""
        return self._finish_pending(conversation, "something went wrong: see the program’s own window, and ask again")

    def rate(self, conversation: object, number: object, rating: object) -> AskView:
        """Keep whether an answer is right (1), wrong (-1) or neither (0); raise NoSuchConversation."""
        known, verdict = self._views.find(conversation), read_whole_number(rating)
        if known and (rated := read_whole_number(number)) is not None and verdict in (-1, 0, 1):
            self._conversations.rate(known, rated, verdict)
        return self._views.show(known)

    def _answer(
        self, known: str, asked: str, filters: Filters, page: str, *, exactly: bool = False
    ) -> Iterator[AskView | None]:
        earlier = self._views.list_exchanges(known)
        known = known or self._conversations.start(asked)
        exchange = self._conversations.begin(known, asked, filters)
        pending = self._pending.begin(page, known, exchange.number)
        try:
            yield (view := self._views.show_exchanges(known, (*earlier, exchange), searching=True))
            history = () if exactly else list_turns(earlier)
            answer = self._pending.wait(pending, lambda: self._answer_and_keep(known, exchange, history))
            for part in _grow(answer) if answer else ():
                yield self._views.show_growth(view, (*earlier, replace(exchange, answer=part)))
            yield None if pending.left else self._views.show(known)
        finally:
            self._pending.end(pending)

    def _answer_and_keep(self, known: str, exchange: Exchange, history: Sequence[Turn]) -> Answer | None:
        """Answer a question and keep what came of it; return the answer, if there is one."""
        try:
            answer = self._assistants[self._settings.length].ask(exchange.question, history, exchange.filters)
        except PullquoteError as error:
            self._conversations.finish(known, exchange.number, str(error))
            return None
        self._conversations.finish(known, exchange.number, answer)
        return answer

    def _finish_pending(self, conversation: object, why: str) -> AskView:
        known = self._views.find(conversation)
        for exchange in self._views.list_exchanges(known):
            if exchange.pending:
                self._conversations.finish(known, exchange.number, why)
        return self._views.show(known)

    def _withdraw_last(self, known: str, number: object) -> None:
        exchanges = self._views.list_exchanges(known)
        if exchanges and exchanges[-1].number == read_whole_number(number):
            self._conversations.withdraw(known, exchanges[-1].number)


def _shorten(text: str, most: int = 400) -> str:
    return text if len(text) <= most else f"{text[:most]} …"


def _grow(answer: Answer) -> Iterator[Answer]:
    """Yield an answer as it grows by quotes, up to before it is whole."""
    for count in range(1, len(answer.quotes)):
        yield replace(answer, quotes=answer.quotes[:count], conflict=None)
