"""Examining a library and mending it; and making it anew for another model or schema."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from index import store
from index.database import Database, generation
from index.embedder import open_embedder
from index.errors import LibraryError
from index.library import FILE_NAME, Library
from index.model import DEFAULT_MODEL, full_name
from index.passages import cut, cut_and_embed, embed
from index.snapshot import damaged_snapshot


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with a library, in one sentence, and whether it has been mended."""

    message: str
    mended: bool


def examine(library: Library) -> list[Finding]:
    """Check all that can be checked, mend what can be mended, and return what was found."""
    with library.database.reading() as connection:
        if trouble := _file_trouble(connection):
            return [
                Finding(
                    f"the database is damaged ({trouble}): restore it from a backup or add its articles anew", False
                )
            ]
        altered = _altered(connection)
        orphans = _orphans(connection)
        unfit = {id_: why for id_, why in _unfit(connection, library.embedder.dimension).items() if id_ not in altered}
    findings = [Finding(f"{id_}: its text is not the one that was added: add it again", False) for id_ in altered]
    if orphans:
        with library.database.writing() as connection:
            connection.execute("DELETE FROM passages WHERE article_id NOT IN (SELECT id FROM articles)")
        findings.append(Finding(f"{orphans} passages belonged to no article: removed", True))
    for article_id, why in unfit.items():
        _embed_anew(library, article_id)
        findings.append(Finding(f"{article_id}: {why}: embedded anew", True))
    return findings + _mend_words(library, changed=bool(findings)) + _mend_snapshot(library)


def rebuild(folder: Path, cache: Path, model: str | None = None, done: Callable[[float], None] = lambda _: None) -> int:
    """Cut and embed every article anew, whatever schema the library has; return their number.

    `model` is by default the library's own. `done` is told the share that is done. Until all is, the library stays as
    it is.
    """
    database = Database(folder / FILE_NAME)
    if not database.exists():
        raise LibraryError(f"there is no library in {folder}: add articles first with `pullquote add PATH`")
    embedder = open_embedder(full_name(model) if model else database.raw_manifest().get("model", DEFAULT_MODEL), cache)
    with database.reading() as connection:
        before = generation(connection)
        articles = [store.get(connection, article_id) for article_id in store.article_ids(connection)]
        added = store.added(connection)
    passages = [cut(embedder, article) for article in articles]
    vectors = []
    for number, (article, cuts) in enumerate(zip(articles, passages, strict=True), 1):
        vectors.append(embed(embedder, [(article, passage) for passage in cuts]))
        done(number / len(articles))
    with database.remaking({"model": embedder.name, "fingerprint": embedder.fingerprint}, before) as connection:
        for article, cuts, rows in zip(articles, passages, vectors, strict=True):
            store.put(connection, article, cuts, rows, added[article.id])
    return len(articles)


def _file_trouble(connection: sqlite3.Connection) -> str | None:
    report = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    return None if report == "ok" else str(report)


def _altered(connection: sqlite3.Connection) -> list[str]:
    """Return the articles whose text does not have its digest."""
    rows = connection.execute("SELECT id, text, digest FROM articles ORDER BY id")
    return [id_ for id_, text, digest in rows if sha256(text.encode()).hexdigest() != digest]


def _orphans(connection: sqlite3.Connection) -> int:
    query = "SELECT count(*) FROM passages WHERE article_id NOT IN (SELECT id FROM articles)"
    return int(connection.execute(query).fetchone()[0])


def _unfit(connection: sqlite3.Connection, dimension: int) -> dict[str, str]:
    """Return the articles whose passages or vectors cannot be right, and why."""
    queries = {
        "it has no passages": "SELECT id FROM articles WHERE id NOT IN (SELECT article_id FROM passages)",
        "a passage lies outside its text": "SELECT DISTINCT article_id FROM passages JOIN articles ON articles.id = "
        "article_id WHERE start < 0 OR start >= end OR end > length(text)",
        "a vector has the wrong size": "SELECT DISTINCT article_id FROM passages WHERE length(vector) != :size",
    }
    size = {"size": dimension * 2}  # bytes of a vector in float16
    return {row[0]: why for why, query in queries.items() for row in connection.execute(query, size)}


def _embed_anew(library: Library, article_id: str) -> None:
    article = library.article(article_id)
    passages, vectors = cut_and_embed(library.embedder, article)
    with library.database.writing() as connection:
        store.put(connection, article, passages, vectors, store.added_at(connection, article_id))


def _mend_words(library: Library, *, changed: bool) -> list[Finding]:
    """Rebuild the word index if it does not hold just the passages, or if passages were mended under it."""
    with library.database.reading() as connection:
        indexed = {row[0] for row in connection.execute("SELECT id FROM words_docsize")}
        wrong = indexed ^ set(store.all_passage_ids(connection).tolist())
    if not wrong and not changed:
        return []
    with library.database.writing() as connection:
        store.rebuild_words(connection)
    return [Finding(f"the word index was out of step at {len(wrong)} passages: rebuilt", True)] if wrong else []


def _mend_snapshot(library: Library) -> list[Finding]:
    with library.database.reading() as connection:
        path = damaged_snapshot(library.folder, connection, library.embedder.dimension)
    if path is None:
        return []
    path.unlink(missing_ok=True)
    return [Finding(f"{path.name} does not hold what the library holds: removed, it will be made anew", True)]
