"""Explaining what is wrong with a file or its disk, in one sentence, by the codes of errors."""

import errno
import os
import shutil
import sqlite3
from pathlib import Path

BUSY_SECONDS = 60
# A disk with less room counts as full: SQLite needs 32 KB beside a database only to read it.
_LITTLE = 1 << 20
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
_NOT_ALLOWED = (errno.EROFS, errno.EACCES, errno.EPERM)
_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_READ_ONLY = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH)
_IN_USE = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL)


def escape_path(path: Path) -> str:
    """Return a path that can be printed: other characters become escapes."""
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in str(path))


def get_code(error: sqlite3.Error) -> int:
    """Return the primary code of SQLite's error; 0 if the error is not SQLite's own."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def is_damage(error: sqlite3.Error) -> bool:
    """Say whether an error means that the file itself is damaged."""
    return get_code(error) in _DAMAGE


def is_full(error: sqlite3.Error, folder: Path) -> bool:
    """Say whether a full disk caused an error: SQLite has several errors for it."""
    code = get_code(error)
    return code == sqlite3.SQLITE_FULL or (
        code in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN) and _has_no_room(folder)
    )


def explain(error: sqlite3.Error, path: Path, remedy: str) -> str:
    """Return a sentence on SQLite's error and what to do; `remedy` is what to do about a damaged file."""
    code, file, folder = get_code(error), escape_path(path), escape_path(path.parent)
    if is_damage(error):
        return f"{file} is damaged ({error}): {remedy}"
    if is_full(error, path.parent):
        return _explain_full(folder)
    if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_READONLY_DBMOVED:
        return f"{file} was moved or deleted while it was in use: start again"
    if code in _READ_ONLY:
        return explain_read_only(path)
    if code == sqlite3.SQLITE_CANTOPEN:
        return f"cannot open {file} for writing: check that the folder exists and that you may write to it"
    if code in _IN_USE:
        return f"another program has been changing {file} for over {BUSY_SECONDS} seconds: try again when it is done"
    if code == sqlite3.SQLITE_IOERR:
        return f"the disk that holds {file} cannot be read or written ({error}): check it and its room, and try again"
    if code == sqlite3.SQLITE_NOMEM:
        return f"there is not enough memory for {file}: close other programs and try again"
    if code == sqlite3.SQLITE_TOOBIG:
        return f"a text is longer than {file} can hold: divide it and add its parts"
    return f"the library {file} cannot be used ({error}): see with `pullquote doctor` what is wrong"


def explain_os(error: OSError, path: Path, doing: str = "open") -> str:
    """Return a sentence on the system's error at a file or folder and what to do."""
    if error.errno in _NO_ROOM:
        return _explain_full(escape_path(path.parent))
    if error.errno in _NOT_ALLOWED:
        return f"cannot {doing} {escape_path(path)}: check that you may write to it ({error.strerror})"
    if error.errno == errno.EEXIST:
        return f"cannot {doing} {escape_path(path)}: a file or a link that leads nowhere stands in its place"
    return f"cannot {doing} {escape_path(path)}: {error.strerror or error}"


def explain_read_only(path: Path) -> str:
    """Return a sentence on a file that can be read but not changed."""
    return (
        f"{escape_path(path)} is read-only: it can be read, but to change it see to it that you may write to it and "
        "its folder"
    )


def _explain_full(folder: str) -> str:
    return f"the disk that holds {folder} is full: free some space and run the command again; nothing is lost"


def _has_no_room(folder: Path) -> bool:
    """Say whether the disk of a folder is full, or has no room for another file's name."""
    try:
        if shutil.disk_usage(folder).free < _LITTLE:
            return True
        names = os.statvfs(folder) if hasattr(os, "statvfs") else None
    except OSError:
        return False
    return names is not None and names.f_files > 0 and names.f_favail == 0
