"""The word index of a shared library, a table of where our own words stand: functions over an open transaction.

Words are written when a transaction ends, or asks for them: so those of many articles are written at once.
"""

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from index import passage_store, word_index
from index.arrays import Ids
from index.errors import LibraryError
from index.filters import Filters
from index.postgresql import bm25
from index.postgresql.posting_rows import LENGTHS, Places, drop_passages, pack_rows, read_places
from index.word_query import WordQuery

if TYPE_CHECKING:
    from index.postgresql.sessions import SharedConnection

_ADD_ENTRIES = """
INSERT INTO postings SELECT * FROM unnest(?::text[], ?::bigint[], ?::bytea[])
ON CONFLICT (word, block) DO UPDATE SET entries = postings.entries || excluded.entries
"""
_ADD_COUNTS = """
INSERT INTO vocabulary SELECT * FROM unnest(?::text[], ?::bigint[], ?::bigint[])
ON CONFLICT (word) DO UPDATE
SET passages = vocabulary.passages + excluded.passages, occurrences = vocabulary.occurrences + excluded.occurrences
"""
_READ_ENTRIES = """
SELECT word, block, entries FROM postings
JOIN unnest(?::text[], ?::bigint[]) AS wanted (word, block) USING (word, block)
"""
_REPLACE_ENTRIES = """
UPDATE postings SET entries = kept.entries
FROM unnest(?::text[], ?::bigint[], ?::bytea[]) AS kept (word, block, entries)
WHERE postings.word = kept.word AND postings.block = kept.block
"""


def add(connection: "SharedConnection", article_id: str) -> None:
    """Index the passages of an article that is stored."""
    connection.waiting.articles.append(article_id)


def flush(connection: "SharedConnection") -> None:
    """Write the words that wait to be written."""
    if not (articles := connection.waiting.articles):
        return
    connection.waiting.articles = []
    entries, counts = pack_rows(row for each in articles for row in word_index.make_rows(connection, each))
    keys = sorted(entries)
    columns = [word for word, _ in keys], [block for _, block in keys], [entries[key] for key in keys]
    connection.execute(_ADD_ENTRIES, columns)
    _change_counts(connection, counts, 1)


def remove(connection: "SharedConnection", article_id: str) -> None:
    """Remove the passages of an article that is still stored, and is what was indexed."""
    flush(connection)
    rows = word_index.make_rows(connection, article_id)
    gone = [row_id for row_id, _, _ in rows]
    entries, counts = pack_rows(rows)
    keys = sorted(entries)
    held = connection.execute(_READ_ENTRIES, ([word for word, _ in keys], [block for _, block in keys])).fetchall()
    left = [(word, block, drop_passages(packed, block, gone)) for word, block, packed in held]
    kept, empty = [row for row in left if row[2]], [row for row in left if not row[2]]
    if kept:
        connection.execute(_REPLACE_ENTRIES, [list(column) for column in zip(*kept, strict=True)])
    connection.executemany("DELETE FROM postings WHERE word = ? AND block = ?", [row[:2] for row in empty])
    _change_counts(connection, counts, -1)
    connection.execute("DELETE FROM vocabulary WHERE passages <= 0 AND word = ANY(?)", (list(counts),))


def rebuild(connection: "SharedConnection") -> None:
    """Empty the word index and fill it from the passages."""
    connection.waiting.articles = []
    connection.execute("DELETE FROM postings")
    connection.execute("DELETE FROM vocabulary")
    for (article_id,) in connection.execute("SELECT id FROM articles ORDER BY id").fetchall():
        add(connection, article_id)
        if len(connection.waiting.articles) >= _AT_ONCE:
            flush(connection)
    flush(connection)


_AT_ONCE = 200
remake = rebuild


def rank_by_bm25(
    connection: "SharedConnection",
    wanted: Iterable[str],
    k: int,
    filters: Filters,
    sequences: Sequence[Sequence[str]] = (),
) -> list[tuple[int, float]]:
    """Return ids and BM25 scores of the `k` best passages that hold any of the words, best first; see WordIndex."""
    words = list(dict.fromkeys(wanted))
    held = _read(connection, words)
    ids, scores = _score(connection, [held[word].ids for word in words if word in held])
    if filters or sequences:
        allowed = np.isin(ids, passage_store.find_ids(connection, filters, sequences))
        ids, scores = ids[allowed], scores[allowed]
    return bm25.choose_best(ids, scores, k)


