"""Checking the word index of a shared library against the passages: same words, same places, same counts."""

from typing import TYPE_CHECKING

import numpy as np

from index import passage_store, store, word_index
from index.postgresql import posting_index
from index.postgresql.posting_rows import LENGTHS, pack_rows, read_places

if TYPE_CHECKING:
    from index.postgresql.sessions import SharedConnection


def find_unmatched(connection: "SharedConnection") -> set[int]:
    """Return the row ids that stand in only one of the two, the table of passages and the word index."""
    posting_index.flush(connection)
    query = "SELECT block, entries FROM postings WHERE word = ? ORDER BY block"
    indexed = read_places(connection.execute(query, (LENGTHS,)).fetchall()).ids
    return set(indexed.tolist()) ^ set(passage_store.list_ids(connection).tolist())


def is_exact(connection: "SharedConnection") -> bool:
    """Say whether the word index holds exactly the words of the passages, which are read once more to compare."""
    posting_index.flush(connection)
    ids = store.list_ids(connection)
    entries, counts = pack_rows(row for each in ids for row in word_index.make_rows(connection, each))
    kept = connection.execute("SELECT word, passages, occurrences FROM vocabulary").fetchall()
    if {word: tuple(numbers) for word, *numbers in kept} != counts:
        return False
    rows = connection.execute("SELECT word, block, entries FROM postings").fetchall()
    return len(rows) == len(entries) and all(_are_same(held, entries.get((word, block))) for word, block, held in rows)


def _are_same(held: bytes, right: bytes | None) -> bool:
    """Say whether entries are the same, in whatever order."""
    if right is None or len(held) != len(right):
        return False
    mine, theirs = (np.sort(np.frombuffer(entries, dtype="<u4")) for entries in (held, right))
    return np.array_equal(mine, theirs)
