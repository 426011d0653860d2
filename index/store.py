"""Articles, passages, vectors and words in the library's tables: plain functions over an open transaction."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus import Article, InvalidArticle, Passage, Source, Span
from index import seals
from index.errors import DamagedArticle, LibraryError, NoSuchArticle
from index.filters import Filters
from index.words import words

Vectors = NDArray[np.float32]
Ids = NDArray[np.int64]
# By how much float16 may change the length of a vector.
_SLACK = 0.01
# How much a word in the title counts in BM25, against one in the passage.
TITLE_WEIGHT = 1.0
# The word index: without content of its own, it knows which words stand in which passage, not the text.
WORDS = """fts5 (title, body, content='', tokenize="unicode61 remove_diacritics 0 tokenchars '.'")"""
_COLUMNS = "id, title, text, url, path, publisher, authors, published, accessed, language, headings, pages"


@dataclass(frozen=True, slots=True)
class Entry:
    """An article of the library without its text, for lists."""

    id: str
    title: str
    source: Source
    word_count: int
    passages: int
    added: str  # ISO 8601, UTC


class Row(NamedTuple):
    """A passage and its vector as they are stored."""

    start: int
    end: int
    sentences: str  # JSON
    vector: bytes  # float16


def put(
    connection: sqlite3.Connection,
    article: Article,
    passages: Sequence[Passage],
    vectors: Vectors,
    added: str | None = None,
) -> None:
    """Store an article with its passages and their vectors, in place of any that has its id; `read_added_times` is now if None."""
    if has(connection, article.id):
        delete(connection, article.id)
    rows = [
        Row(passage.start, passage.end, json.dumps(passage.sentences), np.asarray(vector, dtype=np.float16).tobytes())
        for passage, vector in zip(passages, vectors, strict=True)
    ]
    insert(connection, article, rows, added)


def insert(connection: sqlite3.Connection, article: Article, rows: Iterable[Row], added: str | None = None) -> None:
    """Store an article that is not there, with its passages as they are stored; `read_added_times` is now if None."""
    added = added or datetime.now(UTC).isoformat(timespec="seconds")
    row = (*_list_values(article), article.digest, len(article.text.split()), added)
    marks = ", ".join("?" * len(row))
    connection.execute(f"INSERT INTO articles ({_COLUMNS}, digest, word_count, added) VALUES ({marks})", row)  # noqa: S608
    connection.executemany(
        "INSERT INTO passages (article_id, start, end, sentences, vector) VALUES (?, ?, ?, ?, ?)",
        ((article.id, *passage) for passage in rows),
    )
    connection.executemany(
        "INSERT INTO words (rowid, title, body) VALUES (?, ?, ?)", make_word_rows(connection, article.id)
    )
    seals.keep(connection, article.id)


def update_source(connection: sqlite3.Connection, article: Article) -> None:
    """Store what is known about an article whose title and text have not changed."""
    assignments = ", ".join(f"{name} = ?" for name in _COLUMNS.split(", "))
    connection.execute(f"UPDATE articles SET {assignments} WHERE id = ?", (*_list_values(article), article.id))  # noqa: S608
    seals.keep(connection, article.id)


def delete(connection: sqlite3.Connection, article_id: str) -> None:
    """Remove an article from every table, also one that is damaged; raise NoSuchArticle."""
    if not has(connection, article_id):
        raise _explain_no_such(article_id)
    sound = seals.is_sound(connection, article_id) and seals.has_sound_passages(connection, article_id)
    if sound:
        # A table without content forgets a row only if told again what it was given.
        rows = make_word_rows(connection, article_id)
        connection.executemany("INSERT INTO words (words, rowid, title, body) VALUES ('delete', ?, ?, ?)", rows)
    connection.execute("DELETE FROM passages WHERE article_id = ?", (article_id,))
    connection.execute("DELETE FROM articles WHERE id = ?", (article_id,))
    seals.forget(connection, article_id)
    if not sound:  # what it was given can be told no more
        rebuild_words(connection)


def rebuild_words(connection: sqlite3.Connection) -> None:
    """Fill the word index anew from the passages."""
    connection.execute("INSERT INTO words (words) VALUES ('delete-all')")
    for article_id in list_article_ids(connection):
        rows = make_word_rows(connection, article_id)
        connection.executemany("INSERT INTO words (rowid, title, body) VALUES (?, ?, ?)", rows)


def remake_words(connection: sqlite3.Connection) -> None:
    """Make the word index anew, however damaged it is."""
    try:
        rebuild_words(connection)
    except sqlite3.DatabaseError:
        # It cannot be opened, and so not even be dropped.
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("DELETE FROM sqlite_master WHERE name IN ('words', 'vocabulary')")
        connection.execute("PRAGMA writable_schema = RESET")
        for part in ("data", "idx", "docsize", "config"):
            connection.execute(f"DROP TABLE IF EXISTS words_{part}")
        make_words(connection)
        rebuild_words(connection)


def make_words(connection: sqlite3.Connection) -> None:
    """Make the table of the word index, and that of its words."""
    connection.execute(f"CREATE VIRTUAL TABLE words USING {WORDS}")
    connection.execute("CREATE VIRTUAL TABLE vocabulary USING fts5vocab (words, row)")


def list_article_ids(connection: sqlite3.Connection) -> list[str]:
    """Return the ids of all articles."""
    return [row[0] for row in connection.execute("SELECT id FROM articles ORDER BY id")]


def has(connection: sqlite3.Connection, article_id: str) -> bool:
    """Say whether the library holds an article of this id."""
    return connection.execute("SELECT 1 FROM articles WHERE id = ?", (article_id,)).fetchone() is not None


def get(connection: sqlite3.Connection, article_id: str) -> Article:
    """Return an article whole; raise NoSuchArticle, or DamagedArticle if it is not what was stored."""
    row = connection.execute(f"SELECT {_COLUMNS} FROM articles WHERE id = ?", (article_id,)).fetchone()  # noqa: S608
    if row is None:
        raise _explain_no_such(article_id)
    if not seals.is_sound(connection, article_id):
        raise DamagedArticle(article_id)
    id_, title, text, *source, headings, pages = row
    try:
        spans = tuple(Span(*span) for span in json.loads(headings))
        return Article(id_, title, text, _make_source(source), spans, tuple(json.loads(pages)))
    except (ValueError, TypeError, InvalidArticle) as error:
        raise DamagedArticle(article_id) from error


def count_all(connection: sqlite3.Connection) -> tuple[int, int]:
    """Return the numbers of articles and of passages."""
    query = "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM passages)"
    articles, passages = connection.execute(query).fetchone()
    return articles, passages


def read_added_times(connection: sqlite3.Connection) -> dict[str, str]:
    """Return by id when each article was added."""
    return dict(connection.execute("SELECT id, added FROM articles").fetchall())


def read_added_time(connection: sqlite3.Connection, article_id: str) -> str:
    """Return when an article was added; raise NoSuchArticle."""
    row = connection.execute("SELECT added FROM articles WHERE id = ?", (article_id,)).fetchone()
    if row is None:
        raise _explain_no_such(article_id)
    return str(row[0])


def list_entries(connection: sqlite3.Connection) -> list[Entry]:
    """Return all articles without their texts, newest publication first, then by title."""
    rows = connection.execute(
        "SELECT id, title, word_count, added, (SELECT count(*) FROM passages WHERE article_id = articles.id), "
        "url, path, publisher, authors, published, accessed, language FROM articles "
        "ORDER BY published IS NULL, published DESC, title, id"
    )
    return [
        Entry(id_, title, _make_source(source), count, passages, added)
        for id_, title, count, added, passages, *source in rows
    ]


def read_passages(connection: sqlite3.Connection, ids: Sequence[int]) -> dict[int, Passage]:
    """Return by row id the passages that are still there; raise LibraryError for one that cannot be right."""
    rows = connection.execute(
        "SELECT id, article_id, start, end, sentences FROM passages WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(ids)),),
    )
    return {
        row_id: make_passage(article_id, Row(start, end, sentences, b""))
        for row_id, article_id, start, end, sentences in rows
    }


def make_passage(article_id: str, row: Row) -> Passage:
    """Return a passage that is stored so; raise LibraryError for one that cannot be right."""
    try:
        return Passage(article_id, row.start, row.end, tuple(Span(*span) for span in json.loads(row.sentences)))
    except (ValueError, TypeError, InvalidArticle) as error:
        raise LibraryError(f"a passage of {article_id!r} is damaged: run `pullquote doctor` to mend it") from error


def has_readable_passages(connection: sqlite3.Connection, article_id: str) -> bool:
    """Say whether all passages of an article are such as there can be."""
    try:
        return all(make_passage(article_id, row) for row in read_passage_rows(connection, article_id))
    except LibraryError:
        return False


def read_passage_rows(connection: sqlite3.Connection, article_id: str) -> list[Row]:
    """Return an article's passages as they are stored, in order."""
    query = "SELECT start, end, sentences, vector FROM passages WHERE article_id = ? ORDER BY id"
    return [Row(*row) for row in connection.execute(query, (article_id,))]


