"""Sessions with PostgreSQL: transactions in threads, over a few connections; and what its errors mean."""

import contextlib
import threading
import weakref
from collections import deque
from collections.abc import Iterable, Iterator
from functools import lru_cache

import numpy as np
import psycopg
from psycopg import errors
from psycopg.adapt import Dumper, Loader
from psycopg.pq import Format
from psycopg.types import TypeInfo

from index.engine import Rows, Values, WordCheck, WordIndex
from index.errors import LibraryError
from index.passage_store import Half
from index.places import hide_password
from index.postgresql import posting_check, posting_index
from index.postgresql.posting_rows import Waiting
from index.troubles import BUSY_SECONDS

# The tables of a library have a schema of their own, so that a database may hold other things, too.
SCHEMA = "pullquote"
# Connections that are kept open for the next transaction.
_MOST_IDLE = 8
_CONNECTING_SECONDS = 15
_SETTINGS = (
    f"SET search_path = {SCHEMA}, public; SET jit = off; SET lock_timeout = '{BUSY_SECONDS}s'; "
    "SET client_min_messages = warning"
)
_READING = "BEGIN ISOLATION LEVEL REPEATABLE READ"


class SharedConnection:
    """A connection in a transaction, which takes SQL as SQLite writes it, with `?` for a value."""

    names = "SELECT jsonb_array_elements_text(?::jsonb)"
    numbers = "SELECT jsonb_array_elements_text(?::jsonb)::bigint"
    words: WordIndex = posting_index
    wordcheck: WordCheck = posting_check

    def __init__(self, raw: "psycopg.Connection[tuple[object, ...]]", tables: set[str], *, steady: bool):
        self.raw = raw
        # Those that are known to be there: none is ever removed.
        self._tables = tables
        self.ended = False
        # The words of articles that have been stored, but not yet written.
        self.waiting = Waiting()
        # What the manifest says, as long as the connection sees one state only.
        self._facts: dict[str, str | None] | None = {} if steady else None

    def execute(self, statement: str, values: Values = (), /) -> Rows:
        """Run a statement."""
        return self.raw.cursor(binary=True).execute(_translate(statement), values)

    def executemany(self, statement: str, rows: Iterable[Values], /) -> Rows:
        """Run a statement for each of the rows."""
        cursor = self.raw.cursor(binary=True)
        cursor.executemany(_translate(statement), list(rows))
        return cursor

    def has_table(self, name: str) -> bool:
        """Say whether the library has a table of that name: migrations have made them all, but for SQLite's own."""
        if name not in self._tables:
            if self.execute("SELECT to_regclass(?)", (f"{SCHEMA}.{name}",)).fetchone()[0] is None:
                return False
            self._tables.add(name)
        return True

    def read_fact(self, key: str) -> str | None:
        """Return what the manifest says under a key in the state that the connection sees; None if that is nothing."""
        if self._facts is not None and key in self._facts:
            return self._facts[key]
        row = self.execute("SELECT value FROM manifest WHERE key = ?", (key,)).fetchone()
        value = None if row is None else str(row[0])
        if self._facts is not None:
            self._facts[key] = value
        return value

    def begin_changing(self) -> None:
        """Ask anew for what the manifest says from now on."""
        self._facts = None

    def make_table(self, statement: str) -> None:
        """Do nothing: migrations have made all tables."""


