"""Examining and mending a library, and rebuilding it for another model or schema."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index import passage_store, seals, sketches, store
from index.embedder import open_embedder
from index.engine import Connection
from index.errors import DamagedArticle, LibraryError, NoLibrary
from index.library import Library
from index.manifest import RESCUE, read_generation
from index.model import DEFAULT_MODEL, resolve_name
from index.passages import cut, cut_and_embed, embed
from index.places import Place, open_engine

# A stored vector and a new one of the same passage have at least this cosine, on whatever machine.
_LEAST_COSINE = 0.98


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault of a library, in one sentence, and whether it has been mended."""

    message: str
    mended: bool


def examine(library: Library) -> list[Finding]:
    """Check all that can be checked, mend what can be mended, and return the faults."""
    if trouble := library.database.find_damage():
        message = f"the database is damaged ({trouble}): {RESCUE}"
        return [Finding(message, mended=False)]
    with library.database.reading() as connection:
        altered = _find_altered(connection)
        ids = store.list_ids(connection)
        orphans = _count_orphans(connection)
        unfit = {
            id_: why for id_, why in _find_unfit(connection, library.embedder.dimension).items() if id_ not in altered
        }
        unsealed = [id_ for id_ in _find_unsealed(connection) if id_ not in altered and id_ not in unfit]
    unfit |= _find_foreign(library, unsealed)
    findings = [Finding(f"{id_}: {why}: add it again", mended=False) for id_, why in altered.items()]
    if orphans:
        with library.database.writing() as connection:
            connection.execute("DELETE FROM passages WHERE article_id NOT IN (SELECT id FROM articles)")
        findings.append(Finding(f"{orphans} passages belonged to no article: removed", mended=True))
    for article_id, why in unfit.items():
        _embed_anew(library, article_id)
        findings.append(Finding(f"{article_id}: {why}: embedded anew", mended=True))
    _seal(library, [article_id for article_id in unsealed if article_id not in unfit])
    _sketch(library, [article_id for article_id in ids if article_id not in altered])
    mended = any(finding.mended for finding in findings)
    return findings + _mend_words(library, changed=mended, whole=not altered) + _mend_vectors(library)


def rebuild(place: Place, cache: Path, model: str | None = None, done: Callable[[float], None] = lambda _: None) -> int:
    """Cut and embed every article again, whatever schema the library has; return their number.

    By default `model` is the library's own. `done` is told the share that is done. The library does not change until
    all articles are done.
    """
    database = open_engine(place)
    if not database.exists():
        raise NoLibrary(database.name)
    embedder = open_embedder(
        resolve_name(model) if model else database.read_raw_manifest().get("model", DEFAULT_MODEL), cache
    )
    with database.reading() as connection:
        before = read_generation(connection)
        articles = [store.get(connection, article_id) for article_id in store.list_ids(connection)]
        added = store.read_added_times(connection)
    passages = [cut(embedder, article) for article in articles]
    vectors = []
    for number, (article, cuts) in enumerate(zip(articles, passages, strict=True), 1):
        vectors.append(embed(embedder, [(article, passage) for passage in cuts]))
        done(number / len(articles))
    with database.remake({"model": embedder.name, "fingerprint": embedder.fingerprint}, before) as connection:
        for article, cuts, rows in zip(articles, passages, vectors, strict=True):
            store.put(connection, article, cuts, rows, added[article.id])
    database.vectors.prepare(embedder.dimension)
    return len(articles)


def _find_altered(connection: Connection) -> dict[str, str]:
    """Return the articles that are not what was added, each with its fault."""
    faults = {}
    rows = connection.execute("SELECT id, text, digest FROM articles ORDER BY id").fetchall()
    for article_id, text, digest in rows:
        if not seals.is_text(text, digest):
            faults[article_id] = "its text is not the one that was added"
        elif not _is_readable(connection, article_id):
            faults[article_id] = "what is told of it is not what was stored"
    return faults


def _is_readable(connection: Connection, article_id: str) -> bool:
    try:
        store.get(connection, article_id)
    except DamagedArticle:
        return False
    return True


