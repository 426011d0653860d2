"""The Library: articles in, hits out."""

import contextlib
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from math import log
from pathlib import Path

from corpus import Article, Passage
from index import store
from index.database import Database, fingerprint, generation
from index.embedder import Embedder, open_embedder
from index.errors import LibraryError, LibraryMismatch
from index.filters import Filters
from index.fusion import fuse
from index.model import DEFAULT_MODEL, full_name
from index.passages import cut, embed
from index.snapshot import Snapshots
from index.spelling import meant
from index.store import Entry
from index.words import words

FILE_NAME = "library.sqlite"
# Passages that each ranking contributes to the fusion.
_POOL = 100
# Passages embedded between two commits: what an interruption can lose.
_BATCH = 256


class Change(StrEnum):
    """What adding an article did."""

    ADDED = "added"
    REPLACED = "replaced"
    UPDATED = "updated"  # what is known about it; title and text are as they were
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article."""

    article: Article
    change: Change
    passages: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a question; a higher score is better.

    `cosine` and `bm25` are what the score was fused from.
    """

    passage: Passage
    score: float
    cosine: float
    bm25: float


@dataclass(frozen=True, slots=True)
class State:
    """A library as a whole."""

    articles: int
    passages: int
    generation: str
    bytes: int  # on disk


