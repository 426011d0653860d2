"""The library's SQLite file: its schema, its manifest, and its generations, of which each change makes one."""

import contextlib
import copy
import re
import secrets
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from index import lineage, word_index
from index.connections import Connections
from index.embedder import Embedder
from index.errors import LibraryError, LibraryMismatch
from index.folder import make_folder
from index.troubles import escape_path, explain_os

SCHEMA_VERSION = 2
_SCHEMA = """
CREATE TABLE manifest (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE articles (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, text TEXT NOT NULL, digest TEXT NOT NULL,
    url TEXT, path TEXT, publisher TEXT, authors TEXT NOT NULL, published TEXT, accessed TEXT, language TEXT,
    headings TEXT NOT NULL, pages TEXT NOT NULL, word_count INTEGER NOT NULL, added TEXT NOT NULL
);
-- AUTOINCREMENT: the id of a removed passage is never used again, so no stale index can point to a wrong passage.
CREATE TABLE passages (
    id INTEGER PRIMARY KEY AUTOINCREMENT, article_id TEXT NOT NULL REFERENCES articles (id),
    start INTEGER NOT NULL, end INTEGER NOT NULL, sentences TEXT NOT NULL, vector BLOB NOT NULL
);
CREATE INDEX passages_by_article ON passages (article_id);
"""
RESCUE = "run `pullquote doctor --rescue NEW_FOLDER` to save what can be read, or restore it from a backup"
REMEDY = f"see with `pullquote doctor` whether it can be mended; if not, {RESCUE}"
_GENERATION = re.compile(r"(\d+)-[0-9a-f]+")


