"""Connections to a SQLite file: one for each thread, in WAL mode, and transactions that hold wholly or not at all."""

import contextlib
import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from urllib.parse import quote_from_bytes

from index import troubles
from index.errors import LibraryError, LibraryMismatch
from index.folder import keep_private, make_file

_BUSY_SECONDS = troubles.BUSY_SECONDS
_READING = "BEGIN"
# When a file was changed last, its size, and which file it is; None if there is none.
_Stamp = tuple[int, int, int] | None


class _Connection(sqlite3.Connection):
    """Closes itself when its thread has ended or its database is let go, in whatever thread that is noticed.

    One that is `frozen` reads a file without locks, as it was at the `stamp`.
    """

    frozen = False
    stamp: _Stamp = None

    def __del__(self) -> None:
        with contextlib.suppress(sqlite3.ProgrammingError):  # it could not be opened
            self.close()


class Connections:
    """One SQLite file in WAL mode; every thread gets a connection of its own.

    A file that may not be written, or lies on a full disk, can still be read. `remedy` is what to do about a file that
    is damaged.
    """

    def __init__(self, path: Path, remedy: str = "restore it from a backup, or move it away"):
        self.path = path
        self._remedy = remedy
        self._schema = ""
        self._private = False
        self._local = threading.local()

    @contextlib.contextmanager
    def open_transaction(self, begin: str = _READING) -> Iterator[sqlite3.Connection]:
        """Give a connection whose changes are kept if the block ends well, else undone; `begin` as SQLite has it.

        Inside another transaction of this thread it is part of that one. Raises LibraryError for SQLite's own errors.
        """
        try:
            connection = self._connection(writing=begin != _READING)
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
            if connection.frozen and not self._is_unchanged(connection):
                raise LibraryError(f"{troubles.shown(self.path)} was changed meanwhile: run the command again")
        except sqlite3.Error as error:
            raise LibraryError(troubles.explain(error, self.path, self._remedy)) from error
        except UnicodeEncodeError as error:
            raise LibraryError(f"{error.object!r} is not Unicode text: check how it is encoded") from error

    def reading(self) -> AbstractContextManager[sqlite3.Connection]:
        """Give a connection that sees one state of the file, whatever others write meanwhile; see transaction."""
        return self.open_transaction()

    def writing(self) -> AbstractContextManager[sqlite3.Connection]:
        """Give a connection that alone writes; see transaction."""
        return self.open_transaction("BEGIN IMMEDIATE")

    def prepare(self, what: str, schema: str, version: int) -> None:
        """Make the tables of a new file; raise LibraryMismatch for one with `what` a later version has made.

        Where no file can be made, there is nothing to read and it cannot be written.
        """
        self._schema = f"{schema};\nPRAGMA user_version = {version}"
        with self.reading() as connection:
            if _read_version(connection) == version:
                return
        with self.writing() as connection:
            made = _read_version(connection)
            if made not in (0, version):
                raise LibraryMismatch(
                    f"the {what} in {troubles.shown(self.path.parent)} were kept by a later version of Pullquote: "
                    f"use that version, or move {self.path.name} away"
                )
            if made == 0:
                _run_script(connection, self._schema)

    def may_write(self) -> bool:
        """Say whether this user may change the file."""
        return _may_write(self.path)

    def trouble(self) -> str | None:
        """Return what SQLite itself finds wrong with the file, if anything."""
        with self.reading() as connection:
            report = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
        return None if report == "ok" else str(report).splitlines()[-1]

    def _connection(self, *, writing: bool = False) -> _Connection:
        held: _Connection | None = getattr(self._local, "connection", None)
        if held is None or not (held.in_transaction or self._can_serve(held, writing=writing)):
            self._local.connection = held = None
            try:
                self._local.connection = held = self._open(writing=writing)
            except OSError as error:
                raise LibraryError(troubles.explain_os(error, self.path)) from error
        return held

    def _can_serve(self, held: _Connection, *, writing: bool) -> bool:
        return not held.frozen or (not writing and self._is_unchanged(held))

    def _open(self, *, writing: bool) -> _Connection:
        if not _may_write(self.path):
            if writing:
                raise LibraryError(troubles.explain_read_only(self.path))
            return self._open_read_only()
        try:
            return self._open_writable()
        except sqlite3.OperationalError as error:
            if writing or _has_log(self.path) or not troubles.is_full(error, self.path.parent):
                raise
            return self._open_frozen()

    def _open_writable(self) -> _Connection:
        if not self._private:
            with contextlib.suppress(OSError):  # SQLite says what is the matter
                make_file(self.path)
            keep_private(self.path.parent)
            self._private = True
        connection = self._connect("mode=rwc")
        _switch_to_wal(connection)
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")  # what was removed is gone, for whoever reads the file's pages
        connection.execute("SELECT 1 FROM sqlite_master").fetchone()
        return connection

    def _open_read_only(self) -> _Connection:
        """Open a file that may not be written; what is only in the log beside it is read by SQLite's own rules."""
        return self._connect("mode=ro") if _has_log(self.path) else self._open_frozen()

    def _open_frozen(self) -> _Connection:
        """Open a file without locks, which take writing beside it; what is not there has tables that are empty."""
        stamp = _take_stamp(self.path)
        if stamp and stamp[1]:
            connection = self._connect("mode=ro&immutable=1")
        else:
            connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False, factory=_Connection)
            _run_script(connection, self._schema)
            connection.execute("PRAGMA query_only = ON")
        connection.frozen, connection.stamp = True, stamp
        return connection

    def _is_unchanged(self, connection: _Connection) -> bool:
        """Say whether nobody has written to a file since it was opened without locks."""
        return connection.stamp == _take_stamp(self.path) and not _has_log(self.path)

    def _connect(self, options: str) -> _Connection:
        connection = sqlite3.connect(
            f"{_make_uri(self.path)}?{options}",
            timeout=_BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
            factory=_Connection,
            uri=True,
        )
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.text_factory = _decode_letters
        return connection


def _decode_letters(data: bytes) -> str:
    """Return stored letters; what are none, which only damage makes, as the sign for such, for digests to tell."""
    return data.decode("utf-8", "replace")


def _run_script(connection: sqlite3.Connection, schema: str) -> None:
    """Run statements one by one: together they would end the transaction."""
    for statement in schema.split(";\n"):
        connection.execute(statement)


def _read_version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _may_write(path: Path) -> bool:
    """Say whether a file and what SQLite puts beside it may be written; yes if its folder is not there at all."""
    folder = path.parent
    return not folder.is_dir() or (os.access(folder, os.W_OK) and (not path.exists() or os.access(path, os.W_OK)))


def _has_log(path: Path) -> bool:
    """Say whether changes stand beside a file that are not in it yet."""
    log = _take_stamp(path.with_name(f"{path.name}-wal"))
    return log is not None and log[1] > 0


def _take_stamp(path: Path) -> _Stamp:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _make_uri(path: Path) -> str:
    """Return a path as the address that SQLite takes, whatever bytes are in it."""
    written = quote_from_bytes(os.fsencode(path.as_posix()))
    if not path.is_absolute():
        return f"file:{written}"
    return f"file://{written}" if written.startswith("/") else f"file:///{written}"


def _switch_to_wal(connection: sqlite3.Connection) -> None:
    """Put a file into WAL mode; where several do so at once SQLite does not wait as it does everywhere else."""
    until = time.monotonic() + _BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if troubles.get_code(error) != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.01)
        else:
            return
