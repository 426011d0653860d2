"""Snapshots: the vectors in step with the library, in memory and in a file for a fast start."""

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index import lineage, passage_store, store
from index.arrays import Ids, Vectors
from index.engine import Connection
from index.errors import LibraryError
from index.filters import Filters
from index.folder import SNAPSHOTS
from index.manifest import is_generation, parse_number, read_generation
from index.segments import Base, Segments, are_coded, make_base
from index.troubles import explain_os
from index.vectors import CodedVectors, VectorIndex

# An index with fewer vectors is read from the database as fast as from a file.
_WORTH_SAVING = 2_000
# Of so few vectors another large part is made at each change; of more, once so large a share of them has changed.
_MERGED_AT_ONCE, _MOST_CHANGED = 10_000, 0.02
# This matches snapshots of all states, and what a crash left of one.
_PATTERN = f"{SNAPSHOTS}*"
# The two kinds of large part, by what the names of their files end in.
_KINDS: dict[str, type[VectorIndex] | type[CodedVectors]] = {".faiss": VectorIndex, ".codes": CodedVectors}


class Snapshots:
    """The vectors of one library, in the state that a connection sees."""

    def __init__(self, folder: Path):
        self._folder = folder
        self._lock = threading.Lock()
        self._held: Segments | None = None
        self._generation = ""
        self._merging: threading.Thread | None = None

    def provide(self, connection: Connection, dimension: int) -> "SeenSegments":
        """Return the vectors of exactly the passages that `connection` sees."""
        return SeenSegments(self.provide_index(connection, dimension), connection, dimension)

    def prepare(self, dimension: int) -> None:
        """Do nothing: large parts are merged beside the answers."""

    def describe(self, connection: Connection, passages: int) -> str | None:
        """Return a sentence on how so many vectors are searched; None if all of them are compared."""
        coded = "Vectors are searched as codes of a byte a number, and the best scored again exactly."
        return coded if are_coded(passages) else None

    def mend(self, connection: Connection, dimension: int) -> list[str]:
        """Remove a file that does not hold the vectors that are stored, and tell of it; raise LibraryError."""
        path = find_damaged_snapshot(self._folder, connection, dimension)
        if path is None:
            return []
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise LibraryError(explain_os(error, path, "remove")) from error
        return [f"{path.name} does not hold what the library holds: removed, it will be made anew"]

    def provide_index(self, connection: Connection, dimension: int) -> Segments:
        """Return an index that holds exactly the passages that `connection` sees."""
        generation = read_generation(connection)
        with self._lock:
            if self._held is None or generation != self._generation:
                self._held = self._update(connection, generation, dimension)
                self._generation = generation
            return self._held

    def _update(self, connection: Connection, generation: str, dimension: int) -> Segments:
        known = self._held
        held = None if known is None else _follow(known, self._generation, connection, dimension)
        if held is None:
            return self._open(connection, generation, dimension)
        if held.changed and len(held) <= _MERGED_AT_ONCE:
            return self._merge_at_once(held, connection, dimension)
        self._merge_if_worthwhile(held, generation, dimension)
        return held

    def _open(self, connection: Connection, generation: str, dimension: int) -> Segments:
        held = self._load(connection, generation, dimension)
        if held is not None and len(held) > _MERGED_AT_ONCE:
            self._merge_if_worthwhile(held, generation, dimension)
        elif held is None or held.changed:
            whole = (
                _read_all(connection, dimension) if held is None else self._merge_at_once(held, connection, dimension)
            )
            return Segments.begin(self._save(whole.base, generation, dimension), dimension)
        return held

    def _merge_at_once(self, held: Segments, connection: Connection, dimension: int) -> Segments:
        """Return the same in one large part; codes of a library that is no longer large give way to its vectors."""
        if isinstance(held.base, CodedVectors):
            return _read_all(connection, dimension)
        return Segments.begin(held.merge(), dimension)

    def _load(self, connection: Connection, generation: str, dimension: int) -> Segments | None:
        """Return what the newest file holds that is of this state or of one that this came from, and what changed."""
        for path in list_snapshots(self._folder):
            since = _read_generation(path)
            is_of_this = since == generation
            if not is_of_this and lineage.find_gone(connection, since) is None:
                continue
            if (base := _load_base(path, dimension)) is not None:
                begun = Segments.begin(base, dimension)
                return begun if is_of_this else _follow(begun, since, connection, dimension)
        return None

    def _merge_if_worthwhile(self, held: Segments, generation: str, dimension: int) -> None:
        """Make a new large part beside the answers, none of which waits for it."""
        if held.changed <= _MOST_CHANGED * len(held) or (self._merging and self._merging.is_alive()):
            return

        def merge() -> None:
            base = self._save(held.merge(), generation, dimension)
            with self._lock:
                self._held, self._generation = Segments.begin(base, dimension), generation

        self._merging = threading.Thread(target=merge, name="merging vectors")
        self._merging.start()

    def _save(self, base: Base, generation: str, dimension: int) -> Base:
        """Write a large part to the disk if that is worthwhile and can be done; return it as it is read from there."""
        if len(base) < _WORTH_SAVING:
            return base
        suffix = next(suffix for suffix, kind in _KINDS.items() if isinstance(base, kind))
        path = self._folder / f"{SNAPSHOTS}{generation}{suffix}"
        try:
            base.save(path)
            for other in self._folder.glob(_PATTERN):
                if other != path:
                    other.unlink(missing_ok=True)
        except (OSError, RuntimeError):  # it is only a cache
            return base
        mapped = CodedVectors.load(path, dimension) if isinstance(base, CodedVectors) else None
        return base if mapped is None else mapped


