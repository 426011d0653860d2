"""Raw pages: the pages that articles were read from, packed, to be read again without being fetched."""

import zlib
from dataclasses import dataclass

from corpus import Page, Validators
from index import seals, store
from index.engine import Connection, Engine
from index.upserts import make_upsert

# The first page makes the table: libraries of an earlier version have none. What a page is found by comes before its
# bytes, which then need not be read. An index on addresses would be taken for one on articles by a rescue.
_TABLE = """
CREATE TABLE IF NOT EXISTS raw_pages (
    article_id TEXT PRIMARY KEY, asked TEXT NOT NULL, address TEXT NOT NULL, etag TEXT, modified TEXT,
    readers TEXT NOT NULL, day TEXT NOT NULL, media_type TEXT NOT NULL, charset TEXT, packed BLOB NOT NULL
)
"""
_COLUMNS = "article_id, asked, address, etag, modified, readers, day, media_type, charset, packed"
_KEEP = make_upsert("raw_pages", *_COLUMNS.split(", "))
# Bytes of a page: none that is larger is fetched.
_LARGEST = 2**26

Row = tuple[str | bytes | None, ...]


@dataclass(frozen=True, slots=True)
class RawPage:
    """The page of an article, and the address by which it was asked for.

    `is_read` says whether the article is there as today's readers read it.
    """

    article_id: str
    asked: str
    page: Page
    is_read: bool


class RawPages:
    """The raw pages of a library; `readers` is the name of what reads pages now."""

    def __init__(self, database: Engine, readers: str):
        self._database = database
        self._readers = readers

    def find(self, address: str) -> RawPage | None:
        """Return the page that was fetched from an address, or was asked for by it; None if none is there whole."""
        with self._database.reading() as connection:
            if not connection.has_table("raw_pages"):
                return None
            query = f"SELECT {_COLUMNS} FROM raw_pages WHERE ? IN (address, asked) ORDER BY address != ?"  # noqa: S608
            row = connection.execute(query, (address, address)).fetchone()
            if row is None or (data := _unpack(row[-1])) is None:
                return None
            article_id, asked, found_at, etag, modified, readers, day, media_type, charset, _ = row
            is_stored = store.has(connection, article_id) and seals.is_sound(connection, article_id)
        page = Page(found_at, data, day, media_type, charset, Validators(etag, modified))
        return RawPage(article_id, asked, page, is_stored and readers == self._readers)

    def find_address(self, article_id: str) -> str | None:
        """Return the address at which an article's page was found, None if it has none."""
        with self._database.reading() as connection:
            row = take(connection, article_id)
        return str(row[2]) if row else None

    def keep(self, article_id: str, asked: str, page: Page) -> None:
        """Keep the page of an article that was asked for by an address; it is no part of the library's state."""
        known = (article_id, asked, page.address, *page.validators, self._readers)
        with self._database.noting() as connection:
            put_back(connection, (*known, page.day, page.media_type, page.charset, zlib.compress(page.data, 9)))


def take(connection: Connection, article_id: str) -> Row | None:
    """Return the row of an article's page, None if there is none."""
    if not connection.has_table("raw_pages"):
        return None
    query = f"SELECT {_COLUMNS} FROM raw_pages WHERE article_id = ?"  # noqa: S608
    row: Row | None = connection.execute(query, (article_id,)).fetchone()
    return row


def put_back(connection: Connection, row: Row) -> None:
    """Store the row of an article's page, in place of an earlier one."""
    connection.make_table(_TABLE)
    connection.execute(_KEEP, row)


def forget(connection: Connection, article_id: str) -> None:
    """Remove the page of an article that is removed."""
    if connection.has_table("raw_pages"):
        connection.execute("DELETE FROM raw_pages WHERE article_id = ?", (article_id,))


def _unpack(packed: bytes) -> bytes | None:
    """Return what was packed, None if it is damaged."""
    unpacker = zlib.decompressobj()
    try:
        data = unpacker.decompress(packed, _LARGEST)
    except (zlib.error, TypeError):
        return None
    return data if unpacker.eof else None
