"""CodedVectors: the nearest passages by vector, in a file that is mapped into memory, one byte a number.

What it finds is near enough to be scored again by the stored vectors, so that scores are exact. It is never changed:
another is made of it.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain
from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

from index.arrays import Ids, Vectors
from index.vectors import is_whole, search_among, write_whole

_CODE = faiss.ScalarQuantizer.QT_8bit
# The range of each number is learned from the first vectors, and is wider than theirs by this share on either side.
_LEARNED_FROM, _MARGIN = 50_000, 0.1
_BLOCK = 10_000

Codes = NDArray[np.uint8]


class CodedVectors:
    """Inner-product search over the codes of unit vectors, keyed by passage id."""

    def __init__(self, index: faiss.IndexIDMap):
        self._index = index
        self._coder = faiss.downcast_index(index.index)

    @classmethod
    def make(cls, blocks: Iterable[tuple[Ids, Vectors]], dimension: int) -> "CodedVectors":
        """Return the index of the vectors in `blocks`, (n, dimension) each, whose ids rise."""
        index, remaining = _start(dimension), iter(blocks)
        learned_from = list(_take(remaining, _LEARNED_FROM))
        index.train(np.concatenate([vectors for _, vectors in learned_from]))
        for ids, vectors in chain(learned_from, remaining):
            index.add_with_ids(np.ascontiguousarray(vectors, dtype=np.float32), ids)
        return cls(index)

    @classmethod
    def load(cls, path: Path, dimension: int) -> "CodedVectors | None":
        """Return the index in the file `path`, which is mapped; None if there is none or it is damaged."""
        try:
            with path.open("rb") as file:
                if not is_whole(file):
                    return None
            kept = faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC)
        except (OSError, RuntimeError, MemoryError):
            return None
        coded = isinstance(kept, faiss.IndexIDMap) and kept.d == dimension
        if not coded or not isinstance(faiss.downcast_index(kept.index), faiss.IndexScalarQuantizer):
            return None
        return cls(kept)

    def save(self, path: Path) -> None:
        """Write the index and its digest to `path` in one step, readable by this user alone; raise OSError."""
        write_whole(self._index, path)

    @cached_property
    def ids(self) -> Ids:
        """The ids of all passages in the index; they rise."""
        ids: Ids = faiss.vector_to_array(self._index.id_map).astype(np.int64)
        return ids

    def __contains__(self, passage_id: int) -> bool:
        place = int(np.searchsorted(self.ids, passage_id))
        return place < len(self.ids) and int(self.ids[place]) == passage_id

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def search(
        self, vector: Vectors, k: int, allowed: Sequence[int] | None = None, without: Ids | None = None
    ) -> list[tuple[int, float]]:
        """Return ids and estimated cosines of about the `k` nearest passages; see VectorIndex.search."""
        return search_among(self._index, vector, k, allowed, without)

    def extend(self, gone: Ids, ids: Ids, vectors: Vectors) -> "CodedVectors":
        """Return an index without the ids in `gone`, and with vectors, (n, dimension), under higher ids."""
        index = _start(self._coder.d)
        coder = faiss.downcast_index(index.index)
        faiss.copy_array_to_vector(faiss.vector_to_array(self._coder.sq.trained), coder.sq.trained)
        coder.is_trained = index.is_trained = True
        for held, codes in self.walk_codes():
            staying = ~np.isin(held, gone)
            index.add_sa_codes(np.ascontiguousarray(codes[staying]), held[staying])
        if len(ids):
            index.add_sa_codes(self.encode(vectors), ids)
        return CodedVectors(index)

    def encode(self, vectors: Vectors) -> Codes:
        """Return the codes of vectors, (n, bytes)."""
        codes: Codes = self._coder.sa_encode(np.ascontiguousarray(vectors, dtype=np.float32))
        return codes

    def holds(self, ids: Ids, vectors: Vectors) -> bool:
        """Say whether these are the vectors whose codes stand under `ids`, all of which the index holds."""
        return np.array_equal(self._codes[np.searchsorted(self.ids, ids)], self.encode(vectors))

    def walk_codes(self) -> Iterator[tuple[Ids, Codes]]:
        """Yield, in blocks, the ids and codes of all passages."""
        for first in range(0, len(self), _BLOCK):
            yield self.ids[first : first + _BLOCK], self._codes[first : first + _BLOCK]

    @property
    def _codes(self) -> Codes:
        codes: Codes = faiss.rev_swig_ptr(self._coder.codes.data(), self._coder.codes.size())
        return codes.reshape(-1, self._coder.code_size)


def _start(dimension: int) -> faiss.IndexIDMap:
    coder = faiss.IndexScalarQuantizer(dimension, _CODE, faiss.METRIC_INNER_PRODUCT)
    coder.sq.rangestat_arg = _MARGIN
    return faiss.IndexIDMap(coder)


def _take(blocks: Iterator[tuple[Ids, Vectors]], most: int) -> Iterator[tuple[Ids, Vectors]]:
    """Yield blocks until they hold `most` vectors."""
    taken = 0
    for ids, vectors in blocks:
        yield ids, vectors
        if (taken := taken + len(ids)) >= most:
            return
