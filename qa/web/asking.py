"""Asking on the page: what a visitor sends in, the conversation as HTML out; nothing that is sent is trusted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypedDict

from corpus import Article, PullquoteError, Span, normalise
from index import Filters, Library, NoSuchArticle
from qa.answer import Answer, Citation, Quote
from qa.assistant import Assistant
from qa.conversations.exchange import Exchange, turns
from qa.conversations.store import Conversations
from qa.errors import NoSuchConversation, QuestionError
from qa.settings import LENGTHS, STANDARD
from qa.suggesting.suggestions import suggestions
from qa.web.html.chat import question as question_html
from qa.web.html.chat import reply
from qa.web.html.filters import chosen
from qa.web.html.history import history
from qa.web.html.reader import reader
from qa.web.html.sources import sources
from qa.web.html.welcome import welcome
from qa.web.reading import reading, snapped
from qa.web.settings import WebSettings

Exchanges = tuple[Exchange, ...]
_LENGTH = "answer length"


class Message(TypedDict):
    """A message as the chat shows it."""

    role: str
    content: str


@dataclass(frozen=True, slots=True)
class View:
    """The Ask tab: what the chat, the sources, the welcome and the list of conversations show.

    `conversation` is the id of the one that is open, empty before anything was asked. `filters` are to be put into the
    fields, None leaves those as they are. A `refused` question is given back, to be mended.
    """

    chat: list[Message]
    sources: str
    welcome: str
    history: str
    conversation: str = ""
    filters: Filters | None = None
    refused: bool = False


class Desk:
    """Where questions are asked: an assistant and its kept conversations behind the page's rules."""

    def __init__(self, assistant: Assistant, conversations: Conversations, settings: WebSettings):
        self._library = assistant.library
        self._conversations = conversations
        self._settings = settings
        self._assistants = {name: assistant.with_settings(chosen) for name, chosen in LENGTHS.items()}
        self._suggested: tuple[str, list[str]] = ("", [])

    def open(self, conversation: object = "") -> View:
        """Show a conversation with its filters; one that is not there (any more) as one that has not begun."""
        known = self._known(conversation)
        exchanges = self._exchanges(known)
        filters = next((it.filters for it in reversed(exchanges) if not it.own), Filters())
        return self._view(known, exchanges, filters=filters)

    def shown(self, conversation: object) -> View:
        """Show a conversation as it now is, and leave the filters alone."""
        known = self._known(conversation)
        return self._view(known, self._exchanges(known))

    def suggest(self, conversation: object) -> str:
        """Return the welcome with questions that the articles answer; empty in a conversation that has begun.

        They are looked for once for each state of the library.
        """
        if self._known(conversation):
            return ""
        state = self._library.state()
        if self._suggested[0] != state.generation:
            self._suggested = state.generation, suggestions(self._assistants[STANDARD], self._settings.most_starts)
        return self._welcome()

    def ask(
        self,
        conversation: object,
        question: object,
        fields: Sequence[object],
        exactly: object = False,
        replacing: object = None,
    ) -> Iterator[View]:
        """Answer a question: show it at once as being searched for, then quote by quote, or why there is none.

        `fields` are what stands in the filters: from, to, publishers, and the only article that is asked. With
        `exactly`, what is searched for is the question as it is written, whatever was asked before it. `replacing` is
        the number of the exchange that was edited: the last one of the conversation gives way to the new one.
        """
        asked = normalise(question).strip() if isinstance(question, str) else ""
        if not asked:
            return
        known = self._known(conversation)
        try:
            self._assistants[STANDARD].checked(asked)
            filters = filters_from(fields, self._library)
            self._withdraw_last(known, replacing)
            yield from self._answered(known, asked, filters, exactly=exactly is True)
        except PullquoteError as error:
            known = self._known(known)
            exchanges = self._exchanges(known)
            # A text that is too long to be a question is too long to be shown as one.
            refused = Exchange(0, _shortened(asked), error=_shortened(str(error)))
            yield replace(self._view(known, (*exchanges, refused)), refused=True)

    def retry(self, conversation: object, number: object) -> Iterator[View]:
        """Ask a question of the conversation again, as it was asked; the last one gives way to its new answer."""
        known = self._known(conversation)
        exchange = next((it for it in self._exchanges(known) if it.number == whole(number) and not it.own), None)
        if exchange is not None:
            self._withdraw_last(known, number)
            # What was searched for as it stood is so again.
            exactly = exchange.answer is not None and exchange.answer.searched == exchange.question
            yield from self._answered(known, exchange.question, exchange.filters, exactly=exactly)

    def stop(self, conversation: object) -> View:
        """Give up what is being searched for."""
        return self._stopped(conversation, "stopped")

    def failed(self, conversation: object) -> View:
        """Show the conversation after an unforeseen fault."""
        return self._stopped(conversation, "something went wrong: see the program’s own window, and ask again")

    def rate(self, conversation: object, number: object, rating: object) -> View:
        """Keep whether an answer is right (1), wrong (-1) or neither (0)."""
        known = self._known(conversation)
        if known and (counted := whole(number)) is not None and whole(rating) in (-1, 0, 1):
            self._conversations.rate(known, counted, whole(rating) or 0)
        return self._view(known, self._exchanges(known))

    def quote(self, conversation: object, article_id: object, start: object, end: object) -> View:
        """Add the sentences of an article that were selected to the conversation; raise PullquoteError."""
        if not isinstance(article_id, str):
            raise QuestionError("nothing was selected: click a sentence first")
        article = self._library.article(article_id)
        place = span_in(article, start, end)
        span = place and snapped(article, *place)
        if span is None:
            raise QuestionError("no sentence was selected: click one, or select several")
        if span.end - span.start > self._settings.longest_own_quote:
            raise QuestionError(f"at most {self._settings.longest_own_quote:,} characters can be quoted at once")
        named = f"Quoted from “{article.title}”"
        citation = Citation(1, Quote(article.id, *span, score=1.0), article)
        answer = Answer(f"{article.id}-{start}", named, 1.0, (citation,), None, (), ())
        known = self._known(conversation) or self._conversations.start(named)
        self._conversations.keep(known, named, answer)
        return self._view(known, self._exchanges(known))

    def withdraw(self, conversation: object, number: object) -> View:
        """Take a quote of the person's own out of the conversation again."""
        known = self._known(conversation)
        for exchange in self._exchanges(known):
            if exchange.own and exchange.number == whole(number):
                self._conversations.withdraw(known, exchange.number)
        return self._view(known, self._exchanges(known))

    def read(self, conversation: object, article_id: object, start: object = None, end: object = None) -> str:
        """Return the reader view of an article, opened at a quote if its offsets are given; raise NoSuchArticle."""
        if not isinstance(article_id, str):
            raise NoSuchArticle("no article was named")
        article = self._library.article(article_id)
        exchanges = self._exchanges(self._known(conversation))
        return reader(reading(article, exchanges, span_in(article, start, end), whole(start) or 0))

    def rename(self, conversation: object, name: object, current: object) -> str:
        """Give a conversation another name; return the list."""
        if (known := self._known(conversation)) and isinstance(name, str):
            self._conversations.rename(known, normalise(name))
        return self._history(self._known(current))

    def forget(self, conversation: object, current: object) -> View:
        """Delete a conversation; show the one that is open, or a new one if it was that."""
        if known := self._known(conversation):
            self._conversations.delete(known)
        return self.open(current) if known == current else self.shown(current)

    def chosen(self, fields: Sequence[object]) -> str:
        """Return chips for what stands in the fields of the filters."""
        first, last, publishers, only = fields
        named = tuple(name for name in publishers if isinstance(name, str)) if isinstance(publishers, list) else ()
        article = (only, self._title(only)) if isinstance(only, str) and only else None
        return chosen(_text(first) or "", _text(last) or "", named, article)

    @property
    def length(self) -> str:
        """How long answers are: a name out of LENGTHS."""
        kept = self._conversations.preference(_LENGTH, STANDARD)
        return kept if kept in LENGTHS else STANDARD

    def prefer_length(self, length: object) -> None:
        """Keep how long answers shall be."""
        if isinstance(length, str) and length in LENGTHS:
            self._conversations.prefer(_LENGTH, length)

    def _answered(self, known: str, asked: str, filters: Filters, *, exactly: bool = False) -> Iterator[View]:
        earlier = self._exchanges(known)
        known = known or self._conversations.start(asked)
        pending = self._conversations.begin(known, asked, filters)
        yield (view := self._view(known, (*earlier, pending), searching=True))
        try:
            answer = self._assistants[self.length].ask(asked, () if exactly else turns(earlier), filters)
        except PullquoteError as error:
            self._conversations.finish(known, pending.number, str(error))
        else:
            self._conversations.finish(known, pending.number, answer)
            for shown in range(1, len(answer.quotes)):
                part = replace(pending, answer=replace(answer, quotes=answer.quotes[:shown], conflict=None))
                exchanges = (*earlier, part)
                yield replace(view, chat=self._chat(exchanges, searching=True), sources=sources(exchanges))
        yield self.shown(known)

    def _stopped(self, conversation: object, why: str) -> View:
        known = self._known(conversation)
        for exchange in self._exchanges(known):
            if exchange.answer is None and exchange.error is None:
                self._conversations.finish(known, exchange.number, why)
        return self._view(known, self._exchanges(known))

    def _withdraw_last(self, known: str, number: object) -> None:
        exchanges = self._exchanges(known)
        if exchanges and exchanges[-1].number == whole(number):
            self._conversations.withdraw(known, exchanges[-1].number)

    def _known(self, conversation: object) -> str:
        """Return the id of a conversation that is there; empty for anything else that may have been sent."""
        if not isinstance(conversation, str) or not conversation:
            return ""
        try:
            self._conversations.name(conversation)
        except NoSuchConversation:
            return ""
        return conversation

    def _exchanges(self, known: str) -> Exchanges:
        return self._conversations.exchanges(known, self._settings.most_exchanges) if known else ()

    def _view(
        self, known: str, exchanges: Exchanges, *, searching: bool = False, filters: Filters | None = None
    ) -> View:
        start = "" if exchanges else self._welcome()
        chat = self._chat(exchanges, searching=searching)
        return View(chat, sources(exchanges), start, self._history(known), known, filters)

    def _chat(self, exchanges: Exchanges, *, searching: bool) -> list[Message]:
        chat: list[Message] = []
        for exchange in exchanges:
            last = exchange is exchanges[-1]
            chat.append(Message(role="user", content=question_html(exchange, self._title, last=last)))
            chat.append(Message(role="assistant", content=reply(exchange, searching=searching and last, last=last)))
        return chat

    def _welcome(self) -> str:
        entries = self._library.entries()
        titles = (entry.title for entry in entries[: self._settings.most_starts])
        return welcome(len(entries), [*self._suggested[1], *titles][: self._settings.most_starts])

    def _history(self, known: str) -> str:
        return history(self._conversations.all()[: self._settings.most_conversations], known)

    def _title(self, article_id: str) -> str:
        try:
            return self._library.article(article_id).title
        except NoSuchArticle:
            return "an article that is no longer in the library"


