"""An article's overview on the page: made when its details are opened, with where the person quoted it."""

from corpus import PullquoteError
from index import Library
from qa.basket.basket_store import Baskets
from qa.conversations.conversation_store import Conversations
from qa.overview import make_overview
from qa.web.html.library_overview_html import render_overview


class LibraryOverview:
    """Overviews of the library's articles."""

    def __init__(self, library: Library, conversations: Conversations, baskets: Baskets):
        self._library = library
        self._conversations = conversations
        self._baskets = baskets

    def show(self, article_id: object) -> str:
        """Return the overview of an article as HTML, empty if it is not there any more."""
        if not isinstance(article_id, str):
            return ""
        try:
            article = self._library.article(article_id)
        except PullquoteError:  # the details themselves tell of it
            return ""
        overview = make_overview(article)
        quoting = self._conversations.list_quoting(article_id)
        return render_overview(article, overview, self._baskets.list_holding(article_id), quoting)
