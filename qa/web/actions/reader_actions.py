"""The reader view on the page: articles are opened at a quote, and sentences of them are quoted by the person."""

from corpus import Article, Span
from index import Library, NoSuchArticle
from qa.answer import Answer, Citation
from qa.cite.nesting import enclose
from qa.conversations.conversation_store import Conversations
from qa.errors import QuestionError
from qa.quote import Quote
from qa.web.actions.ask_view import AskView, AskViews
from qa.web.actions.reader_view import snap_to_sentences, view_article
from qa.web.actions.sent_values import read_whole_number
from qa.web.html.reader_html import render_reader
from qa.web.web_settings import WebSettings


class ReaderActions:
    """Articles as they are read beside a conversation, and quoted into it."""

    def __init__(self, library: Library, conversations: Conversations, views: AskViews, settings: WebSettings):
        self._library = library
        self._conversations = conversations
        self._views = views
        self._settings = settings

    def open(self, conversation: object, article_id: object, start: object = None, end: object = None) -> str:
        """Return the reader view of an article, opened at a quote if its offsets are given; raise NoSuchArticle."""
        if not isinstance(article_id, str):
            raise NoSuchArticle("no article was named")
        article = self._library.article(article_id)
        exchanges = self._views.list_exchanges(self._views.find(conversation))
        at = read_whole_number(start) or 0
        return render_reader(view_article(article, exchanges, read_span(article, start, end), at))

    def quote(self, conversation: object, article_id: object, start: object, end: object) -> AskView:
        """Add the sentences of an article that were selected to the conversation; raise PullquoteError."""
        if not isinstance(article_id, str):
            raise QuestionError("nothing was selected: click a sentence first")
        article = self._library.article(article_id)
        selected = read_span(article, start, end)
        span = selected and snap_to_sentences(article, *selected)
        if span is None:
            raise QuestionError("no sentence was selected: click one, or select several")
        if span.end - span.start > self._settings.longest_own_quote:
            raise QuestionError(f"at most {self._settings.longest_own_quote:,} characters can be quoted at once")
        name = f"Quoted from {enclose(article.title)}"
        citation = Citation(1, Quote(article.id, *span, score=1.0), article)
        answer = Answer(f"{article.id}-{start}", name, 1.0, (citation,), None, (), ())
        known = self._views.find(conversation) or self._conversations.start(name)
        self._conversations.keep(known, name, answer)
        return self._views.show(known)

    def withdraw(self, conversation: object, number: object) -> AskView:
        """Take a quote of the person's own out of the conversation again."""
        known, wanted = self._views.find(conversation), read_whole_number(number)
        for exchange in self._views.list_exchanges(known):
            if exchange.own and exchange.number == wanted:
                self._conversations.withdraw(known, exchange.number)
        return self._views.show(known)


def read_span(article: Article, start: object, end: object) -> Span | None:
    """Return the span between two offsets if they are offsets into the article."""
    first, last = read_whole_number(start), read_whole_number(end)
    if first is None or last is None or not 0 <= first < last <= len(article.text):
        return None
    return Span(first, last)
