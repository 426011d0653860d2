"""Zotero's files: those of its storage folder on this machine, or as zotero.org sends them."""

from pathlib import Path
from typing import Protocol
from urllib.parse import urljoin, urlsplit
from urllib.request import url2pathname

from corpus.errors import AddressRefused, FetchFailed, UnreadableSource
from corpus.fingerprints import read_stamp
from corpus.problem import show_path
from corpus.web.requesting import Reply, request
from corpus.zotero.zotero_api import AGENT, FILE_SECONDS, LARGEST_FILE, ZoteroApi
from corpus.zotero.zotero_items import Attachment

_STORAGE = "storage"
_MOST_REDIRECTS = 3
_ABSENT = "its file is not on this machine: open it in Zotero, which then fetches it, and run the command again"
_NOT_SENT = "its file is not at zotero.org: let Zotero sync files, or add the library from the machine that has them"


class ZoteroFiles(Protocol):
    """Gives the files of attachments; raises UnreadableSource for one that cannot be had, ZoteroFailed for all."""

    def mark(self, attachment: Attachment) -> str:
        """Return what tells, beside what Zotero knows of it, whether a file is the one that it was."""

    def provide(self, attachment: Attachment, place: Path) -> Path:
        """Return the path of a file, which may be written to `place`."""


class LocalFiles:
    """The files on this machine: of Zotero's storage folder, and those that a person linked to from elsewhere."""

    def __init__(self, api: ZoteroApi):
        self._api = api

    def mark(self, attachment: Attachment) -> str:
        """Return the place and the stamp of a file, nothing of one that is not there."""
        try:
            path = self._locate(attachment)
            return f"{show_path(path)} {read_stamp(path)}"
        except (OSError, UnreadableSource):
            return ""

    def provide(self, attachment: Attachment, place: Path) -> Path:
        """Return where a file is."""
        path = self._locate(attachment)
        if not path.is_file():
            raise UnreadableSource(_ABSENT)
        return path

    def _locate(self, attachment: Attachment) -> Path:
        address = attachment.place or self._api.find_file(attachment.key).headers.get("location", "")
        parts = urlsplit(address)
        if parts.scheme != "file" or parts.netloc not in ("", "localhost"):
            raise UnreadableSource(_ABSENT)
        path = Path(url2pathname(parts.path)).resolve()
        # Whatever answers as Zotero does: only what lies where Zotero puts the files of this item is its file.
        if not attachment.is_linked and [part.name for part in path.parents[:2]] != [attachment.key, _STORAGE]:
            raise UnreadableSource(
                "its file lies outside Zotero's storage folder, and is not read: add the file by itself"
            )
        return path


class SentFiles:
    """The files at zotero.org, which sends them from another host; that one is not told the key."""

    def __init__(self, api: ZoteroApi):
        self._api = api

    def mark(self, attachment: Attachment) -> str:
        """Return nothing: Zotero's record of a file changes with it."""
        return ""

    def provide(self, attachment: Attachment, place: Path) -> Path:
        """Fetch a file; it lies at `place` afterwards."""
        if attachment.is_linked:
            raise UnreadableSource("its file is a link to one on a person's own machine: add the library from there")
        reply = self._api.find_file(attachment.key)
        address = f"{self._api.base}/"
        for _ in range(_MOST_REDIRECTS):
            if reply.status in (200, 404):
                break
            address = urljoin(address, reply.headers.get("location", ""))
            reply = self._fetch(address)
        if reply.status != 200:
            raise UnreadableSource(_NOT_SENT)
        place.write_bytes(reply.body)
        return place

    def _fetch(self, address: str) -> Reply:
        if urlsplit(address).scheme != urlsplit(self._api.base).scheme:
            raise UnreadableSource("its file is offered at an address that is not safe: run the command again later")
        try:
            answer = request(
                address, {"User-Agent": AGENT}, self._api.find_numbers, most=LARGEST_FILE, seconds=FILE_SECONDS
            )
        except (AddressRefused, FetchFailed) as error:
            raise UnreadableSource(f"its file cannot be fetched: {error}") from error
        if not isinstance(answer, Reply):
            raise UnreadableSource(f"its file cannot be fetched: {answer}")
        return answer
