"""The library on the page: its articles are listed, corrected, removed and brought back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from threading import Lock
from typing import Any

from corpus import PullquoteError
from corpus.folding import fold_accents
from corpus.formats.extract import join_lines
from index import Change, Entry, Filters, Library, NoSuchArticle, Removed
from qa.errors import DetailError
from qa.web.html.library_html import COLUMNS, Order, render_articles, render_details, render_removed
from qa.web.html.notice_html import render_notice
from qa.web.html.text_html import is_web_address
from qa.web.web_settings import WebSettings

Fields = tuple[str, str, str, str, str]
_VALUES: dict[str, Callable[[Entry], Any]] = {
    "title": lambda entry: entry.title.casefold(),
    "publisher": lambda entry: (entry.source.publisher or "").casefold(),
    "published": lambda entry: entry.source.published or "",
    "words": lambda entry: entry.word_count,
    "added": lambda entry: entry.added,
}


@dataclass(frozen=True, slots=True)
class ArticleDetails:
    """An article's details on the page: what stands above the fields, and in them.

    The fields are title, authors (separated by semicolons), publisher, date and address.
    """

    article_id: str
    heading: str
    fields: Fields


class LibraryActions:
    """The articles of the library; those that were removed last can be brought back."""

    def __init__(self, library: Library, settings: WebSettings):
        self._library = library
        self._settings = settings
        self._removed: dict[str, Removed] = {}
        self._lock = Lock()

    def list_articles(self, wanted: object, publisher: object, order: Order) -> str:
        """Return the list of the articles in which `wanted` stands, in title, authors or publisher."""
        needle = wanted.strip()[: self._settings.longest_filter] if isinstance(wanted, str) else ""
        only = publisher if isinstance(publisher, str) else ""
        entries = [
            entry
            for entry in self._library.entries()
            if _has_in_it(entry, fold_accents(needle.casefold())) and (not only or entry.source.publisher == only)
        ]
        return render_articles(sort_entries(entries, order)[: self._settings.most_rows], len(entries), needle, order)

    def list_publishers(self) -> list[str]:
        """Return the publishers of the library's articles, in order."""
        return sorted({entry.source.publisher for entry in self._library.entries() if entry.source.publisher})

    def remove(self, article_id: object) -> str:
        """Remove an article; return a line on it, with the way back."""
        if not isinstance(article_id, str):
            return render_notice("that article is no longer in the library")
        try:
            removed = self._library.remove(article_id)
        except NoSuchArticle:
            return render_notice("that article is no longer in the library")
        except PullquoteError as error:
            return render_notice(str(error), wrong=True)
        with self._lock:
            self._removed[article_id] = removed
            while len(self._removed) > self._settings.most_undone:
                del self._removed[next(iter(self._removed))]
        return render_removed(removed.article.title, article_id)

    def restore(self, article_id: object) -> str:
        """Bring a removed article back as it was; return a line on it."""
        with self._lock:
            removed = self._removed.pop(article_id, None) if isinstance(article_id, str) else None
        if removed is None:
            return render_notice("that cannot be undone any more: add the article again", wrong=True)
        try:
            self._library.restore(removed)
        except PullquoteError as error:
            with self._lock:
                self._removed.setdefault(removed.article.id, removed)
            return render_notice(str(error), wrong=True)
        return render_notice(f"“{removed.article.title}” is back")

    def describe(self, article_id: object) -> ArticleDetails:
        """Return what is known about an article; raise NoSuchArticle."""
        entry = self._find(article_id)
        source = entry.source
        authors = "; ".join(source.authors)
        fields = (entry.title, authors, source.publisher or "", source.published or "", source.url or "")
        return ArticleDetails(entry.id, render_details(entry), fields)

    def correct(self, article_id: object, fields: Sequence[object]) -> str:
        """Correct what is known about an article; return a line on it, or raise PullquoteError."""
        entry = self._find(article_id)
        title, authors, publisher, published, url = (
            _read_line(field, self._settings.longest_detail) for field in fields
        )
        if not title:
            raise DetailError("an article needs a title: write one")
        if url and not is_web_address(url):
            raise DetailError("an address begins with https:// or http://, or is left empty")
        source = replace(
            entry.source,
            authors=tuple(name for part in authors.split(";") if (name := part.strip())),
            publisher=publisher or None,
            published=Filters(published_from=published or None).published_from,
            url=url or None,
        )
        outcome = self._library.correct(entry.id, title, source)
        unchanged = outcome.change is Change.UNCHANGED
        return render_notice("nothing was changed" if unchanged else f"“{title}” is corrected")

    def _find(self, article_id: object) -> Entry:
        entry = next((entry for entry in self._library.entries() if entry.id == article_id), None)
        if entry is None:
            raise NoSuchArticle("that article is no longer in the library")
        return entry


def order_by(column: object, before: Order) -> Order:
    """Return how to sort after a column's heading was clicked: the other way round if it was sorted by already."""
    if column not in [name for name, _ in COLUMNS]:
        return before
    if column == before.column:
        return Order(before.column, not before.falling)
    return Order(str(column), falling=column in ("published", "words", "added"))


def sort_entries(entries: Sequence[Entry], order: Order) -> list[Entry]:
    """Return the entries in order; those of which nothing is known stand last either way."""
    value = _VALUES[order.column]
    known = sorted((entry for entry in entries if value(entry)), key=value, reverse=order.falling)
    return known + [entry for entry in entries if not value(entry)]


def _read_line(field: object, longest: int) -> str:
    """Return what stands in a field as one line."""
    return join_lines(field)[:longest] if isinstance(field, str) else ""


def _has_in_it(entry: Entry, needle: str) -> bool:
    fields = (entry.title, *entry.source.authors, entry.source.publisher or "")
    return any(needle in fold_accents(field.casefold()) for field in fields)
