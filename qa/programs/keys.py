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

FILE_NAME = KEYS
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


def connect(folder: Path) -> Connections:
    """Return connections to the file in a library's folder; make the file if there is none."""
    connections = _open(folder)
    connections.prepare("keys", _SCHEMA, _VERSION)
    return connections


class Keys:
    """The keys of one library, in a file in its folder; several processes may use them."""

    def __init__(self, folder: Path):
        self._folder = folder
        # To read them makes no file.
        self._connections = _open(folder)

    def add(self, name: str, scope: Scope) -> str:
        """Make a key and return it: nobody can show it again. Raises KeyRefused if the name is no name, or taken."""
        named = _check_name(name)
        key = _PREFIX + secrets.token_urlsafe(32)
        row = (named, _digest(key.encode()), str(scope), datetime.now(UTC).date().isoformat())
        with connect(self._folder).writing() as connection:
            if connection.execute("SELECT 1 FROM keys WHERE name = ?", (named,)).fetchone():
                raise KeyRefused(f"there is a key named {named!r}: revoke it first, or choose another name")
            connection.execute("INSERT INTO keys (name, digest, scope, made) VALUES (?, ?, ?, ?)", row)
        return key

    def list_all(self) -> list[ProgramKey]:
        """Return the keys, by name; one whose scope is damaged opens nothing, and is none."""
        if not self._connections.path.exists():
            return []
        with connect(self._folder).reading() as connection:
            rows = connection.execute("SELECT name, scope, made FROM keys ORDER BY name").fetchall()
        return [ProgramKey(name, Scope(scope), made) for name, scope, made in rows if scope in list(Scope)]

    def revoke(self, name: str) -> None:
        """Revoke a key: from now on it opens nothing. Raises KeyRefused if there is none of that name."""
        named = _fold_name(name)
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
        return Scope(row[0]) if row and row[0] in list(Scope) else None


def _open(folder: Path) -> Connections:
    return Connections(folder / FILE_NAME, "move it away, and make the keys anew")


def _fold_name(name: str) -> str:
    return " ".join(normalise(name).split())


def _check_name(name: str) -> str:
    """Return the name of a key as it is kept; raise KeyRefused."""
    named = _fold_name(name)
    if not named or len(named) > LONGEST_NAME:
        raise KeyRefused(f"a key's name has 1 to {LONGEST_NAME} characters: choose another")
    # What is not seen, or turns letters round, makes one name look like another; normalising takes some of it out.
    if not name.strip().isprintable():
        raise KeyRefused("a key's name has visible characters and blanks only: choose another")
    if named.startswith("-"):
        raise KeyRefused("a key's name does not begin with “-”, as options do: choose another")
    return named


def _digest(key: bytes) -> str:
    return sha256(key).hexdigest()
