"""Seals: digests of what was stored of each article, which show damage that SQLite itself cannot see."""

from collections.abc import Iterable, Sequence
from hashlib import blake2b, sha256
from typing import Any

from index.engine import Connection
from index.upserts import make_upsert

# The first seal makes the table: libraries of an earlier version have none.
_TABLE = "CREATE TABLE IF NOT EXISTS seals (article_id TEXT PRIMARY KEY, row BLOB NOT NULL, passages BLOB NOT NULL)"
_KEEP = make_upsert("seals", "article_id", "row", "passages")
ARTICLE = (
    "id, title, text, digest, url, path, publisher, authors, published, accessed, language, headings, pages, "
    "word_count, added"
)
PASSAGE = 'start, "end", sentences, vector'
CORRECTION = "article_id, title, url, publisher, authors, published"
_BYTES = 16
# A digest of the article's own row, and one of its passages in order.
Seal = tuple[bytes, bytes]


def keep(connection: Connection, article_id: str) -> None:
    """Seal an article and its passages as they are stored now."""
    connection.make_table(_TABLE)
    connection.execute(_KEEP, (article_id, *compute(connection, article_id)))


def compute(connection: Connection, article_id: str) -> Seal:
    """Return the seal that an article has as it is stored now."""
    return _digest_article(connection, article_id), _digest_passages(connection, article_id)


def put_back(connection: Connection, article_id: str, seal: Seal | None) -> None:
    """Give an article that is put back the seal it had, so that earlier damage still shows."""
    if seal is None:
        forget(connection, article_id)
    else:
        connection.execute(_KEEP, (article_id, *seal))


def forget(connection: Connection, article_id: str) -> None:
    """Remove the seal of an article that is removed."""
    if connection.has_table("seals"):
        connection.execute("DELETE FROM seals WHERE article_id = ?", (article_id,))


def find(connection: Connection, article_id: str) -> Seal | None:
    """Return the seal of an article, if it has one."""
    if not connection.has_table("seals"):
        return None
    kept: Seal | None = connection.execute(
        'SELECT "row", passages FROM seals WHERE article_id = ?', (article_id,)
    ).fetchone()
    return kept


def is_sound(connection: Connection, article_id: str) -> bool:
    """Say whether an article's row is what was stored; without a seal, only its text is compared."""
    if (kept := find(connection, article_id)) is not None:
        return _digest_article(connection, article_id) == kept[0]
    row = connection.execute("SELECT text, digest FROM articles WHERE id = ?", (article_id,)).fetchone()
    return row is None or is_text(*row)


def has_sound_passages(connection: Connection, article_id: str) -> bool:
    """Say whether an article's passages and vectors are what was stored; without a seal, yes."""
    kept = find(connection, article_id)
    return kept is None or _digest_passages(connection, article_id) == kept[1]


def is_text(text: Any, digest: Any) -> bool:  # noqa: ANN401 - whatever a damaged table holds
    """Say whether a text has the digest that was stored with it."""
    return isinstance(text, str) and sha256(text.encode("utf-8", "surrogatepass")).hexdigest() == digest


def compute_digest(rows: Iterable[Sequence[Any]]) -> bytes:
    """Return a digest of rows as SQLite gives them; different rows have different digests."""
    digest = blake2b(digest_size=_BYTES)
    for row in rows:
        digest.update(b"row %d:" % len(row))
        for value in row:
            part = value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")
            digest.update(b"%s %d:" % (type(value).__name__.encode(), len(part)))
            digest.update(part)
    return digest.digest()


def _digest_article(connection: Connection, article_id: str) -> bytes:
    rows = connection.execute(f"SELECT {ARTICLE} FROM articles WHERE id = ?", (article_id,)).fetchall()  # noqa: S608
    if connection.has_table("corrections"):
        query = f"SELECT {CORRECTION} FROM corrections WHERE article_id = ?"  # noqa: S608
        rows += connection.execute(query, (article_id,)).fetchall()
    return compute_digest(rows)


def _digest_passages(connection: Connection, article_id: str) -> bytes:
    query = f"SELECT {PASSAGE} FROM passages WHERE article_id = ? ORDER BY id"  # noqa: S608
    return compute_digest(connection.execute(query, (article_id,)))
