"""The library's folder: which files are in it, and that nobody else on the machine may read them."""

import contextlib
import os
import stat
from pathlib import Path

LIBRARY = "library.sqlite"
CONVERSATIONS = "conversations.sqlite"
BASKETS = "baskets.sqlite"
SNAPSHOTS = "vectors-"
# What Pullquote puts into a library's folder, and SQLite beside it, begins with one of these.
_OWN = (LIBRARY, CONVERSATIONS, BASKETS, SNAPSHOTS)
_FOLDER_MODE, _FILE_MODE = 0o700, 0o600
_OTHERS = 0o077


def make_folder(folder: Path) -> None:
    """Make a folder that only its owner may enter, and what is above it, unless it is there; raise OSError."""
    folder.mkdir(mode=_FOLDER_MODE, parents=True, exist_ok=True)


def make_file(path: Path) -> None:
    """Make an empty file that only its owner may read, unless it is there; raise OSError.

    SQLite gives what it puts beside a database the mode of the database.
    """
    with contextlib.suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _FILE_MODE))


def keep_private(folder: Path) -> None:
    """Take from others what they may do with a library's files, and with its folder if that holds nothing else.

    Only what belongs to this user is changed; what cannot be changed stays as it is.
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
        found = path.stat()
        if found.st_uid == os.geteuid() and found.st_mode & _OTHERS:
            path.chmod(stat.S_IMODE(found.st_mode) & ~_OTHERS)
