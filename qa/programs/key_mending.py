"""Mending keys: those that cannot be read are taken out, and a damaged file is copied into a new one."""

from collections.abc import Iterable

from index import Connections
from index.pages import Record
from index.remains import Shape, has_shape
from qa.programs.keys import FILE_NAME, Scope

_KEY: Shape = (str, str, str, str)
_HEX_DIGITS = frozenset("0123456789abcdef")
# Characters of a SHA-256 digest.
_DIGEST = 64


def mend(connections: Connections) -> list[str]:
    """Take out keys that cannot be read, which open nothing; return sentences that tell of them."""
    with connections.reading() as connection:
        kept = connection.execute("SELECT rowid, name, digest, scope, made FROM keys").fetchall()
    damaged = [rowid for rowid, *row in kept if not _is_readable(row)]
    if not damaged:
        return []
    with connections.writing() as connection:
        connection.executemany("DELETE FROM keys WHERE rowid = ?", [(rowid,) for rowid in damaged])
    return [f"a key in {FILE_NAME} could not be read: taken out; make it anew" for _ in damaged]


def refill(connections: Connections, damaged: Iterable[Record]) -> None:
    """Copy the records that can be read of a damaged file into an empty one."""
    with connections.writing() as connection:
        for record in damaged:
            if record.rowid is not None and record.whole and _is_readable(record.values):
                connection.execute("INSERT OR IGNORE INTO keys VALUES (?, ?, ?, ?)", record.values)


def _is_readable(row: object) -> bool:
    if not isinstance(row, list | tuple) or not has_shape(row, _KEY):
        return False
    _, digest, scope, _ = row
    return len(digest) == _DIGEST and _HEX_DIGITS.issuperset(digest) and scope in list(Scope)
