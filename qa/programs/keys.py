"""Keys for programs: each has a name and a scope, and is kept as a digest only."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from corpus import normalise
from index import Connections, LibraryError
from index.folder import KEYS
from qa.errors import KeyRefused

LONGEST_NAME = 80
# A key begins so, in order that people and scanners of secrets know it.
_PREFIX = "pullquote-"
_VERSION = 1
# SHA-256 without salt is enough: a key is 256 random bits, which nobody guesses.
_SCHEMA = """
CREATE TABLE keys (name TEXT PRIMARY KEY, digest TEXT NOT NULL UNIQUE, scope TEXT NOT NULL, made TEXT NOT NULL)
"""


class Scope(StrEnum):
    """What a key lets a program do: READ to ask and read, WRITE to change as well."""

    READ = "read"
    WRITE = "write"


@dataclass(frozen=True, slots=True)
class ProgramKey:
    """What is kept of a key: never the key itself. `made` is a day."""

    name: str
    scope: Scope
    made: str


class Keys:
    """The keys of one library, in a file in its folder; several processes may use them."""

    def __init__(self, folder: Path):
        self._connections = Connections(folder / KEYS)

    def add(self, name: str, scope: Scope) -> str:
        """Make a key and return it: nobody can show it again. Raises KeyRefused if the name is no name, or taken."""
        named = " ".join(normalise(name).split())
        if not named or len(named) > LONGEST_NAME:
            raise KeyRefused(f"a key's name has 1 to {LONGEST_NAME} characters: choose another")
        self._connections.prepare("keys", _SCHEMA, _VERSION)
        key = _PREFIX + secrets.token_urlsafe(32)
        row = (named, _digest(key.encode()), str(scope), datetime.now(UTC).date().isoformat())
        with self._connections.writing() as connection:
            if connection.execute("SELECT 1 FROM keys WHERE name = ?", (named,)).fetchone():
                raise KeyRefused(f"there is a key named {named!r}: revoke it first, or choose another name")
            connection.execute("INSERT INTO keys (name, digest, scope, made) VALUES (?, ?, ?, ?)", row)
        return key

    def list_all(self) -> list[ProgramKey]:
        """Return the keys, by name."""
        if not self._connections.path.exists():
            return []
        with self._connections.reading() as connection:
            rows = connection.execute("SELECT name, scope, made FROM keys ORDER BY name").fetchall()
        return [ProgramKey(name, Scope(scope), made) for name, scope, made in rows]

    def revoke(self, name: str) -> None:
        """Revoke a key: from now on it opens nothing. Raises KeyRefused if there is none of that name."""
        named = " ".join(normalise(name).split())
        if named not in {key.name for key in self.list_all()}:
            raise KeyRefused(f"there is no key named {named!r}: `pullquote keys list` shows those there are")
        with self._connections.writing() as connection:
            connection.execute("DELETE FROM keys WHERE name = ?", (named,))

    def find_scope(self, offered: bytes) -> Scope | None:
        """Return what a key lets a program do, None if it is no key; a damaged file lets nobody in."""
        if not (offered.startswith(_PREFIX.encode()) and self._connections.path.exists()):
            return None
        try:
            with self._connections.reading() as connection:
                row = connection.execute("SELECT scope FROM keys WHERE digest = ?", (_digest(offered),)).fetchone()
        except LibraryError:
            return None
        return Scope(row[0]) if row else None


def _digest(key: bytes) -> str:
    return sha256(key).hexdigest()
