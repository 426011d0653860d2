"""The table of passages and their vectors: plain functions over an open transaction."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeGuard

import numpy as np
from numpy.typing import NDArray

from corpus import InvalidArticle, Passage, Span
from index.engine import Connection
from index.errors import LibraryError
from index.filters import Filters

Vectors = NDArray[np.float32]
Ids = NDArray[np.int64]
# float16 may change the length of a vector by so much.
_SLACK = 0.01


class Half(bytes):
    """A vector in float16, as engines tell it from other bytes."""


class Row(NamedTuple):
    """A passage and its vector as they are stored."""

    start: int
    end: int
    sentences: str  # JSON
    vector: bytes  # float16


def make_rows(passages: Sequence[Passage], vectors: Vectors) -> list[Row]:
    """Return passages and their vectors in the form in which they are stored."""
    return [
        Row(passage.start, passage.end, json.dumps(passage.sentences), np.asarray(vector, dtype=np.float16).tobytes())
        for passage, vector in zip(passages, vectors, strict=True)
    ]


def insert(connection: Connection, article_id: str, rows: Iterable[Row]) -> None:
    """Store the passages of an article."""
    connection.executemany(
        'INSERT INTO passages (article_id, start, "end", sentences, vector) VALUES (?, ?, ?, ?, ?)',
        ((article_id, row.start, row.end, row.sentences, Half(row.vector)) for row in rows),
    )


def read_passages(connection: Connection, ids: Sequence[int]) -> dict[int, Passage]:
    """Return by row id the passages that are still there; raise LibraryError for a damaged one."""
    rows = connection.execute(
        f'SELECT id, article_id, start, "end", sentences FROM passages WHERE id IN ({connection.numbers})',  # noqa: S608
        (json.dumps(list(ids)),),
    )
    return {
        row_id: make_passage(article_id, Row(start, end, sentences, b""))
        for row_id, article_id, start, end, sentences in rows
    }


def make_passage(article_id: str, row: Row) -> Passage:
    """Return the passage of a row; raise LibraryError if the row is damaged."""
    try:
        return Passage(article_id, row.start, row.end, tuple(Span(*span) for span in json.loads(row.sentences)))
    except (ValueError, TypeError, InvalidArticle) as error:
        raise LibraryError(f"a passage of {article_id!r} is damaged: run `pullquote doctor` to mend it") from error


def has_readable_passages(connection: Connection, article_id: str) -> bool:
    """Say whether every row of an article's passages can be read as a passage."""
    try:
        return all(make_passage(article_id, row) for row in read_rows(connection, article_id))
    except LibraryError:
        return False


def has_whole_vectors(connection: Connection, article_id: str, dimension: int) -> bool:
    """Say whether every vector of an article has as many numbers as the model's."""
    return all(_is_whole(row.vector, dimension) for row in read_rows(connection, article_id))


def read_rows(connection: Connection, article_id: str) -> list[Row]:
    """Return an article's passages as they are stored, in order."""
    query = 'SELECT start, "end", sentences, vector FROM passages WHERE article_id = ? ORDER BY id'
    return [Row(*row) for row in connection.execute(query, (article_id,))]


def list_ids(connection: Connection) -> Ids:
    """Return the row ids of all passages, in order."""
    return np.array([row[0] for row in connection.execute("SELECT id FROM passages ORDER BY id")], dtype=np.int64)


def map_to_articles(connection: Connection) -> dict[int, str]:
    """Return by row id the article of every passage."""
    # SQLite reads the index by article alone, as it holds both: the rows hold the vectors.
    return dict(connection.execute("SELECT id, article_id FROM passages").fetchall())


def find_articles(connection: Connection, ids: Sequence[int]) -> list[str]:
    """Return the articles of passages that are there, each once, in the order of the passages."""
    query = f"SELECT id, article_id FROM passages WHERE id IN ({connection.numbers})"  # noqa: S608
    articles = dict(connection.execute(query, (json.dumps(list(ids)),)).fetchall())
    return list(dict.fromkeys(articles[row_id] for row_id in ids if row_id in articles))


def find_ids(connection: Connection, filters: Filters, sequences: Sequence[Sequence[str]] = ()) -> list[int]:
    """Return the row ids of all passages whose articles pass the filters and hold one of the sequences of words."""
    query, values = select_ids(connection, filters, sequences)
    return [row[0] for row in connection.execute(query, values)]


def select_ids(connection: Connection, filters: Filters, sequences: Sequence[Sequence[str]]) -> tuple[str, list[str]]:
    """Return the SQL query for the row ids that `find_ids` returns, and its parameters."""
    condition, values = filters.build_condition(connection)
    if sequences:
        holding, value = connection.words.select_holding(connection, sequences)
        within = f"SELECT article_id FROM passages WHERE id IN ({holding})"  # noqa: S608
        condition, values = f"({condition}) AND articles.id IN ({within})", [*values, value]
    query = f"SELECT passages.id FROM passages JOIN articles ON articles.id = article_id WHERE {condition}"  # noqa: S608
    return query, values


def read_vectors(connection: Connection, dimension: int, after: int = 0) -> Iterator[tuple[Ids, Vectors]]:
    """Yield, in blocks, the ids and vectors of the passages whose id is above `after`; raise LibraryError at damage."""
    cursor = connection.execute("SELECT id, vector FROM passages WHERE id > ? ORDER BY id", (after,))
    while rows := cursor.fetchmany(10_000):
        yield np.array([row_id for row_id, _ in rows], dtype=np.int64), decode([blob for _, blob in rows], dimension)


def get_vectors(connection: Connection, dimension: int, ids: Ids) -> Vectors:
    """Return the vectors of passages that are there, (n, dimension); raise LibraryError at damage."""
    query = f"SELECT id, vector FROM passages WHERE id IN ({connection.numbers})"  # noqa: S608
    stored = dict(connection.execute(query, (json.dumps(ids.tolist()),)).fetchall())
    return decode([stored.get(row_id) for row_id in ids.tolist()], dimension)


def decode(stored: Sequence[object], dimension: int) -> Vectors:
    """Return stored vectors, (n, dimension); raise LibraryError at damage."""
    blobs = [blob for blob in stored if _is_whole(blob, dimension)]
    vectors = np.frombuffer(b"".join(blobs), dtype=np.float16).reshape(-1, dimension).astype(np.float32)
    if len(vectors) != len(stored) or not are_unit(vectors):
        raise LibraryError("a stored vector is damaged: run `pullquote doctor` to mend it")
    return vectors


def _is_whole(blob: object, dimension: int) -> TypeGuard[bytes]:
    return isinstance(blob, bytes) and len(blob) == 2 * dimension


def are_unit(rows: Vectors) -> bool:
    """Say whether all vectors have length 1, as a model's vectors do."""
    with np.errstate(over="ignore", invalid="ignore"):
        return bool((np.abs(np.linalg.norm(rows, axis=1) - 1) < _SLACK).all())
