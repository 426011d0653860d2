"""The token without which nothing is served: it outlasts a restart in a file that only its owner can read."""

import os
import re
import secrets
import stat
from pathlib import Path

from qa.web.errors import CannotServe

NAME = "page.token"
_FORM = re.compile(rb"[\w-]{43}")


def load_token(folder: Path) -> str:
    """Return the token that a library's folder holds, a new one if it holds none that is secret; raise CannotServe."""
    path = folder / NAME
    try:
        return _read(path) or _write(path)
    except OSError as error:
        raise CannotServe(
            f"the page's token cannot be kept in {path} ({error.strerror}): let this program write there"
        ) from error


def _read(path: Path) -> str | None:
    """Return the token in a file; None if there is none, or if anybody else may have read it."""
    try:
        status = path.lstat()
    except FileNotFoundError:
        return None
    # Only POSIX tells who else can read a file.
    shared = os.name == "posix" and (status.st_mode & 0o077 or status.st_uid != os.geteuid())
    if shared or not stat.S_ISREG(status.st_mode):
        return None
    held = path.read_bytes().strip()
    return held.decode() if _FORM.fullmatch(held) else None


def _write(path: Path) -> str:
    token = secrets.token_urlsafe(32)
    scratch = path.with_name(f".{path.name}-{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(f"{token}\n")
        scratch.replace(path)
    finally:
        scratch.unlink(missing_ok=True)
    return token
