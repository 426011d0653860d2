"""Lineage: which states of the library the present one came from, and which passages have gone since each.

Triggers note them, so that whoever changes the tables need not. Ids alone are kept, and nothing of an article.
"""

import numpy as np

from index.arrays import Ids
from index.engine import Connection

# The first change makes them: libraries of an earlier version have none. A state stands in `states` once another has
# followed it; `at` is the number of the state in which a passage was there for the last time.
_TABLES = (
    "CREATE TABLE IF NOT EXISTS states (generation TEXT PRIMARY KEY) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS gone (passage INTEGER PRIMARY KEY, at INTEGER NOT NULL)",
    """
    CREATE TRIGGER IF NOT EXISTS note_state AFTER UPDATE OF value ON manifest WHEN OLD.key = 'generation' BEGIN
        INSERT OR IGNORE INTO states VALUES (OLD.value);
    END
    """,
    """
    CREATE TRIGGER IF NOT EXISTS note_gone AFTER DELETE ON passages BEGIN
        INSERT OR REPLACE INTO gone
        SELECT OLD.id, CAST(value AS INTEGER) FROM manifest WHERE key = 'generation';
    END
    """,
)


def begin_noting(connection: Connection) -> None:
    """Have all that follows noted."""
    for statement in _TABLES:
        connection.execute(statement)


def find_gone(connection: Connection, since: str) -> Ids | None:
    """Return the ids of the passages that have gone since a state; None if the present one did not come from it."""
    if not connection.has_table("states"):
        return None
    if connection.execute("SELECT 1 FROM states WHERE generation = ?", (since,)).fetchone() is None:
        return None
    query = "SELECT passage FROM gone WHERE at >= CAST(? AS INTEGER) ORDER BY passage"
    return np.array([row[0] for row in connection.execute(query, (since,))], dtype=np.int64)
