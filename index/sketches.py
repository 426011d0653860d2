"""Sketches: a MinHash of each article's text, by which articles with nearly the same text are found.

P. Li, A. Owen, C.-H. Zhang, One Permutation Hashing, 2012: all that a text is made of is hashed once and dealt out to
the places of its sketch, each of which keeps the least. Of the places that are not empty in both, two sketches agree in
about the share that two texts have in common of all that they have.
"""

import re
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from corpus import Article
from index.engine import Connection
from index.upserts import make_upsert

Sketches = NDArray[np.uint32]

# The first sketch makes the table: libraries of an earlier version have none.
_TABLE = "CREATE TABLE IF NOT EXISTS sketches (article_id TEXT PRIMARY KEY, sketch BLOB NOT NULL)"
_KEEP = make_upsert("sketches", "article_id", "sketch")
# Words in a row that count as one thing, and places of a sketch: more are surer, and take longer to compare.
_RUN, _PLACES = 3, 128
# The share of places in which copies agree: a report of which a third was cut and one word in forty changed still does,
# and reports on one event that quote the same persons do not.
_LEAST_ALIKE = 0.4
# So many places are looked at first; copies agree in so large a share of these, but for one in thousands.
_FIRST, _LEAST_FIRST = 32, 0.1
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


def find_alike(sketches: Sketches, column: int) -> list[int]:
    """Return the columns of sketches, (128, any), of nearly the same text as that of `column`, without it."""
    wanted = sketches[:, column]
    begun = np.zeros(sketches.shape[1], dtype=np.uint8)
    filled = [place for place in range(_FIRST) if wanted[place] != _EMPTY]
    for place in filled:
        begun += sketches[place] == wanted[place]
    near = np.flatnonzero(begun >= _LEAST_FIRST * len(filled))
    others = sketches[:, near]
    agreeing = ((wanted == others.T) & (wanted != _EMPTY)).sum(axis=1)
    possible = ((others.T != _EMPTY) | (wanted != _EMPTY)).sum(axis=1)
    return [int(other) for other in near[agreeing >= _LEAST_ALIKE * possible] if other != column]


def keep(connection: Connection, article: Article) -> None:
    """Store the sketch of an article."""
    connection.make_table(_TABLE)
    row = (article.id, make_sketch(article.text).astype("<u4").tobytes())
    connection.execute(_KEEP, row)


def forget(connection: Connection, article_id: str) -> None:
    """Remove the sketch of an article."""
    if connection.has_table("sketches"):
        connection.execute("DELETE FROM sketches WHERE article_id = ?", (article_id,))


def read_all(connection: Connection) -> tuple[list[str], Sketches]:
    """Return the ids of the articles that have a sketch, in order, and the sketches, (128, ids)."""
    query = "SELECT article_id, sketch FROM sketches ORDER BY article_id"
    rows = connection.execute(query).fetchall() if connection.has_table("sketches") else []
    sound = [(article_id, sketch) for article_id, sketch in rows if _is_sketch(sketch)]
    joined = b"".join(sketch for _, sketch in sound)
    # Places after each other in memory: a few of them are compared for all articles.
    return [article_id for article_id, _ in sound], np.frombuffer(joined, dtype="<u4").reshape(-1, _PLACES).T.copy()


def _is_sketch(stored: object) -> bool:
    return isinstance(stored, bytes) and len(stored) == 4 * _PLACES
