"""Tables that a library makes when something is first kept in them: whether it has one."""

import sqlite3


def has_table(connection: sqlite3.Connection, name: str) -> bool:
    """Say whether the library has the table of that name."""
    return connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (name,)).fetchone() is not None
