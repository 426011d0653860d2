"""Mending followed feeds: what cannot be read is followed no longer, and a damaged file is copied into a new one."""

from collections.abc import Iterable

from corpus import ListKind
from index import Connections
from index.pages import Record
from index.remains import Shape, has_shape
from qa.following.feed_store import FILE_NAME

_FEED: Shape = (str, str, str, str, str, (str, type(None)))
_PAGE: Shape = (str, str, str, str, int, int, int)


def mend(connections: Connections) -> list[str]:
    """Take out feeds that cannot be read; return sentences that tell of them."""
    with connections.reading() as connection:
        kept = connection.execute("SELECT address, kind FROM feeds").fetchall()
    damaged = [address for address, kind in kept if not _is_kind(kind)]
    if not damaged:
        return []
    with connections.writing() as connection:
        connection.executemany("DELETE FROM feeds WHERE address = ?", [(address,) for address in damaged])
    return [f"{address} in {FILE_NAME} could not be read: follow it again" for address in damaged]


def refill(connections: Connections, damaged: Iterable[Record]) -> None:
    """Copy the feeds and pages that can be read of a damaged file into an empty one; the feeds are read whole again."""
    with connections.writing() as connection:
        for record in damaged:
            if record.rowid is None or not record.whole:
                continue
            if has_shape(record.values, _FEED) and _is_kind(record.values[1]):
                connection.execute("INSERT OR IGNORE INTO feeds VALUES (?, ?, ?, ?, ?, ?)", record.values)
                connection.execute(
                    "INSERT OR IGNORE INTO lists VALUES (?, ?, '', '', NULL, NULL, NULL, NULL)",
                    (record.values[0], record.values[0]),
                )
            elif has_shape(record.values, _PAGE):
                connection.execute("INSERT OR IGNORE INTO pages VALUES (?, ?, ?, ?, ?, ?, ?)", record.values)


def _is_kind(value: object) -> bool:
    return value in set(ListKind)
