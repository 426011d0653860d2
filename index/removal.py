"""Removing an article so that it can be put back: with its passages, vectors, correction, tags, page and seal."""

from dataclasses import dataclass

from corpus import Article
from index import corrections, passage_store, raw_pages, seals, store, tags
from index.corrections import Correction
from index.engine import Connection
from index.errors import LibraryError, LibraryMismatch
from index.manifest import read_fingerprint
from index.passage_store import Row
from index.seals import Seal


@dataclass(frozen=True, slots=True)
class Removed:
    """A removed article, with all that is needed to put it back without embedding it again."""

    article: Article
    passages: tuple[Row, ...]
    added: str  # ISO 8601, UTC
    correction: Correction | None
    fingerprint: str  # of the model that embedded the passages
    seal: Seal | None = None
    tags: tuple[str, ...] = ()
    raw_page: raw_pages.Row | None = None


def take_out(connection: Connection, article_id: str) -> Removed:
    """Remove an article from every table, and return what was there; raise NoSuchArticle or DamagedArticle."""
    removed = Removed(
        store.get(connection, article_id),
        tuple(passage_store.read_rows(connection, article_id)),
        store.read_added_time(connection, article_id),
        corrections.find(connection, article_id),
        read_fingerprint(connection),
        seals.find(connection, article_id),
        tags.find(connection, article_id),
        raw_pages.take(connection, article_id),
    )
    discard(connection, article_id)
    return removed


def discard(connection: Connection, article_id: str) -> None:
    """Remove an article from every table for good, even if it is damaged; raise NoSuchArticle."""
    store.delete(connection, article_id)
    corrections.forget(connection, article_id)
    tags.forget(connection, article_id)
    raw_pages.forget(connection, article_id)


def put_back(connection: Connection, removed: Removed) -> None:
    """Store a removed article as it was, with new row ids for its passages.

    Raises LibraryError if another article has its id, LibraryMismatch if another model has embedded the library.
    """
    article = removed.article
    if store.has(connection, article.id):
        raise LibraryError(
            f"an article {article.id!r} has been added meanwhile: remove that one first to bring back the one before it"
        )
    if read_fingerprint(connection) != removed.fingerprint:
        raise LibraryMismatch(
            f"the library has been embedded anew with another model since {article.id!r} was removed: add it again"
        )
    store.insert(connection, article, removed.passages, removed.added)
    if removed.correction:
        corrections.keep(connection, article.id, removed.correction)
    for tag in removed.tags:
        tags.keep(connection, [article.id], tag)
    if removed.raw_page:
        raw_pages.put_back(connection, removed.raw_page)
    seals.put_back(connection, article.id, removed.seal)