def _count_orphans(connection: Connection) -> int:
    query = "SELECT count(*) FROM passages WHERE article_id NOT IN (SELECT id FROM articles)"
    return int(connection.execute(query).fetchone()[0])


def _find_unfit(connection: Connection, dimension: int) -> dict[str, str]:
    """Return the articles whose passages or vectors cannot be right, each with the reason."""
    queries = {
        "it has no passages": "SELECT id FROM articles WHERE id NOT IN (SELECT article_id FROM passages)",
        "a passage lies outside its text": "SELECT DISTINCT article_id FROM passages JOIN articles ON articles.id = "
        'article_id WHERE start < 0 OR start >= "end" OR "end" > length(text)',
    }
    faults = {row[0]: why for why, query in queries.items() for row in connection.execute(query)}
    for article_id in store.list_ids(connection):
        if article_id in faults:
            continue
        if not passage_store.has_whole_vectors(connection, article_id, dimension):
            faults[article_id] = "a vector has the wrong size"
        elif not passage_store.has_readable_passages(connection, article_id) or not seals.has_sound_passages(
            connection, article_id
        ):
            faults[article_id] = "its passages are not those that were stored"
    return faults


def _find_unsealed(connection: Connection) -> list[str]:
    """Return the articles without a seal: an earlier version stored them."""
    return [id_ for id_ in store.list_ids(connection) if seals.find(connection, id_) is None]


def _find_foreign(library: Library, unsealed: list[str]) -> dict[str, str]:
    """Return the unsealed articles whose vectors are not those of their passages, each with the reason."""
    faults = {}
    for article_id in unsealed:
        article = library.article(article_id)
        with library.database.reading() as connection:
            rows = passage_store.read_rows(connection, article_id)
        stored = np.array([np.frombuffer(row.vector, dtype=np.float16) for row in rows], dtype=np.float32)
        right = embed(library.embedder, [(article, passage_store.make_passage(article_id, row)) for row in rows])
        if not passage_store.are_unit(stored) or ((stored * right).sum(axis=1) < _LEAST_COSINE).any():
            faults[article_id] = "a vector is not that of its passage"
    return faults


def _seal(library: Library, article_ids: list[str]) -> None:
    """Seal sound articles if the library may be written."""
    if article_ids and library.database.may_write():
        with library.database.writing() as connection:
            for article_id in article_ids:
                seals.keep(connection, article_id)


def _sketch(library: Library, article_ids: list[str]) -> None:
    """Make the sketches of sound articles that have none if the library may be written."""
    with library.database.reading() as connection:
        known = set(sketches.list_sketched(connection))
    if (missing := [id_ for id_ in article_ids if id_ not in known]) and library.database.may_write():
        with library.database.writing() as connection:
            for article_id in missing:
                sketches.keep(connection, store.get(connection, article_id))


def _embed_anew(library: Library, article_id: str) -> None:
    article = library.article(article_id)
    passages, vectors = cut_and_embed(library.embedder, article)
    with library.database.writing() as connection:
        store.put(connection, article, passages, vectors, store.read_added_time(connection, article_id))


def _mend_words(library: Library, *, changed: bool, whole: bool) -> list[Finding]:
    """Rebuild the word index if it does not hold exactly the passages' words, or if passages have `changed`.

    If not all texts are `whole`, the words are not compared.
    """
    with library.database.reading() as connection:
        wrong = connection.wordcheck.find_unmatched(connection)
    altered = whole and not wrong and not changed and not _has_right_words(library)
    if not wrong and not altered and not changed:
        return []
    with library.database.writing() as connection:
        connection.words.remake(connection)
    if wrong:
        return [Finding(f"the word index was out of step at {len(wrong)} passages: rebuilt", mended=True)]
    return [Finding("the word index did not hold the passages' words: rebuilt", mended=True)] if altered else []


def _has_right_words(library: Library) -> bool:
    try:
        with library.database.reading() as connection:
            return connection.wordcheck.is_exact(connection)
    except LibraryError:  # the file itself is sound, so only the index cannot be read
        return False


def _mend_vectors(library: Library) -> list[Finding]:
    with library.database.reading() as connection:
        messages = library.database.vectors.mend(connection, library.embedder.dimension)
    return [Finding(message, mended=True) for message in messages]
