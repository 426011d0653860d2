"""VectorIndex: the nearest passages by vector, a cache of the stored vectors in FAISS."""

import os
from collections.abc import Sequence
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO

import faiss
import numpy as np

from index.arrays import Ids, Vectors
from index.scratch import Scratch

_DIGEST_BYTES = 32
_BLOCK = 1 << 20


class VectorIndex:
    """Exact inner-product search over unit vectors, keyed by passage id."""

    def __init__(self, dimension: int):
        self._index = faiss.IndexIDMap2(faiss.IndexFlatIP(dimension))

    @classmethod
    def load(cls, path: Path, dimension: int) -> "VectorIndex | None":
        """Return the index in the file `path`; None if there is none or it is damaged."""
        try:
            with path.open("rb") as file:
                if not is_whole(file):
                    return None
                file.seek(0)
                kept = faiss.read_index(faiss.PyCallbackIOReader(file.read))
        except (OSError, RuntimeError, MemoryError):
            return None
        if not isinstance(kept, faiss.IndexIDMap2) or kept.d != dimension:
            return None
        index = cls(dimension)
        index._index = kept
        return index

    def save(self, path: Path) -> None:
        """Write the index and its digest to `path` in one step, readable by this user alone; raise OSError."""
        write_whole(self._index, path)

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
        return search_among(self._index, vector, k, allowed, without)

    def compute_cosines(self, vector: Vectors, ids: Sequence[int]) -> list[float]:
        """Return the cosine to `vector` for each of `ids`, all of which the index holds."""
        if not ids:
            return []
        held = self._index.reconstruct_batch(np.asarray(ids, dtype=np.int64))
        return [float(cosine) for cosine in held @ np.asarray(vector, dtype=np.float32)]


def search_among(
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


def write_whole(index: faiss.Index, path: Path) -> None:
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


def is_whole(file: BinaryIO) -> bool:
    """Say whether a file ends with the digest of all bytes before it."""
    left = file.seek(0, os.SEEK_END) - _DIGEST_BYTES
    file.seek(0)
    digest = blake2b(digest_size=_DIGEST_BYTES)
    while left > 0 and (block := file.read(min(_BLOCK, left))):
        digest.update(block)
        left -= len(block)
    return left == 0 and file.read() == digest.digest()