def count_passages(connection: "SharedConnection", word: str) -> int:
    """Return the number of passages that hold a word."""
    flush(connection)
    row = connection.execute("SELECT passages FROM vocabulary WHERE word = ?", (word,)).fetchone()
    return int(row[0]) if row and word else 0


def find_passages(connection: "SharedConnection", sequence: Sequence[str]) -> list[int]:
    """Return the row ids of the passages that hold the words one after the other."""
    return list(map(int, np.unique(_find_phrase(_read(connection, sequence), sequence, body=True))))


def select_holding(connection: "SharedConnection", sequences: Sequence[Sequence[str]]) -> tuple[str, str]:
    """Return an SQL query for the ids of passages with one of the sequences, in title or text, and its value."""
    held = _read(connection, [word for sequence in sequences for word in sequence])
    ids = np.concatenate([_find_phrase(held, sequence) for sequence in sequences])
    return connection.numbers, json.dumps(np.unique(ids).tolist())


def find_holding(connection: "SharedConnection", query: WordQuery) -> list[int]:
    """Return the row ids of the passages that a query finds."""
    return list(map(int, _match(_find_phrases(connection, query))))


def rank_holding(
    connection: "SharedConnection", query: WordQuery, k: int, filters: Filters, within: Iterable[int] | None = None
) -> list[int]:
    """Return the row ids of the `k` best passages that a query finds, best first; see WordIndex."""
    whole, body = both = _find_phrases(connection, query)
    ids, scores = _score(connection, [*whole, *body])
    allowed = np.isin(ids, _match(both))
    if filters:
        allowed &= np.isin(ids, passage_store.find_ids(connection, filters))
    if within is not None:
        allowed &= np.isin(ids, list(within))
    return [row_id for row_id, _ in bm25.choose_best(ids[allowed], scores[allowed], k)]


def list_words(connection: "SharedConnection", first: str) -> dict[str, int]:
    """Return the words that begin with the letter `first`, each with the number of passages that hold it."""
    flush(connection)
    query = "SELECT word, passages FROM vocabulary WHERE word >= ? AND word < ?"
    return dict(connection.execute(query, (first, chr(ord(first) + 1))).fetchall())


def _read(connection: "SharedConnection", wanted: Iterable[str]) -> dict[str, Places]:
    """Return where each of the words stands, without those that stand nowhere."""
    flush(connection)
    query = "SELECT word, block, entries FROM postings WHERE word = ANY(?) ORDER BY word, block"
    rows: dict[str, list[tuple[int, bytes]]] = {}
    for word, block, entries in connection.execute(query, (list(wanted),)):
        rows.setdefault(word, []).append((block, entries))
    return {word: read_places(held) for word, held in rows.items()}


def _find_phrase(held: dict[str, Places], phrase: Sequence[str], *, body: bool = False) -> Ids:
    """Return the passages in which a phrase stands, each as often as it does."""
    if not all(word in held for word in phrase):
        return np.zeros(0, dtype=np.int64)
    return bm25.find_phrase([held[word] for word in phrase], body=body)


def _find_phrases(connection: "SharedConnection", query: WordQuery) -> tuple[list[Ids], list[Ids]]:
    """Return where each phrase of a query stands, with titles and without."""
    held = _read(connection, query.words)
    whole, body = ([_find_phrase(held, each, body=body) for each in query.phrases] for body in (False, True))
    return whole, body


def _match(found: tuple[list[Ids], list[Ids]]) -> Ids:
    """Return the passages that hold all phrases with their titles, and one by themselves."""
    whole, body = found
    ids = np.unique(np.concatenate(body))
    for phrase in whole:
        ids = ids[np.isin(ids, phrase)]
    return ids


def _score(connection: "SharedConnection", phrases: list[Ids]) -> tuple[Ids, bm25.Scores]:
    totals = connection.execute("SELECT passages, occurrences FROM vocabulary WHERE word = ''").fetchone()
    if totals is None or not any(map(len, phrases)):
        return bm25.score([], Places(*np.zeros((2, 0), dtype=np.int64)), 0, 0)
    lengths = _read(connection, [LENGTHS]).get(LENGTHS)
    ids = np.concatenate(phrases)
    if lengths is None or not np.isin(ids, lengths.ids).all():
        raise LibraryError("the word index is damaged: run `pullquote doctor` to mend it")
    return bm25.score(phrases, lengths, *totals)


def _change_counts(connection: "SharedConnection", counts: dict[str, tuple[int, int]], sign: int) -> None:
    words = sorted(counts)
    passages, occurrences = ([sign * counts[word][part] for word in words] for part in (0, 1))
    connection.execute(_ADD_COUNTS, (words, passages, occurrences))
