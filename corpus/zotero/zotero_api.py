"""Zotero's API, version 3, as it is documented: that of the program on this machine, and that of zotero.org."""

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from importlib.metadata import version
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

from corpus.errors import AddressRefused, FetchFailed, ZoteroFailed
from corpus.web.hosts import find_reachable, is_public, resolve_host
from corpus.web.requesting import FindNumbers, Reply, request
from corpus.zotero.zotero_items import Record, reduce_record

WEB = "https://api.zotero.org"
# The port at which Zotero serves its API on this machine, unless a person changes it in the hidden settings.
LOCAL_PORT = 23_119
AGENT = f"Pullquote/{version('pullquote')}"
# Items of one answer: zotero.org sends no more; Zotero itself also reads the files of all that it tells of.
_WEB_PAGE, _LOCAL_PAGE = 100, 200
# Keys that one request may name.
_MOST_KEYS = 50
# Bytes of one answer, and of one file.
_LARGEST_ANSWER, LARGEST_FILE = 2**27, 2**28
# Seconds that one request may take, and one for a file.
_SECONDS, FILE_SECONDS = 120.0, 600.0
# Answers after which another try may succeed, the seconds before each, and the most that a server may ask to wait.
_BUSY, _WAITS, _PATIENCE = (429, 500, 502, 503, 504), (2.0, 8.0), 60.0
_NEVER = float("inf")
# Listings of a library that changes meanwhile.
_MOST_LISTINGS = 3
_ITEMS = {"itemType": "-annotation"}
# In this order, what is added while pages are read stands on the last.
_OLDEST_FIRST = {"sort": "dateAdded", "direction": "asc"}

Pause = Callable[[float], None]


class Collection(NamedTuple):
    """A collection: its key, its name, and the key of the one that it lies in, empty if it lies in none."""

    key: str
    name: str
    parent: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What has changed in a library: new and changed records by their keys, all keys that there are, its version."""

    records: Mapping[str, Record]
    keys: frozenset[str]
    version: int


class ZoteroApi:
    """Asks for one library, such as "users/1" or "groups/5"; one thread at a time uses it.

    `is_local` says whether the program on this machine answers: its versions tell of changes only once they are at
    zotero.org, so it is asked for all items each time. Raises ZoteroFailed, with a sentence that says what to do.
    """

    def __init__(
        self,
        base: str,
        library: str,
        find_numbers: FindNumbers,
        *,
        is_local: bool,
        key: str | None = None,
        pause: Pause = time.sleep,
    ):
        self.library = library
        self.is_local = is_local
        self.base = base
        self.find_numbers = find_numbers
        self._key = key
        self._pause = pause
        self._rest = 0.0  # the seconds that the server asked to be left alone for

    @property
    def name(self) -> str:
        """The name of what is asked: two ways to one library have two."""
        return f"{'local' if self.is_local else 'web'}/{self.library}"

    def list_changes(self, since: int | None, known: frozenset[str]) -> Changes | None:
        """Return what has changed since a version of the library, None if nothing has.

        `known` are the keys of the records that are kept; without `since` all items are listed.
        """
        for _ in range(_MOST_LISTINGS):
            listed = self._list_items(since)
            if listed is None:
                return None
            records, number = listed
            keys = frozenset(self._get("items", {**_ITEMS, "format": "keys"}).body.decode("ascii", "replace").split())
            missing = sorted(keys - known - set(records))
            for first in range(0, len(missing), _MOST_KEYS):
                named = ",".join(missing[first : first + _MOST_KEYS])
                records |= _read_records(self._get("items", {"itemKey": named, "limit": str(_MOST_KEYS)}))
            if number is not None:
                return Changes(records, keys, number)
        raise ZoteroFailed("the library at Zotero changes while it is read: run the command again later")

    def list_collections(self) -> list[Collection]:
        """Return the library's collections."""
        return [
            Collection(str(data["key"]), str(data.get("name", "")), str(data.get("parentCollection") or ""))
            for reply in self._iterate_pages("collections", {})
            for item in _read_list(reply)
            if isinstance(item, dict) and isinstance(data := item.get("data"), dict) and "key" in data
        ]

    def find_file(self, key: str) -> Reply:
        """Return the answer to where an attachment's file is: mostly its place, as `location` among the headers."""
        return self._get(f"items/{quote(key)}/file", {}, allowed=(200, 302, 303, 307, 404), most=LARGEST_FILE)

    def _list_items(self, since: int | None) -> tuple[dict[str, Record], int | None] | None:
        """Return the items that changed since a version and the version now, None if that changed meanwhile."""
        query = _ITEMS if since is None else {**_ITEMS, "since": str(since)}
        records: dict[str, Record] = {}
        versions = set()
        for reply in self._iterate_pages("items", query, since):
            if reply.status == HTTPStatus.NOT_MODIFIED:
                return None
            records |= _read_records(reply)
            versions.add(reply.headers.get("last-modified-version", ""))
        number = versions.pop() if len(versions) == 1 else ""
        return records, int(number) if number.isascii() and number.isdigit() else (0 if self.is_local else None)

    def _iterate_pages(self, path: str, query: Mapping[str, str], since: int | None = None) -> Iterator[Reply]:
        """Yield the pages of a list; only the first may say that nothing has changed."""
        asked = {"If-Modified-Since-Version": str(since)} if since else {}
        start, most = 0, _LOCAL_PAGE if self.is_local else _WEB_PAGE
        while True:
            page = {**query, "limit": str(most), "start": str(start), **_OLDEST_FIRST}
            reply = self._get(path, page, asked, (200, 304) if asked else (200,))
            yield reply
            asked, start = {}, start + most
            total = reply.headers.get("total-results", "")
            if not total.isascii() or not total.isdigit() or start >= int(total):
                return

    def _get(
        self,
        path: str,
        query: Mapping[str, str],
        headers: Mapping[str, str] | None = None,
        allowed: Sequence[int] = (200,),
        most: int = _LARGEST_ANSWER,
    ) -> Reply:
        """Ask for something of the library, again if the server is busy; raise ZoteroFailed for what is not allowed."""
        address = f"{self.base}/{self.library}/{path}" + (f"?{urlencode(query)}" if query else "")
        sent = {"User-Agent": AGENT, "Zotero-API-Version": "3", **(headers or {})}
        if self._key:
            sent["Zotero-API-Key"] = self._key
        for wait in (*_WAITS, _NEVER):
            self._take_rest()
            seconds = FILE_SECONDS if most == LARGEST_FILE else _SECONDS
            try:
                answer = request(address, sent, self.find_numbers, most=most, seconds=seconds)
            except (AddressRefused, FetchFailed) as error:
                raise ZoteroFailed(f"Zotero cannot be asked: {error}") from error
            if isinstance(answer, Reply):
                self._rest = max(read_seconds(answer, "backoff"), read_seconds(answer, "retry-after"))
                if answer.status in allowed:
                    return answer
                if answer.status not in _BUSY:
                    raise self._explain(answer.status)
            elif self.is_local:  # it is there at once, or not at all
                raise ZoteroFailed(_explain_silence(answer))
            if wait == _NEVER:
                break
            self._rest = max(wait, self._rest)
        if isinstance(answer, Reply):
            raise ZoteroFailed(f"Zotero is too busy to answer ({answer.status}): run the command again later")
        raise ZoteroFailed(f"Zotero cannot be reached: {answer}")

    def _take_rest(self) -> None:
        """Leave the server alone for as long as it asked."""
        rest, self._rest = self._rest, 0.0
        if rest > _PATIENCE:
            raise ZoteroFailed(f"Zotero asks not to be asked for {rest:,.0f} seconds: run the command again after that")
        if rest:
            self._pause(rest)

    def _explain(self, status: int) -> ZoteroFailed:
        group = self.library.startswith("groups/")
        if self.is_local:
            if status == HTTPStatus.FORBIDDEN:
                return ZoteroFailed(
                    "Zotero keeps other programs out: in its settings, under Advanced, allow other applications on "
                    "this computer to communicate with Zotero, then run the command again"
                )
            if status == HTTPStatus.NOT_FOUND and group:
                return ZoteroFailed(f"Zotero holds no library {self.library}: take the number in the group's address")
            if status == HTTPStatus.NOT_FOUND:
                return ZoteroFailed("this Zotero has no API for other programs: update it to version 7 or newer")
        if status == HTTPStatus.FORBIDDEN:
            given = "the key does not open" if self._key else "without a key nobody may read"
            return ZoteroFailed(
                f"{given} the library {self.library}: make one that may read it and its files, at "
                "https://www.zotero.org/settings/keys, and name its file with --key-file"
            )
        if status == HTTPStatus.NOT_FOUND:
            what = "number in the group's address" if group else "user ID at https://www.zotero.org/settings/keys"
            return ZoteroFailed(f"zotero.org has no library {self.library}: take the {what}")
        return ZoteroFailed(f"Zotero does not answer as its API should ({status}): update it, or try again later")