def list_passage_ids(connection: sqlite3.Connection) -> Ids:
    """Return the row ids of all passages, in order."""
    return np.array([row[0] for row in connection.execute("SELECT id FROM passages ORDER BY id")], dtype=np.int64)


def find_passage_ids(
    connection: sqlite3.Connection, filters: Filters, sequences: Sequence[Sequence[str]] = ()
) -> list[int]:
    """Return the row ids of all passages whose articles pass the filters and hold one of the sequences of words."""
    condition, values = _build_condition(filters, sequences)
    return [row[0] for row in connection.execute(_build_ids_query(condition), values)]


def read_vectors(connection: sqlite3.Connection, dimension: int, after: int = 0) -> Iterator[tuple[Ids, Vectors]]:
    """Yield the ids and vectors of the passages whose id is above `after`, in blocks; raise LibraryError at damage."""
    cursor = connection.execute("SELECT id, vector FROM passages WHERE id > ? ORDER BY id", (after,))
    while rows := cursor.fetchmany(10_000):
        blobs = [vector if is_vector(vector, dimension) else b"" for _, vector in rows]
        if not all(blobs):
            raise LibraryError("a stored vector is damaged: run `pullquote doctor` to mend it")
        block = np.frombuffer(b"".join(blobs), dtype=np.float16).reshape(len(rows), dimension).astype(np.float32)
        if not are_unit(block):
            raise LibraryError("a stored vector is damaged: run `pullquote doctor` to mend it")
        yield np.array([row_id for row_id, _ in rows], dtype=np.int64), block


