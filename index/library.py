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
from typing import NamedTuple

from corpus import Article, Passage, Source
from index import corrections, removal, store
from index.corrections import Correction
from index.database import Database, read_fingerprint, read_generation
from index.embedder import Embedder, open_embedder
from index.errors import DamagedArticle, LibraryError, LibraryMismatch
from index.filters import Filters
from index.folder import LIBRARY
from index.fusion import fuse
from index.model import DEFAULT_MODEL, resolve_name
from index.passages import cut, cut_and_embed, embed
from index.removal import Removed
from index.scratch import clear_all
from index.snapshot import Snapshots
from index.spelling import meant
from index.store import Entry
from index.troubles import explain_os, shown
from index.words import words

FILE_NAME = LIBRARY
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


class _Waiting(NamedTuple):
    """An article that is to be embedded and stored: as it arrived, and with its correction."""

    arrived: Article
    article: Article
    passages: list[Passage]
    change: Change


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
        self._entries = lru_cache(maxsize=1)(self._read_entries)
        self._sources = lru_cache(maxsize=1)(self._read_sources)
        self._articles_of = lru_cache(maxsize=1)(self._read_articles_of)

    @classmethod
    def open(cls, folder: Path, cache: Path, model: str | None = None, *, create: bool = False) -> "Library":
        """Open the library in `folder`, by default with the model that made it; `cache` holds converted models.

        What processes that were killed left behind is removed. Raises LibraryError if there is none and `create` is not
        set, LibraryMismatch if another model made it.
        """
        clear_all(folder, cache)
        database = Database(folder / FILE_NAME)
        model = resolve_name(model) if model else None
        if not database.exists():
            if not create:
                raise explain_missing(folder)
            embedder = open_embedder(model or DEFAULT_MODEL, cache)
            database.create({"model": embedder.name, "fingerprint": embedder.fingerprint})
        made_with = database.read_manifest()["model"]
        if model not in (None, made_with):
            raise LibraryMismatch(
                f"the library in {shown(folder)} was made with the embedding model {made_with}, not {model}: "
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
        of characters each time some have been embedded. Whoever stops early keeps all that was yielded. What was
        corrected stays so.
        """
        batch: list[_Waiting] = []
        for arrived in articles:
            if any(arrived.id == waiting.arrived.id for waiting in batch):
                yield from self._commit(batch, embedded)
                batch = []
            article, change = self._compare(arrived)
            if change is Change.UPDATED:
                article, change = self._update(arrived)
            if change in (Change.UNCHANGED, Change.UPDATED):
                yield Outcome(article, change, 0)
            else:
                batch.append(_Waiting(arrived, article, cut(self.embedder, article), change))
                if sum(len(waiting.passages) for waiting in batch) >= _BATCH:
                    yield from self._commit(batch, embedded)
                    batch = []
        if batch:
            yield from self._commit(batch, embedded)

    def correct(self, article_id: str, title: str, source: Source) -> Outcome:
        """Correct an article's title and its source's url, publisher, authors and date, for as long as it is held.

        The corrected fields stay when it is added again; the other fields of `source` are not looked at. Raises
        NoSuchArticle, InvalidArticle for what no article can have, LibraryError if another has just changed it.
        """
        correction, kept = Correction.normalise(title, source), self.article(article_id)
        article = correction.apply_to(kept)
        if article == kept:
            return Outcome(article, Change.UNCHANGED, 0)
        # Passages are embedded under the title.
        embedded = cut_and_embed(self.embedder, article) if article.title != kept.title else None
        with self.database.writing() as connection:
            if store.get(connection, article_id) != kept:
                raise LibraryError(f"{article_id!r} was changed meanwhile, and is not corrected: correct it again")
            corrections.keep(connection, article_id, correction)
            if embedded is None:
                store.update_source(connection, article)
                return Outcome(article, Change.UPDATED, 0)
            self._check(self.embedder, connection)
            store.put(connection, article, *embedded, store.read_added_time(connection, article_id))
            return Outcome(article, Change.REPLACED, len(embedded[0]))

    def remove(self, article_id: str) -> Removed:
        """Remove an article from every index, and return what `restore` brings back; raise NoSuchArticle."""
        with self.database.writing() as connection:
            return removal.take_out(connection, article_id)

    def discard(self, article_id: str) -> None:
        """Remove an article for good, also one that is damaged; raise NoSuchArticle."""
        with self.database.writing() as connection:
            removal.discard(connection, article_id)

    def restore(self, removed: Removed) -> None:
        """Put a removed article back as it was.

        Raises LibraryError if an article of its id has been added meanwhile, LibraryMismatch if another model has
        embedded the library.
        """
        with self.database.writing() as connection:
            removal.put_back(connection, removed)

    def state(self) -> State:
        """Return what the library holds as a whole."""
        with self.database.reading() as connection:
            counts = store.count_all(connection)
            now = read_generation(connection)
        try:
            size = sum(map(_measure_size, self.folder.iterdir()))
        except OSError as error:
            raise LibraryError(explain_os(error, self.folder)) from error
        return State(*counts, now, size)

    def entries(self) -> list[Entry]:
        """Return all articles without their texts, newest publication first."""
        with self.database.reading() as connection:
            return list(self._entries(read_generation(connection)))

    def article(self, article_id: str) -> Article:
        """Return an article whole; raise NoSuchArticle."""
        with self.database.reading() as connection:
            return self._article(article_id, read_generation(connection))

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
        return [Hit(found[i], score, cosines[i], bm25.get(i, 0.0)) for i, score in best if i in found]

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
            index = self._snapshots.provide_index(connection, len(vector))
            sequences = [found for phrase in phrases if (found := words(phrase))]
            allowed = store.find_passage_ids(connection, filters, sequences) if filters or sequences else None
            best = store.rank_by_bm25(
                connection, _add_meant_words(connection, words(question)), _POOL, filters, sequences
            )
            bm25 = {i: score for i, score in best if i in index}
            cosines = dict(index.search(vector, _POOL, allowed))
            rest = [i for i in bm25 if i not in cosines]
            cosines.update(zip(rest, index.compute_cosines(vector, rest), strict=True))
        return cosines, bm25

    def passages(self, ids: Sequence[int]) -> dict[int, Passage]:
        """Return by row id the passages that are there."""
        with self.database.reading() as connection:
            return store.read_passages(connection, ids)

    def articles_with(self, sequence: Sequence[str]) -> list[str]:
        """Return the ids of the articles of which a passage holds the words one after the other; see `index.words`."""
        with self.database.reading() as connection:
            found = store.find_passages(connection, sequence) if sequence else []
            articles = self._articles_of(read_generation(connection))
        return list(dict.fromkeys(articles[row_id] for row_id in found if row_id in articles))

    def articles_like(self, wanted: Sequence[str], k: int) -> list[str]:
        """Return the ids of the articles of the `k` best passages that hold any of the words, best first."""
        with self.database.reading() as connection:
            best = store.rank_by_bm25(connection, wanted, k, Filters())
            articles = self._articles_of(read_generation(connection))
        return list(dict.fromkeys(articles[row_id] for row_id, _ in best if row_id in articles))

    def passage_like(self, wanted: Sequence[str]) -> Passage | None:
        """Return the passage that holds the words best, or None if none holds any of them."""
        with self.database.reading() as connection:
            best = [row_id for row_id, _ in store.rank_by_bm25(connection, wanted, 1, Filters())]
            return next(iter(store.read_passages(connection, best).values()), None)

    def holding(self, letters: str, within: Iterable[str] | None = None) -> list[str]:
        """Return the ids of the articles whose texts hold the letters as they are, of those `within` if it is given."""
        with self.database.reading() as connection:
            return store.find_articles_by_letters(connection, letters, within)

    def texts(self, within: Iterable[str]) -> dict[str, str]:
        """Return by id the texts of those articles that are there."""
        with self.database.reading() as connection:
            return store.read_texts(connection, within)

    def sources(self) -> tuple[tuple[str, str, Source], ...]:
        """Return id, title and source of all articles."""
        with self.database.reading() as connection:
            return self._sources(read_generation(connection))

    def word_weights(self, wanted: Iterable[str]) -> dict[str, float]:
        """Return how much each word tells passages apart: BM25's inverse frequency, above 0 even in a tiny library."""
        wanted = list(dict.fromkeys(wanted))
        with self.database.reading() as connection:
            counts, total = store.count_passages(connection, wanted), store.count_all(connection)[1]
        return {word: log(1 + (total - counts.get(word, 0) + 0.5) / (counts.get(word, 0) + 0.5)) for word in wanted}

    def known(self, wanted: Iterable[str]) -> set[str]:
        """Return those of the words, as `words` gives them, that some passage holds."""
        with self.database.reading() as connection:
            return set(store.count_passages(connection, list(wanted)))

    def _check(self, embedder: Embedder, connection: sqlite3.Connection) -> None:
        """Refuse an embedder that did not make the library's vectors: another process may have embedded it anew."""
        if read_fingerprint(connection) != embedder.fingerprint:
            raise LibraryMismatch(
                f"the weights of {embedder.name} are not those that embedded the library in {shown(self.folder)}: "
                "run `pullquote doctor --rebuild` to embed it anew, or start again if that has just been done"
            )

    def _read_entries(self, of: str) -> tuple[Entry, ...]:
        """Return the entries as they are in the generation `of`, which is the present one."""
        with self.database.reading() as connection:
            return tuple(store.list_entries(connection))

    def _read_sources(self, of: str) -> tuple[tuple[str, str, Source], ...]:
        """Return the sources as they are in the generation `of`, which is the present one."""
        with self.database.reading() as connection:
            return tuple(store.list_sources(connection))

    def _read_articles_of(self, of: str) -> dict[int, str]:
        """Return the articles of passages as they are in the generation `of`, which is the present one."""
        with self.database.reading() as connection:
            return store.map_passages_to_articles(connection)

    def _read_article(self, article_id: str, of: str) -> Article:
        """Return the article as it is in the generation `of`, which is the present one."""
        with self.database.reading() as connection:
            return store.get(connection, article_id)

    def _compare(self, arrived: Article) -> tuple[Article, Change]:
        """Return an article with its correction, and what storing it would do."""
        with self.database.reading() as connection:
            article = corrections.correct(connection, arrived)
            if not store.has(connection, article.id):
                return article, Change.ADDED
            try:
                kept = store.get(connection, article.id)
            except DamagedArticle:
                return article, Change.REPLACED
        if (kept.title, kept.text, kept.headings) != (article.title, article.text, article.headings):
            return article, Change.REPLACED
        return article, Change.UNCHANGED if kept == article else Change.UPDATED

    def _update(self, arrived: Article) -> tuple[Article, Change]:
        """Store what is known about an article, if that still is all that has changed."""
        with self.database.writing() as connection:
            article, change = self._compare(arrived)
            if change is Change.UPDATED:
                store.update_source(connection, article)
        return article, change

    def _commit(self, batch: Sequence[_Waiting], embedded: Callable[[int], None]) -> Iterator[Outcome]:
        """Embed and store a batch, as one transaction."""
        pairs = [(waiting.article, passage) for waiting in batch for passage in waiting.passages]
        vectors, first, outcomes = embed(self.embedder, pairs, embedded), 0, list[Outcome]()
        with self.database.writing() as connection:
            self._check(self.embedder, connection)
            for arrived, embedded_as, passages, change in batch:
                rows = vectors[first : first + len(passages)]
                first += len(passages)
                article = corrections.correct(connection, arrived)
                if article.title != embedded_as.title:  # another process has just corrected it, or removed it
                    passages, rows = cut_and_embed(self.embedder, article)
                store.put(connection, article, passages, rows)
                outcomes.append(Outcome(article, change, len(passages)))
        yield from outcomes


def explain_missing(folder: Path) -> LibraryError:
    """Return the error that a folder holds no library."""
    return LibraryError(f"there is no library in {shown(folder)}: add articles first with `pullquote add PATH`")


def _add_meant_words(connection: sqlite3.Connection, wanted: Sequence[str]) -> list[str]:
    """Return the words, and beside each that no passage holds the one that was probably meant."""
    held = store.count_passages(connection, wanted)
    found = (meant(word, store.list_terms(connection, word[0])) for word in wanted if word not in held)
    return [*wanted, *(word for word in found if word)]


def _measure_size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:  # another process is done with it
        return 0
