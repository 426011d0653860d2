"""The library's folder: the names of its files, and their modes, which keep other users out."""

import contextlib
import os
import stat
from pathlib import Path

LIBRARY = "library.sqlite"
CONVERSATIONS = "conversations.sqlite"
BASKETS = "baskets.sqlite"
FEEDS = "feeds.sqlite"
KEYS = "keys.sqlite"
USERS = "users.sqlite"
# The folders of users, each with what is theirs alone.
PEOPLE = "people"
SNAPSHOTS = "vectors-"
# The names of Pullquote's files, and of those that SQLite puts beside them, begin with one of these.
_OWN = (LIBRARY, CONVERSATIONS, BASKETS, FEEDS, KEYS, USERS, PEOPLE, SNAPSHOTS)
_FOLDER_MODE, _FILE_MODE = 0o700, 0o600
_OTHERS = 0o077


def make_folder(folder: Path) -> None:
    """Make a folder that only its owner may enter, and the folders above it, unless it is there; raise OSError."""
    folder.mkdir(mode=_FOLDER_MODE, parents=True, exist_ok=True)


def make_file(path: Path) -> None:
    """Make an empty file that only its owner may read, unless it is there; raise OSError.

    SQLite gives what it puts beside a database the mode of the database.
    """
    with contextlib.suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _FILE_MODE))


def keep_private(folder: Path) -> None:
    """Keep other users out of a library's files, and out of its folder if that holds nothing else.

    Only this user's files are changed; what cannot be changed stays as it is.
    """
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):
        entries = list(folder.iterdir())
        for entry in entries:
            if entry.name.startswith(_OWN):
                _close_to_others(entry)
        if entries and all(entry.name.startswith(_OWN) for entry in entries):
            _close_to_others(folder)


def _close_to_others(path: Path) -> None:
    with contextlib.suppress(OSError):
        status = path.stat()
        if status.st_uid == os.geteuid() and status.st_mode & _OTHERS:
            path.chmod(stat.S_IMODE(status.st_mode) & ~_OTHERS)
