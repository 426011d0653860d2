"""Links: the addresses that a list names, as feeds, sitemaps and people's bookmarks do."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum
from itertools import islice
from typing import Any, NamedTuple
from urllib.parse import urljoin

# Characters: a longer tag is a sentence.
LONGEST_TAG = 80
# Links of one list: a sitemap may have half as many.
MOST_LINKS = 100_000
# Lines that are named, each by itself, as ones that hold no address.
_MOST_REMARKS = 20
_LONGEST_ADDRESS, _LONGEST_TITLE, _LONGEST_VERSION = 2_000, 300, 100


class ListKind(StrEnum):
    """What a list of links is."""

    RSS = "RSS"
    ATOM = "Atom"
    JSON_FEED = "JSON Feed"
    SITEMAP = "sitemap"
    SITEMAP_INDEX = "sitemap index"  # its links are sitemaps
    OPML = "OPML"  # its links are feeds
    PAGE = "page"  # its links are the feeds that it names
    BOOKMARKS = "bookmarks"


# The lists to which links are added as articles appear.
GROWING = frozenset(
    {ListKind.RSS, ListKind.ATOM, ListKind.JSON_FEED, ListKind.SITEMAP, ListKind.SITEMAP_INDEX}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Link:
    """An address that a list names.

    `version` is the time of the last change as the list writes it, empty if it tells none. `time` is that time, or in
    bookmarks the one at which the link was kept, in ISO 8601, UTC. `tags` are those that a person gave to it.
    """

    address: str
    title: str = ""
    version: str = ""
    time: str | None = None
    tags: tuple[str, ...] = ()


class LinkList(NamedTuple):
    """A list of links, in its own order, with its title, empty if it has none.

    `remarks` are sentences on what of it could not be read.
    """

    kind: ListKind
    title: str
    links: tuple[Link, ...]
    remarks: tuple[str, ...] = ()


def make_link(
    address: str | None, base: str = "", title: str = "", version: str = "", tags: Iterable[str] = ()
) -> Link | None:
    """Return a link as a list states it, `base` being the list's own address; None if it states no address."""
    if not (stated := (address or "").strip()):
        return None
    try:
        whole = urljoin(base, stated)
    except ValueError:
        return None
    if not whole.startswith(("http://", "https://")) or len(whole) > _LONGEST_ADDRESS or not whole.isprintable():
        return None
    version = " ".join(version.split())[:_LONGEST_VERSION]
    named = tuple(dict.fromkeys(bare for tag in tags if (bare := _write_line(tag, LONGEST_TAG))))
    return Link(whole, _write_line(title, _LONGEST_TITLE), version, parse_time(version), named)


def make_list(kind: ListKind, title: str, links: Iterable[Link | None], remarks: Iterable[str] = ()) -> LinkList:
    """Return a list of the links that there are, up to MOST_LINKS."""
    stated = (link for link in links if link is not None)
    return LinkList(kind, _write_line(title, _LONGEST_TITLE), tuple(islice(stated, MOST_LINKS)), tuple(remarks))


def make_numbered_list(rows: Iterable[tuple[int, Link | None]]) -> LinkList:
    """Return the bookmarks that the lines of a file state, by their numbers; those that state none are remarked on."""
    links, bad = list[Link](), list[int]()
    for number, link in rows:
        if link is None:
            bad.append(number)
        else:
            links.append(link)
    named = [f"line {number:,} holds no address of a web page: correct it" for number in bad[:_MOST_REMARKS]]
    if len(bad) > _MOST_REMARKS:
        named.append(f"{len(bad) - _MOST_REMARKS:,} more lines hold no address of a web page")
    return make_list(ListKind.BOOKMARKS, "", links, named)


def _write_line(text: str, most: int) -> str:
    """Return a text as one line that a terminal can show."""
    return "".join(letter for letter in " ".join(text.split())[:most] if letter.isprintable()).strip()


def parse_time(written: str) -> str | None:
    """Return a moment as ISO 8601 in UTC; it may be written so, or as in mail, or as seconds since 1970."""
    try:
        if written.isascii() and written.isdigit() and len(written) > 8:
            moment = datetime.fromtimestamp(int(written), UTC)
        elif written[:4].isdigit():
            moment = datetime.fromisoformat(written)
        else:
            moment = parsedate_to_datetime(written)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return moment.astimezone(UTC).isoformat(timespec="seconds")
    except (ValueError, TypeError, IndexError, OverflowError, OSError):
        return None


def encode_link(link: Link) -> dict[str, Any]:
    """Return a link as a JSON object."""
    return asdict(link)


def decode_link(record: dict[str, Any]) -> Link:
    """Return the link of a JSON object."""
    return Link(**{**record, "tags": tuple(record["tags"])})
