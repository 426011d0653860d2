"""Overtaking: the newest article about what was asked, where it is later than the one that is quoted."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from corpus import Article
from index import Filters, Hit, Library
from index.words import stem_words
from qa.answer import Citation, LaterArticle
from qa.english.calendar import is_calendar_word
from qa.english.periods import Period
from qa.query.capitals import learn_spellings

# Passages among which a later article is looked for.
_LOOKED_AT = 5
# How much less near than the nearest passage of all one of a later article may be, as a cosine; the share of the
# question's words that its title or its beginning has; and the characters of that.
_LESS_NEAR, _SHARED, _BEGINNING = 0.12, 0.5, 400


def find_later(
    library: Library, wanted: str, hits: Sequence[Hit], first: Citation, today: date, filters: Filters
) -> LaterArticle | None:
    """Return the newest article after that of the first quote that is about what is wanted; None if there is none.

    It has all names and numbers of the question, and most of its words where it begins. An article that has the quote,
    too, tells nothing else. `hits` are the passages that were read.
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
    if not near:
        return None
    words, names = {*stem_words(wanted)}, find_names(wanted, first.article)
    articles = map(library.article, dict.fromkeys(near))
    dated = [(read_day(article), article) for article in articles if is_about(article, words, names)]
    day, newest = max(dated, key=lambda each: each[0], default=(0, first.article))
    if day <= published.end or first.text in newest.text:
        return None
    return LaterArticle(newest.id, newest.title, newest.source.publisher, newest.source.published or "")


def read_day(article: Article) -> int:
    """Return the first day on which an article may have been published, as dates count; 0 if it tells none."""
    period = Period.of_iso(article.source.published or "")
    return period.start or 0 if period else 0


def find_names(wanted: str, article: Article) -> set[str]:
    """Return the words of a question that it, or the article that is quoted, writes as names, and its numbers."""
    written = learn_spellings([wanted, article.title, article.text]).words
    return {word for word in _list_words(wanted) if (word in written or word.isdigit()) and not is_calendar_word(word)}


def _list_words(text: str) -> set[str]:
    return {*re.findall(r"\w+", text.lower())}


def is_about(article: Article, words: set[str], names: set[str]) -> bool:
    """Say whether an article has the names, and its title or beginning the words, but for some."""
    shared = words & {*stem_words(f"{article.title}\n{article.text[:_BEGINNING]}")}
    is_of_them = names <= _list_words(f"{article.title}\n{article.text}")
    return is_of_them and len(shared) >= _SHARED * len(words)
