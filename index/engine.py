"""What a library is kept in: the protocol of engines, and of the connections, words and vectors that they hand out.

A folder's engine is `database.Database`, over SQLite and FAISS; `postgresql` holds that of a shared library. All else
asks for no more than these, in SQL that both read, with `?` for a value.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from index.arrays import Vectors

if TYPE_CHECKING:
    from index.filters import Filters
    from index.places import Place
    from index.word_query import WordQuery

Values = Sequence[Any]


class Rows(Protocol):
    """What a statement gave."""

    @property
    def rowcount(self) -> int:
        """How many rows were changed."""
        ...

    def fetchone(self) -> Any:  # noqa: ANN401 - a row of whatever was asked for
        """Return the next row, None if there is none."""
        ...

    def fetchall(self) -> list[Any]:
        """Return the rows that are left."""
        ...

    def fetchmany(self, size: int, /) -> list[Any]:
        """Return so many of the rows that are left."""
        ...

    def __iter__(self) -> Iterator[Any]: ...


class Connection(Protocol):
    """A connection in a transaction. `names` and `numbers` are SQL for what a JSON array holds that is their value."""

    @property
    def names(self) -> str:
        """A query for the strings in a JSON array."""
        ...

    @property
    def numbers(self) -> str:
        """A query for the integers in a JSON array."""
        ...

    @property
    def words(self) -> "WordIndex":
        """The word index of the library."""
        ...

    @property
    def wordcheck(self) -> "WordCheck":
        """What compares that with the passages."""
        ...

    def execute(self, statement: str, values: Values = ..., /) -> Rows:
        """Run a statement."""
        ...

    def executemany(self, statement: str, rows: Iterable[Values], /) -> Rows:
        """Run a statement for each of the rows."""
        ...

    def read_fact(self, key: str) -> str | None:
        """Return what the manifest says under a key in the state that the connection sees; None if that is nothing."""
        ...

    def has_table(self, name: str) -> bool:
        """Say whether the library has a table of that name: some are made when something is first kept in them."""
        ...

    def make_table(self, statement: str) -> None:
        """Make what is first needed now, unless it is there."""
        ...


class WordIndex(Protocol):
    """The words of all passages, as `index.words` gives them; functions over an open transaction."""

    def add(self, connection: Any, article_id: str) -> None:  # noqa: ANN401 - its own engine's
        """Index the passages of an article that is stored."""
        ...

    def remove(self, connection: Any, article_id: str) -> None:  # noqa: ANN401
        """Remove the passages of an article that is still stored, and is what was indexed."""
        ...

    def rebuild(self, connection: Any) -> None:  # noqa: ANN401
        """Empty the word index and fill it from the passages."""
        ...

    def remake(self, connection: Any) -> None:  # noqa: ANN401
        """Fill the word index from the passages, however damaged it is."""
        ...

    def rank_by_bm25(
        self,
        connection: Any,  # noqa: ANN401
        wanted: Iterable[str],
        k: int,
        filters: "Filters",
        sequences: Sequence[Sequence[str]] = (),
    ) -> list[tuple[int, float]]:
        """Return ids and BM25 scores of the `k` best passages that hold any of the words, best first.

        `filters` and `sequences` restrict the passages as in `passage_store.find_ids`.
        """
        ...

    def count_passages(self, connection: Any, word: str) -> int:  # noqa: ANN401
        """Return the number of passages that hold a word."""
        ...

    def find_passages(self, connection: Any, sequence: Sequence[str]) -> list[int]:  # noqa: ANN401
        """Return the row ids of the passages that hold the words one after the other."""
        ...

    def select_holding(self, connection: Any, sequences: Sequence[Sequence[str]]) -> tuple[str, str]:  # noqa: ANN401
        """Return an SQL query for the ids of passages with one of the sequences, in title or text, and its value."""
        ...

    def find_holding(self, connection: Any, query: "WordQuery") -> list[int]:  # noqa: ANN401
        """Return the row ids of the passages that a query finds."""
        ...

    def rank_holding(
        self,
        connection: Any,  # noqa: ANN401
        query: "WordQuery",
        k: int,
        filters: "Filters",
        within: Iterable[int] | None = None,
    ) -> list[int]:
        """Return the row ids of the `k` best passages that a query finds, best first.

        `filters` restrict the articles, `within` the row ids.
        """
        ...

    def list_words(self, connection: Any, first: str) -> dict[str, int]:  # noqa: ANN401
        """Return the words that begin with the letter `first`, each with the number of passages that hold it."""
        ...


class WordCheck(Protocol):
    """What compares the word index with the passages; functions over an open transaction."""

    def find_unmatched(self, connection: Any) -> set[int]:  # noqa: ANN401
        """Return the row ids that stand in only one of the two, the table of passages and the word index."""
        ...

    def is_exact(self, connection: Any) -> bool:  # noqa: ANN401
        """Say whether the word index holds exactly the words of the passages; a damaged one may raise."""
        ...


class SeenVectors(Protocol):
    """The vectors of all passages in the state that a connection sees."""

    def find_nearest(
        self, vector: Vectors, k: int, filters: "Filters", sequences: Sequence[Sequence[str]]
    ) -> list[tuple[int, float]]:
        """Return the ids and cosines of the `k` nearest passages, nearest first.

        `filters` and `sequences` restrict the passages as in `passage_store.find_ids`.
        """
        ...

    def compute_cosines(self, vector: Vectors, ids: Iterable[int]) -> dict[int, float]:
        """Return the cosine to `vector` of each of the passages that are there."""
        ...


class VectorStore(Protocol):
    """The vectors of one library."""

    def provide(self, connection: Any, dimension: int) -> SeenVectors:  # noqa: ANN401
        """Return the vectors of exactly the passages that `connection` sees."""
        ...

    def prepare(self, dimension: int) -> None:
        """Make what speeds up searching, if so much has been added that it is worthwhile."""
        ...

    def describe(self, connection: Any, passages: int) -> str | None:  # noqa: ANN401
        """Return a sentence on how so many vectors are searched; None if all of them are compared."""
        ...

    def mend(self, connection: Any, dimension: int) -> list[str]:  # noqa: ANN401
        """Remove what does not hold the vectors that are stored, and tell of it."""
        ...


class Engine(Protocol):
    """What keeps one library, and changes it in transactions; safe in several threads and processes."""

    @property
    def name(self) -> str:
        """Where the library is, as messages show it."""
        ...

    @property
    def place(self) -> "Place":
        """What opens the library again."""
        ...

    @property
    def folder(self) -> Path:
        """The folder of what this machine keeps beside the library."""
        ...

    @property
    def vectors(self) -> VectorStore:
        """The vectors of the library."""
        ...

    def open_for_reading(self) -> "Engine":
        """Return the same library as one that refuses every change."""
        ...

    def exists(self) -> bool:
        """Say whether the library has been made."""
        ...

    def create(self, manifest: Mapping[str, str]) -> None:
        """Make the library, with its manifest, unless another process has just made it."""
        ...

    def remake(self, manifest: Mapping[str, str], since: str) -> AbstractContextManager[Connection]:
        """Give a connection to an emptied library, in which corrections and tags stay; keep it if the block ends well.

        Raises LibraryError if `since` is no longer the generation.
        """
        ...

    def read_manifest(self) -> dict[str, str]:
        """Return the manifest; raise LibraryMismatch if this version of Pullquote cannot read the library."""
        ...

    def read_raw_manifest(self) -> dict[str, str]:
        """Return the manifest of a library with any schema version."""
        ...

    def find_damage(self) -> str | None:
        """Return what is wrong with what keeps the library; None if that is nothing."""
        ...

    def may_write(self) -> bool:
        """Say whether the library may be changed."""
        ...

    def measure_size(self) -> int:
        """Return how many bytes the library takes on the disk."""
        ...

    def read_birth(self) -> int:
        """Return when the library was made, in seconds since 1970."""
        ...

    def reading(self) -> AbstractContextManager[Connection]:
        """Give a connection that sees one state of the library, whatever others write."""
        ...

    def noting(self) -> AbstractContextManager[Connection]:
        """Give a connection whose changes are no part of the library's state: they make no generation."""
        ...

    def writing(self) -> AbstractContextManager[Connection]:
        """Give a connection whose changes become a new generation if the block ends well and are undone otherwise."""
        ...
