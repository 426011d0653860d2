"""Catalogue: what a library holds, read without its embedding model."""

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

from corpus import Article, Passage, Source
from index import merged, passage_store, sketches, store, tags
from index.copies import are_copies, order_by_origin
from index.engine import Engine
from index.errors import DamagedArticle
from index.filters import Filters
from index.manifest import read_generation
from index.store import Entry
from index.word_query import WordQuery


@dataclass(frozen=True, slots=True)
class State:
    """A library as a whole."""

    articles: int
    passages: int
    generation: str
    bytes: int  # on disk


class Catalogue:
    """The articles of a library, their passages and their words; safe in several threads and processes."""

    def __init__(self, database: Engine):
        self.folder = database.folder
        self.database = database
        # Each is kept for one generation: a change to the library makes another.
        self._article = lru_cache(maxsize=64)(self._read_article)
        self._counts = lru_cache(maxsize=1)(self._read_counts)
        self._holding = lru_cache(maxsize=8192)(self._count_holding)
        self._words = lru_cache(maxsize=8)(self._list_words)
        self._entries = lru_cache(maxsize=1)(self._read_entries)
        self._copies = lru_cache(maxsize=512)(self._read_copies)
        self._sources = lru_cache(maxsize=1)(self._read_sources)
        self._articles_by_passage = lru_cache(maxsize=1)(self._read_articles_by_passage)

    def state(self) -> State:
        """Return what the library holds as a whole."""
        with self.database.reading() as connection:
            counts = store.count_all(connection)
            generation = read_generation(connection)
        return State(*counts, generation, self.database.measure_size())

    def entries(self) -> list[Entry]:
        """Return all articles without their texts, newest publication first."""
        with self.database.reading() as connection:
            return list(self._entries(read_generation(connection)))

    def newest(self, most: int, filters: Filters = Filters()) -> list[Entry]:  # noqa: B008
        """Return the first `most` of `entries` that pass the filters, without reading the others."""
        with self.database.reading() as connection:
            return list(store.walk_entries(connection, most, filters))

    def walk(self, most: int | None = None, filters: Filters = Filters()) -> Iterator[Entry]:  # noqa: B008
        """Yield the first `most` of `entries` that pass the filters, or all, and hold none of them.

        What is read meanwhile is of the same state of the library.
        """
        with self.database.reading() as connection:
            yield from store.walk_entries(connection, most, filters)

    def ids(self) -> list[str]:
        """Return the ids of all articles."""
        with self.database.reading() as connection:
            return store.list_ids(connection)

    def publishers(self) -> list[str]:
        """Return the publishers of all articles, each once."""
        with self.database.reading() as connection:
            return store.list_publishers(connection)

    def article(self, article_id: str) -> Article:
        """Return an article whole, or the one that it became one with; raise NoSuchArticle."""
        with self.database.reading() as connection:
            return self._article(article_id, read_generation(connection))

    @contextlib.contextmanager
    def hold_state(self) -> Iterator[None]:
        """Let all that this thread reads inside the block see one state of the library, whatever others write."""
        with self.database.reading():
            yield

    def passages(self, ids: Sequence[int]) -> dict[int, Passage]:
        """Return by row id the passages that are there."""
        with self.database.reading() as connection:
            return passage_store.read_passages(connection, ids)

    def find_by_words(self, sequence: Sequence[str]) -> list[str]:
        """Return the ids of the articles with a passage that holds the words, as `index.words` gives them, in order."""
        with self.database.reading() as connection:
            row_ids = connection.words.find_passages(connection, sequence) if sequence else []
            return passage_store.find_articles(connection, row_ids)

    def rank_articles(self, wanted: Sequence[str], k: int) -> list[str]:
        """Return the ids of the articles of the `k` best passages that hold any of the words, best first."""
        with self.database.reading() as connection:
            best = connection.words.rank_by_bm25(connection, wanted, k, Filters())
            return passage_store.find_articles(connection, [row_id for row_id, _ in best])

    def find_holding(self, query: WordQuery) -> dict[str, list[int]]:
        """Return by article the row ids of the passages that a query finds."""
        if not query:
            return {}
        with self.database.reading() as connection:
            articles = self._articles_by_passage(read_generation(connection))
            found: dict[str, list[int]] = {}
            for row_id in connection.words.find_holding(connection, query):
                if row_id in articles:
                    found.setdefault(articles[row_id], []).append(row_id)
        return found

    def rank_holding(
        self,
        query: WordQuery,
        k: int,
        filters: Filters = Filters(),  # noqa: B008
        within: Iterable[int] | None = None,
    ) -> list[Passage]:
        """Return the `k` best passages that a query finds, best first; `within` restricts their row ids."""
        if not query:
            return []
        with self.database.reading() as connection:
            best = connection.words.rank_holding(connection, query, k, filters, within)
            passages = passage_store.read_passages(connection, best)
        return [passages[row_id] for row_id in best if row_id in passages]

    def find_best_passages(self, wanted: Sequence[str], k: int) -> list[Passage]:
        """Return the `k` best passages that hold any of the words, best first."""
        with self.database.reading() as connection:
            best = [row_id for row_id, _ in connection.words.rank_by_bm25(connection, wanted, k, Filters())]
            read = passage_store.read_passages(connection, best)
        return [read[row_id] for row_id in best if row_id in read]

    def find_by_letters(self, letters: str, within: Iterable[str] | None = None) -> list[str]:
        """Return the ids of the articles whose texts hold the letters unchanged; `within` restricts the articles."""
        with self.database.reading() as connection:
            return store.find_by_letters(connection, letters, within)

    def texts(self, within: Iterable[str]) -> dict[str, str]:
        """Return by id the texts of those articles that are there."""
        with self.database.reading() as connection:
            return store.read_texts(connection, within)

    def sources(self) -> tuple[tuple[str, str, Source], ...]:
        """Return id, title and source of all articles."""
        with self.database.reading() as connection:
            return self._sources(read_generation(connection))

    def list_tags(self) -> list[str]:
        """Return the tags that articles have, in order."""
        with self.database.reading() as connection:
            return tags.list_all(connection)

    def spell_tags(self, written: Iterable[str]) -> tuple[str, ...]:
        """Return tags as the library spells them, whatever their case; raise LibraryError for one no article has."""
        if not (wanted := tuple(written)):
            return ()
        known = self.list_tags()
        spelled = [(each, tags.spell(known, each)) for each in wanted]
        if unknown := [each for each, tag in spelled if tag is None]:
            raise tags.explain_no_such(unknown[0], known)
        return tuple(tag for _, tag in spelled if tag)

    def weigh_words(self, wanted: Iterable[str]) -> dict[str, float]:
        """Return the weight of each word: BM25's inverse document frequency, above 0 even in a tiny library."""
        with self.database.reading() as connection:
            counts = self.count_passages(wanted)
            _, total = self._counts(read_generation(connection))
        return {word: log(1 + (total - count + 0.5) / (count + 0.5)) for word, count in counts.items()}

    def count_passages(self, wanted: Iterable[str]) -> dict[str, int]:
        """Return for each word, as `index.words` gives it, the number of passages that hold it."""
        with self.database.reading() as connection:
            generation = read_generation(connection)
            return {word: self._holding(word, generation) for word in dict.fromkeys(wanted)}

    def select_known_words(self, wanted: Iterable[str]) -> set[str]:
        """Return those of the words, as `index.words` gives them, that some passage holds."""
        return {word for word, count in self.count_passages(wanted).items() if count}

    def find_copies(self, article_id: str, filters: Filters = Filters()) -> list[Article]:  # noqa: B008
        """Return the articles that pass the filters and are copies of one, with it, the first published first."""
        with self.database.reading() as connection:
            copies = self._copies(article_id, read_generation(connection))
            passing = store.select_passing(connection, copies, filters) if copies and filters else copies
            return order_by_origin([self.article(article_id), *map(self.article, passing)])

    def _read_sound(self, ids: Iterable[str]) -> Iterator[Article]:
        """Yield those of the articles that are not damaged."""
        for article_id in ids:
            with contextlib.suppress(DamagedArticle):
                yield self.article(article_id)

    # These read the present state; `generation` is its name, the key under which the result is kept.

    def _read_counts(self, generation: str) -> tuple[int, int]:
        with self.database.reading() as connection:
            return store.count_all(connection)

    def _count_holding(self, word: str, generation: str) -> int:
        with self.database.reading() as connection:
            return connection.words.count_passages(connection, word)

    def _list_words(self, first: str, generation: str) -> dict[str, int]:
        with self.database.reading() as connection:
            return connection.words.list_words(connection, first)

    def _read_entries(self, generation: str) -> tuple[Entry, ...]:
        with self.database.reading() as connection:
            return tuple(store.walk_entries(connection))

    def _read_sources(self, generation: str) -> tuple[tuple[str, str, Source], ...]:
        with self.database.reading() as connection:
            return tuple(store.list_sources(connection))

    def list_former_ids(self, article_id: str) -> list[str]:
        """Return the ids of the articles that became one with an article."""
        with self.database.reading() as connection:
            return merged.list_former_ids(connection, article_id)

    def _read_copies(self, article_id: str, generation: str) -> tuple[str, ...]:
        with self.database.reading() as connection:
            article = self.article(article_id)
            alike = self._read_sound(sketches.find_alike(connection, article.id))
            return tuple(other.id for other in alike if are_copies(article, other))

    def _read_articles_by_passage(self, generation: str) -> dict[int, str]:
        with self.database.reading() as connection:
            return passage_store.map_to_articles(connection)

    def _read_article(self, article_id: str, generation: str) -> Article:
        with self.database.reading() as connection:
            return merged.get(connection, article_id)