def filters_from(fields: Sequence[object], library: Library) -> Filters:
    """Return the filters that stand in the fields; raise QuestionError or LibraryError if they make no sense."""
    first, last, chosen, only = fields
    publishers = tuple(name for name in chosen if isinstance(name, str)) if isinstance(chosen, list) else ()
    if publishers and (unknown := set(publishers) - {entry.source.publisher for entry in library.entries()}):
        raise QuestionError(f"no article is by the publisher {min(unknown)[:100]}: choose one from the list")
    article_ids = (library.article(only).id,) if isinstance(only, str) and only else ()
    filters = Filters(_text(first), _text(last), publishers, article_ids)
    if filters.published_from and filters.published_to and filters.published_from > filters.published_to + "~":
        raise QuestionError(
            f"the dates end in {filters.published_to}, before they begin in {filters.published_from}: exchange them"
        )
    return filters


def span_in(article: Article, start: object, end: object) -> Span | None:
    """Return the span between two offsets if they are offsets into the article."""
    first, last = whole(start), whole(end)
    if first is None or last is None or not 0 <= first < last <= len(article.text):
        return None
    return Span(first, last)


def whole(value: object) -> int | None:
    """Return a whole number that JSON can hold as it is, None for anything else."""
    return value if type(value) is int and abs(value) < 2**53 else None


def _text(field: object) -> str | None:
    return (field.strip()[:40] or None) if isinstance(field, str) else None


def _shortened(text: str, most: int = 400) -> str:
    return text if len(text) <= most else f"{text[:most]} …"
