"""Opening a SQLite file: for writing in WAL mode, for reading only, or without locks where nothing can be written."""

import contextlib
import os
import sqlite3
import time
from pathlib import Path
from urllib.parse import quote_from_bytes

from index import troubles, word_index, wordcheck
from index.engine import WordCheck, WordIndex

_BUSY_SECONDS = troubles.BUSY_SECONDS
# Bytes of a page of a new file. Of SQLite's own 4096 an article of usual length leaves a third empty.
PAGE = 8192
# The time of a file's last change, its size, and its inode; None if there is no file.
_Stamp = tuple[int, int, int] | None


class Connection(sqlite3.Connection):
    """Closes itself when its thread has ended or its owner is gone, in whatever thread that is noticed.

    A `frozen` connection reads a file without locks, in the state of the `stamp`.
    """

    frozen = False
    stamp: _Stamp = None
    names = numbers = "SELECT value FROM json_each(?)"
    words: WordIndex = word_index
    wordcheck: WordCheck = wordcheck

    def has_table(self, name: str) -> bool:
        """Say whether the file has a table of that name."""
        return self.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (name,)).fetchone() is not None

    def read_fact(self, key: str) -> str | None:
        """Return what the manifest of a library says under a key; None if that is nothing."""
        row = self.execute("SELECT value FROM manifest WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def make_table(self, statement: str) -> None:
        """Make a table or an index, by a statement that does nothing if it is there."""
        self.execute(statement)

    def __del__(self) -> None:
        with contextlib.suppress(sqlite3.ProgrammingError):  # it could not be opened
            self.close()


def open_writable(path: Path) -> Connection:
    """Open a file for reading and writing, in WAL mode."""
    connection = _connect(path, "mode=rwc")
    connection.execute(f"PRAGMA page_size = {PAGE}")
    _switch_to_wal(connection)
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")  # nobody can read what was removed in the file's pages
    connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    return connection


def open_read_only(path: Path, schema: str) -> Connection:
    """Open a file that may not be written; SQLite itself reads the changes that stand only in the log beside it."""
    return _connect(path, "mode=ro") if has_log(path) else open_frozen(path, schema)


def open_frozen(path: Path, schema: str) -> Connection:
    """Open a file without locks, which would have to be written beside it; a missing file has the schema's tables."""
    stamp = _take_stamp(path)
    if stamp and stamp[1]:
        connection = _connect(path, "mode=ro&immutable=1")
    else:
        connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False, factory=Connection)
        run_script(connection, schema)
        connection.execute("PRAGMA query_only = ON")
    connection.frozen, connection.stamp = True, stamp
    return connection


def is_unchanged(connection: Connection, path: Path) -> bool:
    """Say whether nobody has written to a file since it was opened without locks."""
    return connection.stamp == _take_stamp(path) and not has_log(path)


def run_script(connection: sqlite3.Connection, script: str) -> None:
    """Run statements one by one: SQLite's own way to run several would end the transaction."""
    for statement in script.split(";\n"):
        connection.execute(statement)


def may_write(path: Path) -> bool:
    """Say whether a file and what SQLite puts beside it may be written; yes if its folder does not exist."""
    folder = path.parent
    return not folder.is_dir() or (os.access(folder, os.W_OK) and (not path.exists() or os.access(path, os.W_OK)))


def has_log(path: Path) -> bool:
    """Say whether the log beside a file holds changes that are not in the file yet."""
    log = _take_stamp(path.with_name(f"{path.name}-wal"))
    return log is not None and log[1] > 0


def _connect(path: Path, options: str) -> Connection:
    connection = sqlite3.connect(
        f"{_make_uri(path)}?{options}",
        timeout=_BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
        factory=Connection,
        uri=True,
    )
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.text_factory = _decode_letters
    return connection


def _decode_letters(data: bytes) -> str:
    """Return stored text; bytes that are none, as damage leaves them, become U+FFFD, and digests will not match."""
    return data.decode("utf-8", "replace")


def _take_stamp(path: Path) -> _Stamp:
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


def _make_uri(path: Path) -> str:
    """Return a path as the URI that SQLite takes, whatever bytes are in the path."""
    quoted = quote_from_bytes(os.fsencode(path.as_posix()))
    if not path.is_absolute():
        return f"file:{quoted}"
    return f"file://{quoted}" if quoted.startswith("/") else f"file:///{quoted}"


def _switch_to_wal(connection: sqlite3.Connection) -> None:
    """Put a file into WAL mode; here SQLite does not wait for other processes that do the same, so this waits."""
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
