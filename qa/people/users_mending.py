"""Mending users: a damaged file is copied into a new one; whoever was logged in has to log in again."""

from collections.abc import Iterable

from index import Connections
from index.pages import Record
from index.remains import Shape, has_shape
from qa.people.users import Role

_USER: Shape = (str, str, str, str, str)


def refill(connections: Connections, damaged: Iterable[Record]) -> None:
    """Copy the records that can be read of a damaged file into an empty one."""
    with connections.writing() as connection:
        for record in damaged:
            if record.whole and has_shape(record.values, _USER) and record.values[2] in list(Role):
                connection.execute("INSERT OR IGNORE INTO users VALUES (?, ?, ?, ?, ?)", tuple(record.values))
