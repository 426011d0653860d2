"""The nearest passages of a shared library: all are compared, or, of a large library, those that a graph leads to."""

import contextlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from index import passage_store
from index.arrays import Vectors
from index.errors import LibraryError
from index.filters import Filters
from index.passage_store import Half
from index.postgresql.sessions import Sessions, SharedConnection

# The index with the graph (HNSW).
GRAPH = "passages_near"
# Up to so many vectors, all are compared: that takes some 70 ms of two cores, and is exact.
_MOST_COMPARED = 50_000
# The longest vectors of which pgvector makes a graph.
_LONGEST = 4_000
# So many times as many passages as are wanted are found by their numbers in float16, and scored again.
_SCORED_AGAIN = 2
# So many passages a search keeps on its way through the graph: more are surer, and take longer.
_KEPT = 400
_IS_THERE = "SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass(?)"


class SharedVectors:
    """The vectors of one shared library."""

    def __init__(self, sessions: Sessions):
        self._sessions = sessions

    def provide(self, connection: SharedConnection, dimension: int) -> "SeenVectors":
        """Return the vectors of exactly the passages that `connection` sees."""
        return SeenVectors(connection, dimension)

    def prepare(self, dimension: int) -> None:
        """Make the graph of a library that has become large, while others read and write.

        It waits for the transactions of others, so it is not made inside one of this thread's own.
        """
        if dimension > _LONGEST or self._sessions.is_in_transaction():
            return
        with self._sessions.open_transaction() as connection:
            total = connection.execute("SELECT passages FROM vocabulary WHERE word = ''").fetchone()
            if total is None or total[0] <= _MOST_COMPARED or _is_valid(connection):
                return
        with contextlib.suppress(LibraryError), self._sessions.open_alone() as connection:  # it only speeds things up
            if connection.execute("SELECT pg_try_advisory_lock(hashtext('pullquote graph'))").fetchone()[0]:
                # One that was not finished is not used, and can be neither.
                connection.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {GRAPH}")
                connection.execute(
                    f"CREATE INDEX CONCURRENTLY {GRAPH} ON passages "
                    f"USING hnsw ((vector::halfvec({dimension})) halfvec_ip_ops)"
                )

    def describe(self, connection: SharedConnection, passages: int) -> str | None:
        """Return a sentence on how vectors are searched; None if all of them are compared."""
        graph = "Vectors are searched along a graph (HNSW), and the best scored again exactly."
        return graph if _is_valid(connection) else None

    def mend(self, connection: SharedConnection, dimension: int) -> list[str]:
        """Return nothing: the server keeps a graph in step with its table."""
        return []


@dataclass(frozen=True, slots=True)
class SeenVectors:
    """The vectors in the state that a connection sees."""

    connection: SharedConnection
    dimension: int

    def find_nearest(
        self, vector: Vectors, k: int, filters: Filters, sequences: Sequence[Sequence[str]]
    ) -> list[tuple[int, float]]:
        """Return the ids and cosines of the `k` nearest passages, nearest first; see index.engine."""
        within, values = "", list[str]()
        if filters or sequences:
            allowed, values = passage_store.select_ids(self.connection, filters, sequences)
            within = f"WHERE id IN ({allowed})"
        if self._has_graph(within, values):
            nearest = self._follow_graph(vector, k, within, values)
            if len(nearest) == k:
                return nearest
        return self._search(vector, k, within, values, "vector <#> ?")

    def compute_cosines(self, vector: Vectors, ids: Iterable[int]) -> dict[int, float]:
        """Return the cosine to `vector` of each of the passages."""
        wanted = list(ids)
        held = passage_store.get_vectors(self.connection, self.dimension, np.array(wanted, dtype=np.int64))
        return dict(zip(wanted, _compute(held, vector), strict=True))

    def _has_graph(self, within: str, values: Sequence[str]) -> bool:
        """Say whether there is a graph, and so many passages to choose from that it leads to them."""
        if not _is_valid(self.connection):
            return False
        if not within:
            return True
        query = f"SELECT count(*) FROM (SELECT FROM passages {within} LIMIT ?) AS allowed"  # noqa: S608
        most = _MOST_COMPARED + 1
        return bool(self.connection.execute(query, (*values, most)).fetchone()[0] == most)

    def _follow_graph(self, vector: Vectors, k: int, within: str, values: Sequence[str]) -> list[tuple[int, float]]:
        self.connection.execute(f"SET LOCAL hnsw.ef_search = {_KEPT}")
        # A filter is applied to what the graph leads to, and the search goes on until enough have passed it.
        self.connection.execute("SET LOCAL hnsw.iterative_scan = strict_order")
        return self._search(vector, k, within, values, f"vector::halfvec({self.dimension}) <#> ?")

    def _search(
        self, vector: Vectors, k: int, within: str, values: Sequence[str], order: str
    ) -> list[tuple[int, float]]:
        query = f"SELECT id, vector FROM passages {within} ORDER BY {order} LIMIT ?"  # noqa: S608
        asked = Half(np.asarray(vector, dtype="<f2").tobytes())
        rows = self.connection.execute(query, (*values, asked, _SCORED_AGAIN * k)).fetchall()
        held = passage_store.decode([stored for _, stored in rows], self.dimension)
        scored = zip((row_id for row_id, _ in rows), _compute(held, vector), strict=True)
        return sorted(scored, key=lambda match: (-match[1], match[0]))[:k]


def _is_valid(connection: SharedConnection) -> bool:
    row = connection.execute(_IS_THERE, (GRAPH,)).fetchone()
    return bool(row and row[0])


def _compute(held: Vectors, vector: Vectors) -> list[float]:
    return [float(cosine) for cosine in held @ np.asarray(vector, dtype=np.float32)]
