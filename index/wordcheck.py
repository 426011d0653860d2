"""Checking the word index against the passages: same words, same places, same counts."""

from itertools import zip_longest

from index import passage_store, store, word_index
from index.engine import Connection

_INSTANCES = "SELECT term, doc, col, offset FROM temp.{}"


def find_unmatched(connection: Connection) -> set[int]:
    """Return the row ids that stand in only one of the two, the table of passages and the word index."""
    indexed = {row[0] for row in connection.execute("SELECT id FROM words_docsize")}
    return indexed ^ set(passage_store.list_ids(connection).tolist())


def is_exact(connection: Connection) -> bool:
    """Say whether the word index holds exactly the words of the passages, which are indexed once more to compare.

    Raises sqlite3.DatabaseError if the index is too damaged to be read; the transaction then has to end.
    """
    connection.execute("SAVEPOINT checking")
    try:
        connection.execute(f"CREATE VIRTUAL TABLE temp.right USING {word_index.TABLE}")
        for article_id in store.list_ids(connection):
            rows = word_index.make_rows(connection, article_id)
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
        # Tables that look into a damaged index cannot be dropped.
        connection.execute("ROLLBACK TO checking")
        connection.execute("RELEASE checking")


def _has_right_counts(connection: Connection) -> bool:
    """Say whether BM25's counts are right: the number of words in each passage, and in all of them."""
    kept, right = (
        (
            connection.execute(f"SELECT id, sz FROM {table}_docsize ORDER BY id").fetchall(),  # noqa: S608
            # An emptied index has counts of 0, a new one has none.
            [
                bytes(block).rstrip(b"\0")
                for (block,) in connection.execute(f"SELECT block FROM {table}_data WHERE id = 1")  # noqa: S608
            ],
        )
        for table in ("main.words", "temp.right")
    )
    return kept == right
