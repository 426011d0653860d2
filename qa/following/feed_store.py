"""Followed feeds, in an SQLite file: the lists that each is read from, and the pages that these name."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from corpus import AddressRefused, Link, ListKind, Validators
from corpus.formats.fields import is_home_page
from corpus.web.web_addresses import parse_address
from index import Connections
from index.folder import FEEDS
from qa.errors import FollowError

FILE_NAME = FEEDS
_VERSION = 1
# A feed is read from one list, a site with an index of sitemaps from many; `place` is where a list was found in the
# end, which the validators belong to. `stated` is the version that the index tells of a list, `read` the one that was
# read. A page is due until `done`, but not after too many `tries`.
_SCHEMA = """
CREATE TABLE feeds (
    address TEXT PRIMARY KEY, kind TEXT NOT NULL, title TEXT NOT NULL, tags TEXT NOT NULL, since TEXT NOT NULL,
    synced TEXT
);
CREATE TABLE lists (
    feed TEXT NOT NULL, address TEXT NOT NULL, stated TEXT NOT NULL, time TEXT NOT NULL, read TEXT, place TEXT,
    etag TEXT, modified TEXT, PRIMARY KEY (feed, address)
);
CREATE TABLE pages (
    feed TEXT NOT NULL, address TEXT NOT NULL, version TEXT NOT NULL, time TEXT NOT NULL, number INTEGER NOT NULL,
    done INTEGER NOT NULL, tries INTEGER NOT NULL, PRIMARY KEY (feed, address)
);
CREATE INDEX pages_by_time ON pages (feed, time)
"""
# A page that could not be had so many times is left alone until its feed says that it has changed.
_MOST_TRIES = 3
_DUE = f"feed = ? AND NOT done AND tries < {_MOST_TRIES}"


@dataclass(frozen=True, slots=True)
class Feed:
    """What is followed: a feed or a sitemap, and how many articles of it are there, have come and wait to come.

    `since` and `synced` are days in ISO 8601, `synced` None before the first sync.
    """

    address: str
    kind: ListKind
    title: str
    tags: tuple[str, ...] = ()
    since: str = ""
    synced: str | None = None
    listed: int = 0
    came: int = 0
    waiting: int = 0


def connect(folder: Path) -> Connections:
    """Return connections to the file in a library's folder; make the file if there is none."""
    connections = Connections(folder / FILE_NAME)
    connections.prepare("followed feeds", _SCHEMA, _VERSION)
    return connections


