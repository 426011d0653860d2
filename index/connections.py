"""Connections to a SQLite file: one for each thread, and transactions that are kept wholly or not at all."""

import contextlib
import copy
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

from index import sqlite_files, troubles
from index.errors import LibraryError, LibraryMismatch
from index.folder import keep_private, make_file
from index.sqlite_files import Connection

_READING = "BEGIN"


class Connections:
    """One SQLite file in WAL mode; every thread gets a connection of its own.

    A file that may not be written, or lies on a full disk, can still be read. `remedy` says what to do about a damaged
    file.
    """

    def __init__(self, path: Path, remedy: str = "restore it from a backup, or move it away"):
        self.path = path
        self._remedy = remedy
        self._schema = ""
        self._private = False
        self._changeable = True
        self._local = threading.local()

    def open_for_reading(self) -> "Connections":
        """Return the same connections, so that both see one state in a thread, but as ones that refuse to write."""
        reading = copy.copy(self)
        reading._changeable = False
        return reading

    @contextlib.contextmanager
    def open_transaction(self, begin: str = _READING) -> Iterator[Connection]:
        """Give a connection whose changes are kept if the block ends well and undone otherwise; `begin` is SQL.

        Inside another transaction of this thread, it is part of that one. Raises LibraryError for SQLite's errors.
        """
        try:
            connection = self._get_connection(writing=begin != _READING)
            if connection.in_transaction:  # a read inside a transaction sees the state that the transaction sees
                yield connection
                return
            connection.execute(begin)
            try:
                yield connection
                connection.commit()
            except BaseException:
                connection.rollback()
                raise
            if connection.frozen and not sqlite_files.is_unchanged(connection, self.path):
                raise LibraryError(f"{troubles.escape_path(self.path)} was changed meanwhile: run the command again")
        except sqlite3.Error as error:
            raise LibraryError(troubles.explain(error, self.path, self._remedy)) from error
        except UnicodeEncodeError as error:
            raise LibraryError(f"{error.object!r} is not Unicode text: check how it is encoded") from error

    def reading(self) -> AbstractContextManager[Connection]:
        """Give a connection that sees one state of the file, whatever others write; see open_transaction."""
        return self.open_transaction()

    def writing(self) -> AbstractContextManager[Connection]:
        """Give the only connection that writes; see open_transaction."""
        if not self._changeable:
            raise LibraryError("you may read this library, and not change it: ask an editor to do that")
        return self.open_transaction("BEGIN IMMEDIATE")

    def prepare(self, what: str, schema: str, version: int) -> None:
        """Make the tables of a new file; raise LibraryMismatch if a later version made its tables for `what`.

        Where no file can be made, the tables can be read, are empty, and cannot be written.
        """
        self._schema = f"{schema};\nPRAGMA user_version = {version}"
        with self.reading() as connection:
            if _read_version(connection) == version:
                return
        with self.writing() as connection:
            made = _read_version(connection)
            if made not in (0, version):
                raise LibraryMismatch(
                    f"the {what} in {troubles.escape_path(self.path.parent)} were kept by a later version of "
                    f"Pullquote: use that version, or move {self.path.name} away"
                )
            if made == 0:
                sqlite_files.run_script(connection, self._schema)

    def may_write(self) -> bool:
        """Say whether the file may be changed, here and by this user."""
        return self._changeable and sqlite_files.may_write(self.path)

    def find_damage(self) -> str | None:
        """Return what SQLite itself finds wrong with the file; None if that is nothing."""
        with self.reading() as connection:
            report = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
        return None if report == "ok" else str(report).splitlines()[-1]

    def _get_connection(self, *, writing: bool = False) -> Connection:
        held: Connection | None = getattr(self._local, "connection", None)
        if held is None or not (held.in_transaction or self._can_serve(held, writing=writing)):
            self._local.connection = held = None
            try:
                self._local.connection = held = self._open(writing=writing)
            except OSError as error:
                raise LibraryError(troubles.explain_os(error, self.path)) from error
        return held

    def _can_serve(self, held: Connection, *, writing: bool) -> bool:
        return not held.frozen or (not writing and sqlite_files.is_unchanged(held, self.path))

    def _open(self, *, writing: bool) -> Connection:
        if not sqlite_files.may_write(self.path):
            if writing:
                raise LibraryError(troubles.explain_read_only(self.path))
            return sqlite_files.open_read_only(self.path, self._schema)
        try:
            self._make_private()
            return sqlite_files.open_writable(self.path)
        except sqlite3.OperationalError as error:
            if writing or sqlite_files.has_log(self.path) or not troubles.is_full(error, self.path.parent):
                raise
            return sqlite_files.open_frozen(self.path, self._schema)

    def _make_private(self) -> None:
        if not self._private:
            with contextlib.suppress(OSError):  # SQLite's own error will say why
                make_file(self.path)
            keep_private(self.path.parent)
            self._private = True


def _read_version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