def open_local_api(port: int = LOCAL_PORT, group: int | None = None, pause: Pause = time.sleep) -> ZoteroApi:
    """Return the API of the Zotero that runs on this machine, over the person's own library or that of a group."""
    library = "users/0" if group is None else f"groups/{group}"
    return ZoteroApi(f"http://localhost:{port}/api", library, _find_this_machine, is_local=True, pause=pause)


def open_web_api(library: str, key: str | None) -> ZoteroApi:
    """Return the API of zotero.org over a library."""
    reach = partial(find_reachable, resolve=resolve_host, may_reach=is_public)
    return ZoteroApi(WEB, library, reach, is_local=False, key=key)


def read_seconds(reply: Reply, name: str) -> float:
    """Return the seconds that a header tells, 0 if it does not tell them as a number."""
    value = reply.headers.get(name, "")
    return float(value) if value.isascii() and value.isdigit() else 0.0


def _find_this_machine(host: str, port: int) -> Sequence[str]:
    """Return the number of this machine, the one place where the local API is."""
    if host != "localhost":
        raise AddressRefused(f"{host}:{port} is not Zotero on this machine")
    return ["127.0.0.1"]


def _explain_silence(answer: str) -> str:
    if "too long" in answer:
        return "Zotero takes too long to answer: wait until it is done with what it does, then run the command again"
    return (
        "Zotero does not run on this machine: start it, then run the command again; or name your library at zotero.org "
        "with --user and --key-file"
    )


def _read_list(reply: Reply) -> list[Any]:
    try:
        items = json.loads(reply.body)
    except (ValueError, RecursionError) as error:
        raise ZoteroFailed("what answers is not Zotero: see which program uses its port") from error
    if not isinstance(items, list):
        raise ZoteroFailed("what answers is not Zotero: see which program uses its port")
    return items


def _read_records(reply: Reply) -> dict[str, Record]:
    return {record["key"]: record for item in _read_list(reply) if (record := reduce_record(item))}
