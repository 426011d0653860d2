"""Holding the word index against the passages: the same words at the same places, counted alike."""

import sqlite3
from itertools import zip_longest

from index import store

_INSTANCES = "SELECT term, doc, col, offset FROM temp.{}"


def find_unmatched(connection: sqlite3.Connection) -> set[int]:
    """Return the passages of which just one of table and word index knows."""
    indexed = {row[0] for row in connection.execute("SELECT id FROM words_docsize")}
    return indexed ^ set(store.list_passage_ids(connection).tolist())


def is_exact(connection: sqlite3.Connection) -> bool:
    """Say whether the word index is what the passages make it; the passages are indexed once more to see.

    Raises sqlite3.DatabaseError if the index is so damaged that it cannot be read; the transaction then has to end.
    """
    connection.execute("SAVEPOINT checking")
    try:
        connection.execute(f"CREATE VIRTUAL TABLE temp.right USING {store.WORDS}")
        for article_id in store.list_article_ids(connection):
            rows = store.make_word_rows(connection, article_id)
            connection.executemany("INSERT INTO temp.right (rowid, title, body) VALUES (?, ?, ?)", rows)
        connection.execute("CREATE VIRTUAL TABLE temp.right_words USING fts5vocab(temp, right, instance)")
        connection.execute("CREATE VIRTUAL TABLE temp.kept_words USING fts5vocab(main, words, instance)")
        return _has_right_counts(connection) and all(
            kept == right
            for kept, right in zip_longest(
                connection.execute(_INSTANCES.format("kept_words")),
                connection.execute(_INSTANCES.format("right_words")),
            )
        )
    finally:
        # Where the index is damaged, tables that look into it cannot be dropped.
        connection.execute("ROLLBACK TO checking")
        connection.execute("RELEASE checking")


def _has_right_counts(connection: sqlite3.Connection) -> bool:
    """Say whether what BM25 counts with is right: the number of words of each passage, and of all together."""
    kept, right = (
        (
            connection.execute(f"SELECT id, sz FROM {table}_docsize ORDER BY id").fetchall(),  # noqa: S608
            # An index that was emptied has counts of 0, a new one none.
            [
                bytes(block).rstrip(b"\0")
                for (block,) in connection.execute(f"SELECT block FROM {table}_data WHERE id = 1")  # noqa: S608
            ],
        )
        for table in ("main.words", "temp.right")
    )
    return kept == right