def is_vector(stored: object, dimension: int) -> bool:
    """Say whether something stored has the size of a vector in float16."""
    return isinstance(stored, bytes) and len(stored) == 2 * dimension


def are_unit(rows: Vectors) -> bool:
    """Say whether all vectors are of length 1, as those are that a model gives."""
    with np.errstate(over="ignore", invalid="ignore"):
        return bool((np.abs(np.linalg.norm(rows, axis=1) - 1) < _SLACK).all())


def rank_by_bm25(
    connection: sqlite3.Connection,
    wanted: Iterable[str],
    k: int,
    filters: Filters,
    sequences: Sequence[Sequence[str]] = (),
) -> list[tuple[int, float]]:
    """Return ids and BM25 scores of the `k` best passages that hold any of the words, best first; see `find_passage_ids`."""
    match = " OR ".join(f'"{word}"' for word in dict.fromkeys(wanted))
    if not match:
        return []
    condition, values = _build_condition(filters, sequences)
    # With the plus the condition is checked on what matches; without it, words are looked up for each allowed passage.
    within = f"AND +rowid IN ({_build_ids_query(condition)})" if filters or sequences else ""
    rows = connection.execute(
        f"SELECT rowid, -bm25(words, ?, 1.0) FROM words WHERE words MATCH ? {within} ORDER BY 2 DESC LIMIT ?",  # noqa: S608
        (TITLE_WEIGHT, match, *values, k),
    ).fetchall()
    if any(score is None for _, score in rows):
        raise LibraryError("the word index is damaged: run `pullquote doctor` to mend it")
    return rows


def count_passages(connection: sqlite3.Connection, wanted: Iterable[str]) -> dict[str, int]:
    """Return for each word in how many passages it stands; words that stand in none are left out."""
    rows = connection.execute(
        "SELECT term, doc FROM vocabulary WHERE term IN (SELECT value FROM json_each(?))", (json.dumps(list(wanted)),)
    )
    return dict(rows.fetchall())


def find_passages(connection: sqlite3.Connection, sequence: Sequence[str]) -> list[int]:
    """Return the row ids of the passages that hold the words, as `words` gives them, one after the other."""
    query = "SELECT rowid FROM words WHERE words MATCH ?"
    return [row[0] for row in connection.execute(query, (f'body : "{" ".join(sequence)}"',))]


def map_passages_to_articles(connection: sqlite3.Connection) -> dict[int, str]:
    """Return by row id the article of every passage."""
    # Read from the index alone: the rows hold the vectors.
    return dict(connection.execute("SELECT id, article_id FROM passages INDEXED BY passages_by_article").fetchall())


