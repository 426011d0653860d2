"""Files that were read before: what became of each, so that one that has not changed is not read again."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from corpus import Fingerprint, Problem, Stamp, read_stamp, show_path, take_fingerprint
from index import seals, store
from index.engine import Connection, Engine
from index.upserts import make_upsert

# The first file makes the table: libraries of an earlier version have none.
TABLE = (
    "CREATE TABLE IF NOT EXISTS files (path TEXT PRIMARY KEY, size INTEGER NOT NULL, changed INTEGER NOT NULL, "
    "digest TEXT NOT NULL, readers TEXT NOT NULL, outcome TEXT NOT NULL)"
)
_KEEP = make_upsert("files", "path", "size", "changed", "digest", "readers", "outcome")
# Stands for the time of a change where that would not show another; no file changed then.
_UNSETTLED = -1
# Files that are remembered in one transaction.
_BATCH = 200


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What became of a file: the ids of its articles, what could not be read, and the other files that it names."""

    articles: tuple[str, ...]
    problems: tuple[Problem, ...] = ()
    others: tuple[str, ...] = ()


class _Row(NamedTuple):
    path: str
    size: int
    changed: int
    digest: str
    readers: str
    outcome: str  # JSON


class KnownFiles:
    """The files that a library's articles were read from; `readers` is the name of what reads them now."""

    def __init__(self, database: Engine, readers: str):
        self._database = database
        self._readers = readers
        self._waiting: list[_Row] = []

    def recall(self, path: Path) -> FileOutcome | None:
        """Return what became of a file; None if it has to be read.

        It has to be where it, a file that it names, or the readers have changed, or one of its articles is not there
        as it was stored.
        """
        key = _make_key(path)
        with self._database.reading() as connection:
            row = _find(connection, key)
            if row is None or row.readers != self._readers:
                return None
            outcome = _decode(row.outcome)
            if outcome is None or not all(_is_stored(connection, article_id) for article_id in outcome.articles):
                return None
            others = [_find(connection, other) for other in outcome.others]
        rows = [row, *(other for other in others if other)]
        if len(rows) <= len(others) or not all(map(self._is_same, rows)):
            return None
        return outcome

    def remember(self, path: Path, fingerprint: Fingerprint, outcome: FileOutcome) -> None:
        """Keep what became of a file that had this fingerprint before it was read."""
        self._waiting.append(self._make_row(_make_key(path), fingerprint, _encode(outcome)))
        if len(self._waiting) >= _BATCH:
            self.flush()

    def flush(self) -> None:
        """Store what waits to be stored; it is no part of the library's state, and makes no new generation."""
        rows, self._waiting = self._waiting, []
        if rows:
            with self._database.noting() as connection:
                connection.make_table(TABLE)
                connection.executemany(_KEEP, rows)

    def forget(self, paths: Sequence[str]) -> None:
        """Remove what is kept of files."""
        with self._database.noting() as connection:
            connection.make_table(TABLE)
            connection.executemany("DELETE FROM files WHERE path = ?", ((path,) for path in paths))

    def _is_same(self, row: _Row) -> bool:
        """Say whether a file has the bytes that were read: by its stamp, or else by all of them."""
        path = Path(row.path)
        try:
            stamp = read_stamp(path)
            if stamp == Stamp(row.size, row.changed) or stamp.size != row.size:
                return stamp.size == row.size
            now = take_fingerprint(path)
        except OSError:
            return False
        if now.digest != row.digest:
            return False
        self._waiting.append(self._make_row(row.path, now, row.outcome))
        return True

    def _make_row(self, key: str, fingerprint: Fingerprint, outcome: str) -> _Row:
        stamp = fingerprint.stamp
        changed = stamp.changed if fingerprint.settled else _UNSETTLED
        return _Row(key, stamp.size, changed, fingerprint.digest, self._readers, outcome)


def _make_key(path: Path) -> str:
    return show_path(path.resolve())


def _find(connection: Connection, key: str) -> _Row | None:
    if not connection.has_table("files"):
        return None
    query = "SELECT path, size, changed, digest, readers, outcome FROM files WHERE path = ?"
    row = connection.execute(query, (key,)).fetchone()
    return _Row(*row) if row else None


def _is_stored(connection: Connection, article_id: str) -> bool:
    return store.has(connection, article_id) and seals.is_sound(connection, article_id)


def _encode(outcome: FileOutcome) -> str:
    problems = [[problem.where, problem.message, problem.kept, problem.limited] for problem in outcome.problems]
    return json.dumps([outcome.articles, problems, outcome.others])


def _decode(stored: str) -> FileOutcome | None:
    """Return what was stored; None if it is damaged."""
    try:
        articles, problems, others = json.loads(stored)
        return FileOutcome(tuple(articles), tuple(Problem(*problem) for problem in problems), tuple(others))
    except (ValueError, TypeError):
        return None
