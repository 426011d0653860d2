"""Viewing on the page: a conversation as HTML, for whatever is done with it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypedDict

from index import Filters, Library, NoSuchArticle
from qa.cite.styles import STYLES
from qa.conversations.conversation_store import Conversations
from qa.conversations.exchange import Exchange
from qa.errors import NoSuchConversation
from qa.settings import CITATION_STYLE
from qa.web.answering import Answering
from qa.web.html.chat import question, reply
from qa.web.html.history import history
from qa.web.html.sources import sources
from qa.web.settings import WebSettings
from qa.web.welcoming import Welcome

_STYLE = "citation style"


class Message(TypedDict):
    """A message as the chat shows it."""

    role: str
    content: str


@dataclass(frozen=True, slots=True)
class View:
    """The Ask tab: what the chat, the sources, the welcome and the list of conversations show.

    `conversation` is the id of the one that is open, empty before anything was asked. `filters` are to be put into the
    fields, None leaves those as they are.
    """

    chat: list[Message]
    sources: str
    welcome: str
    history: str
    conversation: str = ""
    filters: Filters | None = None


class Views:
    """The kept conversations as views; one whose id is not known (any more) is one that has not begun."""

    def __init__(
        self,
        library: Library,
        conversations: Conversations,
        welcome: Welcome,
        answering: Answering,
        settings: WebSettings,
    ):
        self._library = library
        self._conversations = conversations
        self._welcome = welcome
        self._answering = answering
        self._settings = settings

    def known(self, conversation: object) -> str:
        """Return the id of a conversation that is there; empty for anything else that may have been sent."""
        if not isinstance(conversation, str) or not conversation:
            return ""
        try:
            self._conversations.name(conversation)
        except NoSuchConversation:
            return ""
        return conversation

    def exchanges(self, known: str) -> tuple[Exchange, ...]:
        """Return the exchanges of a known conversation that are shown: none of one that has not begun."""
        return self._conversations.exchanges(known, self._settings.most_exchanges) if known else ()

    def shown(self, conversation: object) -> View:
        """Show a conversation as it now is, and leave the filters alone."""
        known = self.known(conversation)
        return self.view(known, self.exchanges(known))

    def view(self, known: str, exchanges: Sequence[Exchange], *, searching: bool = False) -> View:
        """Show a known conversation with these exchanges; the last may be one that is still `searching`."""
        start = "" if exchanges else self._welcome.shown()
        chat = self._chat(known, exchanges, searching=searching)
        return View(chat, sources(exchanges, self.style), start, self.history(known), known)

    def growing(self, view: View, exchanges: Sequence[Exchange]) -> View:
        """Return a view of a conversation that is searching with the exchanges it has come to."""
        return replace(
            view, chat=self._chat(view.conversation, exchanges, searching=True), sources=sources(exchanges, self.style)
        )

    def suggest(self, conversation: object) -> str:
        """Return the welcome with questions that the articles answer; empty in a conversation that has begun."""
        if self.known(conversation):
            return ""
        self._welcome.suggest()
        return self._welcome.shown()

    def history(self, known: str) -> str:
        """Return the list of conversations, in which the known one is open."""
        return history(self._conversations.all()[: self._settings.most_conversations], known)

    @property
    def style(self) -> str:
        """The style that quotes are cited in: a name out of STYLES."""
        kept = self._conversations.preference(_STYLE, CITATION_STYLE)
        return kept if kept in STYLES else CITATION_STYLE

    def prefer_style(self, name: str) -> None:
        """Keep in which style is cited."""
        self._conversations.prefer(_STYLE, name)

    def title(self, article_id: str) -> str:
        """Return an article's title, or that it has none any more."""
        try:
            return self._library.article(article_id).title
        except NoSuchArticle:
            return "an article that is no longer in the library"

    def _chat(self, known: str, exchanges: Sequence[Exchange], *, searching: bool) -> list[Message]:
        chat: list[Message] = []
        for exchange in exchanges:
            last = exchange is exchanges[-1]
            pending = searching and last
            elsewhere = not pending and exchange.pending and self._answering.runs(known, exchange.number)
            answer = reply(exchange, searching=pending or elsewhere, elsewhere=elsewhere, last=last)
            chat.append(Message(role="user", content=question(exchange, self.title, last=last)))
            chat.append(Message(role="assistant", content=answer))
        return chat
