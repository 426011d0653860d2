"""The library on the page: its articles are listed, corrected, removed and brought back."""

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from threading import Lock
from typing import Any

from corpus import PullquoteError
from corpus.folding import fold_accents
from corpus.formats.extract import join_lines
from corpus.formats.fields import LONGEST_FIELD
from index import Change, Entry, Filters, Library, LibraryError, NoSuchArticle, Removed, WordQuery, settle_filters
from index.word_query import split_typed
from qa.cite.nesting import enclose
from qa.errors import DetailError
from qa.searching.searching import find_places_within
from qa.web.html.library_found_html import MOST
from qa.web.html.library_html import (
    COLUMNS,
    ListedArticles,
    Order,
    render_articles,
    render_details,
    render_removed,
)
from qa.web.html.notice_html import render_notice
from qa.web.html.text_html import format_count, is_web_address
from qa.web.html.welcome_html import render_beginning
from qa.web.web_settings import WebSettings

# Articles that something is done with at once.
_MOST_PICKED = 1_000
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
        self._removed: dict[str, list[Removed]] = {}
        self._lock = Lock()

    def list_articles(
        self, wanted: object, publisher: object, order: Order, tag: object = "", page: object = 0
    ) -> tuple[str, int]:
        """Return a page of the list, and its number from 0: the last one if there is no such page.

        Listed are the articles in which all words and phrases of `wanted` stand, in title, authors or publisher, and
        those with a passage that holds its words. For a publisher or a tag that none has there is a line that says so.
        """
        needle = wanted.strip()[: self._settings.longest_filter] if isinstance(wanted, str) else ""
        publishers, tags = map(_read_name, (publisher, tag))
        parts = split_typed(fold_accents(needle.casefold()))
        query, rows = WordQuery.read(needle), self._settings.most_rows
        with self._library.hold_state():
            try:
                filters = settle_filters(self._library, Filters(publishers=publishers, tags=tags))
            except LibraryError as error:
                return render_notice(str(error), wrong=True), 0
            holding = self._library.find_holding(query)
            entries = [
                entry
                for entry in self._library.entries()
                if (not publishers or entry.source.publisher in filters.publishers)
                and (not tags or filters.tags[0] in entry.tags)
                and (not needle or entry.id in holding or _has_in_it(entry, parts))
            ]
            if not entries and not needle and not self._library.state().articles:
                return render_beginning(), 0
            last = max(0, len(entries) - 1) // rows
            number = min(max(page, 0), last) if isinstance(page, int) else 0
            shown = sort_entries(entries, order)[number * rows : (number + 1) * rows]
            chosen = {entry.id: holding[entry.id] for entry in shown if entry.id in holding}
            places = find_places_within(self._library, query, chosen, MOST + 1)
            known = self._library.list_tags()
        return render_articles(ListedArticles(shown, len(entries), number * rows, needle, places, known), order), number

    def list_publishers(self) -> list[str]:
        """Return the publishers of the library's articles, in order."""
        return self._library.publishers()

    def remove(self, ids: object) -> str:
        """Remove articles, one id a line; return a line on them, with the way back."""
        removed: list[Removed] = []
        wrong = ""
        try:
            for article_id in _read_ids(ids):
                with contextlib.suppress(NoSuchArticle):
                    removed.append(self._library.remove(article_id))
        except PullquoteError as error:  # those before it are gone, and can be brought back
            wrong = render_notice(str(error), wrong=True)
        if not removed:
            return wrong or render_notice("that article is no longer in the library")
        return wrong + render_removed([each.article.title for each in removed], self._keep_removed(removed))

    def restore(self, key: object) -> str:
        """Bring back as they were articles that were removed together; return a line on them."""
        with self._lock:
            removed = self._removed.pop(key, []) if isinstance(key, str) else []
        if not removed:
            return render_notice("that cannot be undone any more: add the article again", wrong=True)
        titles, waiting = [each.article.title for each in removed], list(removed)
        try:
            while waiting:
                self._library.restore(waiting[0])
                waiting.pop(0)
        except PullquoteError as error:
            self._keep_removed(waiting)
            return render_notice(str(error), wrong=True)
        back = f"{enclose(titles[0])} is back" if len(titles) == 1 else f"{len(titles):,} articles are back"
        return render_notice(back)

    def tag(self, ids: object, tag: object) -> str:
        """Give a tag to articles, one id a line; return a line on it, or raise PullquoteError."""
        chosen = _read_ids(ids)
        name = self._library.tag(chosen, tag if isinstance(tag, str) else "")
        return render_notice(f"{format_count(len(chosen), 'article')} tagged “{name}”")

    def untag(self, ids: object, tag: object) -> str:
        """Take a tag off articles, one id a line; return a line on it, or raise PullquoteError."""
        name = self._library.untag(_read_ids(ids), tag if isinstance(tag, str) else "")
        return render_notice(f"“{name}” was taken off")

    def list_tags(self) -> list[str]:
        """Return the tags that articles have, in order."""
        return self._library.list_tags()

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
        return render_notice("nothing was changed" if unchanged else f"{enclose(title)} is corrected")

    def _keep_removed(self, removed: list[Removed]) -> str:
        """Keep what was removed together for a while; return the key it is brought back by."""
        key = "\n".join(each.article.id for each in removed)
        with self._lock:
            self._removed[key] = removed
            while len(self._removed) > self._settings.most_undone:
                del self._removed[next(iter(self._removed))]
        return key

    def _find(self, article_id: object) -> Entry:
        entry = next((entry for entry in self._library.entries() if entry.id == article_id), None)
        if entry is None:
            raise NoSuchArticle("that article is not in the library: it was removed, or its address is wrong")
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


def _read_ids(sent: object) -> list[str]:
    """Return the ids of articles that were sent, one a line."""
    return list(dict.fromkeys(sent.split("\n")))[:_MOST_PICKED] if isinstance(sent, str) else []


def _read_name(sent: object) -> tuple[str, ...]:
    """Return a name that was sent, none if there is none."""
    return (sent[:LONGEST_FIELD],) if isinstance(sent, str) and sent else ()


def _read_line(field: object, longest: int) -> str:
    """Return what stands in a field as one line."""
    return join_lines(field)[:longest] if isinstance(field, str) else ""


def _has_in_it(entry: Entry, parts: Sequence[str]) -> bool:
    known = "\n".join((entry.title, *entry.source.authors, entry.source.publisher or ""))
    folded = fold_accents(known.casefold())
    return bool(parts) and all(part in folded for part in parts)
