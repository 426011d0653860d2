"""Corrections: fields of articles that a person has corrected, kept for when the articles are added again."""

import json
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, replace

from corpus import Article, InvalidArticle, Source
from corpus.formats.extract import join_lines
from corpus.formats.fields import parse_date, parse_doi, parse_url
from index.errors import LibraryError
from index.tables import has_table

# The first correction makes the table: a library without one is as every version of this schema made it.
_TABLE = """
CREATE TABLE IF NOT EXISTS corrections (
    article_id TEXT PRIMARY KEY, title TEXT NOT NULL, url TEXT, publisher TEXT, authors TEXT NOT NULL, published TEXT
)
"""


@dataclass(frozen=True, slots=True)
class Correction:
    """The fields of an article that a person may correct; None or an empty value is a correction, too."""

    title: str
    url: str | None
    publisher: str | None
    authors: tuple[str, ...]
    published: str | None

    @classmethod
    def normalise(cls, title: str, source: Source) -> "Correction":
        """Normalise what a person wrote; raise InvalidArticle for what no article can have."""
        if not (title := join_lines(title)):
            raise InvalidArticle("an article cannot be without a title: write one")
        return cls(
            title,
            _check(source.url, parse_url, "the address of a web page: it must begin with http:// or https://"),
            join_lines(source.publisher or "") or None,
            tuple(name for author in source.authors if (name := join_lines(author))),
            _check(source.published, parse_date, "a date: write it like 2024-06-19, 2024-06 or 2024"),
        )

    def apply_to(self, article: Article) -> Article:
        """Return the article with its fields corrected; what else is known about it stays."""
        source = replace(
            article.source, url=self.url, publisher=self.publisher, authors=self.authors, published=self.published,
            doi=parse_doi(self.url) or self._keep_doi(article.source),
        )  # fmt: skip
        return replace(article, title=self.title, source=source)

    def _keep_doi(self, source: Source) -> str | None:
        """Return the DOI of a source, unless the address that was corrected is the DOI's."""
        return None if parse_doi(source.url) and source.url != self.url else source.doi


def find(connection: sqlite3.Connection, article_id: str) -> Correction | None:
    """Return the correction of an article; None if there is none."""
    if not has_table(connection, "corrections"):
        return None
    query = "SELECT title, url, publisher, authors, published FROM corrections WHERE article_id = ?"
    row = connection.execute(query, (article_id,)).fetchone()
    if row is None:
        return None
    title, url, publisher, authors, published = row
    try:
        return Correction(title, url, publisher, tuple(json.loads(authors)), published)
    except ValueError as error:
        raise LibraryError(
            f"the correction of {article_id!r} is damaged: remove it with `pullquote remove`, then add it again"
        ) from error


def correct(connection: sqlite3.Connection, article: Article) -> Article:
    """Return an article with its correction applied, if there is one."""
    correction = find(connection, article.id)
    return correction.apply_to(article) if correction else article


def keep(connection: sqlite3.Connection, article_id: str, correction: Correction) -> None:
    """Store the correction of an article, in place of an earlier one."""
    connection.execute(_TABLE)
    authors = json.dumps(correction.authors)
    connection.execute(
        "INSERT OR REPLACE INTO corrections (article_id, title, url, publisher, authors, published) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        (article_id, correction.title, correction.url, correction.publisher, authors, correction.published),
    )


def forget(connection: sqlite3.Connection, article_id: str) -> None:
    """Remove the correction of an article, if there is one."""
    if has_table(connection, "corrections"):
        connection.execute("DELETE FROM corrections WHERE article_id = ?", (article_id,))


def _check(value: str | None, parse: Callable[[object], str | None], what: str) -> str | None:
    if value is None or not value.strip():
        return None
    if (parsed := parse(value)) is None:
        raise InvalidArticle(f"{value!r} is not {what}")
    return parsed
