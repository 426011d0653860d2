"""DOIs: those of the articles that state one."""

import sqlite3

from corpus import Article
from index.tables import has_table

# The first DOI makes the table: libraries of an earlier version have none.
_TABLE = "CREATE TABLE IF NOT EXISTS dois (article_id TEXT PRIMARY KEY, doi TEXT NOT NULL)"


def keep(connection: sqlite3.Connection, article: Article) -> None:
    """Store the DOI of an article, in place of what was stored of it before."""
    forget(connection, article.id)
    if article.source.doi:
        connection.execute(_TABLE)
        connection.execute("INSERT INTO dois VALUES (?, ?)", (article.id, article.source.doi))


def find(connection: sqlite3.Connection, article_id: str) -> str | None:
    """Return the DOI of an article, if it has one."""
    if not has_table(connection, "dois"):
        return None
    row = connection.execute("SELECT doi FROM dois WHERE article_id = ?", (article_id,)).fetchone()
    return row[0] if row else None


def list_all(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the DOIs by the ids of their articles."""
    if not has_table(connection, "dois"):
        return {}
    return dict(connection.execute("SELECT article_id, doi FROM dois").fetchall())


def forget(connection: sqlite3.Connection, article_id: str) -> None:
    """Remove what is stored of an article."""
    if has_table(connection, "dois"):
        connection.execute("DELETE FROM dois WHERE article_id = ?", (article_id,))