class Database:
    """The SQLite file of one library."""

    def __init__(self, path: Path):
        self.path = path
        self._connections = Connections(path, REMEDY)

    def open_for_reading(self) -> "Database":
        """Return the same library as one that refuses every change."""
        reading = copy.copy(self)
        reading._connections = self._connections.open_for_reading()
        return reading

    def exists(self) -> bool:
        """Say whether the library has been made; a crash at the first moment leaves a file without tables."""
        try:
            if not self.path.stat().st_size:
                return False
        except (FileNotFoundError, NotADirectoryError):
            return False
        except OSError as error:
            raise LibraryError(explain_os(error, self.path)) from error
        with self.reading() as connection:
            return connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is not None

    def create(self, manifest: dict[str, str]) -> None:
        """Make the tables and the manifest, unless another process has just made them."""
        try:
            make_folder(self.path.parent)
        except OSError as error:
            raise LibraryError(explain_os(error, self.path.parent, "make the folder")) from error
        with self._connections.writing() as connection:
            if not connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
                _make_tables(connection, {**manifest, "generation": _make_generation("0")})

    @contextlib.contextmanager
    def remake(self, manifest: dict[str, str], since: str) -> Iterator[sqlite3.Connection]:
        """Give a connection to new, empty tables, whatever schema the old ones had; keep them if the block ends well.

        New passage ids are higher than the old ones, and corrections and tags stay. Raises LibraryError if `since` is
        no longer the generation.
        """
        with self._connections.writing() as connection:
            if read_generation(connection) != since:
                raise LibraryError(
                    f"{escape_path(self.path)} was changed meanwhile, and is as it was: run the command again"
                )
            new = _make_generation(since)
            last = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'passages'").fetchone()
            connection.execute("PRAGMA defer_foreign_keys = ON")
            for table in ("vocabulary", "words", "passages", "articles", "manifest", "seals", "states", "gone"):
                connection.execute(f"DROP TABLE IF EXISTS {table}")
            _make_tables(connection, {**manifest, "generation": new})
            if last:
                connection.execute("INSERT INTO sqlite_sequence (name, seq) VALUES ('passages', ?)", last)
            yield connection

    def read_manifest(self) -> dict[str, str]:
        """Return the manifest; raise LibraryMismatch if this version of Pullquote cannot read the library."""
        manifest = self.read_raw_manifest()
        if manifest.get("schema") != str(SCHEMA_VERSION):
            raise LibraryMismatch(
                f"{escape_path(self.path)} was made by another version of Pullquote (schema {manifest.get('schema')}, "
                f"this one reads {SCHEMA_VERSION}): run `pullquote doctor --rebuild`"
            )
        for key in ("model", "fingerprint", "generation"):
            if not manifest.get(key):
                raise LibraryError(f"{escape_path(self.path)} is damaged (its manifest has no {key}): {REMEDY}")
        return manifest

    def read_raw_manifest(self) -> dict[str, str]:
        """Return the manifest of a library with any schema version."""
        with self.reading() as connection:
            if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'manifest'").fetchone():
                raise LibraryError(
                    f"{escape_path(self.path)} is not a Pullquote library: choose another folder with --library"
                )
            return dict(connection.execute("SELECT key, value FROM manifest").fetchall())

    def check_model(self, connection: sqlite3.Connection, embedder: Embedder) -> None:
        """Raise LibraryMismatch if `embedder` did not make the vectors that the library holds now."""
        if read_fingerprint(connection) != embedder.fingerprint:
            folder = escape_path(self.path.parent)
            raise LibraryMismatch(
                f"the weights or the prompts of {embedder.name} are not those that embedded the library in {folder}: "
                "run `pullquote doctor --rebuild` to embed it anew, or start again if that has just been done"
            )

    def find_damage(self) -> str | None:
        """Return what SQLite itself finds wrong with the file; None if that is nothing."""
        return self._connections.find_damage()

    def may_write(self) -> bool:
        """Say whether the library may be changed."""
        return self._connections.may_write()

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give a connection that sees one state of the library, whatever others write."""
        with self._connections.reading() as connection:
            yield connection

    @contextlib.contextmanager
    def noting(self) -> Iterator[sqlite3.Connection]:
        """Give a connection whose changes are no part of the library's state: they make no generation."""
        with self._connections.writing() as connection:
            yield connection

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give a connection whose changes become a new generation if the block ends well and are undone otherwise."""
        with self._connections.writing() as connection:
            lineage.begin_noting(connection)
            yield connection
            new = _make_generation(read_generation(connection))
            connection.execute("UPDATE manifest SET value = ? WHERE key = 'generation'", (new,))


def read_generation(connection: sqlite3.Connection) -> str:
    """Return the name of the library's present state; every state has its own, even after a backup was restored."""
    generation = _read_manifest_value(connection, "generation")
    if not is_generation(generation):
        raise LibraryError(f"the library is damaged (its generation is {generation!r}): {REMEDY}")
    return generation


def is_generation(name: str) -> bool:
    """Say whether a name is one that a state can have."""
    return _GENERATION.fullmatch(name) is not None


def read_fingerprint(connection: sqlite3.Connection) -> str:
    """Return the fingerprint of the model that embedded the library."""
    return _read_manifest_value(connection, "fingerprint")


def parse_number(generation: str) -> int:
    """Return the number of a generation: a later one has a higher number."""
    return int(generation.partition("-")[0])


def _read_manifest_value(connection: sqlite3.Connection, key: str) -> str:
    row = connection.execute("SELECT value FROM manifest WHERE key = ?", (key,)).fetchone()
    if row is None:
        raise LibraryError(f"the library is damaged (its manifest has no {key}): {REMEDY}")
    return str(row[0])


def _make_tables(connection: sqlite3.Connection, manifest: dict[str, str]) -> None:
    for statement in _SCHEMA.split(";\n"):
        connection.execute(statement)
    word_index.create(connection)
    rows = {**manifest, "schema": str(SCHEMA_VERSION)}
    connection.executemany("INSERT INTO manifest VALUES (?, ?)", rows.items())


def _make_generation(previous: str) -> str:
    return f"{parse_number(previous) + 1}-{secrets.token_hex(4)}"
