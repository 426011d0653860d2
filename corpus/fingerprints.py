"""Fingerprints: what tells that a file is the one that was read before, and that the readers are the same."""

import hashlib
import sys
import time
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from corpus.formats.ocr import is_available

# Libraries that make text of files.
_LIBRARIES = (
    "bibtexparser", "charset-normalizer", "lxml", "mammoth", "markdown-it-py", "mdit-py-plugins", "pylatexenc",
    "pypdfium2", "rispy", "trafilatura",
)  # fmt: skip
# Nanoseconds within which a file may change twice and keep its stamp: some file systems count time by two seconds.
_COARSE = 2 * 10**9


class Stamp(NamedTuple):
    """What a file's folder tells of it: bytes, and when its content or its place changed last, in nanoseconds."""

    size: int
    changed: int


class Fingerprint(NamedTuple):
    """A file's stamp, and the SHA-256 of its bytes, in hexadecimal.

    `settled` says whether a later change would show in the stamp: of a file that has just changed, it might not.
    """

    stamp: Stamp
    digest: str
    settled: bool


def read_stamp(path: Path) -> Stamp:
    """Return the stamp of a file; raise OSError."""
    status = path.stat()
    return Stamp(status.st_size, max(status.st_mtime_ns, status.st_ctime_ns))


def take_fingerprint(path: Path) -> Fingerprint:
    """Return the fingerprint of a file; raise OSError."""
    stamp = read_stamp(path)
    settled = time.time_ns() - stamp.changed > _COARSE
    with path.open("rb") as file:
        return Fingerprint(stamp, hashlib.file_digest(file, "sha256").hexdigest(), settled)


@cache
def identify_readers() -> str:
    """Return a name for what turns files into articles here: another reads them again."""
    digest = hashlib.sha256(f"Python {sys.version_info[:2]}".encode())
    folder = Path(__file__).parent
    for path in sorted(folder.rglob("*.py")):
        digest.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes() + b"\0")
    for library in _LIBRARIES:
        digest.update(f"{library} {metadata.version(library)}\n".encode())
    digest.update(f"OCR {is_available()}".encode())
    return digest.hexdigest()
