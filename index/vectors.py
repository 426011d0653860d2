"""Nearest passages by vector: the VectorIndex, a cache of the stored vectors, held by FAISS."""

from collections.abc import Sequence
from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

from index.scratch import Scratch

Vectors = NDArray[np.float32]
Ids = NDArray[np.int64]


class VectorIndex:
    """Exact inner-product search over unit vectors, keyed by passage id."""

    def __init__(self, dimension: int):
        self._index = faiss.IndexIDMap2(faiss.IndexFlatIP(dimension))

    @classmethod
    def load(cls, path: Path, dimension: int) -> "VectorIndex | None":
        """Return the index kept in `path`; None if there is none that can be used."""
        try:
            kept = faiss.read_index(str(path))
        except (RuntimeError, MemoryError):  # a damaged length may ask for any amount of memory
            return None
        if not isinstance(kept, faiss.IndexIDMap2) or kept.d != dimension:
            return None
        index = cls(dimension)
        index._index = kept
        return index

    def save(self, path: Path) -> None:
        """Write the index to `path` in one step."""
        with Scratch(path.parent) as scratch:
            written = scratch.path / path.name
            faiss.write_index(self._index, str(written))
            written.replace(path)

    def copy(self) -> "VectorIndex":
        """Return an index of its own that holds the same."""
        twin = VectorIndex(self._index.d)
        twin._index = faiss.clone_index(self._index)
        return twin

    @property
    def ids(self) -> Ids:
        """The ids of all passages held, in no particular order."""
        ids: Ids = faiss.vector_to_array(self._index.id_map).astype(np.int64)
        return ids

    def add(self, ids: Ids, vectors: Vectors) -> None:
        """Add vectors of shape (n, dimension) under ids that are not yet held."""
        if len(ids):
            self._index.add_with_ids(np.ascontiguousarray(vectors, dtype=np.float32), np.ascontiguousarray(ids))

    def remove(self, ids: Ids) -> None:
        """Remove the ids that are held; others are passed over."""
        if len(ids):
            self._index.remove_ids(np.ascontiguousarray(ids))

    def search(self, vector: Vectors, k: int, allowed: Sequence[int] | None = None) -> list[tuple[int, float]]:
        """Return the ids and cosines of the `k` nearest passages, nearest first, among `allowed` if given."""
        query = np.ascontiguousarray(vector, dtype=np.float32)[None]
        if allowed is None:
            scores, ids = self._index.search(query, min(k, self._index.ntotal) or 1)
        else:
            chosen = faiss.SearchParameters(sel=faiss.IDSelectorBatch(np.asarray(allowed, dtype=np.int64)))
            scores, ids = self._index.search(query, k, params=chosen)
        return [(int(i), float(s)) for i, s in zip(ids[0], scores[0], strict=True) if i >= 0]

    def cosines(self, vector: Vectors, ids: Sequence[int]) -> list[float]:
        """Return the cosine of each of `ids`, which are all held, to `vector`."""
        if not ids:
            return []
        held = self._index.reconstruct_batch(np.asarray(ids, dtype=np.int64))
        return [float(cosine) for cosine in held @ np.asarray(vector, dtype=np.float32)]
