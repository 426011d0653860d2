"""Merged articles: those that became one with another of the same text, by whose ids that one is found, too."""

from corpus import Article
from index import store
from index.engine import Connection
from index.errors import NoSuchArticle
from index.upserts import make_upsert

# The first one makes the table. Without row ids, so that a rescue does not take its rows for tags.
TABLE = "CREATE TABLE IF NOT EXISTS merged (article_id TEXT PRIMARY KEY, kept TEXT NOT NULL) WITHOUT ROWID"

# Where the files of these articles were; libraries of an earlier version have none.
FILES = "CREATE TABLE IF NOT EXISTS merged_files (article_id TEXT PRIMARY KEY, path TEXT NOT NULL) WITHOUT ROWID"

_KEEP = make_upsert("merged", "article_id", "kept")
_KEEP_FILE = make_upsert("merged_files", "article_id", "path")


def note(connection: Connection, article_id: str, kept: str, path: str | None = None) -> None:
    """Note that an article, and those that became one with it before, became one with another.

    `path` is where the article's file is.
    """
    connection.make_table(TABLE)
    connection.make_table(FILES)
    connection.execute("UPDATE merged SET kept = ? WHERE kept = ?", (kept, article_id))
    connection.execute(_KEEP, (article_id, kept))
    if path:
        connection.execute(_KEEP_FILE, (article_id, path))


def list_former_ids(connection: Connection, kept: str) -> list[str]:
    """Return the ids of the articles that became one with another, in order."""
    if not connection.has_table("merged"):
        return []
    query = "SELECT article_id FROM merged WHERE kept = ? ORDER BY article_id"
    former = [row[0] for row in connection.execute(query, (kept,))]
    return [article_id for article_id in former if not store.has(connection, article_id)]


def list_files(connection: Connection, kept: str) -> list[str]:
    """Return where the files of the articles are that became one with another, in order."""
    if not connection.has_table("merged_files"):
        return []
    query = "SELECT path FROM merged_files WHERE article_id = ?"
    rows = (connection.execute(query, (former,)).fetchone() for former in list_former_ids(connection, kept))
    return [row[0] for row in rows if row]


def find_kept(connection: Connection, article_id: str) -> str | None:
    """Return the id of the article that one became one with; None if it did not, or is one of its own again."""
    if not connection.has_table("merged") or store.has(connection, article_id):
        return None
    query = "SELECT kept FROM merged JOIN articles ON articles.id = kept WHERE article_id = ?"
    row = connection.execute(query, (article_id,)).fetchone()
    return row[0] if row else None


def get(connection: Connection, article_id: str) -> Article:
    """Return an article whole, or the one that it became one with; raise NoSuchArticle or DamagedArticle."""
    try:
        return store.get(connection, article_id)
    except NoSuchArticle:
        if (kept := find_kept(connection, article_id)) is None:
            raise
        return store.get(connection, kept)
