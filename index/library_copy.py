"""Copying a library into another place, of either kind, as it is: nothing is embedded again."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from corpus import Article
from index import (
    corrections,
    known_files,
    manifest,
    merged,
    passage_store,
    raw_pages,
    removal,
    seals,
    store,
    tags,
    zotero_state,
)  # fmt: skip
from index.corrections import Correction
from index.engine import Connection, Engine
from index.errors import DamagedArticle, LibraryError, NoLibrary
from index.manifest import COPYING
from index.passage_store import Row
from index.places import Place, open_engine
from index.seals import Seal

# Articles that are stored in one transaction, which is what an interruption can lose.
_BATCH = 100
# What is noted beside articles, and does not go with one: what makes its table, its name, and its columns.
_NOTED = (
    (known_files.TABLE, "files", "path, size, changed, digest, readers, outcome"),
    (merged.TABLE, "merged", "article_id, kept"),
    (merged.FILES, "merged_files", "article_id, path"),
    (zotero_state.LIBRARIES, "zotero_libraries", "name, version"),
    (zotero_state.RECORDS, "zotero_records", "library, key, record"),
    (zotero_state.ITEMS, "zotero_items", "scope, uri, article_id, stamp, problem"),
)


class Copied(NamedTuple):
    """How many articles and passages a copy holds, and how many articles were there from an earlier try."""

    articles: int
    passages: int
    before: int


class _Kept(NamedTuple):
    """All that is stored of one article."""

    article: Article
    rows: Sequence[Row]
    added: str
    correction: Correction | None
    tags: Sequence[str]
    raw_page: raw_pages.Row | None
    seal: Seal


def copy(source: Place, target: Place, done: Callable[[float], None] = lambda _: None) -> Copied:
    """Copy the library at one place to another, which holds none, or what an earlier try has left; see Copied.

    The copy is of one state of the library, whatever others change meanwhile; it cannot be opened before it is whole.
    `done` is told the share that is done. Raises NoLibrary, LibraryError if there is another library at `target`, or
    DamagedArticle.
    """
    old, new = open_engine(source), open_engine(target)
    if not old.exists():
        raise NoLibrary(old.name)
    facts = old.read_manifest()
    if not new.exists():
        new.create({"model": facts["model"], "fingerprint": facts["fingerprint"], COPYING: "yes"})
    with old.reading() as reading:
        ids = store.list_ids(reading)
        missing = _begin(reading, new, ids, facts["fingerprint"])
        for first in range(0, len(missing), _BATCH):
            kept = [_read(reading, article_id) for article_id in missing[first : first + _BATCH]]
            with new.writing() as writing:
                for each in kept:
                    _put(writing, each)
            done((len(ids) - len(missing) + first + len(kept)) / len(ids))
        with new.writing() as writing:
            for statement, table, columns in _NOTED:
                _copy_noted(reading, writing, statement, table, columns)
            writing.execute("DELETE FROM manifest WHERE key = ?", (COPYING,))
            counts = store.count_all(writing)
    # Any article's vector has the length of all.
    if counts[1]:
        new.vectors.prepare(_read_dimension(new))
    return Copied(*counts, len(ids) - len(missing))


def _begin(reading: Connection, new: Engine, ids: Sequence[str], fingerprint: str) -> list[str]:
    """Remove from a copy that was begun what is not as the library has it now; return the ids that it lacks."""
    with new.writing() as writing:
        kept = manifest.read_all(writing)
        if COPYING not in kept or kept["fingerprint"] != fingerprint:
            raise LibraryError(f"there is a library in {new.name}: copy to a place that holds none")
        wanted = {article_id: seals.find(reading, article_id) for article_id in ids}
        there = set[str]()
        for article_id in store.list_ids(writing):
            if (seal := wanted.get(article_id)) and seal == seals.find(writing, article_id):
                there.add(article_id)
            else:
                removal.discard(writing, article_id)
    return [article_id for article_id in ids if article_id not in there]


def _read(connection: Connection, article_id: str) -> _Kept:
    """Return all that is stored of an article; raise DamagedArticle."""
    article = store.get(connection, article_id)
    if not seals.has_sound_passages(connection, article_id):
        raise DamagedArticle(article_id)
    return _Kept(
        article,
        passage_store.read_rows(connection, article_id),
        store.read_added_time(connection, article_id),
        corrections.find(connection, article_id),
        tags.find(connection, article_id),
        raw_pages.take(connection, article_id),
        seals.compute(connection, article_id),
    )


def _put(connection: Connection, kept: _Kept) -> None:
    """Store an article; raise LibraryError if what is stored then is not, number for number, what was read."""
    article = kept.article
    store.insert(connection, article, kept.rows, kept.added)
    if kept.correction:
        corrections.keep(connection, article.id, kept.correction)
        seals.keep(connection, article.id)
    for tag in kept.tags:
        tags.keep(connection, [article.id], tag)
    if kept.raw_page:
        raw_pages.put_back(connection, kept.raw_page)
    if seals.find(connection, article.id) != kept.seal:
        raise LibraryError(f"{article.id!r} cannot be copied as it is: see with `pullquote doctor` what is wrong")


def _copy_noted(reading: Connection, writing: Connection, statement: str, table: str, columns: str) -> None:
    if reading.has_table(table):
        writing.make_table(statement)
        rows = reading.execute(f"SELECT {columns} FROM {table}").fetchall()  # noqa: S608
        marks = ", ".join("?" * len(columns.split(", ")))
        writing.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)  # noqa: S608


def _read_dimension(engine: Engine) -> int:
    with engine.reading() as connection:
        [vector] = connection.execute("SELECT vector FROM passages LIMIT 1").fetchone()
    return len(vector) // 2
