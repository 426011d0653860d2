"""The engine of a folder: the library's SQLite file, its schema and its transactions, with the vectors beside it."""

import contextlib
import copy
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from index import lineage, manifest, word_index
from index.connections import Connections
from index.errors import LibraryError
from index.folder import make_folder
from index.manifest import REMEDY, begin_generation, make_generation, read_generation
from index.snapshot import Snapshots
from index.sqlite_files import Connection
from index.troubles import escape_path, explain_os

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


class Database:
    """The SQLite file of one library."""

    def __init__(self, path: Path):
        self.path = path
        self.folder = path.parent
        self._connections = Connections(path, REMEDY)

    @property
    def name(self) -> str:
        """The folder, as messages show it."""
        return escape_path(self.folder)

    @property
    def place(self) -> Path:
        """The folder."""
        return self.folder

    @cached_property
    def vectors(self) -> Snapshots:
        """The vectors of the library."""
        return Snapshots(self.folder)

    def open_for_reading(self) -> "Database":
        """Return the same library as one that refuses every change."""
        _ = self.vectors  # so that both have the same
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

    def create(self, facts: Mapping[str, str]) -> None:
        """Make the tables and the manifest, unless another process has just made them."""
        try:
            make_folder(self.path.parent)
        except OSError as error:
            raise LibraryError(explain_os(error, self.path.parent, "make the folder")) from error
        with self._connections.writing() as connection:
            if not connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
                _make_tables(connection, facts, make_generation("0"))

    @contextlib.contextmanager
    def remake(self, facts: Mapping[str, str], since: str) -> Iterator[Connection]:
        """Give a connection to new, empty tables, whatever schema the old ones had; keep them if the block ends well.

        New passage ids are higher than the old ones, and corrections and tags stay. Raises LibraryError if `since` is
        no longer the generation.
        """
        with self._connections.writing() as connection:
            if read_generation(connection) != since:
                raise LibraryError(
                    f"{escape_path(self.path)} was changed meanwhile, and is as it was: run the command again"
                )
            last = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'passages'").fetchone()
            connection.execute("PRAGMA defer_foreign_keys = ON")
            for table in ("vocabulary", "words", "passages", "articles", "manifest", "seals", "states", "gone"):
                connection.execute(f"DROP TABLE IF EXISTS {table}")
            _make_tables(connection, facts, make_generation(since))
            if last:
                connection.execute("INSERT INTO sqlite_sequence (name, seq) VALUES ('passages', ?)", last)
            yield connection

    def read_manifest(self) -> dict[str, str]:
        """Return the manifest; raise LibraryMismatch if this version of Pullquote cannot read the library."""
        kept = self.read_raw_manifest()
        manifest.check(kept, escape_path(self.path))
        return kept

    def read_raw_manifest(self) -> dict[str, str]:
        """Return the manifest of a library with any schema version."""
        with self.reading() as connection:
            if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'manifest'").fetchone():
                raise LibraryError(
                    f"{escape_path(self.path)} is not a Pullquote library: choose another folder with --library"
                )
            return manifest.read_all(connection)

    def find_damage(self) -> str | None:
        """Return what SQLite itself finds wrong with the file; None if that is nothing."""
        return self._connections.find_damage()

    def may_write(self) -> bool:
        """Say whether the library may be changed."""
        return self._connections.may_write()

    def measure_size(self) -> int:
        """Return how many bytes the folder takes on the disk."""
        try:
            return sum(map(_measure_size, self.folder.iterdir()))
        except OSError as error:
            raise LibraryError(explain_os(error, self.folder)) from error

    def read_birth(self) -> int:
        """Return the time of the file, in seconds since 1970."""
        return int(self.path.stat().st_ctime)

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the library, whatever others write."""
        with self._connections.reading() as connection:
            yield connection

    @contextlib.contextmanager
    def noting(self) -> Iterator[Connection]:
        """Give a connection whose changes are no part of the library's state: they make no generation."""
        with self._connections.writing() as connection:
            yield connection

    @contextlib.contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection whose changes become a new generation if the block ends well and are undone otherwise."""
        with self._connections.writing() as connection:
            lineage.begin_noting(connection)
            yield connection
            begin_generation(connection)


def _make_tables(connection: Connection, facts: Mapping[str, str], generation: str) -> None:
    for statement in _SCHEMA.split(";\n"):
        connection.execute(statement)
    word_index.create(connection)
    manifest.fill(connection, facts, generation)


def _measure_size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:  # another process has just removed it
        return 0
