"""Conversations on the page: opened, renamed and deleted."""

from dataclasses import replace

from corpus import normalise
from index import Filters
from qa.conversations.conversation_store import Conversations
from qa.web.actions.ask_view import AskView, AskViews


class ConversationsActions:
    """The list of conversations, and what is done with one as a whole."""

    def __init__(self, conversations: Conversations, views: AskViews):
        self._conversations = conversations
        self._views = views

    def open(self, conversation: object = "") -> AskView:
        """Show a conversation with its filters; one that is not there (any more) as one that has not begun."""
        known = self._views.find(conversation)
        exchanges = self._views.list_exchanges(known)
        filters = next((exchange.filters for exchange in reversed(exchanges) if not exchange.own), Filters())
        return replace(self._views.show_exchanges(known, exchanges), filters=filters)

    def rename(self, conversation: object, name: object, current: object) -> str:
        """Give a conversation another name; return the list."""
        if (known := self._views.find(conversation)) and isinstance(name, str):
            self._conversations.rename(known, normalise(name))
        return self._views.show_conversations(self._views.find(current))

    def delete(self, conversation: object, current: object) -> AskView:
        """Delete a conversation; show the one that is open, or a new one if it was that."""
        if known := self._views.find(conversation):
            self._conversations.delete(known)
        return self.open(current) if known == current else self._views.show(current)
