"""Connections to a SQLite file: one for each thread, in WAL mode, and transactions that hold wholly or not at all."""

import contextlib
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

from index.errors import LibraryError, LibraryMismatch

_BUSY_SECONDS = 60


class _Connection(sqlite3.Connection):
    """Closes itself when its thread has ended or its database is let go, in whatever thread that is noticed."""

    def __del__(self) -> None:
        with contextlib.suppress(sqlite3.ProgrammingError):  # it could not be opened
            self.close()


class Connections:
    """One SQLite file in WAL mode; every thread gets a connection of its own.

    `remedy` is what to do about a file that is damaged.
    """

    def __init__(self, path: Path, remedy: str = "restore it from a backup, or move it away"):
        self.path = path
        self._remedy = remedy
        self._local = threading.local()

    @contextlib.contextmanager
    def transaction(self, begin: str = "BEGIN") -> Iterator[sqlite3.Connection]:
        """Give a connection whose changes are kept if the block ends well, else undone; `begin` as SQLite has it.

        Inside another transaction of this thread it is part of that one. Raises LibraryError for SQLite's own errors.
        """
        try:
            connection = self._connection()
            if connection.in_transaction:  # a read inside a transaction sees what that one sees
                yield connection
                return
            connection.execute(begin)
            try:
                yield connection
                connection.commit()
            except BaseException:
                connection.rollback()
                raise
        except sqlite3.Error as error:
            raise LibraryError(_explain(error, self.path, self._remedy)) from error
        except UnicodeEncodeError as error:
            raise LibraryError(f"{error.object!r} is not Unicode text: check how it is encoded") from error

    def reading(self) -> AbstractContextManager[sqlite3.Connection]:
        """Give a connection that sees one state of the file, whatever others write meanwhile; see transaction."""
        return self.transaction()

    def writing(self) -> AbstractContextManager[sqlite3.Connection]:
        """Give a connection that alone writes; see transaction."""
        return self.transaction("BEGIN IMMEDIATE")

    def prepare(self, what: str, schema: str, version: int) -> None:
        """Make the tables of a new file; raise LibraryMismatch for one with `what` a later version has made."""
        with self.writing() as connection:
            made = connection.execute("PRAGMA user_version").fetchone()[0]
            if made not in (0, version):
                raise LibraryMismatch(
                    f"the {what} in {self.path.parent} were kept by a later version of Pullquote: "
                    f"use that version, or move {self.path.name} away"
                )
            if made == 0:
                for statement in schema.split(";\n"):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {version}")

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(
                self.path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False, factory=_Connection
            )
            _switch_to_wal(connection)
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA foreign_keys = ON")
            self._local.connection = connection
        return connection


def _switch_to_wal(connection: sqlite3.Connection) -> None:
    """Put a file into WAL mode; where several do so at once SQLite does not wait as it does everywhere else."""
    until = time.monotonic() + _BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.01)
        else:
            return


def _explain(error: sqlite3.Error, path: Path, remedy: str) -> str:
    text = str(error)
    if "full" in text:
        return f"the disk that holds {path.parent} is full: free some space and run the command again; nothing is lost"
    if "readonly" in text or "unable to open" in text or "attempt to write" in text:
        return f"cannot open {path} for writing: check that the folder exists and that you may write to it"
    if "locked" in text:
        return f"another program has been changing {path} for over {_BUSY_SECONDS} seconds: try again when it is done"
    if "malformed" in text or "not a database" in text or "disk I/O" in text:
        return f"{path} is damaged ({text}): {remedy}"
    return f"the library {path} cannot be used: {text}"
