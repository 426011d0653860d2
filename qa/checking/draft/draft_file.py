"""DraftFile: the bytes of a draft, before they are read."""

from dataclasses import dataclass
from pathlib import Path

from corpus import UnreadableSource, read_bounded
from qa.checking.draft.draft_text import Draft, read_bytes

SUFFIXES = (".md", ".markdown", ".txt", ".text", ".docx")
# Bytes of a draft: a book with its pictures has fewer.
LARGEST_DRAFT = 2**26


@dataclass(frozen=True, slots=True)
class DraftFile:
    """The bytes of a file, its name, and the suffix that tells its format."""

    name: str
    data: bytes
    suffix: str = ".md"


def open_draft(path: Path, name: str = "") -> DraftFile:
    """Open the file of a draft, which may have been sent under another name; raise UnreadableSource."""
    named = Path(name) if name else path
    suffix = named.suffix.lower()
    if suffix not in SUFFIXES:
        raise UnreadableSource(f"{named} is none of the drafts that can be read: {' '.join(SUFFIXES)}")
    if path.exists() and not path.is_file():
        raise UnreadableSource(f"{named} is no file: hand what it gives to standard input, with - as the draft")
    try:
        return DraftFile(str(named), read_bounded(path, LARGEST_DRAFT), suffix)
    except OSError as error:
        raise UnreadableSource(f"{named} cannot be read ({error.strerror}): check the path") from error
    except UnreadableSource as error:
        raise UnreadableSource(f"{named}: {error}") from error


def read_draft(file: DraftFile) -> Draft:
    """Read a draft; raise UnreadableSource."""
    try:
        return read_bytes(file.data, file.suffix)
    except UnreadableSource as error:
        raise UnreadableSource(f"{file.name}: {error}") from error
