"""What is known of libraries at Zotero: their records and versions, and what became of each item that is followed."""

import json
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from index import seals, store
from index.engine import Connection, Engine
from index.errors import LibraryError
from index.upserts import make_upsert

# The first run makes the tables. They have no row ids, and a version is text: so a rescue takes no row for one of
# another table.
LIBRARIES = "CREATE TABLE IF NOT EXISTS zotero_libraries (name TEXT PRIMARY KEY, version TEXT NOT NULL) WITHOUT ROWID"
RECORDS = """
CREATE TABLE IF NOT EXISTS zotero_records (
    library TEXT NOT NULL, key TEXT NOT NULL, record TEXT NOT NULL, PRIMARY KEY (library, key)
) WITHOUT ROWID
"""
ITEMS = """
CREATE TABLE IF NOT EXISTS zotero_items (
    scope TEXT NOT NULL, uri TEXT NOT NULL, article_id TEXT, stamp TEXT NOT NULL, problem TEXT,
    PRIMARY KEY (scope, uri)
) WITHOUT ROWID
"""

_KEEP_LIBRARY = make_upsert("zotero_libraries", "name", "version")
_KEEP_RECORD = make_upsert("zotero_records", ("library", "key"), "record")
_KEEP_ITEM = make_upsert("zotero_items", ("scope", "uri"), "article_id", "stamp", "problem")


class ItemOutcome(NamedTuple):
    """What became of an item as its stamp names it: the id of its article, and why its files cannot be read.

    `scope` is what it was followed in.
    """

    scope: str
    stamp: str
    article_id: str | None
    problem: str | None = None


class ZoteroState:
    """What is known of one library at Zotero, by the name of the way to it; `scope` names what of it is followed.

    It is no part of the library's state: changes make no new generation.
    """

    def __init__(self, database: Engine, name: str):
        self._database = database
        self._name = name

    def read_records(self) -> tuple[dict[str, Any], int | None]:
        """Return the records by their keys, and the version they are of; none of either if they cannot be read."""
        with self._database.reading() as connection:
            if not connection.has_table("zotero_records"):
                return {}, None
            query = "SELECT version FROM zotero_libraries WHERE name = ?"
            version = connection.execute(query, (self._name,)).fetchone()
            query = "SELECT key, record FROM zotero_records WHERE library = ?"
            rows = connection.execute(query, (self._name,)).fetchall()
        try:
            return {key: json.loads(record) for key, record in rows}, int(version[0]) if version else None
        except (ValueError, TypeError):  # damaged: all is listed again
            return {}, None

    def save_records(self, records: Mapping[str, Any], keys: Collection[str], version: int) -> None:
        """Store records that are new or have changed, drop those that are not among the keys, and note the version."""
        rows = [(self._name, key, json.dumps(record)) for key, record in records.items()]
        with self._database.noting() as connection:
            for table in (LIBRARIES, RECORDS):
                connection.make_table(table)
            connection.executemany(_KEEP_RECORD, rows)
            dropped = f"library = ? AND key NOT IN ({connection.names})"
            values = (self._name, json.dumps(list(keys)))
            connection.execute(f"DELETE FROM zotero_records WHERE {dropped}", values)  # noqa: S608
            connection.execute(_KEEP_LIBRARY, (self._name, str(version)))

    def recall(self, scope: str, uri: str) -> ItemOutcome | None:
        """Return what became of an item; None if it has to be read, as its article is not there as it was stored."""
        with self._database.reading() as connection:
            if not connection.has_table("zotero_items"):
                return None
            query = "SELECT scope, stamp, article_id, problem FROM zotero_items WHERE uri = ? ORDER BY scope != ?"
            row = connection.execute(query, (uri, scope)).fetchone()
            if row is None or (row[2] is not None and not _is_stored(connection, row[2])):
                return None
        return ItemOutcome(*row)

    def remember(self, uri: str, outcome: ItemOutcome) -> None:
        """Keep what became of an item."""
        row = (outcome.scope, uri, outcome.article_id, outcome.stamp, outcome.problem)
        with self._database.noting() as connection:
            connection.make_table(ITEMS)
            connection.execute(_KEEP_ITEM, row)

    def list_followed(self, scope: str) -> dict[str, str]:
        """Return the ids of the articles that are followed, and there, by the URIs of their items."""
        with self._database.reading() as connection:
            if not connection.has_table("zotero_items"):
                return {}
            query = "SELECT uri, article_id FROM zotero_items WHERE scope = ? AND article_id IS NOT NULL"
            rows = connection.execute(query, (scope,)).fetchall()
            return {uri: article_id for uri, article_id in rows if store.has(connection, article_id)}

    def forget(self, scope: str, uri: str) -> bool:
        """Follow an item no more; say whether nothing else follows it."""
        with self._database.noting() as connection:
            connection.execute("DELETE FROM zotero_items WHERE scope = ? AND uri = ?", (scope, uri))
            return connection.execute("SELECT 1 FROM zotero_items WHERE uri = ?", (uri,)).fetchone() is None


def refuse_many(gone: int, followed: int) -> None:
    """Raise LibraryError if more than a third of what is followed is gone: an empty or another library takes all."""
    if gone * 3 > followed:
        raise LibraryError(
            f"{gone:,} of {followed:,} items are no longer there in Zotero, and nothing was removed: see whether it is "
            "the right library; --force removes their articles all the same"
        )


def _is_stored(connection: Connection, article_id: str) -> bool:
    return store.has(connection, article_id) and seals.is_sound(connection, article_id)
