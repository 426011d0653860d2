"""The word index, an FTS5 table over the passages: plain functions over an open transaction."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from index import passage_store
from index.engine import Connection
from index.errors import LibraryError
from index.filters import Filters
from index.word_query import WordQuery
from index.words import stem_words

# BM25 counts a word in the title so many times as much as one in the passage.
TITLE_WEIGHT = 1.0
# A word is common that stands in more passages than this and in so large a share of them: ranking them all takes as
# long as they are many. On typed_news a search without the words of 3 in 100 passages finds as much (see benchmarks/).
_COMMON, _COMMON_SHARE = 5_000, 0.03
# The index has no content of its own: it knows which words stand in which passage, not the text.
TABLE = """fts5 (title, body, content='', tokenize="unicode61 remove_diacritics 0 tokenchars '.'")"""


def create(connection: Connection) -> None:
    """Make the table of the word index, and the table of its words."""
    connection.execute(f"CREATE VIRTUAL TABLE words USING {TABLE}")
    connection.execute("CREATE VIRTUAL TABLE vocabulary USING fts5vocab (words, row)")


def add(connection: Connection, article_id: str) -> None:
    """Index the passages of an article that is stored."""
    rows = make_rows(connection, article_id)
    connection.executemany("INSERT INTO words (rowid, title, body) VALUES (?, ?, ?)", rows)


def remove(connection: Connection, article_id: str) -> None:
    """Remove the passages of an article that is still stored, and is what was indexed."""
    # A table without content forgets a row only if it is given the same words again.
    rows = make_rows(connection, article_id)
    connection.executemany("INSERT INTO words (words, rowid, title, body) VALUES ('delete', ?, ?, ?)", rows)


def rebuild(connection: Connection) -> None:
    """Empty the word index and fill it from the passages."""
    connection.execute("INSERT INTO words (words) VALUES ('delete-all')")
    for (article_id,) in connection.execute("SELECT id FROM articles ORDER BY id").fetchall():
        add(connection, article_id)


def remake(connection: Connection) -> None:
    """Fill the word index from the passages, however damaged it is."""
    try:
        rebuild(connection)
    except sqlite3.DatabaseError:
        # A table that cannot be opened cannot be dropped either.
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("DELETE FROM sqlite_master WHERE name IN ('words', 'vocabulary')")
        connection.execute("PRAGMA writable_schema = RESET")
        for part in ("data", "idx", "docsize", "config"):
            connection.execute(f"DROP TABLE IF EXISTS words_{part}")
        create(connection)
        rebuild(connection)


def make_rows(connection: Connection, article_id: str) -> list[tuple[int, str, str]]:
    """Return the rows of an article in the word index: passage id, words of the title, words of the passage."""
    # The casts are for damaged tables, which may hold anything.
    query = "SELECT CAST(title AS TEXT), CAST(text AS TEXT) FROM articles WHERE id = ?"
    title, text = connection.execute(query, (article_id,)).fetchone()
    indexed = " ".join(stem_words(title))
    query = 'SELECT id, CAST(start AS INTEGER), CAST("end" AS INTEGER) FROM passages WHERE article_id = ? ORDER BY id'
    rows = connection.execute(query, (article_id,))
    return [(row_id, indexed, " ".join(stem_words(text[start:end]))) for row_id, start, end in rows]


def rank_by_bm25(
    connection: Connection,
    wanted: Iterable[str],
    k: int,
    filters: Filters,
    sequences: Sequence[Sequence[str]] = (),
) -> list[tuple[int, float]]:
    """Return ids and BM25 scores of the `k` best passages that hold any of the words, best first.

    `filters` and `sequences` restrict the passages as in `passage_store.find_ids`.
    """
    match = " OR ".join(f'"{word}"' for word in dict.fromkeys(wanted))
    if not match:
        return []
    allowed, values = passage_store.select_ids(connection, filters, sequences)
    # With the plus, SQLite checks the condition on each match; without it, it would look for the words in each passage.
    within = f"AND +rowid IN ({allowed})" if filters or sequences else ""
    rows = connection.execute(
        f"SELECT rowid, -bm25(words, ?, 1.0) FROM words WHERE words MATCH ? {within} ORDER BY 2 DESC LIMIT ?",  # noqa: S608
        (TITLE_WEIGHT, match, *values, k),
    ).fetchall()
    if any(score is None for _, score in rows):
        raise LibraryError("the word index is damaged: run `pullquote doctor` to mend it")
    return rows


def count_passages(connection: Connection, word: str) -> int:
    """Return the number of passages that hold a word; it is read as long as they are many."""
    row = connection.execute("SELECT doc FROM vocabulary WHERE term = ?", (word,)).fetchone()
    return int(row[0]) if row else 0


def select_telling(counts: Mapping[str, int], passages: int) -> list[str]:
    """Return the words by which to search so many passages: those that some hold, without the common ones.

    `counts` says how many hold each word. If all are common, all are returned.
    """
    held = [word for word, count in counts.items() if count]
    most = max(_COMMON, _COMMON_SHARE * passages)
    return [word for word in held if counts[word] <= most] or held


def find_passages(connection: Connection, sequence: Sequence[str]) -> list[int]:
    """Return the row ids of the passages that hold the words one after the other."""
    query = "SELECT rowid FROM words WHERE words MATCH ?"
    return [row[0] for row in connection.execute(query, (f'body : "{" ".join(sequence)}"',))]


def select_holding(connection: Connection, sequences: Sequence[Sequence[str]]) -> tuple[str, str]:
    """Return an SQL query for the ids of passages with one of the sequences, in title or text, and its value."""
    match = " OR ".join(f'"{" ".join(sequence)}"' for sequence in sequences)
    return "SELECT rowid FROM words WHERE words MATCH ?", match


def find_holding(connection: Connection, query: WordQuery) -> list[int]:
    """Return the row ids of the passages that a query finds."""
    return [row[0] for row in connection.execute("SELECT rowid FROM words WHERE words MATCH ?", (query.match,))]


def rank_holding(
    connection: Connection, query: WordQuery, k: int, filters: Filters, within: Iterable[int] | None = None
) -> list[int]:
    """Return the row ids of the `k` best passages that a query finds, best first.

    `filters` restrict the articles, `within` the row ids.
    """
    allowed, values = passage_store.select_ids(connection, filters, ())
    condition = f"AND +rowid IN ({allowed})" if filters else ""
    if within is not None:
        condition += " AND +rowid IN (SELECT value FROM json_each(?))"
        values = [*values, json.dumps(list(within))]
    rows = connection.execute(
        f"SELECT rowid FROM words WHERE words MATCH ? {condition} ORDER BY bm25(words, ?, 1.0), rowid LIMIT ?",  # noqa: S608
        (query.match, *values, TITLE_WEIGHT, k),
    )
    return [row[0] for row in rows]


def list_words(connection: Connection, first: str) -> dict[str, int]:
    """Return the words that begin with the letter `first`, each with the number of passages that hold it."""
    rows = connection.execute(
        "SELECT term, doc FROM vocabulary WHERE term >= ? AND term < ?", (first, chr(ord(first) + 1))
    )
    return dict(rows.fetchall())
