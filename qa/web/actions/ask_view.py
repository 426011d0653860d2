"""What the Ask tab shows: a conversation as HTML, for whatever is done with it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypedDict

from index import Filters
from qa.conversations.conversation_store import Conversations
from qa.conversations.exchange import Exchange
from qa.errors import NoSuchConversation
from qa.web.actions.ask_pending import PendingAnswers
from qa.web.actions.cite_actions import CiteActions
from qa.web.actions.filters_actions import FiltersActions
from qa.web.actions.welcome_actions import WelcomeActions
from qa.web.html.ask_html import render_question, render_reply
from qa.web.html.conversations_html import render_conversations
from qa.web.html.sources_html import render_sources
from qa.web.web_settings import WebSettings


class Message(TypedDict):
    """A message as the chat shows it."""

    role: str
    content: str


@dataclass(frozen=True, slots=True)
class AskView:
    """The Ask tab: what the chat, the sources, the welcome and the list of conversations show.

    `conversation` is the id of the one that is open, empty before anything was asked. `filters` are to be put into the
    fields, None leaves those as they are.
    """

    chat: list[Message]
    sources: str
    welcome: str
    conversations: str
    conversation: str = ""
    filters: Filters | None = None


class AskViews:
    """The kept conversations as views; one whose id is not known (any more) is one that has not begun."""

    def __init__(
        self,
        conversations: Conversations,
        filters: FiltersActions,
        cite: CiteActions,
        welcome: WelcomeActions,
        pending: PendingAnswers,
        settings: WebSettings,
    ):
        self._conversations = conversations
        self._filters = filters
        self._cite = cite
        self._welcome = welcome
        self._pending = pending
        self._settings = settings

    def find(self, conversation: object) -> str:
        """Return the id of a conversation that is there; empty for anything else that may have been sent."""
        if not isinstance(conversation, str) or not conversation:
            return ""
        try:
            self._conversations.get_name(conversation)
        except NoSuchConversation:
            return ""
        return conversation

    def list_exchanges(self, known: str) -> tuple[Exchange, ...]:
        """Return the exchanges of a known conversation that are shown: none of one that has not begun."""
        return self._conversations.list_exchanges(known, self._settings.most_exchanges) if known else ()

    def show(self, conversation: object) -> AskView:
        """Show a conversation as it now is, and leave the filters alone."""
        known = self.find(conversation)
        return self.show_exchanges(known, self.list_exchanges(known))

    def show_exchanges(self, known: str, exchanges: Sequence[Exchange], *, searching: bool = False) -> AskView:
        """Show a known conversation with these exchanges; the last may be one that is still `searching`."""
        return AskView(
            chat=self._render_chat(known, exchanges, searching=searching),
            sources=render_sources(exchanges, self._cite.style.name),
            welcome="" if exchanges else self._welcome.show(),
            conversations=self.show_conversations(known),
            conversation=known,
        )

    def show_growth(self, view: AskView, exchanges: Sequence[Exchange]) -> AskView:
        """Return a view of a conversation that is searching with the exchanges it has come to."""
        chat = self._render_chat(view.conversation, exchanges, searching=True)
        return replace(view, chat=chat, sources=render_sources(exchanges, self._cite.style.name))

    def show_suggestions(self, conversation: object) -> str:
        """Return the welcome with questions that the articles answer; empty in a conversation that has begun."""
        if self.find(conversation):
            return ""
        self._welcome.suggest()
        return self._welcome.show()

    def show_conversations(self, known: str) -> str:
        """Return the list of conversations, in which the known one is open."""
        return render_conversations(self._conversations.list_all()[: self._settings.most_conversations], known)

    def _render_chat(self, known: str, exchanges: Sequence[Exchange], *, searching: bool) -> list[Message]:
        chat: list[Message] = []
        for exchange in exchanges:
            last = exchange is exchanges[-1]
            pending = searching and last
            elsewhere = not pending and exchange.pending and self._pending.is_running(known, exchange.number)
            question = render_question(exchange, self._filters.name_article, last=last)
            reply = render_reply(exchange, searching=pending or elsewhere, elsewhere=elsewhere, last=last)
            chat.append(Message(role="user", content=question))
            chat.append(Message(role="assistant", content=reply))
        return chat
