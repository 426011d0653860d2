"""Readings: what is known of how an article was read from its source, where anything is: its seams and a remark."""

import json
from collections.abc import Sequence
from typing import Any

from corpus import Article
from index.engine import Connection

# The first reading makes the table: libraries of an earlier version have none.
_TABLE = "CREATE TABLE IF NOT EXISTS readings (article_id TEXT PRIMARY KEY, seams TEXT NOT NULL, remark TEXT)"


def keep(connection: Connection, article: Article) -> None:
    """Store how an article was read, in place of what was stored of it before."""
    forget(connection, article.id)
    if article.seams or article.remark:
        connection.make_table(_TABLE)
        row = (article.id, json.dumps(article.seams), article.remark)
        connection.execute("INSERT INTO readings VALUES (?, ?, ?)", row)


def read(connection: Connection, article_id: str, length: int) -> tuple[tuple[int, ...], str | None]:
    """Return the seams and the remark of an article whose text has `length` characters; what is damaged is left out."""
    if not connection.has_table("readings"):
        return (), None
    query = "SELECT seams, remark FROM readings WHERE article_id = ?"
    row = connection.execute(query, (article_id,)).fetchone()
    return decode(row, length) if row else ((), None)


def decode(row: Sequence[Any], length: int) -> tuple[tuple[int, ...], str | None]:
    """Return the seams and the remark of a row of the table as `read` does."""
    seams, remark = row
    try:
        offsets = tuple(json.loads(seams))
        sound = all(isinstance(offset, int) and 0 <= offset <= length for offset in offsets)
    except (ValueError, TypeError):
        return (), None
    return (tuple(sorted(offsets)) if sound else ()), remark


def list_remarks(connection: Connection) -> dict[str, str]:
    """Return by id the remarks on articles."""
    if not connection.has_table("readings"):
        return {}
    return dict(connection.execute("SELECT article_id, remark FROM readings WHERE remark IS NOT NULL").fetchall())


def forget(connection: Connection, article_id: str) -> None:
    """Remove what is stored of an article."""
    if connection.has_table("readings"):
        connection.execute("DELETE FROM readings WHERE article_id = ?", (article_id,))
