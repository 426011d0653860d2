"""Quoting copies once: of articles with one text the first published is quoted, and the others are named."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from corpus import Article, Span
from index import Filters, Library
from qa.answer import Citation, Copy
from qa.cite.anchoring.anchors import AROUND
from qa.cite.anchoring.sentence_edges import Edge, find_edges
from qa.quote import Quote


class Originals:
    """The copies of articles, among those that pass the filters, for one question."""

    def __init__(self, library: Library, filters: Filters):
        self._library = library
        self._copies_of = cache(lambda article_id: library.find_copies(article_id, filters))

    def quote_first_published(self, quotes: Sequence[Quote]) -> tuple[Quote, ...]:
        """Return the quotes, each in the first published article that has it letter for letter, and none twice."""
        moved: dict[tuple[str, int, int], Quote] = {}
        for quote in map(self._move, quotes):
            moved.setdefault((quote.article_id, quote.start, quote.end), quote)
        return tuple(moved.values())

    def cite(self, quotes: Sequence[Quote]) -> tuple[Citation, ...]:
        """Return the quotes with their articles, numbered in their order, each with its copies."""
        return tuple(
            Citation(number, quote, self._library.article(quote.article_id), copies=self.find_copies(quote))
            for number, quote in enumerate(quotes, 1)
        )

    def find_copies(self, quote: Quote) -> tuple[Copy, ...]:
        """Return where else a quote stands letter for letter, the first published first."""
        places = self._list_places(quote)
        return tuple(Copy(article, start) for article, start in places if article.id != quote.article_id)

    def _move(self, quote: Quote) -> Quote:
        article, start = next(iter(self._list_places(quote)))
        by = start - quote.start
        highlight = quote.highlight and Span(quote.highlight.start + by, quote.highlight.end + by)
        return replace(quote, article_id=article.id, start=start, end=quote.end + by, highlight=highlight)

    def _list_places(self, quote: Quote) -> list[tuple[Article, int]]:
        """Return the copies with a quote, its own article too, and where it begins in each."""
        copies = self._copies_of(quote.article_id)
        if len(copies) == 1:
            return [(copies[0], quote.start)]
        own = next(article for article in copies if article.id == quote.article_id)
        places = []
        for article in copies:
            start = quote.start if article is own else _find_in(article.text, quote, own.text)
            if start is not None:
                places.append((article, start))
        return places


def _find_in(text: str, quote: Quote, own: str) -> int | None:
    """Return where whole sentences of a text are the quote's; None if nowhere, or if it is not sure which are meant."""
    exact = own[quote.start : quote.end]
    starts, start = [], text.find(exact)
    while start >= 0:
        end = start + len(exact)
        edges = find_edges(text[max(0, start - AROUND) : start], exact, text[end : end + AROUND])
        starts += [start] if edges == (Edge.SENTENCE, Edge.SENTENCE) else []
        start = text.find(exact, end)
    return starts[0] if len(starts) == 1 else None
