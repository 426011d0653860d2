"""Scratch folders: a process locks its folder while it lives, so that others can remove the folders of dead ones."""

import contextlib
import os
import secrets
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Self

from index.errors import LibraryError

_PREFIX, _LOCK = ".pullquote-", ".lock"

if sys.platform == "win32":
    import msvcrt

    _FLAGS = os.O_RDWR

    def _take(descriptor: int) -> bool:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        return True

    def _drop(lock: Path, descriptor: int) -> None:
        os.close(descriptor)  # an open file cannot be removed
        lock.unlink(missing_ok=True)

else:
    import fcntl

    # In a folder that all users may write to, a name can be another user's link or pipe.
    _FLAGS = os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK

    def _take(descriptor: int) -> bool:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        status = os.fstat(descriptor)
        # A file without a name was removed between its making and its locking.
        return status.st_uid == os.geteuid() and status.st_nlink > 0

    def _drop(lock: Path, descriptor: int) -> None:
        lock.unlink(missing_ok=True)  # while it is held: nobody must take it for that of a living process
        os.close(descriptor)


class Scratch:
    """A new folder in `parent` that only this user can read; the folders of dead processes there are removed.

    Raises OSError if the folder cannot be made.
    """

    def __init__(self, parent: Path):
        clear(parent)
        self._lock, descriptor = _make_lock(parent)
        self._descriptor: int | None = descriptor
        self.path = _get_folder(self._lock)
        try:
            self.path.mkdir(mode=0o700)
        except OSError:
            self.remove()
            raise

    def remove(self) -> None:
        """Remove the folder; a second call does nothing."""
        shutil.rmtree(self.path, ignore_errors=True)
        if self._descriptor is not None:
            with contextlib.suppress(OSError):
                _drop(self._lock, self._descriptor)
            self._descriptor = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.remove()


def clear(parent: Path) -> None:
    """Remove the scratch folders in `parent` whose processes are dead, as far as that is possible."""
    try:
        locks = list(parent.glob(f"{_PREFIX}*{_LOCK}"))
    except OSError:  # no folder can have this path
        return
    for lock in locks:
        with contextlib.suppress(OSError):
            descriptor = os.open(lock, _FLAGS)
            try:
                is_dead = _take(descriptor)
            except OSError:
                is_dead = False
            if is_dead:
                shutil.rmtree(_get_folder(lock), ignore_errors=True)
                _drop(lock, descriptor)
            else:
                os.close(descriptor)


def make_temporary() -> Scratch:
    """Return a scratch folder among the system's temporary files; raise LibraryError if there is no room for it."""
    place = find_temporary_folder()
    try:
        return Scratch(place)
    except OSError as error:
        raise _explain_no_room(f"{place}: {error.strerror}") from error


def find_temporary_folder() -> Path:
    """Return the system's folder for temporary files; raise LibraryError if there is none that can be written to."""
    try:
        return Path(tempfile.gettempdir())
    except FileNotFoundError as error:
        raise _explain_no_room(str(error.strerror)) from error


def _explain_no_room(why: str) -> LibraryError:
    return LibraryError(f"temporary files cannot be written ({why}): make room, or name another folder in TMPDIR")


def clear_all(*parents: Path) -> None:
    """Clear the parents, and the system's temporary files."""
    for parent in parents:
        clear(parent)
    with contextlib.suppress(FileNotFoundError):  # there is no such folder
        clear(Path(tempfile.gettempdir()))


def _make_lock(parent: Path) -> tuple[Path, int]:
    """Make a lock file with a new name and take it."""
    while True:
        lock = parent / f"{_PREFIX}{secrets.token_hex(8)}{_LOCK}"
        descriptor = os.open(lock, _FLAGS | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            if _take(descriptor):
                return lock, descriptor
        except (BlockingIOError, PermissionError):
            pass  # another process is removing it just now
        except OSError:
            return lock, descriptor  # a file system without locks, on which nothing is ever cleared
        os.close(descriptor)


def _get_folder(lock: Path) -> Path:
    return lock.with_suffix("")
