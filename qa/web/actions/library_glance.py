"""An article at a glance on the page: made when its details are opened, with where the person quoted it."""

from corpus import PullquoteError
from index import Library
from qa.basket.basket_store import Baskets
from qa.conversations.conversation_store import Conversations
from qa.glance import make_glance
from qa.web.html.library_glance_html import render_glance


class LibraryGlance:
    """The library's articles at a glance."""

    def __init__(self, library: Library, conversations: Conversations, baskets: Baskets):
        self._library = library
        self._conversations = conversations
        self._baskets = baskets

    def show(self, article_id: object) -> str:
        """Return an article at a glance as HTML, empty if it is not there any more."""
        if not isinstance(article_id, str):
            return ""
        try:
            article = self._library.article(article_id)
        except PullquoteError:  # the details themselves tell of it
            return ""
        quoting = self._conversations.list_quoting(article_id)
        return render_glance(article, make_glance(article), self._baskets.list_holding(article_id), quoting)
