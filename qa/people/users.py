"""Users: who may log in and as what, and their sessions, in a file in the library's folder."""

import re
import secrets
import shutil
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from index import Connections, LibraryError
from index.folder import PEOPLE, USERS, make_folder
from qa.errors import UserRefused
from qa.people.passwords import digest_password, is_password

# Seconds after which a person has to log in again.
LONGEST_SESSION = 14 * 24 * 3600
_NAME = re.compile(r"[a-z0-9][a-z0-9._@+-]{0,39}")
_VERSION = 1
# SHA-256 without salt is enough for a session: it is 256 random bits.
_SCHEMA = """
CREATE TABLE users (
    id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, role TEXT NOT NULL, password TEXT NOT NULL, made TEXT NOT NULL
);
CREATE TABLE sessions (
    digest TEXT PRIMARY KEY, user TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE, begun INTEGER NOT NULL
)
"""
_FIELDS = "id, name, role, made"


class Role(StrEnum):
    """What a user may do: a READER asks and keeps what is their own, an EDITOR changes the library as well."""

    READER = "reader"
    EDITOR = "editor"


@dataclass(frozen=True, slots=True)
class User:
    """A user: the `id` is never given again, a name may be. `made` is a day."""

    id: str
    name: str
    role: Role
    made: str


def connect(folder: Path) -> Connections:
    """Return connections to the file in a library's folder; make the file if there is none."""
    connections = Connections(folder / USERS)
    connections.prepare("users", _SCHEMA, _VERSION)
    return connections


class Users:
    """The users of one library, in a file in its folder; several threads and processes may use them."""

    def __init__(self, folder: Path):
        self._folder = folder
        self._connections = Connections(folder / USERS)

    def add(self, name: str, role: Role, password: str) -> User:
        """Make a user; raise UserRefused if the name is none, or taken, or the password cannot be one."""
        named, today = _check_name(name), datetime.now(UTC).date().isoformat()
        user, digest = User(secrets.token_hex(8), named, role, today), digest_password(password)
        self._connections = connect(self._folder)
        for folder in (self._folder / PEOPLE, self.find_folder(user)):
            make_folder(folder)
        with self._connections.writing() as connection:
            if connection.execute("SELECT 1 FROM users WHERE name = ?", (named,)).fetchone():
                raise UserRefused(f"there is a user named {named!r}: choose another name")
            connection.execute(
                "INSERT INTO users (id, name, role, password, made) VALUES (?, ?, ?, ?, ?)",
                (user.id, named, str(role), digest, today),
            )
        return user

    def list_all(self) -> list[User]:
        """Return the users, by name."""
        if not self._connections.path.exists():
            return []
        with self._connections.reading() as connection:
            rows = connection.execute(f"SELECT {_FIELDS} FROM users ORDER BY name").fetchall()  # noqa: S608
        return [_read_user(row) for row in rows]

    def get(self, name: str) -> User:
        """Return the user of a name; raise UserRefused if there is none."""
        user = next((user for user in self.list_all() if user.name == name.strip().lower()), None)
        if user is None:
            raise UserRefused(f"there is no user named {name!r}: `pullquote users list` shows those there are")
        return user

    def remove(self, name: str) -> None:
        """Remove a user with all that is theirs, whose sessions end at once; raise UserRefused if there is none."""
        user = self.get(name)
        with self._connections.writing() as connection:
            connection.execute("DELETE FROM sessions WHERE user = ?", (user.id,))
            connection.execute("DELETE FROM users WHERE id = ?", (user.id,))
        shutil.rmtree(self.find_folder(user), ignore_errors=True)

    def set_password(self, name: str, password: str) -> None:
        """Give a user another password, and end their sessions; raise UserRefused."""
        user, digest = self.get(name), digest_password(password)
        with self._connections.writing() as connection:
            connection.execute("UPDATE users SET password = ? WHERE id = ?", (digest, user.id))
            connection.execute("DELETE FROM sessions WHERE user = ?", (user.id,))

    def find_folder(self, user: User) -> Path:
        """Return the folder of what is a user's alone: conversations, baskets and keys."""
        return self._folder / PEOPLE / user.id

    def check_password(self, name: str, offered: str) -> User | None:
        """Return the user whose name and password these are, None if they are nobody's.

        It takes a tenth of a second, for a name that nobody has as well.
        """
        with self._connections.reading() as connection:
            row = connection.execute(
                f"SELECT {_FIELDS}, password FROM users WHERE name = ?",  # noqa: S608
                (name.strip().lower(),),
            ).fetchone()
        return _read_user(row[:-1]) if is_password(row[-1] if row else None, offered) else None

    def begin_session(self, user: User) -> str:
        """Begin a session and return its secret, of which only a digest is kept; those that are over are forgotten."""
        secret, now = secrets.token_urlsafe(32), _read_clock()
        with self._connections.writing() as connection:
            connection.execute("DELETE FROM sessions WHERE begun < ?", (now - LONGEST_SESSION,))
            connection.execute("INSERT INTO sessions VALUES (?, ?, ?)", (_digest(secret.encode()), user.id, now))
        return secret

    def find_session(self, secret: bytes) -> User | None:
        """Return whose session a secret is, None if it is none (any more); a damaged file lets nobody in."""
        query = (
            f"SELECT {', '.join(f'users.{name}' for name in _FIELDS.split(', '))} "  # noqa: S608
            "FROM sessions JOIN users ON users.id = user WHERE digest = ? AND begun >= ?"
        )
        try:
            with self._connections.reading() as connection:
                row = connection.execute(query, (_digest(secret), _read_clock() - LONGEST_SESSION)).fetchone()
        except (LibraryError, sqlite3.Error):
            return None
        return _read_user(row) if row else None

    def end_session(self, secret: bytes) -> None:
        """End a session."""
        with self._connections.writing() as connection:
            connection.execute("DELETE FROM sessions WHERE digest = ?", (_digest(secret),))


def _check_name(name: str) -> str:
    named = name.strip().lower()
    if not _NAME.fullmatch(named):
        raise UserRefused("a user's name has up to 40 of a-z, 0-9 and . _ @ + -, and begins with a letter or a digit")
    return named


def _read_user(row: tuple[str, str, str, str]) -> User:
    user, name, role, made = row
    return User(user, name, Role(role), made)


def _digest(secret: bytes) -> str:
    return sha256(secret).hexdigest()


def _read_clock() -> int:
    return int(datetime.now(UTC).timestamp())