class Sessions:
    """Connections to one database, each for one thread at a time."""

    def __init__(self, url: str):
        self._url = url
        self.name = hide_password(url)
        self._idle: deque[psycopg.Connection[tuple[object, ...]]] = deque()
        self._local = threading.local()
        self._tables = set[str]()
        weakref.finalize(self, _close_all, self._idle)

    @contextlib.contextmanager
    def open_transaction(self, begin: str = _READING, *, ahead: bool = False) -> Iterator[SharedConnection]:
        """Give a connection whose changes are kept if the block ends well and undone otherwise; `begin` is SQL.

        What is sent `ahead` is not waited for before something is asked for, or the transaction ends.
        Inside another transaction of this thread, it is part of that one. Raises LibraryError for PostgreSQL's errors.
        """
        if self.is_in_transaction():
            with self.explaining():
                yield self._local.held
            return
        with self.explaining():
            held = self._local.held = SharedConnection(self._begin(begin), self._tables, steady=begin == _READING)
            try:
                with held.raw.pipeline() if ahead else contextlib.nullcontext():
                    yield held
                    posting_index.flush(held)
                    held.raw.execute("COMMIT")
            except BaseException:
                with contextlib.suppress(psycopg.Error):
                    held.raw.execute("ROLLBACK")
                raise
            finally:
                held.ended = True
                self._put_by(held.raw)

    @contextlib.contextmanager
    def open_alone(self) -> Iterator[SharedConnection]:
        """Give a connection outside of any transaction, for what PostgreSQL runs in none."""
        with self.explaining(), self._connect() as raw:
            yield SharedConnection(raw, self._tables, steady=False)

    @contextlib.contextmanager
    def explaining(self) -> Iterator[None]:
        """Raise LibraryError for PostgreSQL's errors in the block."""
        try:
            yield
        except psycopg.Error as error:
            raise LibraryError(_explain(error, self.name)) from error
        except UnicodeEncodeError as error:
            raise LibraryError(f"{error.object!r} is not Unicode text: check how it is encoded") from error

    def is_in_transaction(self) -> bool:
        """Say whether this thread has a transaction."""
        held: SharedConnection | None = getattr(self._local, "held", None)
        return held is not None and not held.ended

    def close_idle(self) -> None:
        """Have all later transactions begin on new connections, which know the types that there are now."""
        _close_all(self._idle)

    def _begin(self, begin: str) -> "psycopg.Connection[tuple[object, ...]]":
        """Return a connection on which a transaction has begun; the server may have ended those that were idle."""
        while True:
            try:
                raw = self._idle.pop()
            except IndexError:
                raw = self._connect()
                raw.execute(begin.encode())
                return raw
            try:
                raw.execute(begin.encode())
            except psycopg.OperationalError:
                raw.close()
            else:
                return raw

    def _connect(self) -> "psycopg.Connection[tuple[object, ...]]":
        raw = psycopg.connect(self._url, autocommit=True, connect_timeout=_CONNECTING_SECONDS, client_encoding="utf8")
        raw.execute(_SETTINGS.encode())
        if info := TypeInfo.fetch(raw, "halfvec"):
            info.register(raw)
            raw.adapters.register_loader(info.oid, _HalfLoader)
            raw.adapters.register_dumper(Half, type("_HalfDumper", (_HalfDumper,), {"oid": info.oid}))
        return raw

    def _put_by(self, raw: "psycopg.Connection[tuple[object, ...]]") -> None:
        if raw.closed or len(self._idle) >= _MOST_IDLE or raw.info.transaction_status != 0:
            raw.close()
        else:
            self._idle.append(raw)


class _HalfDumper(Dumper):
    """Writes a vector in float16 as pgvector takes one: its length, 0, and the numbers, big-endian.

    https://github.com/pgvector/pgvector/blob/master/src/halfvec.c
    """

    format = Format.BINARY

    def dump(self, obj: Half) -> bytes:
        numbers = np.frombuffer(obj, dtype="<f2")
        return len(numbers).to_bytes(2, "big") + b"\0\0" + numbers.astype(">f2").tobytes()


class _HalfLoader(Loader):
    """Reads a vector in float16 as it was given."""

    format = Format.BINARY

    def load(self, data: "bytes | bytearray | memoryview") -> bytes:
        return np.frombuffer(data, dtype=">f2", offset=4).astype("<f2").tobytes()


@lru_cache(maxsize=500)
def _translate(statement: str) -> bytes:
    """Return a statement as psycopg takes it."""
    return statement.replace("%", "%%").replace("?", "%s").encode()


def _close_all(idle: "deque[psycopg.Connection[tuple[object, ...]]]") -> None:
    while idle:
        idle.pop().close()


def _explain(error: psycopg.Error, name: str) -> str:
    """Return a sentence on PostgreSQL's error and what to do."""
    told = str(error).strip().partition("\n")[0] or type(error).__name__
    match error:
        case errors.LockNotAvailable():
            return (
                f"another program has been changing {name} for over {BUSY_SECONDS} seconds: try again when it is done"
            )
        case errors.ReadOnlySqlTransaction():
            return f"{name} is a copy for reading only: change the library at its primary server"
        case errors.InsufficientPrivilege():
            return f"your role may not do that in {name} ({told}): ask its administrator for the right"
        case errors.FeatureNotSupported() | errors.UndefinedFile():
            return f"the server of {name} cannot keep a library ({told}): install pgvector 0.7 or later there"
        case errors.DiskFull():
            return f"the disk of {name} is full: free some space and run the command again; nothing is lost"
        case errors.SerializationFailure() | errors.DeadlockDetected():
            return f"another program has just changed {name}: run the command again"
        case errors.DataError():
            return f"{name} cannot store what it was given ({told}): check how it is encoded"
        case psycopg.OperationalError():
            return f"the library {name} cannot be reached ({told}): see that its server runs, and try again"
    return f"the library {name} cannot be used ({told}): see with `pullquote doctor` what is wrong"
