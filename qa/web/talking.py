"""Talking on the page: conversations are opened, renamed, forgotten, and their answers rated."""

from dataclasses import replace

from corpus import normalise
from index import Filters
from qa.conversations.conversation_store import Conversations
from qa.web.sent import whole
from qa.web.viewing import View, Views


class Talks:
    """The list of conversations, and what is done with one as a whole."""

    def __init__(self, conversations: Conversations, views: Views):
        self._conversations = conversations
        self._views = views

    def open(self, conversation: object = "") -> View:
        """Show a conversation with its filters; one that is not there (any more) as one that has not begun."""
        known = self._views.known(conversation)
        exchanges = self._views.exchanges(known)
        filters = next((it.filters for it in reversed(exchanges) if not it.own), Filters())
        return replace(self._views.view(known, exchanges), filters=filters)

    def rename(self, conversation: object, name: object, current: object) -> str:
        """Give a conversation another name; return the list."""
        if (known := self._views.known(conversation)) and isinstance(name, str):
            self._conversations.rename(known, normalise(name))
        return self._views.history(self._views.known(current))

    def forget(self, conversation: object, current: object) -> View:
        """Delete a conversation; show the one that is open, or a new one if it was that."""
        if known := self._views.known(conversation):
            self._conversations.delete(known)
        return self.open(current) if known == current else self._views.shown(current)

    def rate(self, conversation: object, number: object, rating: object) -> View:
        """Keep whether an answer is right (1), wrong (-1) or neither (0); raise NoSuchConversation."""
        known = self._views.known(conversation)
        if known and (counted := whole(number)) is not None and whole(rating) in (-1, 0, 1):
            self._conversations.rate(known, counted, whole(rating) or 0)
        return self._views.shown(known)