def find_articles_by_letters(
    connection: sqlite3.Connection, letters: str, within: Iterable[str] | None = None
) -> list[str]:
    """Return the ids of the articles whose texts hold the letters as they are, of those `within` if that is given."""
    condition, values = ("", ()) if within is None else _restrict_to(within)
    query = f"SELECT id FROM articles WHERE {condition} instr(text, ?) ORDER BY id"  # noqa: S608
    rows = connection.execute(query, (*values, letters))
    return [row[0] for row in rows]


def read_texts(connection: sqlite3.Connection, within: Iterable[str]) -> dict[str, str]:
    """Return by id the texts of those articles that are there; raise DamagedArticle for one that is not its own."""
    condition, values = _restrict_to(within)
    found = {}
    query = f"SELECT id, text, digest FROM articles WHERE {condition} 1"  # noqa: S608
    for article_id, text, digest in connection.execute(query, values):
        if not seals.is_text(text, digest):
            raise DamagedArticle(article_id)
        found[article_id] = text
    return found


def list_sources(connection: sqlite3.Connection) -> list[tuple[str, str, Source]]:
    """Return id, title and source of all articles."""
    rows = connection.execute(
        "SELECT id, title, url, path, publisher, authors, published, accessed, language FROM articles ORDER BY id"
    )
    return [(id_, title, _make_source(source)) for id_, title, *source in rows]


def list_terms(connection: sqlite3.Connection, first: str) -> dict[str, int]:
    """Return the words that begin with the letter `first`, and in how many passages each stands."""
    rows = connection.execute(
        "SELECT term, doc FROM vocabulary WHERE term >= ? AND term < ?", (first, chr(ord(first) + 1))
    )
    return dict(rows.fetchall())


def _restrict_to(ids: Iterable[str]) -> tuple[str, tuple[str]]:
    """Return the beginning of an SQL condition on ids of articles, and its parameters."""
    return "id IN (SELECT value FROM json_each(?)) AND", (json.dumps(list(ids)),)


def _build_condition(filters: Filters, sequences: Sequence[Sequence[str]]) -> tuple[str, list[str]]:
    """Return an SQL condition on the table `articles`, and its parameters."""
    condition, values = filters.build_condition()
    if not sequences:
        return condition, values
    holding = "SELECT article_id FROM passages WHERE id IN (SELECT rowid FROM words WHERE words MATCH ?)"
    match = " OR ".join(f'"{" ".join(sequence)}"' for sequence in sequences)
    return f"({condition}) AND articles.id IN ({holding})", [*values, match]


def make_word_rows(connection: sqlite3.Connection, article_id: str) -> list[tuple[int, str, str]]:
    """Return what the word index holds of an article: passage id, words of the title, words of the passage."""
    # Casts, because a damaged table may hold anything.
    query = "SELECT CAST(title AS TEXT), CAST(text AS TEXT) FROM articles WHERE id = ?"
    title, text = connection.execute(query, (article_id,)).fetchone()
    indexed = " ".join(words(title))
    query = "SELECT id, CAST(start AS INTEGER), CAST(end AS INTEGER) FROM passages WHERE article_id = ? ORDER BY id"
    rows = connection.execute(query, (article_id,))
    return [(row_id, indexed, " ".join(words(text[start:end]))) for row_id, start, end in rows]


def _explain_no_such(article_id: str) -> NoSuchArticle:
    return NoSuchArticle(f"the library holds no article {article_id!r}: `pullquote list` shows those it holds")


def _build_ids_query(condition: str) -> str:
    return f"SELECT passages.id FROM passages JOIN articles ON articles.id = article_id WHERE {condition}"  # noqa: S608


def _list_values(article: Article) -> tuple[str | None, ...]:
    source = article.source
    return (
        article.id, article.title, article.text, source.url, source.path, source.publisher, json.dumps(source.authors),
        source.published, source.accessed, source.language, json.dumps(article.headings), json.dumps(article.pages),
    )  # fmt: skip


def _make_source(row: Sequence[str | None]) -> Source:
    url, path, publisher, authors, published, accessed, language = row
    try:
        names = () if authors in (None, "", "[]") else tuple(map(str, json.loads(authors)))
    except (ValueError, TypeError) as error:
        raise LibraryError("the authors of an article are damaged: run `pullquote doctor` to find it") from error
    return Source(url, path, publisher, names, published, accessed, language)
