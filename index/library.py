"""Library: articles in, hits out."""

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus import Article, Passage, Source
from index import corrections, removal, store, tags
from index.catalogue import Catalogue
from index.corrections import Correction
from index.embedder import Embedder, open_embedder
from index.engine import Engine
from index.errors import LibraryError, LibraryMismatch, NoLibrary
from index.filters import Filters
from index.fusion import fuse
from index.ingestion import Change, Ingestion, Outcome
from index.manifest import check_model, read_generation
from index.model import DEFAULT_MODEL, resolve_name
from index.originals import Movements
from index.passages import cut_and_embed
from index.places import Place, open_engine
from index.removal import Removed
from index.scratch import clear_all
from index.spelling import correct_word, may_be_slip
from index.word_index import select_telling
from index.words import stem_words

# Each ranking contributes so many passages to the fusion.
_POOL = 100


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was retrieved for a question; a higher score is better.

    The score was fused from `cosine` and `bm25`.
    """

    passage: Passage
    score: float
    cosine: float
    bm25: float


class Library(Catalogue):
    """Articles that can be changed and searched; safe in several threads and processes."""

    def __init__(self, database: Engine, open_model: Callable[[], Embedder]):
        super().__init__(database)
        self._open_model = open_model
        self._lock = threading.RLock()
        self._embedder: Embedder | None = None

    @classmethod
    def open(cls, place: Place, cache: Path, model: str | None = None, *, create: bool = False) -> "Library":
        """Open the library at `place`, by default with the model that made it; `cache` holds converted models.

        Files that killed processes left behind are removed. Raises NoLibrary if there is none and `create` is not
        set, LibraryMismatch if another model made it.
        """
        database = open_engine(place)
        clear_all(database.folder, cache)
        model = resolve_name(model) if model else None
        if not database.exists():
            if not create:
                raise NoLibrary(database.name)
            embedder = open_embedder(model or DEFAULT_MODEL, cache)
            database.create({"model": embedder.name, "fingerprint": embedder.fingerprint})
        made_with = database.read_manifest()["model"]
        if model not in (None, made_with):
            raise LibraryMismatch(
                f"the library in {database.name} was made with the embedding model {made_with}, not {model}: "
                f"run `pullquote doctor --rebuild --model {model}` to embed it anew, or choose {made_with}"
            )
        return cls(database, lambda: open_embedder(made_with, cache))

    def open_for_reading(self) -> "Library":
        """Return this library as one that refuses every change, with the same model and vectors."""
        return Library(self.database.open_for_reading(), lambda: self.embedder)

    @property
    def embedder(self) -> Embedder:
        """The embedding model, opened at first use; raises LibraryMismatch if its weights are not the library's."""
        with self._lock:
            if self._embedder is None:
                embedder = self._open_model()
                with self.database.reading() as connection:
                    check_model(connection, embedder, self.database.name)
                self._embedder = embedder
            return self._embedder

    def add(
        self,
        articles: Iterable[Article],
        embedded: Callable[[int], None] = lambda _: None,
        added: str | None = None,
    ) -> Iterator[Outcome]:
        """Add articles, and yield each one's outcome once it is safely stored.

        An article that is there already, letter for letter, is not embedded again. `embedded` is told the number of
        characters each time some have been embedded. A caller who stops early keeps all that was yielded. Corrected
        fields stay corrected. An article whose file was renamed or moved keeps its id. `added` is the time at which
        they count as added, in ISO 8601, UTC, now if None.
        """
        movements = Movements(self)
        ingestion = Ingestion(self.database, lambda: self.embedder, embedded, movements.find_known, added)
        yield from ingestion.add(articles)
        if self._embedder is not None:
            self.database.vectors.prepare(self._embedder.dimension)

    def correct(self, article_id: str, title: str, source: Source) -> Outcome:
        """Correct an article's title and its source's url, publisher, authors and date, until it is removed.

        What differs from what is known stays corrected when the article is added again; other fields of `source` are
        ignored. Raises NoSuchArticle, InvalidArticle for fields that no article can have, LibraryError if another
        process has just changed the article.
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
            before = corrections.find(connection, article_id)
            corrections.keep(connection, article_id, correction.narrow(kept, before))
            if embedded is None:
                store.update_source(connection, article)
                return Outcome(article, Change.UPDATED, 0)
            check_model(connection, self.embedder, self.database.name)
            store.put(connection, article, *embedded, store.read_added_time(connection, article_id))
            return Outcome(article, Change.REPLACED, len(embedded[0]))

    def tag(self, article_ids: Sequence[str], written: str) -> str:
        """Give a tag to articles, until it is taken off or they are removed; return it as the library spells it.

        Raises NoSuchArticle, and LibraryError for what can be no tag.
        """
        tag = tags.normalise_tag(written)
        with self.database.writing() as connection:
            for article_id in article_ids:
                store.check(connection, article_id)
            tag = tags.spell(tags.list_all(connection), tag) or tag
            tags.keep(connection, article_ids, tag)
        return tag

    def untag(self, article_ids: Sequence[str], written: str) -> str:
        """Take a tag off those articles that have it; return it as the library spells it, or raise LibraryError."""
        with self.database.writing() as connection:
            [tag] = self.spell_tags([written])
            tags.take_off(connection, article_ids, tag)
        return tag

    def remove(self, article_id: str) -> Removed:
        """Remove an article from every index, and return what `restore` brings back; raise NoSuchArticle."""
        with self.database.writing() as connection:
            return removal.take_out(connection, article_id)

    def discard(self, article_id: str) -> None:
        """Remove an article for good, even if it is damaged; raise NoSuchArticle."""
        with self.database.writing() as connection:
            removal.discard(connection, article_id)

    def restore(self, removed: Removed) -> None:
        """Put a removed article back as it was.

        Raises LibraryError if an article with its id has been added meanwhile, LibraryMismatch if another model has
        embedded the library.
        """
        with self.database.writing() as connection:
            removal.put_back(connection, removed)

    def search(
        self,
        question: str,
        k: int = 10,
        filters: Filters = Filters(),  # noqa: B008
        phrases: Sequence[str] = (),
    ) -> list[Hit]:
        """Return at most `k` passages for the question, best first, from the articles that pass the filters.

        With `phrases`, only those articles are searched that hold the words of one phrase in order, stop words aside.
        """
        with self.hold_state():
            cosines, bm25 = self.rank_passages(question, filters, phrases)
            best = fuse(cosines, bm25)[:k]
            passages = self.passages([i for i, _ in best])
        return [Hit(passages[i], score, cosines[i], bm25.get(i, 0.0)) for i, score in best if i in passages]

    def rank_passages(
        self,
        question: str,
        filters: Filters = Filters(),  # noqa: B008
        phrases: Sequence[str] = (),
    ) -> tuple[dict[int, float], dict[int, float]]:
        """Return the cosines and the BM25 scores of the question's best passages, by row id; see `search`.

        Every passage of either ranking has a cosine; those that hold words of the question have a BM25 score.
        """
        vector = self.embedder.embed_question(question)
        with self.database.reading() as connection:
            check_model(connection, self.embedder, self.database.name)
            vectors = self.database.vectors.provide(connection, len(vector))
            sequences = [sequence for phrase in phrases if (sequence := stem_words(phrase))]
            wanted = self._choose_words(question, whole=bool(filters or sequences))
            best = connection.words.rank_by_bm25(connection, wanted, _POOL, filters, sequences)
            cosines = dict(vectors.find_nearest(vector, _POOL, filters, sequences))
            cosines |= vectors.compute_cosines(vector, [i for i, _ in best if i not in cosines])
        return cosines, {i: score for i, score in best if i in cosines}

    def _choose_words(self, question: str, *, whole: bool) -> list[str]:
        """Return the words of a question to search for, and for each that no passage holds the one probably meant.

        If they are not searched for as a `whole`, the common ones are left out: of few articles they may be all.
        """
        counts = self.count_passages(stem_words(question))
        unknown = [word for word, count in counts.items() if not count and may_be_slip(word)]
        with self.database.reading() as connection:
            generation = read_generation(connection)
            meant = [correct_word(word, self._words(word[0], generation)) for word in unknown]
            counts |= self.count_passages(word for word in meant if word)
            _, passages = self._counts(generation)
        return list(counts) if whole else select_telling(counts, passages)
