"""Postings: where words stand in passages, packed in rows of a word and a block of passages."""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from index.arrays import Ids

# Passages whose ids differ only in the lowest bits share a block: so many that the entries of a common word fit into a
# page of the database, and so few that adding an article rewrites little.
BLOCK_BITS = 9
_WITHIN = (1 << BLOCK_BITS) - 1
# A place in a title has this bit; later places of a text that is longer than anything a model reads share the last one.
TITLE = 0x8000
_LAST = TITLE - 2
# Under no word stands how many words each passage has, with its title.
LENGTHS = ""

Key = tuple[str, int]
Pairs = NDArray[np.uint16]


@dataclass(frozen=True, slots=True)
class Places:
    """Where a word stands: the ids of passages, which rise, and the places in each."""

    ids: Ids
    places: Ids

    @property
    def keys(self) -> Ids:
        """One number for each place; the places of a passage follow one another."""
        return (self.ids << 16) | self.places


@dataclass(slots=True)
class Waiting:
    """Articles whose words have still to be written."""

    articles: list[str] = field(default_factory=list)


def pack_rows(rows: Iterable[tuple[int, str, str]]) -> tuple[dict[Key, bytes], dict[str, tuple[int, int]]]:
    """Return the entries of passages by word and block, and by word in how many they stand and how often.

    A row is a passage's id, the words of its title and its own. Under LENGTHS stand the passages themselves.
    """
    entries: dict[Key, array[int]] = {}
    counts: dict[str, list[int]] = {}
    for row_id, title, body in rows:
        block, within = row_id >> BLOCK_BITS, row_id & _WITHIN
        length, met = 0, set[str]()
        for first, words in ((TITLE, title.split()), (0, body.split())):
            for place, word in enumerate(words):
                entries.setdefault((word, block), array("H")).extend((within, first + min(place, _LAST)))
                counts.setdefault(word, [0, 0])[1] += 1
                met.add(word)
            length += len(words)
        for word in met:
            counts[word][0] += 1
        entries.setdefault((LENGTHS, block), array("H")).extend((within, min(length, 0xFFFF)))
        total = counts.setdefault(LENGTHS, [0, 0])
        total[0] += 1
        total[1] += length
    packed = {key: np.array(numbers, dtype="<u2").tobytes() for key, numbers in entries.items()}
    return packed, {word: (passages, occurrences) for word, (passages, occurrences) in counts.items()}


def drop_passages(entries: bytes, block: int, gone: Iterable[int]) -> bytes:
    """Return the entries of a word and a block without those of the passages that have gone."""
    pairs = np.frombuffer(entries, dtype="<u2").reshape(-1, 2)
    within = [row_id & _WITHIN for row_id in gone if row_id >> BLOCK_BITS == block]
    return pairs[~np.isin(pairs[:, 0], within)].tobytes()


def read_places(rows: Sequence[tuple[int, bytes]]) -> Places:
    """Return where a word stands by its blocks and their entries, in the order of blocks."""
    pairs = np.frombuffer(b"".join(entries for _, entries in rows), dtype="<u2").reshape(-1, 2)
    blocks = np.repeat([block for block, _ in rows], [len(entries) // 4 for _, entries in rows]).astype(np.int64)
    ids, places = (blocks << BLOCK_BITS) | pairs[:, 0], pairs[:, 1].astype(np.int64)
    # What was added later to a block stands behind, and has higher ids, but for another order of transactions.
    order = np.lexsort((places, ids))
    return Places(ids[order], places[order])
