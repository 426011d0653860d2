"""Collecting on the page: the style of citations, copies in it, and the basket in which quotes are kept."""

from collections.abc import Sequence

from qa.answer import Citation
from qa.basket.basket_store import STANDARD, Baskets, checked_name
from qa.basket.pandoc_export import is_there
from qa.cite.references import references
from qa.cite.styles import STYLES
from qa.conversations.conversation_store import Conversations
from qa.errors import BasketError
from qa.web.html.basket import basket
from qa.web.sent import whole
from qa.web.viewing import Views

_BASKET = "basket"


class Collection:
    """The baskets of the library, one of which is open, and the style that quotes are cited in."""

    def __init__(self, baskets: Baskets, conversations: Conversations, views: Views):
        self._baskets = baskets
        self._conversations = conversations
        self._views = views

    @property
    def name(self) -> str:
        """The name of the basket that is open."""
        return self._conversations.preference(_BASKET, STANDARD)

    def open(self, name: object) -> str:
        """Open a basket, a new one if there is none of that name, and return it as HTML; raise BasketError."""
        self._conversations.prefer(_BASKET, checked_name(name if isinstance(name, str) else ""))
        return self.shown()

    def shown(self) -> str:
        """Return the open basket as HTML."""
        kept, style = self._baskets.kept(self.name), STYLES[self._views.style]
        cited = references([it.citation for it in kept], style)
        return basket(self.name, self._baskets.names(), kept, cited, style, documents=is_there())

    def keep(self, conversation: object, number: object, quote: object) -> str:
        """Keep a quote of an exchange in the open basket; return a word on it, or raise BasketError."""
        known = self._views.known(conversation)
        for exchange in self._views.exchanges(known):
            if exchange.number == whole(number) and exchange.answer:
                cited: Sequence[Citation] = exchange.answer.quotes or exchange.answer.nearest
                for citation in cited:
                    if citation.number == whole(quote):
                        self._baskets.keep(citation, self.name, "" if exchange.own else exchange.question)
                        basket = self.name if self.name == STANDARD else f"basket “{self.name}”"
                        return f"Quote {citation.number} is kept in your {basket}"
        raise BasketError("that quote is not in the conversation any more: load the page again")

    def note(self, kept: object, text: object) -> str:
        """Note something about a kept quote, of which there is nothing to say; raise BasketError."""
        if not isinstance(text, str):
            raise BasketError("a note is text")
        self._baskets.note(_id(kept), text)
        return ""

    def place(self, kept: object, number: object) -> str:
        """Put a kept quote at another place; return the basket as HTML, or raise BasketError."""
        to = whole(number)
        if to is None or to < 1:
            raise BasketError("the places of a basket count from 1")
        self._baskets.move(_id(kept), to)
        return self.shown()

    def discard(self, kept: object) -> str:
        """Take a quote out of its basket; return the basket as HTML, or raise BasketError."""
        self._baskets.drop(_id(kept))
        return self.shown()

    def prefer_style(self, name: object) -> str:
        """Keep in which style is cited; return the open basket in it."""
        if isinstance(name, str) and name in STYLES:
            self._views.prefer_style(name)
        return self.shown()


def _id(kept: object) -> int:
    return whole(kept) or 0
