"""Overtaking: the newest article about what was asked, where it is later than the one that is quoted."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from corpus import Article
from index import Filters, Hit, Library
from index.words import stem_words
from qa.answer import Citation, LaterArticle
from qa.english.periods import Period

# Passages among which a later article is looked for.
_LOOKED_AT = 5
# How much less near than the nearest passage of all one of a later article may be, as a cosine; the share of the
# question's words that its title or its beginning has; and the characters of that.
_LESS_NEAR, _SHARED, _BEGINNING = 0.12, 0.5, 400


def find_later(
    library: Library, wanted: str, hits: Sequence[Hit], first: Citation, today: date, filters: Filters
) -> LaterArticle | None:
    """Return the newest article after that of the first quote that is about what is wanted; None if there is none.

    An article that has the quote, too, tells nothing else. `hits` are the passages that were read.
    """
    published = Period.of_iso(first.article.source.published or "")
    if published is None or published.end is None or published.end >= today.toordinal():
        return None
    since = date.fromordinal(published.end) + timedelta(days=1)
    last = min(today.isoformat(), filters.published_to or today.isoformat())
    if since.isoformat() > last:
        return None
    later = replace(filters, published_from=since.isoformat(), published_to=last)
    least = max((hit.cosine for hit in hits), default=1.0) - _LESS_NEAR
    near = [hit.passage.article_id for hit in library.search(wanted, _LOOKED_AT, later) if hit.cosine >= least]
    words = {*stem_words(wanted)}
    articles = map(library.article, dict.fromkeys(near))
    dated = [(_read_day(article), article) for article in articles if _is_about(article, words)]
    day, newest = max(dated, key=lambda each: each[0], default=(0, first.article))
    if day <= published.end or first.text in newest.text:
        return None
    return LaterArticle(newest.id, newest.title, newest.source.publisher, newest.source.published or "")


def _read_day(article: Article) -> int:
    """Return the first day on which an article may have been published, as dates count; 0 if it tells none."""
    period = Period.of_iso(article.source.published or "")
    return period.start or 0 if period else 0


def _is_about(article: Article, words: set[str]) -> bool:
    """Say whether an article's title or beginning has the words, but for some."""
    shared = words & {*stem_words(f"{article.title}\n{article.text[:_BEGINNING]}")}
    return len(shared) >= _SHARED * len(words)
