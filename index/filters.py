"""Filters: conditions on the articles that a question is asked of."""

import re
from dataclasses import dataclass
from datetime import date

from index.engine import Connection
from index.errors import LibraryError

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@dataclass(frozen=True, slots=True)
class Filters:
    """Conditions on articles; all that are given must hold.

    Dates are ISO 8601, may be as short as a year, and are inclusive. An article without a date passes no date filter.
    An article passes if it has one of the publishers, one of the ids, and one of the tags.
    """

    published_from: str | None = None
    published_to: str | None = None
    publishers: tuple[str, ...] = ()
    article_ids: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for limit in (self.published_from, self.published_to):
            if limit is not None and not _is_date(limit):
                raise LibraryError(f"{limit!r} is not a date: write it like 2024-06-19, 2024-06 or 2024")
        first, last = self.published_from, self.published_to
        if first and last and first > last + "~":
            raise LibraryError(f"the dates end in {last}, before they begin in {first}: exchange them")

    def __bool__(self) -> bool:
        return self != Filters()

    def build_condition(self, connection: Connection) -> tuple[str, list[str]]:
        """Return an SQL condition on the table `articles`, and its parameters; the connection says what tables are."""
        conditions, values = ["TRUE"], list[str]()
        if self.published_from is not None:
            # A date that is only a year or a month is in range if any of its days is.
            conditions.append("published || substr('9999-12-31', length(published) + 1) >= ?")
            values.append(self.published_from)
        if self.published_to is not None:
            conditions.append("published <= ?")
            values.append(self.published_to + "~")
        for column, wanted in (("publisher", self.publishers), ("id", self.article_ids)):
            if wanted:
                conditions.append(f"articles.{column} IN ({_mark(wanted)})")
                values += wanted
        if self.tags and connection.has_table("tags"):
            tagged = f"SELECT article_id FROM tags WHERE tag IN ({_mark(self.tags)})"  # noqa: S608
            conditions.append(f"articles.id IN ({tagged})")
            values += self.tags
        elif self.tags:
            conditions.append("FALSE")
        return " AND ".join(conditions), values


def _mark(values: tuple[str, ...]) -> str:
    """Return the marks of so many parameters."""
    return ", ".join("?" * len(values))


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text + "2000-01-01"[len(text) :])
    except ValueError:
        return False
    return bool(_DATE.fullmatch(text))
