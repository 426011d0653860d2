"""The nearest passages by vector, a cache of the stored vectors in FAISS: as they are, or as codes of a byte each."""

import os
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from hashlib import blake2b
from itertools import chain
from pathlib import Path
from typing import BinaryIO

import faiss
import numpy as np
from numpy.typing import NDArray

from index.arrays import Ids, Vectors
from index.scratch import Scratch

_DIGEST_BYTES = 32
_BLOCK = 1 << 20


# As the library stores them: half of the memory of float32, and searched in half of the time.
_EXACT = faiss.ScalarQuantizer.QT_fp16
_CODE = faiss.ScalarQuantizer.QT_8bit
# The range of each number is learned from the first vectors, and is wider than theirs by this share on either side.
_LEARNED_FROM, _MARGIN = 50_000, 0.1
_CODED_AT_ONCE = 10_000

Codes = NDArray[np.uint8]


class VectorIndex:
    """Exact inner-product search over unit vectors in float16, keyed by passage id."""

    def __init__(self, dimension: int):
        flat = faiss.IndexScalarQuantizer(dimension, _EXACT, faiss.METRIC_INNER_PRODUCT)
        self._index = faiss.IndexIDMap2(flat)

    @classmethod
    def load(cls, path: Path, dimension: int) -> "VectorIndex | None":
        """Return the index in the file `path`; None if there is none or it is damaged."""
        try:
            with path.open("rb") as file:
                if not _is_whole(file):
                    return None
                file.seek(0)
                kept = faiss.read_index(faiss.PyCallbackIOReader(file.read))
        except (OSError, RuntimeError, MemoryError):
            return None
        if not isinstance(kept, faiss.IndexIDMap2) or kept.d != dimension or not _are_held_as(_EXACT, kept):
            return None
        index = cls(dimension)
        index._index = kept
        return index

    def save(self, path: Path) -> None:
        """Write the index and its digest to `path` in one step, readable by this user alone; raise OSError."""
        _write_whole(self._index, path)

    def copy(self) -> "VectorIndex":
        """Return another index with the same vectors."""
        twin = VectorIndex(self._index.d)
        twin._index = faiss.clone_index(self._index)
        return twin

    @property
    def dimension(self) -> int:
        """The number of numbers of a vector."""
        return int(self._index.d)

    @property
    def ids(self) -> Ids:
        """The ids of all passages in the index, in no particular order."""
        ids: Ids = faiss.vector_to_array(self._index.id_map).astype(np.int64)
        return ids

    @cached_property
    def _held(self) -> frozenset[int]:
        return frozenset(self.ids.tolist())

    def __contains__(self, passage_id: int) -> bool:
        return passage_id in self._held

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def add(self, ids: Ids, vectors: Vectors) -> None:
        """Add vectors, (n, dimension), under ids that the index does not hold yet."""
        self.__dict__.pop("_held", None)
        if len(ids):
            self._index.add_with_ids(np.ascontiguousarray(vectors, dtype=np.float32), np.ascontiguousarray(ids))

    def remove(self, ids: Ids) -> None:
        """Remove those of the ids that the index holds."""
        self.__dict__.pop("_held", None)
        if len(ids):
            self._index.remove_ids(np.ascontiguousarray(ids))

    def get_vectors(self, ids: Ids) -> Vectors:
        """Return the vectors of `ids`, all of which the index holds."""
        held: Vectors = self._index.reconstruct_batch(np.ascontiguousarray(ids))
        return held

    def holds(self, ids: Ids, vectors: Vectors) -> bool:
        """Say whether these are the vectors of `ids`, all of which the index holds."""
        return np.array_equal(self.get_vectors(ids), vectors)

    def search(
        self, vector: Vectors, k: int, allowed: Sequence[int] | None = None, without: Ids | None = None
    ) -> list[tuple[int, float]]:
        """Return the ids and cosines of the `k` nearest passages, nearest first, among `allowed` if given.

        Those in `without` are passed over.
        """
        return _search_among(self._index, vector, k, allowed, without)

    def compute_cosines(self, vector: Vectors, ids: Sequence[int]) -> list[float]:
        """Return the cosine to `vector` for each of `ids`, all of which the index holds."""
        if not ids:
            return []
        held = self._index.reconstruct_batch(np.asarray(ids, dtype=np.int64))
        return [float(cosine) for cosine in held @ np.asarray(vector, dtype=np.float32)]


def _are_held_as(code: int, index: faiss.IndexIDMap) -> bool:
    """Say whether an index holds its vectors in a code; an earlier version held them in float32."""
    held = faiss.downcast_index(index.index)
    return isinstance(held, faiss.IndexScalarQuantizer) and held.sq.qtype == code


class CodedVectors:
    """Inner-product search over the codes of unit vectors, in a file that is mapped, keyed by passage id.

    What it finds is near enough to be scored again by the stored vectors, so that scores are exact. It is never
    changed: another is made of it.
    """

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
                if not _is_whole(file):
                    return None
            kept = faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC)
        except (OSError, RuntimeError, MemoryError):
            return None
        if not isinstance(kept, faiss.IndexIDMap) or kept.d != dimension or not _are_held_as(_CODE, kept):
            return None
        return cls(kept)

    def save(self, path: Path) -> None:
        """Write the index and its digest to `path` in one step, readable by this user alone; raise OSError."""
        _write_whole(self._index, path)

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
        return _search_among(self._index, vector, k, allowed, without)

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
        for first in range(0, len(self), _CODED_AT_ONCE):
            yield self.ids[first : first + _CODED_AT_ONCE], self._codes[first : first + _CODED_AT_ONCE]

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


def _search_among(
    index: faiss.Index, vector: Vectors, k: int, allowed: Sequence[int] | None, without: Ids | None
) -> list[tuple[int, float]]:
    """Search an index of FAISS as `VectorIndex.search` does."""
    query = np.ascontiguousarray(vector, dtype=np.float32)[None]
    selector = None if allowed is None else faiss.IDSelectorBatch(np.asarray(allowed, dtype=np.int64))
    if without is not None and len(without):
        others = faiss.IDSelectorNot(faiss.IDSelectorBatch(without))
        selector = others if selector is None else faiss.IDSelectorAnd(selector, others)
    if selector is None:
        scores, ids = index.search(query, min(k, index.ntotal) or 1)
    else:
        scores, ids = index.search(query, k, params=faiss.SearchParameters(sel=selector))
    return [(int(i), float(s)) for i, s in zip(ids[0], scores[0], strict=True) if i >= 0]


def _write_whole(index: faiss.Index, path: Path) -> None:
    """Write an index of FAISS and its digest to `path` in one step, readable by this user alone; raise OSError."""
    digest = blake2b(digest_size=_DIGEST_BYTES)
    with Scratch(path.parent) as scratch:
        written = scratch.path / path.name
        with open(written, "wb", opener=_open_private) as file:

            def write(block: bytes) -> int:
                digest.update(block)
                return file.write(block)

            faiss.write_index(index, faiss.PyCallbackIOWriter(write))
            file.write(digest.digest())
        written.replace(path)


def _open_private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _is_whole(file: BinaryIO) -> bool:
    """Say whether a file ends with the digest of all bytes before it."""
    left = file.seek(0, os.SEEK_END) - _DIGEST_BYTES
    file.seek(0)
    digest = blake2b(digest_size=_DIGEST_BYTES)
    while left > 0 and (block := file.read(min(_BLOCK, left))):
        digest.update(block)
        left -= len(block)
    return left == 0 and file.read() == digest.digest()
