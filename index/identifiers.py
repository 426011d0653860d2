"""Identifiers: the names that articles have outside the library, of those that have one: their DOIs, and Zotero's."""

from collections.abc import Callable

from corpus import Article
from index.engine import Connection


class Identifiers:
    """One kind of identifier, in a table that the first one makes: libraries of an earlier version have none."""

    def __init__(self, table: str, column: str, get: Callable[[Article], str | None], options: str = ""):
        self._table, self._column, self._get = table, column, get
        self._create = (
            f"CREATE TABLE IF NOT EXISTS {table} (article_id TEXT PRIMARY KEY, {column} TEXT NOT NULL) {options}"
        )

    def keep(self, connection: Connection, article: Article) -> None:
        """Store the identifier of an article, in place of what was stored of it before."""
        self.forget(connection, article.id)
        if identifier := self._get(article):
            connection.make_table(self._create)
            connection.execute(f"INSERT INTO {self._table} VALUES (?, ?)", (article.id, identifier))  # noqa: S608

    def find(self, connection: Connection, article_id: str) -> str | None:
        """Return the identifier of an article, if it has one."""
        if not connection.has_table(self._table):
            return None
        query = f"SELECT {self._column} FROM {self._table} WHERE article_id = ?"  # noqa: S608
        row = connection.execute(query, (article_id,)).fetchone()
        return row[0] if row else None

    def list_all(self, connection: Connection) -> dict[str, str]:
        """Return the identifiers by the ids of their articles."""
        if not connection.has_table(self._table):
            return {}
        return dict(connection.execute(f"SELECT article_id, {self._column} FROM {self._table}").fetchall())  # noqa: S608

    def forget(self, connection: Connection, article_id: str) -> None:
        """Remove what is stored of an article."""
        if connection.has_table(self._table):
            connection.execute(f"DELETE FROM {self._table} WHERE article_id = ?", (article_id,))  # noqa: S608


DOIS = Identifiers("dois", "doi", lambda article: article.source.doi)
# Without row ids, so that a rescue does not take its rows for tags.
ZOTERO = Identifiers("zotero_uris", "uri", lambda article: article.source.zotero, "WITHOUT ROWID")
