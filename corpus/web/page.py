"""Page: what was fetched from an address, and by what its server will know it again."""

import re
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from corpus.kinds import SUFFIXES, find_suffix

# Servers call so whatever they do not know; the address and the first bytes tell more.
_VAGUE = {"application/octet-stream", "binary/octet-stream", "text/plain", "application/download"}
_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/markdown": ".md",
    "application/rss+xml": ".rss",
    "application/atom+xml": ".atom",
    "message/rfc822": ".eml",
    "application/epub+zip": ".epub",
    "application/x-research-info-systems": ".ris",
}
_SUBTYPE = re.compile(r"[a-z0-9]{1,12}")


class Validators(NamedTuple):
    """What a server named a version of a page by, to be asked whether it still is the one; None if by nothing."""

    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was fetched: its bytes, and what the server says of them.

    `address` is where it was found in the end, `day` the day on which, in ISO 8601.
    """

    address: str
    data: bytes
    day: str
    media_type: str = ""
    charset: str | None = None
    validators: Validators = field(default_factory=Validators)

    @property
    def name(self) -> str:
        """The name that a file of the page would have: its suffix tells what the server says that it is."""
        path = PurePosixPath(unquote(urlsplit(self.address).path))
        suffix = find_suffix(path.name)
        if self.media_type in _SUFFIXES:
            suffix = _SUFFIXES[self.media_type]
        elif self.media_type and self.media_type not in _VAGUE:
            subtype = self.media_type.partition("/")[2]
            suffix = f".{subtype}" if _SUBTYPE.fullmatch(subtype) else ""
        elif suffix not in SUFFIXES:
            suffix = ""
        return f"{path.stem or 'page'}{suffix}"


@dataclass(frozen=True, slots=True)
class Unchanged:
    """Says that the page at an address still is the one whose validators were sent."""

    address: str
