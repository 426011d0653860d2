"""Sketches: a MinHash of each article's text, by which articles with nearly the same text are found.

P. Li, A. Owen, C.-H. Zhang, One Permutation Hashing, 2012: all that a text is made of is hashed once and dealt out to
the places of its sketch, each of which keeps the least. Of the places that are not empty in both, two sketches agree in
about the share that two texts have in common of all that they have.

Places are looked up two by two, so that finding the copies of an article takes as long in a library of any size: two
sketches that agree in four places of ten meet in one of the pairs but for one time in thirty, others hardly ever. An
empty place is looked up by what stands in the next one (A. Shrivastava, P. Li, Densifying One Permutation Hashing via
Rotation, 2014).
"""

import re
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from corpus import Article
from index.engine import Connection

Sketches = NDArray[np.uint32]

# The first sketch makes the tables: libraries of an earlier version have none, or that of the sketches alone.
_TABLE = "CREATE TABLE IF NOT EXISTS sketches (article_id TEXT PRIMARY KEY, sketch BLOB NOT NULL)"
_PAIRS_TABLE = """
CREATE TABLE sketch_pairs (
    pair INTEGER NOT NULL, article_id TEXT NOT NULL, PRIMARY KEY (pair, article_id)
) WITHOUT ROWID
"""
# Words in a row that count as one thing, and places of a sketch: more are surer, and take longer to compare.
_RUN, _PLACES = 3, 128
# The share of places in which copies agree: a report of which a third was cut and one word in forty changed still does,
# and reports on one event that quote the same persons do not.
_LEAST_ALIKE = 0.4
# Pairs of places by which a sketch is looked up.
_PAIRS = 20
_EMPTY = 0
_MIX = np.uint64(0x9E3779B97F4A7C15)
_HALF = np.uint64(32)
# The highest bits of a hash are the number of its place.
_PLACE = np.uint64(64 - 7)
_WORD = re.compile(r"\w+")


def make_sketch(text: str) -> Sketches:
    """Return the sketch of a text, (128,); the time it takes grows with the text's length."""
    known: dict[str, int] = {}
    words = [known.get(word) or known.setdefault(word, crc32(word.encode())) for word in _WORD.findall(text.casefold())]
    codes = np.array(words or [0], dtype=np.uint64)
    runs = np.zeros(max(1, len(codes) - _RUN + 1), dtype=np.uint64)
    for place in range(min(_RUN, len(codes))):
        runs = (runs ^ codes[place : place + len(runs)]) * _MIX
        runs ^= runs >> _HALF
    runs = np.unique(runs * _MIX)
    numbers = np.arange(_PLACES, dtype=np.uint64)
    first = np.minimum(np.searchsorted(runs, numbers << _PLACE), len(runs) - 1)
    least = (runs[first] & np.uint64(0xFFFFFFFF)) | np.uint64(1)
    return np.where(runs[first] >> _PLACE == numbers, least, _EMPTY).astype(np.uint32)


def are_alike(sketch: Sketches, other: Sketches) -> bool:
    """Say whether two sketches are of nearly the same text."""
    agreeing = ((sketch == other) & (sketch != _EMPTY)).sum()
    return bool(agreeing >= _LEAST_ALIKE * ((sketch != _EMPTY) | (other != _EMPTY)).sum())


def keep(connection: Connection, article: Article) -> None:
    """Store the sketch of an article."""
    connection.make_table(_TABLE)
    forget(connection, article.id)
    sketch = make_sketch(article.text)
    connection.execute("INSERT INTO sketches VALUES (?, ?)", (article.id, sketch.astype("<u4").tobytes()))
    _insert_pairs(connection, article.id, sketch)


def forget(connection: Connection, article_id: str) -> None:
    """Remove the sketch of an article."""
    if connection.has_table("sketches"):
        _make_pairs_table(connection)
        if (sketch := _read(connection, article_id)) is not None:
            rows = [(pair, article_id) for pair in _list_pairs(sketch)]
            connection.executemany("DELETE FROM sketch_pairs WHERE pair = ? AND article_id = ?", rows)
        connection.execute("DELETE FROM sketches WHERE article_id = ?", (article_id,))


def find_alike(connection: Connection, article_id: str) -> list[str]:
    """Return the ids of the articles of nearly the same text as one, without it, in order."""
    sketch = _read(connection, article_id) if _has_tables(connection) else None
    if sketch is None:
        return []
    pairs = _list_pairs(sketch)
    query = f"SELECT DISTINCT article_id FROM sketch_pairs WHERE pair IN ({', '.join('?' * len(pairs))})"  # noqa: S608
    met = sorted({other for (other,) in connection.execute(query, pairs)} - {article_id})
    read = ((other, _read(connection, other)) for other in met)
    return [id_ for id_, other in read if other is not None and are_alike(sketch, other)]


def list_sketched(connection: Connection) -> list[str]:
    """Return the ids of the articles that can be found by their sketches."""
    if not _has_tables(connection):
        return []
    return [row[0] for row in connection.execute("SELECT article_id FROM sketches")]


def _has_tables(connection: Connection) -> bool:
    return all(connection.has_table(name) for name in ("sketches", "sketch_pairs"))


def _read(connection: Connection, article_id: str) -> Sketches | None:
    """Return the sketch of an article; None if it has no sound one."""
    row = connection.execute("SELECT sketch FROM sketches WHERE article_id = ?", (article_id,)).fetchone()
    return _load(row[0]) if row else None


def _load(stored: object) -> Sketches | None:
    if not isinstance(stored, bytes) or len(stored) != 4 * _PLACES:
        return None
    return np.frombuffer(stored, dtype="<u4")


def _make_pairs_table(connection: Connection) -> None:
    """Make the table of the pairs if there is none, with those of all sketches that are there."""
    if not connection.has_table("sketch_pairs"):
        connection.make_table(_PAIRS_TABLE)
        for article_id, stored in connection.execute("SELECT article_id, sketch FROM sketches"):
            if (sketch := _load(stored)) is not None:
                _insert_pairs(connection, article_id, sketch)


def _insert_pairs(connection: Connection, article_id: str, sketch: Sketches) -> None:
    rows = [(pair, article_id) for pair in _list_pairs(sketch)]
    connection.executemany("INSERT INTO sketch_pairs VALUES (?, ?) ON CONFLICT DO NOTHING", rows)


def _list_pairs(sketch: Sketches) -> list[int]:
    """Return the numbers of a sketch's pairs of places, each with where it stands, as 32 bits: more would take room."""
    filled = np.flatnonzero(sketch != _EMPTY)
    if not len(filled):
        return []
    numbers = np.arange(2 * _PAIRS)
    following = filled[np.searchsorted(filled, numbers) % len(filled)]
    # How far what fills a place has come counts, so that two places filled alike are by chance no pair.
    places = sketch[following].astype(np.uint64) * _MIX + ((following - numbers) % _PLACES).astype(np.uint64)
    pairs = (places[::2] * _MIX + places[1::2]) * _MIX + numbers[::2].astype(np.uint64)
    listed: list[int] = (pairs * _MIX >> _HALF).tolist()
    return listed
