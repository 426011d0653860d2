"""The engine of a shared library: one database of PostgreSQL, its migrations and its transactions."""

import contextlib
import copy
from collections.abc import Iterator, Mapping

from index import manifest
from index.errors import LibraryError, LibraryMismatch
from index.manifest import begin_generation, make_generation, read_generation
from index.places import Address
from index.postgresql.migrations import MIGRATIONS
from index.postgresql.sessions import SCHEMA, Sessions, SharedConnection
from index.postgresql.shared_vectors import GRAPH, SharedVectors

# Writers come one after the other; what they change, readers see at once and as a whole, and wait for none of them.
_WRITING = "BEGIN"
_LOCK = "SELECT value FROM manifest WHERE key = 'generation' FOR UPDATE"
_BEGIN_MIGRATING = (
    "SELECT pg_advisory_xact_lock(hashtext('pullquote migrations'))",
    f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}",
    "CREATE EXTENSION IF NOT EXISTS vector SCHEMA public",
    "CREATE TABLE IF NOT EXISTS migrations (number INTEGER PRIMARY KEY, made TIMESTAMPTZ NOT NULL DEFAULT now())",
)


class SharedDatabase:
    """The tables of one library in a database of PostgreSQL."""

    def __init__(self, address: Address):
        self.place = address
        self.folder = address.folder
        self._sessions = Sessions(address.url)
        self.name = self._sessions.name
        self.vectors = SharedVectors(self._sessions)
        self._changeable = True

    def open_for_reading(self) -> "SharedDatabase":
        """Return the same library as one that refuses every change."""
        reading = copy.copy(self)
        reading._changeable = False
        return reading

    def exists(self) -> bool:
        """Say whether the library has been made."""
        with self.reading() as connection:
            return connection.has_table("manifest") and bool(manifest.read_all(connection))

    def create(self, facts: Mapping[str, str]) -> None:
        """Make the tables and the manifest, unless another process has just made them."""
        self._migrate()
        with self._sessions.open_transaction(_WRITING) as connection:
            connection.execute("LOCK TABLE manifest")
            if not manifest.read_all(connection):
                manifest.fill(connection, facts, make_generation("0"))

    @contextlib.contextmanager
    def remake(self, facts: Mapping[str, str], since: str) -> Iterator[SharedConnection]:
        """Give a connection to emptied tables; keep what is made of them if the block ends well.

        Corrections and tags stay. Raises LibraryError if `since` is no longer the generation.
        """
        with self.noting() as connection:
            if read_generation(connection) != since:
                raise LibraryError(f"{self.name} was changed meanwhile, and is as it was: run the command again")
            # The graph is of vectors of one length, and has to go first; readers wait here.
            connection.execute(f"DROP INDEX IF EXISTS {GRAPH}")
            for table in ("postings", "vocabulary", "passages", "articles", "manifest", "seals"):
                connection.execute(f"DELETE FROM {table}")  # noqa: S608
            manifest.fill(connection, facts, make_generation(since))
            yield connection

    def read_manifest(self) -> dict[str, str]:
        """Return the manifest; raise LibraryMismatch if this version of Pullquote cannot read the library."""
        kept = self.read_raw_manifest()
        manifest.check(kept, self.name)
        with self.reading() as connection:
            number = _read_number(connection)
        if number > len(MIGRATIONS):
            raise LibraryMismatch(f"{self.name} was made by a later version of Pullquote: use that version")
        if number < len(MIGRATIONS):
            self._migrate()
        return kept

    def read_raw_manifest(self) -> dict[str, str]:
        """Return the manifest of a library with any schema version."""
        with self.reading() as connection:
            return manifest.read_all(connection)

    def find_damage(self) -> str | None:
        """Return None: the server looks after its own files, and finds damage in them when it reads them."""
        return None

    def may_write(self) -> bool:
        """Say whether the library may be changed: not at a standby."""
        with self.reading() as connection:
            standby = connection.execute("SELECT pg_is_in_recovery()").fetchone()[0]
        return self._changeable and not standby

    def measure_size(self) -> int:
        """Return how many bytes the library's tables take, with their indexes."""
        query = (
            "SELECT coalesce(sum(pg_total_relation_size(oid)), 0)::bigint FROM pg_class "
            "WHERE relkind = 'r' AND relnamespace = ?::regnamespace"
        )
        with self.reading() as connection:
            return int(connection.execute(query, (SCHEMA,)).fetchone()[0])

    def read_birth(self) -> int:
        """Return when the library was made, in seconds since 1970."""
        with self.reading() as connection:
            query = "SELECT extract(epoch FROM made)::bigint FROM migrations WHERE number = 1"
            return int(connection.execute(query).fetchone()[0])

    @contextlib.contextmanager
    def reading(self) -> Iterator[SharedConnection]:
        """Give a connection that sees one state of the library, whatever others write."""
        with self._sessions.open_transaction() as connection:
            yield connection

    @contextlib.contextmanager
    def noting(self) -> Iterator[SharedConnection]:
        """Give a connection whose changes are no part of the library's state: they make no generation."""
        if not self._changeable:
            raise LibraryError("you may read this library, and not change it: ask an editor to do that")
        with self._sessions.open_transaction(_WRITING, ahead=True) as connection:
            connection.begin_changing()
            connection.execute(_LOCK)
            yield connection

    @contextlib.contextmanager
    def writing(self) -> Iterator[SharedConnection]:
        """Give a connection whose changes become a new generation if the block ends well and are undone otherwise."""
        with self.noting() as connection:
            yield connection
            begin_generation(connection)

    def _migrate(self) -> None:
        """Run the migrations that the library has not seen."""
        with self._sessions.open_transaction(_WRITING) as connection:
            for statement in _BEGIN_MIGRATING:
                connection.execute(statement)
            for number, script in list(enumerate(MIGRATIONS, 1))[_read_number(connection) :]:
                connection.raw.execute(script.encode())
                connection.execute("INSERT INTO migrations (number) VALUES (?)", (number,))
        self._sessions.close_idle()


def _read_number(connection: SharedConnection) -> int:
    """Return the number of the last migration that was run."""
    return int(connection.execute("SELECT coalesce(max(number), 0) FROM migrations").fetchone()[0])
