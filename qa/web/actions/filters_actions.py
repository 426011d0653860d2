"""Filtering on the page: what stands in the fields of the filters, as filters and as chips."""

from collections.abc import Sequence

from corpus.formats.fields import LONGEST_FIELD
from index import Filters, Library, NoSuchArticle, settle_filters
from qa.web.html.filters_html import render_chips

# Characters of a date's field: no date is longer.
_LONGEST_DATE = 40


class FiltersActions:
    """Reads the fields of the filters: from, to, publishers, tags, and the only article that is asked."""

    def __init__(self, library: Library):
        self._library = library

    def read(self, fields: Sequence[object]) -> Filters:
        """Return the filters that stand in the fields, as the library writes them; raise LibraryError for others."""
        first, last, publishers, tags, only = fields
        article_ids = (self._library.article(only).id,) if isinstance(only, str) and only else ()
        lists = _read_names(publishers), article_ids, _read_names(tags)
        return settle_filters(self._library, Filters(_read_date(first), _read_date(last), *lists))

    def show_chips(self, fields: Sequence[object]) -> str:
        """Return chips for what stands in the fields, whether or not it makes sense."""
        first, last, publishers, tags, only = fields
        article = (only, self.name_article(only)) if isinstance(only, str) and only else None
        lists = _read_names(publishers), _read_names(tags)
        return render_chips(_read_date(first) or "", _read_date(last) or "", *lists, article)

    def name_article(self, article_id: str) -> str:
        """Return an article's title, or that it has none any more."""
        try:
            return self._library.article(article_id).title
        except NoSuchArticle:
            return "an article that is no longer in the library"


def _read_date(field: object) -> str | None:
    return (field.strip()[:_LONGEST_DATE] or None) if isinstance(field, str) else None


def _read_names(field: object) -> tuple[str, ...]:
    return tuple(name[:LONGEST_FIELD] for name in field if isinstance(name, str)) if isinstance(field, list) else ()
