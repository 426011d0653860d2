"""Asking on the page: a question and the fields of its filters in, the conversation as HTML out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypedDict

from corpus import PullquoteError, normalise
from index import Filters, Library, NoSuchArticle
from qa.assistant import Assistant
from qa.errors import QuestionError
from qa.web import html
from qa.web.conversation import Exchange, turns
from qa.web.settings import WebSettings

Exchanges = tuple[Exchange, ...]


class Message(TypedDict):
    """A message as the chat shows it."""

    role: str
    content: str


@dataclass(frozen=True, slots=True)
class View:
    """The Ask tab: what the chat, the sources and the welcome show, and the conversation they show."""

    chat: list[Message]
    sources: str
    welcome: str
    exchanges: Exchanges


class Desk:
    """Where questions are asked: an assistant behind the page's rules."""

    def __init__(self, assistant: Assistant, settings: WebSettings):
        self._assistant = assistant
        self._settings = settings

    def open(self) -> View:
        """Show a conversation that has not begun."""
        entries = self._assistant.library.entries()
        return View([], html.sources(()), html.welcome(len(entries), entries[: self._settings.most_starts]), ())

    def ask(
        self, exchanges: Exchanges, question: object, fields: Sequence[object], exactly: object = False
    ) -> Iterator[View]:
        """Answer a question: show it at once as being searched for, then with its answer or why there is none.

        `fields` are what stands in the filters: from, to, publishers. With `exactly`, what is searched for is the
        question as it is written, whatever was asked before it. Nothing here is trusted to have its type.
        """
        asked = normalise(question).strip() if isinstance(question, str) else ""
        if not asked:
            return
        earlier = exchanges[-self._settings.most_exchanges + 1 :]
        pending = Exchange(earlier[-1].number + 1 if earlier else 1, asked)
        try:
            pending = replace(pending, filters=filters_from(fields, self._assistant.library))
            yield _view((*earlier, pending))
            answer = self._assistant.ask(asked, () if exactly is True else turns(earlier), pending.filters)
            yield _view((*earlier, replace(pending, answer=answer)))
        except PullquoteError as error:
            # A text that is too long to be a question is too long to be shown as one.
            yield _view((*earlier, replace(pending, question=_shortened(asked), error=str(error))))

    def ask_about(self, exchanges: Exchanges, article_id: object, fields: Sequence[object]) -> Iterator[View]:
        """Ask what an article of the library says on its own title."""
        try:
            title = self._assistant.library.article(article_id).title if isinstance(article_id, str) else ""
        except NoSuchArticle:
            return
        yield from self.ask(exchanges, title, fields)


def failed(exchanges: Exchanges) -> View:
    """Show the conversation after an unforeseen fault."""
    number = exchanges[-1].number + 1 if exchanges else 1
    lost = Exchange(number, "…", error="something went wrong: ask again, and see the program's own window if it recurs")
    return _view((*exchanges, lost))


def filters_from(fields: Sequence[object], library: Library) -> Filters:
    """Return the filters that stand in the fields; raise QuestionError or LibraryError if they make no sense."""
    first, last, chosen = fields
    publishers = tuple(name for name in chosen if isinstance(name, str)) if isinstance(chosen, list) else ()
    if publishers and (unknown := set(publishers) - {entry.source.publisher for entry in library.entries()}):
        raise QuestionError(f"no article is by the publisher {min(unknown)[:100]}: choose one from the list")
    filters = Filters(_date(first), _date(last), publishers)
    if filters.published_from and filters.published_to and filters.published_from > filters.published_to + "~":
        raise QuestionError(
            f"the dates end in {filters.published_to}, before they begin in {filters.published_from}: exchange them"
        )
    return filters


def _date(field: object) -> str | None:
    return (field.strip()[:40] or None) if isinstance(field, str) else None


def _shortened(text: str, most: int = 400) -> str:
    return text if len(text) <= most else f"{text[:most]} …"


def _view(exchanges: Exchanges) -> View:
    chat: list[Message] = []
    for exchange in exchanges:
        chat.append(Message(role="user", content=html.question(exchange)))
        chat.append(Message(role="assistant", content=html.reply(exchange)))
    return View(chat, html.sources(exchanges), "", exchanges)