class Feeds:
    """The feeds that a library follows, in a file in its folder; several threads and processes may use them."""

    def __init__(self, folder: Path):
        self._connections = connect(folder)

    def list_all(self) -> list[Feed]:
        """Return what is followed, in the order in which that began."""
        return self._list("TRUE", ())

    def find(self, address: str) -> Feed | None:
        """Return the feed at an address, None if it is not followed."""
        return next(iter(self._list("address = ?", (address,))), None)

    def _list(self, condition: str, values: tuple[str, ...]) -> list[Feed]:
        """Return the feeds that meet an SQL condition."""
        query = f"""
            SELECT address, kind, title, tags, since, synced,
                (SELECT count(*) FROM pages WHERE feed = feeds.address),
                (SELECT count(*) FROM pages WHERE feed = feeds.address AND done),
                (SELECT count(*) FROM pages WHERE {_DUE.replace("?", "feeds.address")})
            FROM feeds WHERE {condition} ORDER BY rowid
        """  # noqa: S608
        with self._connections.reading() as connection:
            rows = connection.execute(query, values).fetchall()
        try:
            return [
                Feed(address, ListKind(kind), title, _read_tags(tags), *rest)
                for address, kind, title, tags, *rest in rows
            ]
        except ValueError as error:
            raise FollowError("a followed feed is damaged: run `pullquote doctor` to take it out") from error

    def follow(self, address: str, kind: ListKind, title: str, tags: Iterable[str]) -> bool:
        """Follow a feed, or give one that is followed more tags; say whether it is new."""
        with self._connections.writing() as connection:
            row = connection.execute("SELECT tags FROM feeds WHERE address = ?", (address,)).fetchone()
            together = json.dumps(list(dict.fromkeys([*(_read_tags(row[0]) if row else ()), *tags])))
            if row:
                connection.execute("UPDATE feeds SET tags = ? WHERE address = ?", (together, address))
                return False
            values = (address, kind, title, together, _tell_now()[:10])
            connection.execute("INSERT INTO feeds VALUES (?, ?, ?, ?, ?, NULL)", values)
            connection.execute("INSERT INTO lists VALUES (?, ?, '', '', NULL, NULL, NULL, NULL)", (address, address))
            return True

    def unfollow(self, address: str) -> None:
        """Follow a feed no longer; raise FollowError if it is not followed."""
        with self._connections.writing() as connection:
            if not connection.execute("DELETE FROM feeds WHERE address = ?", (address,)).rowcount:
                raise FollowError(f"{address} is not followed: `pullquote follow` lists what is")
            for table in ("lists", "pages"):
                connection.execute(f"DELETE FROM {table} WHERE feed = ?", (address,))  # noqa: S608

    def list_due_lists(self, feed: str) -> list[str]:
        """Return the addresses of the lists of a feed that may have changed: its own, then the newest first."""
        query = "SELECT address FROM lists WHERE feed = ? AND (stated = '' OR read IS NOT stated)"
        with self._connections.reading() as connection:
            rows = connection.execute(f"{query} ORDER BY address != feed, time DESC, read IS NOT NULL, rowid", (feed,))
            return [row[0] for row in rows]

    def recall(self, feed: str, address: str, place: str) -> Validators:
        """Return by what the server knows the list that was asked for by an address and found at a place."""
        query = "SELECT etag, modified FROM lists WHERE feed = ? AND address = ? AND place = ?"
        with self._connections.reading() as connection:
            row = connection.execute(query, (feed, address, place)).fetchone()
        return Validators(*row) if row else Validators()

    def note_read(self, feed: str, address: str, place: str, validators: Validators) -> None:
        """Note that a list was read, and by what its server will know it."""
        query = "UPDATE lists SET read = stated, place = ?, etag = ?, modified = ? WHERE feed = ? AND address = ?"
        with self._connections.writing() as connection:
            connection.execute(query, (place, *validators, feed, address))

    def note_unchanged(self, feed: str, address: str) -> None:
        """Note that a list is as it was read."""
        with self._connections.writing() as connection:
            connection.execute("UPDATE lists SET read = stated WHERE feed = ? AND address = ?", (feed, address))

    def note_lists(self, feed: str, links: Iterable[Link]) -> None:
        """Note the lists that an index of sitemaps names."""
        rows = [(feed, link.address, link.version, link.time or "") for link in links]
        with self._connections.writing() as connection:
            connection.executemany(
                "INSERT INTO lists VALUES (?, ?, ?, ?, NULL, NULL, NULL, NULL) ON CONFLICT (feed, address) "
                "DO UPDATE SET stated = excluded.stated, time = excluded.time",
                rows,
            )

    def note_pages(self, feed: str, links: Iterable[Link]) -> None:
        """Note the pages that a list names; those that are new or have changed are due."""
        now = _tell_now()
        rows = [
            (feed, page, link.version, link.time or now, number)
            for number, link in enumerate(links)
            if (page := _normalise(link.address)) is not None
        ]
        with self._connections.writing() as connection:
            connection.executemany(
                "INSERT INTO pages VALUES (?, ?, ?, ?, ?, 0, 0) ON CONFLICT (feed, address) DO UPDATE SET "
                "version = excluded.version, time = excluded.time, number = excluded.number, done = 0, tries = 0 "
                "WHERE version != excluded.version",
                rows,
            )

    def list_due_pages(self, feed: str, most: int | None) -> list[str]:
        """Return the addresses of a feed's pages that are due, newest first, at most so many."""
        query = f"SELECT address FROM pages WHERE {_DUE} ORDER BY time DESC, number LIMIT ?"  # noqa: S608
        with self._connections.reading() as connection:
            return [row[0] for row in connection.execute(query, (feed, -1 if most is None else most))]

    def note_page(self, feed: str, address: str, *, done: bool) -> None:
        """Note that a page's article is there, or that it could not be had."""
        change = "done = 1" if done else "tries = tries + 1"
        with self._connections.writing() as connection:
            query = f"UPDATE pages SET {change} WHERE feed = ? AND address = ?"  # noqa: S608
            connection.execute(query, (feed, address))

    def note_synced(self, feed: str) -> None:
        """Note that a feed was synced today."""
        with self._connections.writing() as connection:
            connection.execute("UPDATE feeds SET synced = ? WHERE address = ?", (_tell_now()[:10], feed))


def _normalise(address: str) -> str | None:
    """Return the address of a page as it is written here; None if it can be that of no article."""
    try:
        page = parse_address(address)
    except AddressRefused:
        return None
    return None if is_home_page(page) else page


def _read_tags(stored: str) -> tuple[str, ...]:
    """Return tags that are stored as JSON; none if they are damaged."""
    try:
        return tuple(map(str, json.loads(stored)))
    except (ValueError, TypeError):
        return ()


def _tell_now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
