"""Snapshots: the vector index in step with the library, in memory and in a file for a fast start."""

import sqlite3
import threading
from pathlib import Path

import numpy as np

from index import passage_store
from index.database import parse_number, read_generation
from index.folder import SNAPSHOTS
from index.vectors import VectorIndex

# An index with fewer vectors is read from the database as fast as from a file.
_WORTH_SAVING = 2_000
# This matches snapshots of all states, and what a crash left of one.
_PATTERN = f"{SNAPSHOTS}*"


class Snapshots:
    """The vector index of one library, in the state that a connection sees."""

    def __init__(self, folder: Path):
        self._folder = folder
        self._lock = threading.Lock()
        self._index: VectorIndex | None = None
        self._generation = ""

    def provide_index(self, connection: sqlite3.Connection, dimension: int) -> VectorIndex:
        """Return an index that holds exactly the passages that `connection` sees."""
        generation = read_generation(connection)
        with self._lock:
            if self._index is None or generation != self._generation:
                self._index = self._update(connection, generation, dimension)
                self._generation = generation
            return self._index

    def _update(self, connection: sqlite3.Connection, generation: str, dimension: int) -> VectorIndex:
        if self._index is None or parse_number(generation) <= parse_number(self._generation):
            return self._open(connection, generation, dimension)
        # An index that another thread may be searching is never changed.
        index = self._index.copy()
        index.remove(np.setdiff1d(index.ids, passage_store.list_ids(connection)))
        _extend(index, connection, dimension)
        return index

    def _open(self, connection: sqlite3.Connection, generation: str, dimension: int) -> VectorIndex:
        path = _make_path(self._folder, generation)
        if (kept := VectorIndex.load(path, dimension)) is not None:
            return kept
        index = VectorIndex(dimension)
        _extend(index, connection, dimension)
        if len(index.ids) >= _WORTH_SAVING:
            self._save(index, path)
        return index

    def _save(self, index: VectorIndex, path: Path) -> None:
        """Write the index to the disk if that can be done: it is only a cache."""
        try:
            index.save(path)
            for other in self._folder.glob(_PATTERN):
                if other != path:
                    other.unlink(missing_ok=True)
        except (OSError, RuntimeError):
            return


def find_damaged_snapshot(folder: Path, connection: sqlite3.Connection, dimension: int) -> Path | None:
    """Return the snapshot file of the state that `connection` sees if its vectors are not the stored ones."""
    path = _make_path(folder, read_generation(connection))
    if not path.exists():
        return None
    kept = VectorIndex.load(path, dimension)
    return None if kept is not None and _is_exact(kept, connection, dimension) else path


def _is_exact(index: VectorIndex, connection: sqlite3.Connection, dimension: int) -> bool:
    """Say whether an index holds exactly the stored vectors."""
    if not np.array_equal(np.sort(index.ids), passage_store.list_ids(connection)):
        return False
    blocks = passage_store.read_vectors(connection, dimension)
    return all(np.array_equal(index.get_vectors(ids), vectors) for ids, vectors in blocks)


def _make_path(folder: Path, generation: str) -> Path:
    return folder / f"{SNAPSHOTS}{generation}.faiss"


def _extend(index: VectorIndex, connection: sqlite3.Connection, dimension: int) -> None:
    """Add the passages that are newer than those in the index: a newer passage has a higher id."""
    for ids, vectors in passage_store.read_vectors(connection, dimension, int(index.ids.max(initial=0))):
        index.add(ids, vectors)
