"""The basket on the page: quotes are kept in it, noted, moved and dropped."""

from collections.abc import Iterator

from qa.answer import Citation
from qa.basket.basket_store import STANDARD, Baskets, check_name
from qa.basket.pandoc_export import is_installed
from qa.cite.references import cite_quotes
from qa.conversations.conversation_store import Conversations
from qa.conversations.exchange import Exchange
from qa.errors import BasketError
from qa.web.actions.ask_view import AskViews
from qa.web.actions.cite_actions import CiteActions
from qa.web.actions.sent_values import read_whole_number
from qa.web.html.basket_html import render_basket

_BASKET = "basket"


class BasketActions:
    """The baskets of the library, one of which is open."""

    def __init__(self, baskets: Baskets, conversations: Conversations, views: AskViews, cite: CiteActions):
        self._baskets = baskets
        self._conversations = conversations
        self._views = views
        self._cite = cite

    @property
    def name(self) -> str:
        """The name of the basket that is open."""
        return self._conversations.get_preference(_BASKET, STANDARD)

    def open(self, name: object) -> str:
        """Open a basket, a new one if there is none of that name, and return it as HTML; raise BasketError."""
        self._conversations.prefer(_BASKET, check_name(name if isinstance(name, str) else ""))
        return self.show()

    def show(self) -> str:
        """Return the open basket as HTML."""
        items, style = self._baskets.list_quotes(self.name), self._cite.style
        cited = cite_quotes([item.citation for item in items], style)
        counts = {STANDARD: 0, self.name: 0} | self._baskets.count_quotes()
        return render_basket(self.name, counts, items, cited, style, documents=is_installed())

    def keep(self, conversation: object, number: object, quote: object) -> str:
        """Keep a quote of an exchange in the open basket; return a word on it, or raise BasketError."""
        place = (read_whole_number(number), read_whole_number(quote))
        for exchange, citation in self._list_citations(conversation):
            if (exchange.number, citation.number) == place:
                self._baskets.keep(citation, self.name, "" if exchange.own else exchange.question)
                basket = self.name if self.name == STANDARD else f"basket “{self.name}”"
                return f"Quote {citation.number} is kept in your {basket}"
        raise BasketError("that quote is not in the conversation any more: load the page again")

    def note(self, item: object, text: object) -> str:
        """Note something about a kept quote, of which there is nothing to say; raise BasketError."""
        if not isinstance(text, str):
            raise BasketError("a note is text")
        self._baskets.note(_read_id(item), text)
        return ""

    def move(self, item: object, number: object) -> str:
        """Put a kept quote at another place; return the basket as HTML, or raise BasketError."""
        to = read_whole_number(number)
        if to is None or to < 1:
            raise BasketError("the places of a basket count from 1")
        self._baskets.move(_read_id(item), to)
        return self.show()

    def drop(self, item: object) -> str:
        """Take a quote out of its basket; return the basket as HTML, or raise BasketError."""
        self._baskets.drop(_read_id(item))
        return self.show()

    def _list_citations(self, conversation: object) -> Iterator[tuple[Exchange, Citation]]:
        """Yield what can be kept of a conversation."""
        for exchange in self._views.list_exchanges(self._views.find(conversation)):
            if exchange.answer:
                for citation in exchange.answer.quotes or exchange.answer.nearest:
                    yield exchange, citation


def _read_id(item: object) -> int:
    return read_whole_number(item) or 0
