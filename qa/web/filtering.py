"""Filtering on the page: what stands in the fields of the filters, as filters and as chips."""

from collections.abc import Callable, Sequence

from index import Filters, Library
from qa.errors import QuestionError
from qa.web.html.filters import chosen

# Characters of a date's field: no date is longer.
_LONGEST_DATE = 40


def filters_from(fields: Sequence[object], library: Library) -> Filters:
    """Return the filters that stand in the fields; raise QuestionError or LibraryError if they make no sense.

    The fields are from, to, publishers, and the only article that is asked.
    """
    first, last, publishers, only = fields
    names = _names(publishers)
    if names and (unknown := set(names) - {entry.source.publisher for entry in library.entries()}):
        raise QuestionError(f"no article is by the publisher {min(unknown)[:100]}: choose one from the list")
    article_ids = (library.article(only).id,) if isinstance(only, str) and only else ()
    return Filters(_date(first), _date(last), names, article_ids)


def chips(fields: Sequence[object], title: Callable[[str], str]) -> str:
    """Return chips for what stands in the fields, whether or not it makes sense; `title` names an article by its id."""
    first, last, publishers, only = fields
    article = (only, title(only)) if isinstance(only, str) and only else None
    return chosen(_date(first) or "", _date(last) or "", _names(publishers), article)


def _date(field: object) -> str | None:
    return (field.strip()[:_LONGEST_DATE] or None) if isinstance(field, str) else None


def _names(field: object) -> tuple[str, ...]:
    return tuple(name for name in field if isinstance(name, str)) if isinstance(field, list) else ()