class Library:
    """A folder of articles that can be searched; safe in several threads and processes."""

    def __init__(self, database: Database, open_model: Callable[[], Embedder]):
        self.folder = database.path.parent
        self.database = database
        self._open_model = open_model
        self._lock = threading.RLock()
        self._embedder: Embedder | None = None
        self._snapshots = Snapshots(self.folder)
        self._article = lru_cache(maxsize=64)(self._read_article)

    @classmethod
    def open(cls, folder: Path, cache: Path, model: str | None = None, *, create: bool = False) -> "Library":
        """Open the library in `folder`, by default with the model that made it; `cache` holds converted models.

        Raises LibraryError if there is none and `create` is not set, LibraryMismatch if another model made it.
        """
        database = Database(folder / FILE_NAME)
        model = full_name(model) if model else None
        if not database.exists():
            if not create:
                raise LibraryError(f"there is no library in {folder}: add articles first with `pullquote add PATH`")
            embedder = open_embedder(model or DEFAULT_MODEL, cache)
            database.create({"model": embedder.name, "fingerprint": embedder.fingerprint})
        made_with = database.manifest()["model"]
        if model not in (None, made_with):
            raise LibraryMismatch(
                f"the library in {folder} was made with the embedding model {made_with}, not {model}: "
                f"run `pullquote doctor --rebuild --model {model}` to embed it anew, or choose {made_with}"
            )
        return cls(database, lambda: open_embedder(made_with, cache))

    @property
    def embedder(self) -> Embedder:
        """The embedding model, opened at first use; raises LibraryMismatch if its weights are not the library's."""
        with self._lock:
            if self._embedder is None:
                embedder = self._open_model()
                with self.database.reading() as connection:
                    self._check(embedder, connection)
                self._embedder = embedder
            return self._embedder

    def add(self, articles: Iterable[Article], embedded: Callable[[int], None] = lambda _: None) -> Iterator[Outcome]:
        """Add articles, yielding what became of each once it is safely stored.

        An article that is there already, letter for letter, is not embedded again; `embedded` is told the number
        of characters each time some have been embedded. Whoever stops early keeps all that was yielded.
        """
        batch: list[tuple[Article, list[Passage], Change]] = []
        for article in articles:
            if any(article.id == waiting.id for waiting, _, _ in batch):
                yield from self._commit(batch, embedded)
                batch = []
            change = self._change(article)
            if change is Change.UNCHANGED:
                yield Outcome(article, change, 0)
            elif change is Change.UPDATED:
                with self.database.writing() as connection:
                    store.update_source(connection, article)
                yield Outcome(article, change, 0)
            else:
                batch.append((article, cut(self.embedder, article), change))
                if sum(len(passages) for _, passages, _ in batch) >= _BATCH:
                    yield from self._commit(batch, embedded)
                    batch = []
        if batch:
            yield from self._commit(batch, embedded)

    def remove(self, article_id: str) -> None:
        """Remove an article from every index; raise NoSuchArticle."""
        with self.database.writing() as connection:
            store.delete(connection, article_id)

    def state(self) -> State:
        """Return what the library holds as a whole."""
        with self.database.reading() as connection:
            counts = store.counts(connection)
            now = generation(connection)
        return State(*counts, now, sum(map(_size, self.folder.iterdir())))

    def entries(self) -> list[Entry]:
        """Return all articles without their texts, newest publication first."""
        with self.database.reading() as connection:
            return store.entries(connection)

    def article(self, article_id: str) -> Article:
        """Return an article whole; raise NoSuchArticle."""
        with self.database.reading() as connection:
            return self._article(article_id, generation(connection))

    @contextlib.contextmanager
    def steady(self) -> Iterator[None]:
        """Let all that this thread reads inside the block see one state, whatever others write meanwhile."""
        with self.database.reading():
            yield

    def search(
        self,
        question: str,
        k: int = 10,
        filters: Filters = Filters(),  # noqa: B008
        phrases: Sequence[str] = (),
    ) -> list[Hit]:
        """Return at most `k` passages for the question, best first, out of the articles that pass the filters.

        With `phrases`, only articles are searched that hold the words of one, stop words aside, one after the other.
        """
        with self.steady():
            cosines, bm25 = self.rankings(question, filters, phrases)
            best = fuse(cosines, bm25)[:k]
            found = self.passages([i for i, _ in best])
        return [Hit(found[i], score, cosines[i], bm25.get(i, 0.0)) for i, score in best]

    def rankings(
        self,
        question: str,
        filters: Filters = Filters(),  # noqa: B008
        phrases: Sequence[str] = (),
    ) -> tuple[dict[int, float], dict[int, float]]:
        """Return the cosines and the BM25 scores of the question's best passages, by row id; see `search`.

        Cosines are there for every passage that either ranking found, BM25 scores for those that hold its words.
        """
        vector = self.embedder.embed_question(question)
        with self.database.reading() as connection:
            self._check(self.embedder, connection)
            index = self._snapshots.index(connection, len(vector))
            sequences = [found for phrase in phrases if (found := words(phrase))]
            allowed = store.passage_ids(connection, filters, sequences) if filters or sequences else None
            bm25 = dict(store.bm25(connection, _with_meant(connection, words(question)), _POOL, filters, sequences))
            cosines = dict(index.search(vector, _POOL, allowed))
            rest = [i for i in bm25 if i not in cosines]
            cosines.update(zip(rest, index.cosines(vector, rest), strict=True))
        return cosines, bm25

    def passages(self, ids: Sequence[int]) -> dict[int, Passage]:
        """Return passages by row id."""
        with self.database.reading() as connection:
            return store.passages(connection, ids)

    def word_weights(self, wanted: Iterable[str]) -> dict[str, float]:
        """Return how much each word tells passages apart: BM25's inverse frequency, above 0 even in a tiny library."""
        wanted = list(dict.fromkeys(wanted))
        with self.database.reading() as connection:
            counts, total = store.passage_counts(connection, wanted), store.counts(connection)[1]
        return {word: log(1 + (total - counts.get(word, 0) + 0.5) / (counts.get(word, 0) + 0.5)) for word in wanted}

    def known(self, wanted: Iterable[str]) -> set[str]:
        """Return those of the words, as `words` gives them, that some passage holds."""
        with self.database.reading() as connection:
            return set(store.passage_counts(connection, list(wanted)))

    def _check(self, embedder: Embedder, connection: sqlite3.Connection) -> None:
        """Refuse an embedder that did not make the library's vectors: another process may have embedded it anew."""
        if fingerprint(connection) != embedder.fingerprint:
            raise LibraryMismatch(
                f"the weights of {embedder.name} are not those that embedded the library in {self.folder}: "
                "run `pullquote doctor --rebuild` to embed it anew, or start again if that has just been done"
            )

    def _read_article(self, article_id: str, of: str) -> Article:
        """Return the article as it is in the generation `of`, which is the present one."""
        with self.database.reading() as connection:
            return store.get(connection, article_id)

    def _change(self, article: Article) -> Change:
        with self.database.reading() as connection:
            if not store.has(connection, article.id):
                return Change.ADDED
            kept = store.get(connection, article.id)
        if (kept.title, kept.text, kept.headings) != (article.title, article.text, article.headings):
            return Change.REPLACED
        return Change.UNCHANGED if kept == article else Change.UPDATED

    def _commit(
        self, batch: Sequence[tuple[Article, list[Passage], Change]], embedded: Callable[[int], None]
    ) -> Iterator[Outcome]:
        """Embed and store a batch, as one transaction."""
        pairs = [(article, passage) for article, passages, _ in batch for passage in passages]
        vectors = embed(self.embedder, pairs, embedded)
        with self.database.writing() as connection:
            self._check(self.embedder, connection)
            first = 0
            for article, passages, _ in batch:
                store.put(connection, article, passages, vectors[first : first + len(passages)])
                first += len(passages)
        for article, passages, change in batch:
            yield Outcome(article, change, len(passages))


def _with_meant(connection: sqlite3.Connection, wanted: Sequence[str]) -> list[str]:
    """Return the words, and beside each that no passage holds the one that was probably meant."""
    held = store.passage_counts(connection, wanted)
    found = (meant(word, store.terms(connection, word[0])) for word in wanted if word not in held)
    return [*wanted, *(word for word in found if word)]


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:  # another process is done with it
        return 0
