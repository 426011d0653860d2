"""The lectern of the page: articles are opened at a quote, and sentences of them are quoted by the person."""

from corpus import Article, Span
from index import Library, NoSuchArticle
from qa.answer import Answer, Citation
from qa.conversations.conversation_store import Conversations
from qa.errors import QuestionError
from qa.quote import Quote
from qa.web.html.reader import reader
from qa.web.reading import reading, snapped
from qa.web.sent import whole
from qa.web.settings import WebSettings
from qa.web.viewing import View, Views


class Lectern:
    """Where articles are read beside a conversation, and quoted into it."""

    def __init__(self, library: Library, conversations: Conversations, views: Views, settings: WebSettings):
        self._library = library
        self._conversations = conversations
        self._views = views
        self._settings = settings

    def read(self, conversation: object, article_id: object, start: object = None, end: object = None) -> str:
        """Return the reader view of an article, opened at a quote if its offsets are given; raise NoSuchArticle."""
        if not isinstance(article_id, str):
            raise NoSuchArticle("no article was named")
        article = self._library.article(article_id)
        exchanges = self._views.exchanges(self._views.known(conversation))
        return reader(reading(article, exchanges, span_in(article, start, end), whole(start) or 0))

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
        known = self._views.known(conversation) or self._conversations.start(named)
        self._conversations.keep(known, named, answer)
        return self._views.shown(known)

    def withdraw(self, conversation: object, number: object) -> View:
        """Take a quote of the person's own out of the conversation again."""
        known = self._views.known(conversation)
        for exchange in self._views.exchanges(known):
            if exchange.own and exchange.number == whole(number):
                self._conversations.withdraw(known, exchange.number)
        return self._views.shown(known)


def span_in(article: Article, start: object, end: object) -> Span | None:
    """Return the span between two offsets if they are offsets into the article."""
    first, last = whole(start), whole(end)
    if first is None or last is None or not 0 <= first < last <= len(article.text):
        return None
    return Span(first, last)
