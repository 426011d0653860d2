"""The Overviewer: answers what asks for no fact, but for articles or for one of them, by sentences of theirs."""

from collections.abc import Sequence
from datetime import date

from index import Filters, Hit, Library
from index.errors import NoSuchArticle
from qa.answer import Answer, Citation
from qa.answerer import ReadyQuestion
from qa.answering.first_published import Originals
from qa.answering.overviews import (
    find_article_about,
    quote_articles_about,
    quote_newest,
    quote_news,
    quote_subject,
    summarise,
)
from qa.cite.nesting import enclose
from qa.query.conversation import find_last_article
from qa.query.overview_asked import OverviewKind, read_overview_asked
from qa.quote import Quote
from qa.settings import Settings


class Overviewer:
    """Answers questions about a subject on the whole, for its news or the articles about it, and for a summary."""

    def __init__(self, library: Library, settings: Settings):
        self._library = library
        self._settings = settings

    def answer(self, asked: ReadyQuestion, said: str) -> Answer | None:
        """Answer a question for an overview; return None if it asks for none, or no article is meant.

        `said` is the question without what was put to it from the turns before: "this" is an article there.
        """
        overview = read_overview_asked(said)
        is_put_to = asked.wanted.lower().startswith(said.rstrip(" ?.!").lower())
        if overview.subject if overview else is_put_to:
            overview = read_overview_asked(asked.wanted)
        if overview is None:
            return None
        with self._library.hold_state():
            match overview.kind:
                case OverviewKind.ARTICLES:
                    return self._list_articles(asked, overview.subject)
                case OverviewKind.NEWS:
                    return self._tell_news(asked, overview.subject)
                case OverviewKind.SUBJECT:
                    return self._tell_subject(asked, overview.subject)
                case OverviewKind.SUMMARY:
                    return self._summarise(asked, overview.subject)

    def cite_newest(self, filters: Filters, today: date) -> tuple[Citation, ...]:
        """Return the first sentences of the newest articles of today."""
        with self._library.hold_state():
            return self._cite(quote_newest(self._library, filters, self._settings.most_quotes, today), filters)

    def _list_articles(self, asked: ReadyQuestion, subject: str) -> Answer | None:
        quotes, hits = quote_articles_about(self._library, subject, asked.filters)
        heading = f"Articles about {subject}, the nearest first, each by a sentence from its beginning."
        return self._make_answer(asked, quotes, hits, heading) if quotes else None

    def _tell_news(self, asked: ReadyQuestion, subject: str) -> Answer | None:
        quotes, hits = quote_news(self._library, subject, asked.filters, asked.today)
        heading = f"The news of {subject}, the newest first, each by a sentence from its article's beginning."
        return self._make_answer(asked, quotes, hits, heading) if quotes else None

    def _tell_subject(self, asked: ReadyQuestion, subject: str) -> Answer | None:
        quotes, hits = quote_subject(self._library, subject, asked.filters, asked.today)
        heading = f"What the articles nearest to {subject} begin with, in order of time."
        return self._make_answer(asked, quotes, hits, heading) if quotes else None

    def _summarise(self, asked: ReadyQuestion, subject: str) -> Answer | None:
        article_id = self._find_article(asked, subject)
        if article_id is None:
            return None if subject else self._refuse(asked)
        try:
            article = self._library.article(article_id)
        except NoSuchArticle:
            return self._refuse(asked)
        heading = f"Of {enclose(article.title)}: the first sentence, and those that are nearest to all it says."
        quotes = summarise(self._library, article, self._settings.longest_quote)
        hits = self._library.search(
            subject or article.title, self._settings.passages, Filters(article_ids=(article.id,))
        )
        return self._make_answer(asked, quotes, hits, heading)

    def _refuse(self, asked: ReadyQuestion) -> Answer:
        reason = "No article was spoken of: say what it is about, as in “summarise the article about …”."
        return Answer(asked.id, asked.question, 0.0, quotes=(), reason=reason, nearest=(), hits=())

    def _find_article(self, asked: ReadyQuestion, subject: str) -> str | None:
        """Return the id of the article to summarise: the only one asked of, the one named, or the last one quoted."""
        if len(asked.filters.article_ids) == 1:
            return asked.filters.article_ids[0]
        if subject:
            return find_article_about(self._library, subject, asked.filters)
        return find_last_article(asked.history)

    def _make_answer(self, asked: ReadyQuestion, quotes: Sequence[Quote], hits: Sequence[Hit], heading: str) -> Answer:
        return Answer(
            asked.id,
            asked.question,
            confidence=1.0,
            quotes=self._cite(quotes, asked.filters),
            reason=None,
            nearest=(),
            hits=tuple(hits),
            heading=heading,
        )

    def _cite(self, quotes: Sequence[Quote], filters: Filters) -> tuple[Citation, ...]:
        return Originals(self._library, filters).cite(quotes)