@dataclass(frozen=True, slots=True)
class SeenSegments:
    """The vectors in the state that a connection sees."""

    index: Segments
    connection: Connection
    dimension: int

    def find_nearest(
        self, vector: Vectors, k: int, filters: Filters, sequences: Sequence[Sequence[str]]
    ) -> list[tuple[int, float]]:
        """Return the ids and cosines of the `k` nearest passages, nearest first; see SeenVectors."""
        restricted = filters or sequences
        allowed = passage_store.find_ids(self.connection, filters, sequences) if restricted else None
        return self.index.search(vector, k, allowed, self._read)

    def compute_cosines(self, vector: Vectors, ids: Iterable[int]) -> dict[int, float]:
        """Return the cosine to `vector` of each of the passages that are there."""
        held = [i for i in ids if i in self.index]
        return dict(zip(held, self.index.compute_cosines(vector, held, self._read), strict=True))

    def _read(self, ids: Ids) -> Vectors:
        return passage_store.get_vectors(self.connection, self.dimension, ids)


def list_snapshots(folder: Path) -> list[Path]:
    """Return the snapshot files in a folder, that of the latest state first."""
    paths = [path for path in folder.glob(_PATTERN) if path.suffix in _KINDS and is_generation(_read_generation(path))]
    return sorted(paths, key=lambda path: -parse_number(_read_generation(path)))


def find_damaged_snapshot(folder: Path, connection: Connection, dimension: int) -> Path | None:
    """Return a snapshot file of the state that `connection` sees, or of one before it, whose vectors are not right."""
    for path in list_snapshots(folder):
        since = _read_generation(path)
        is_of_this = since == read_generation(connection)
        gone = np.zeros(0, dtype=np.int64) if is_of_this else lineage.find_gone(connection, since)
        if gone is None:
            continue
        base = _load_base(path, dimension)
        if base is None or not _is_exact(base, gone, connection, dimension, complete=is_of_this):
            return path
    return None


def _follow(held: Segments, since: str, connection: Connection, dimension: int) -> Segments | None:
    """Return the segments of the present state, made of those of the state `since`; None if it did not come from it."""
    gone = lineage.find_gone(connection, since)
    if gone is None:
        return None
    return held.follow(gone, passage_store.read_vectors(connection, dimension, held.last))


def _read_all(connection: Connection, dimension: int) -> Segments:
    count = store.count_all(connection)[1]
    return Segments.begin(make_base(passage_store.read_vectors(connection, dimension), count, dimension), dimension)


def _load_base(path: Path, dimension: int) -> Base | None:
    return _KINDS[path.suffix].load(path, dimension)


def _is_exact(base: Base, gone: Ids, connection: Connection, dimension: int, *, complete: bool) -> bool:
    """Say whether a large part holds the stored vectors: all if it is `complete`, else those before it was made."""
    held, stored = np.setdiff1d(base.ids, gone), passage_store.list_ids(connection)
    if not np.array_equal(held, stored if complete else stored[stored <= base.ids.max(initial=0)]):
        return False
    blocks = passage_store.read_vectors(connection, dimension)
    there = ((ids, vectors, np.isin(ids, held)) for ids, vectors in blocks)
    return all(base.holds(ids[which], vectors[which]) for ids, vectors, which in there if which.any())


def _read_generation(path: Path) -> str:
    return path.stem.removeprefix(SNAPSHOTS)
