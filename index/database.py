"""The library's SQLite file: its schema, its manifest, and the generations that each change makes."""

import contextlib
import secrets
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from index.connections import Connections
from index.errors import LibraryError, LibraryMismatch

SCHEMA_VERSION = 1
_SCHEMA = """
CREATE TABLE manifest (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE articles (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, text TEXT NOT NULL, digest TEXT NOT NULL,
    url TEXT, path TEXT, publisher TEXT, authors TEXT NOT NULL, published TEXT, accessed TEXT, language TEXT,
    headings TEXT NOT NULL, pages TEXT NOT NULL, word_count INTEGER NOT NULL, added TEXT NOT NULL
);
-- AUTOINCREMENT: an id that was removed is never given again, so no stale index can point to a wrong passage.
CREATE TABLE passages (
    id INTEGER PRIMARY KEY AUTOINCREMENT, article_id TEXT NOT NULL REFERENCES articles (id),
    start INTEGER NOT NULL, end INTEGER NOT NULL, sentences TEXT NOT NULL, vector BLOB NOT NULL
);
CREATE INDEX passages_by_article ON passages (article_id);
-- Without content of its own: it knows which words stand in which passage, not the text.
CREATE VIRTUAL TABLE words USING fts5 (title, body, content='',
    tokenize="unicode61 remove_diacritics 0 tokenchars '.'");
CREATE VIRTUAL TABLE vocabulary USING fts5vocab (words, row);
"""
_REMEDY = "restore it from a backup, or move it away and add the articles again"


class Database:
    """The SQLite file of one library."""

    def __init__(self, path: Path):
        self.path = path
        self._connections = Connections(path, _REMEDY)

    def exists(self) -> bool:
        """Say whether the library has been made: a crash at its very first moment leaves a file without tables."""
        try:
            if not self.path.stat().st_size:
                return False
        except (FileNotFoundError, NotADirectoryError):
            return False
        except OSError as error:
            raise LibraryError(f"cannot open {self.path}: {error.strerror or error}") from error
        with self.reading() as connection:
            return connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is not None

    def create(self, manifest: dict[str, str]) -> None:
        """Make the tables and the manifest, unless another process just did."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LibraryError(f"cannot make the folder {self.path.parent}: {error.strerror or error}") from error
        with self._connections.writing() as connection:
            if not connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
                _make_tables(connection, {**manifest, "generation": _generation_after("0")})

    @contextlib.contextmanager
    def remaking(self, manifest: dict[str, str], since: str) -> Iterator[sqlite3.Connection]:
        """Give a connection to tables made anew and empty, whatever schema they had; kept if the block ends well.

        Passage ids go on from where they were, and corrections stay. Raises LibraryError if `since` is no longer the
        generation.
        """
        with self._connections.writing() as connection:
            if generation(connection) != since:
                raise LibraryError(f"{self.path} was changed meanwhile, and is as it was: run the command again")
            new = _generation_after(since)
            last = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'passages'").fetchone()
            connection.execute("PRAGMA defer_foreign_keys = ON")
            for table in ("vocabulary", "words", "passages", "articles", "manifest"):
                connection.execute(f"DROP TABLE IF EXISTS {table}")
            _make_tables(connection, {**manifest, "generation": new})
            if last:
                connection.execute("INSERT INTO sqlite_sequence (name, seq) VALUES ('passages', ?)", last)
            yield connection

    def manifest(self) -> dict[str, str]:
        """Return the manifest; raise LibraryMismatch if this version cannot read the library."""
        manifest = self.raw_manifest()
        if manifest.get("schema") != str(SCHEMA_VERSION):
            raise LibraryMismatch(
                f"{self.path} was made by another version of Pullquote (schema {manifest.get('schema')}, "
                f"this one reads {SCHEMA_VERSION}): run `pullquote doctor --rebuild`"
            )
        return manifest

    def raw_manifest(self) -> dict[str, str]:
        """Return the manifest of a library of any schema version."""
        with self.reading() as connection:
            if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'manifest'").fetchone():
                raise LibraryError(f"{self.path} is not a Pullquote library: choose another folder with --library")
            return dict(connection.execute("SELECT key, value FROM manifest").fetchall())

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give a connection that sees one state of the library, whatever others write meanwhile."""
        with self._connections.reading() as connection:
            yield connection

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give a connection whose changes are kept, as a new generation, if the block ends well; else undone."""
        with self._connections.writing() as connection:
            yield connection
            new = _generation_after(generation(connection))
            connection.execute("UPDATE manifest SET value = ? WHERE key = 'generation'", (new,))


def generation(connection: sqlite3.Connection) -> str:
    """Return the name of the library's present state; no two states share one, not even after a restored backup."""
    return str(connection.execute("SELECT value FROM manifest WHERE key = 'generation'").fetchone()[0])


def fingerprint(connection: sqlite3.Connection) -> str:
    """Return the fingerprint of the model that embedded the library."""
    return str(connection.execute("SELECT value FROM manifest WHERE key = 'fingerprint'").fetchone()[0])


def _make_tables(connection: sqlite3.Connection, manifest: dict[str, str]) -> None:
    for statement in _SCHEMA.split(";\n"):
        connection.execute(statement)
    rows = {**manifest, "schema": str(SCHEMA_VERSION)}
    connection.executemany("INSERT INTO manifest VALUES (?, ?)", rows.items())


def _generation_after(previous: str) -> str:
    return f"{int(previous.split('-')[0]) + 1}-{secrets.token_hex(4)}"
