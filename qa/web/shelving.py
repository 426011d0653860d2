"""Shelving on the page: files and texts become articles of the library; articles are listed, corrected and removed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from threading import Lock
from typing import Any

from corpus import PullquoteError
from corpus.formats.extract import one_line
from corpus.normal import fold_accents
from index import Change, Entry, Filters, Library, NoSuchArticle, Removed
from qa.errors import DetailError
from qa.web.html.library import COLUMNS, Order, detail, removed, report, shelf
from qa.web.html.text import may_open
from qa.web.settings import WebSettings

Fields = tuple[str, str, str, str, str]
_VALUES: dict[str, Callable[[Entry], Any]] = {
    "title": lambda entry: entry.title.casefold(),
    "publisher": lambda entry: (entry.source.publisher or "").casefold(),
    "published": lambda entry: entry.source.published or "",
    "words": lambda entry: entry.word_count,
    "added": lambda entry: entry.added,
}


@dataclass(frozen=True, slots=True)
class Details:
    """An article's details on the page: what stands above the fields, and in them.

    The fields are title, authors (separated by semicolons), publisher, date and address.
    """

    article_id: str
    heading: str
    fields: Fields


class Shelf:
    """The library behind the page's rules."""

    def __init__(self, library: Library, settings: WebSettings):
        self._library = library
        self._settings = settings
        self._removed: dict[str, Removed] = {}
        self._lock = Lock()

    def listed(self, wanted: object, publisher: object, order: Order) -> str:
        """Return the list of the articles in which `wanted` stands, in title, authors or publisher."""
        needle = wanted.strip()[: self._settings.longest_filter] if isinstance(wanted, str) else ""
        only = publisher if isinstance(publisher, str) else ""
        found = [
            entry
            for entry in self._library.entries()
            if _holds(entry, fold_accents(needle.casefold())) and (not only or entry.source.publisher == only)
        ]
        return shelf(_sorted(found, order)[: self._settings.most_rows], len(found), needle, order)

    def publishers(self) -> list[str]:
        """Return the publishers of the library's articles, in order."""
        return sorted({entry.source.publisher for entry in self._library.entries() if entry.source.publisher})

    def remove(self, article_id: object) -> str:
        """Remove an article; return a line on it, with the way back."""
        if not isinstance(article_id, str):
            return report("that article is no longer in the library")
        try:
            gone = self._library.remove(article_id)
        except NoSuchArticle:
            return report("that article is no longer in the library")
        except PullquoteError as error:
            return report(str(error), wrong=True)
        with self._lock:
            self._removed[article_id] = gone
            while len(self._removed) > self._settings.most_undone:
                del self._removed[next(iter(self._removed))]
        return removed(gone.article.title, article_id)

    def restore(self, article_id: object) -> str:
        """Bring a removed article back as it was; return a line on it."""
        with self._lock:
            gone = self._removed.pop(article_id, None) if isinstance(article_id, str) else None
        if gone is None:
            return report("that cannot be undone any more: add the article again", wrong=True)
        try:
            self._library.restore(gone)
        except PullquoteError as error:
            with self._lock:
                self._removed.setdefault(gone.article.id, gone)
            return report(str(error), wrong=True)
        return report(f"“{gone.article.title}” is back")

    def details(self, article_id: object) -> Details:
        """Return what is known about an article; raise NoSuchArticle."""
        entry = next((entry for entry in self._library.entries() if entry.id == article_id), None)
        if entry is None:
            raise NoSuchArticle("that article is no longer in the library")
        source = entry.source
        authors = "; ".join(source.authors)
        fields = (entry.title, authors, source.publisher or "", source.published or "", source.url or "")
        return Details(entry.id, detail(entry), fields)

    def correct(self, article_id: object, fields: Sequence[object]) -> str:
        """Correct what is known about an article; return a line on it, or raise PullquoteError."""
        entry = next((entry for entry in self._library.entries() if entry.id == article_id), None)
        if entry is None:
            raise NoSuchArticle("that article is no longer in the library")
        title, authors, publisher, published, url = (_line(field, self._settings.longest_detail) for field in fields)
        if not title:
            raise DetailError("an article needs a title: write one")
        if url and not may_open(url):
            raise DetailError("an address begins with https:// or http://, or is left empty")
        source = replace(
            entry.source,
            authors=tuple(name for part in authors.split(";") if (name := part.strip())),
            publisher=publisher or None,
            published=Filters(published_from=published or None).published_from,
            url=url or None,
        )
        outcome = self._library.correct(entry.id, title, source)
        return report("nothing was changed" if outcome.change is Change.UNCHANGED else f"“{title}” is corrected")


def order_from(column: object, before: Order) -> Order:
    """Return how to sort after a column's heading was clicked: the other way round if it was sorted by already."""
    if column not in [name for name, _ in COLUMNS]:
        return before
    if column == before.column:
        return Order(before.column, not before.falling)
    return Order(str(column), falling=column in ("published", "words", "added"))


def _sorted(entries: Sequence[Entry], order: Order) -> list[Entry]:
    """Return the entries in order; those of which nothing is known stand last either way."""
    value = _VALUES[order.column]
    known = sorted((entry for entry in entries if value(entry)), key=value, reverse=order.falling)
    return known + [entry for entry in entries if not value(entry)]


def _line(field: object, longest: int) -> str:
    """Return what stands in a field as one line."""
    return one_line(field)[:longest] if isinstance(field, str) else ""


def _holds(entry: Entry, needle: str) -> bool:
    fields = (entry.title, *entry.source.authors, entry.source.publisher or "")
    return any(needle in fold_accents(field.casefold()) for field in fields)
