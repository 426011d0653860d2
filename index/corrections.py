"""Corrections: fields of articles that a person has corrected, kept for when the articles are added again."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace

from corpus import Article, InvalidArticle, Source, strip_turning
from corpus.formats.extract import join_lines
from corpus.formats.fields import parse_date, parse_doi, parse_url
from index.engine import Connection
from index.errors import LibraryError
from index.upserts import make_upsert

# The first correction makes the table: a library without one is as every version of this schema made it.
_TABLE = """
CREATE TABLE IF NOT EXISTS corrections (
    article_id TEXT PRIMARY KEY, title TEXT NOT NULL, url TEXT, publisher TEXT, authors TEXT NOT NULL, published TEXT
)
"""
_KEEP = make_upsert("corrections", "article_id", "title", "url", "publisher", "authors", "published")

# The fields that a person may correct.
FIELDS = frozenset(("title", "url", "publisher", "authors", "published"))
# What a row holds for a field that was not corrected, and no correction can hold; of the authors it is JSON.
_FOLLOWED, _FOLLOWED_AUTHORS = "", "null"


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person has corrected of an article: the `fields`. None or an empty value is a correction, too.

    The others follow the article, whenever it is added again.
    """

    title: str
    url: str | None
    publisher: str | None
    authors: tuple[str, ...]
    published: str | None
    fields: frozenset[str] = FIELDS

    @classmethod
    def normalise(cls, title: str, source: Source) -> "Correction":
        """Normalise what a person wrote; raise InvalidArticle for what no article can have."""
        if not (title := _write_name(title)):
            raise InvalidArticle("an article cannot be without a title: write one")
        return cls(
            title,
            _check(source.url, parse_url, "the address of a web page: it must begin with http:// or https://"),
            _write_name(source.publisher or "") or None,
            tuple(name for author in source.authors if (name := _write_name(author))),
            _check(source.published, parse_date, "a date: write it like 2024-06-19, 2024-06 or 2024"),
        )

    def narrow(self, kept: Article, before: "Correction | None") -> "Correction":
        """Return it without the fields that leave an article as it is kept, unless they were corrected `before`."""
        known = {"title": kept.title, **{name: getattr(kept.source, name) for name in FIELDS - {"title"}}}
        changed = {name for name in self.fields if getattr(self, name) != known[name]}
        return replace(self, fields=frozenset(changed) | (before.fields if before else frozenset()))

    def apply_to(self, article: Article) -> Article:
        """Return the article with its fields corrected; what else is known about it stays."""
        told = {name: getattr(self, name) for name in self.fields}
        title = told.pop("title", article.title)
        if "url" in told:
            told["doi"] = parse_doi(self.url) or self._keep_doi(article.source)
        return replace(article, title=title, source=replace(article.source, **told))

    def _keep_doi(self, source: Source) -> str | None:
        """Return the DOI of a source, unless the address that was corrected is the DOI's."""
        return None if parse_doi(source.url) and source.url != self.url else source.doi


def pack(correction: Correction) -> tuple[str | None, ...]:
    """Return a correction as its row: title, url, publisher, authors and published."""

    def choose(name: str) -> str | None:
        return getattr(correction, name) if name in correction.fields else _FOLLOWED

    authors = json.dumps(correction.authors) if "authors" in correction.fields else _FOLLOWED_AUTHORS
    return choose("title"), choose("url"), choose("publisher"), authors, choose("published")


def unpack(title: str, url: str | None, publisher: str | None, authors: str, published: str | None) -> Correction:
    """Return the correction of a row; raise ValueError or TypeError if it is none."""
    names = json.loads(authors)
    told = {"title": title, "url": url, "publisher": publisher, "published": published}
    followed = {name for name, value in told.items() if value == _FOLLOWED} | ({"authors"} if names is None else set())
    return Correction(title, url, publisher, tuple(map(str, names or ())), published, FIELDS - followed)


def find(connection: Connection, article_id: str) -> Correction | None:
    """Return the correction of an article; None if there is none."""
    if not connection.has_table("corrections"):
        return None
    query = "SELECT title, url, publisher, authors, published FROM corrections WHERE article_id = ?"
    row = connection.execute(query, (article_id,)).fetchone()
    if row is None:
        return None
    try:
        return unpack(*row)
    except (ValueError, TypeError) as error:
        raise LibraryError(
            f"the correction of {article_id!r} is damaged: remove it with `pullquote remove`, then add it again"
        ) from error


def correct(connection: Connection, article: Article) -> Article:
    """Return an article with its correction applied, if there is one."""
    correction = find(connection, article.id)
    return correction.apply_to(article) if correction else article


def keep(connection: Connection, article_id: str, correction: Correction) -> None:
    """Store the correction of an article, in place of an earlier one."""
    connection.make_table(_TABLE)
    connection.execute(_KEEP, (article_id, *pack(correction)))


def forget(connection: Connection, article_id: str) -> None:
    """Remove the correction of an article, if there is one."""
    if connection.has_table("corrections"):
        connection.execute("DELETE FROM corrections WHERE article_id = ?", (article_id,))


def _write_name(name: str) -> str:
    return join_lines(strip_turning(name))


def _check(value: str | None, parse: Callable[[object], str | None], what: str) -> str | None:
    if value is None or not value.strip():
        return None
    if (parsed := parse(value)) is None:
        raise InvalidArticle(f"{value!r} is not {what}")
    return parsed
