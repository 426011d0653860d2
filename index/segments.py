"""Segments: the vectors of one state of a library: most of them in a large part, and what changed since beside it.

Neither part is ever changed. The next state has the same large part, so that following a change takes no longer than
the change is large.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from index.arrays import Ids, Vectors
from index.vectors import CodedVectors, VectorIndex

Base = VectorIndex | CodedVectors
# Reads the stored vectors, (n, dimension), of ids.
ReadVectors = Callable[[Ids], Vectors]

# Up to so many vectors, a search of all of them as they are takes some 25 ms: more are held as codes.
_MOST_EXACT = 100_000
# So many times as many passages as are wanted are found by their codes, and scored again.
_SCORED_AGAIN = 4
_BLOCK = 10_000


@dataclass(frozen=True, eq=False)
class Segments:
    """The passages of `base` but for those in `gone`, and those of `tail`; the ids of `tail` are higher."""

    base: Base
    tail: VectorIndex
    gone: Ids = field(default_factory=lambda: np.zeros(0, dtype=np.int64))

    @classmethod
    def begin(cls, base: Base, dimension: int) -> "Segments":
        """Return the segments of a state that `base` holds."""
        return cls(base, VectorIndex(dimension))

    @cached_property
    def ids(self) -> Ids:
        """The ids of all passages, in no particular order."""
        return np.concatenate([self.base.ids[~np.isin(self.base.ids, self.gone)], self.tail.ids])

    @cached_property
    def last(self) -> int:
        """An id above which no passage is held; passages that are added later have higher ones."""
        return int(max(self.base.ids.max(initial=0), self.tail.ids.max(initial=0)))

    @property
    def changed(self) -> int:
        """How many passages have come or gone since the state of `base`."""
        return len(self.gone) + len(self.tail)

    @cached_property
    def _gone(self) -> frozenset[int]:
        return frozenset(self.gone.tolist())

    def __contains__(self, passage_id: int) -> bool:
        return passage_id in self.tail or (passage_id in self.base and passage_id not in self._gone)

    def __len__(self) -> int:
        return len(self.base) - len(self.gone) + len(self.tail)

    def follow(self, gone: Ids, added: Iterable[tuple[Ids, Vectors]]) -> "Segments":
        """Return the segments of a later state: without the ids in `gone`, and with blocks of ids and vectors."""
        tail = self.tail.copy()
        tail.remove(gone)
        for ids, vectors in added:
            tail.add(ids, vectors)
        return Segments(self.base, tail, np.union1d(self.gone, [each for each in gone.tolist() if each in self.base]))

    def merge(self) -> Base:
        """Return one part that holds all passages."""
        if isinstance(self.base, CodedVectors):
            return self.base.extend(self.gone, self.tail.ids, self.tail.get_vectors(self.tail.ids))
        base = self.base.copy()
        base.remove(self.gone)
        base.add(self.tail.ids, self.tail.get_vectors(self.tail.ids))
        return make_base(walk_vectors(base), len(base), self.tail.dimension) if are_coded(len(base)) else base

    def search(
        self, vector: Vectors, k: int, allowed: Sequence[int] | None, read: ReadVectors
    ) -> list[tuple[int, float]]:
        """Return the ids and cosines of the `k` nearest passages, nearest first, among `allowed` if given."""
        if isinstance(self.base, CodedVectors):
            near = [i for i, _ in self.base.search(vector, _SCORED_AGAIN * k, allowed, self.gone)]
            nearest = list(zip(near, _compute_cosines(vector, read(np.array(near, dtype=np.int64))), strict=True))
        else:
            nearest = self.base.search(vector, k, allowed, self.gone)
            if not len(self.tail):
                return nearest
        nearest += self.tail.search(vector, k, allowed)
        return sorted(nearest, key=lambda match: -match[1])[:k]

    def compute_cosines(self, vector: Vectors, ids: Sequence[int], read: ReadVectors) -> list[float]:
        """Return the cosine to `vector` for each of `ids`, all of which are held."""
        if not ids:
            return []
        wanted = np.array(ids, dtype=np.int64)
        if isinstance(self.base, CodedVectors):
            return _compute_cosines(vector, read(wanted))
        late = np.isin(wanted, self.tail.ids)
        held = np.empty((len(wanted), len(vector)), dtype=np.float32)
        held[late] = self.tail.get_vectors(wanted[late])
        held[~late] = self.base.get_vectors(wanted[~late])
        return _compute_cosines(vector, held)


def are_coded(count: int) -> bool:
    """Say whether so many vectors are held as codes."""
    return count > _MOST_EXACT


def make_base(blocks: Iterable[tuple[Ids, Vectors]], count: int, dimension: int) -> Base:
    """Return the part that holds the vectors in `blocks`, (n, dimension) each, whose ids rise; `count` of them."""
    if are_coded(count):
        return CodedVectors.make(blocks, dimension)
    base = VectorIndex(dimension)
    for ids, vectors in blocks:
        base.add(ids, vectors)
    return base


def walk_vectors(index: VectorIndex) -> Iterable[tuple[Ids, Vectors]]:
    """Yield, in blocks, the ids and vectors of an index; the ids rise."""
    ids = np.sort(index.ids)
    for first in range(0, len(ids), _BLOCK):
        yield ids[first : first + _BLOCK], index.get_vectors(ids[first : first + _BLOCK])


def _compute_cosines(vector: Vectors, held: Vectors) -> list[float]:
    return [float(cosine) for cosine in held @ np.asarray(vector, dtype=np.float32)]
