"""Ingestion: articles are compared with what the library holds, embedded in batches, and stored."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from corpus import Article, Passage
from index import corrections, merged, store
from index.embedder import Embedder
from index.engine import Engine
from index.errors import DamagedArticle
from index.manifest import check_model
from index.passages import cut, cut_and_embed, embed

# Passages embedded between two commits, which is what an interruption can lose.
_BATCH = 256


class Change(StrEnum):
    """What adding an article did."""

    ADDED = "added"
    REPLACED = "replaced"
    UPDATED = "updated"  # only what is known about it has changed, not its title and text
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What adding one article did, and how many passages were embedded for it; `arrived` is the article as it came."""

    article: Article
    change: Change
    passages: int
    arrived: Article | None = None


class _Waiting(NamedTuple):
    """An article that waits to be embedded and stored: as it came, under the id it is known by, and corrected."""

    came: Article
    arrived: Article
    article: Article
    passages: list[Passage]
    change: Change


class Ingestion:
    """Adds articles to one library; `get_embedder` opens the model when the first article has to be embedded.

    `embedded` is told the number of characters each time some have been embedded; `find_known` says by which other id
    the library knows an article, if it does. `added` is the time at which they count as added, now if None.
    """

    def __init__(
        self,
        database: Engine,
        get_embedder: Callable[[], Embedder],
        embedded: Callable[[int], None],
        find_known: Callable[[Article], str | None] = lambda _: None,
        added: str | None = None,
    ):
        self._database = database
        self._find_known = find_known
        self._get_embedder = get_embedder
        self._embedded = embedded
        self._added = added

    def add(self, articles: Iterable[Article]) -> Iterator[Outcome]:
        """Add articles, and yield each one's outcome once it is safely stored."""
        batch: list[_Waiting] = []
        for came in articles:
            known = self._find_known(came)
            if not known and (same := self._find_same(came)):
                yield Outcome(same, Change.UNCHANGED, 0, came)
                continue
            arrived = replace(came, id=known) if known else came
            if any(arrived.id == waiting.arrived.id for waiting in batch):
                yield from self._commit(batch)
                batch = []
            article, change = self._compare(arrived)
            if change is Change.UPDATED:
                article, change = self._update(arrived)
            if change in (Change.UNCHANGED, Change.UPDATED):
                yield Outcome(article, change, 0, came)
            else:
                batch.append(_Waiting(came, arrived, article, cut(self._get_embedder(), article), change))
                if sum(len(waiting.passages) for waiting in batch) >= _BATCH:
                    yield from self._commit(batch)
                    batch = []
        if batch:
            yield from self._commit(batch)

    def _find_same(self, came: Article) -> Article | None:
        """Return the article that one became one with, if it still has its text."""
        with self._database.reading() as connection:
            if (id_ := merged.find_kept(connection, came.id)) is None:
                return None
            try:
                kept = store.get(connection, id_)
            except DamagedArticle:
                return None
        return kept if kept.text == came.text else None

    def _compare(self, arrived: Article) -> tuple[Article, Change]:
        """Return an article with its correction, and what storing it would do."""
        with self._database.reading() as connection:
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
        """Store what is known about an article, unless its title or text has changed meanwhile."""
        with self._database.writing() as connection:
            article, change = self._compare(arrived)
            if change is Change.UPDATED:
                store.update_source(connection, article)
        return article, change

    def _commit(self, batch: Sequence[_Waiting]) -> Iterator[Outcome]:
        """Embed a batch and store it in one transaction."""
        embedder = self._get_embedder()
        pairs = [(waiting.article, passage) for waiting in batch for passage in waiting.passages]
        vectors, first, outcomes = embed(embedder, pairs, self._embedded), 0, list[Outcome]()
        with self._database.writing() as connection:
            check_model(connection, embedder, self._database.name)
            for came, arrived, embedded_as, passages, change in batch:
                rows = vectors[first : first + len(passages)]
                first += len(passages)
                article = corrections.correct(connection, arrived)
                if article.title != embedded_as.title:  # another process has just corrected it, or removed it
                    passages, rows = cut_and_embed(embedder, article)
                store.put(connection, article, passages, rows, self._added)
                outcomes.append(Outcome(article, change, len(passages), came))
        yield from outcomes
