"""The table of articles, and what is stored and removed with them: plain functions over an open transaction."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from corpus import Article, InvalidArticle, Passage, Source, Span
from index import passage_store, readings, seals, sketches, tags
from index.engine import Connection
from index.errors import DamagedArticle, LibraryError, NoSuchArticle
from index.filters import Filters
from index.identifiers import DOIS, ZOTERO
from index.passage_store import Row, Vectors

# All that lists show of an article, in their order: the rows themselves hold the texts, which would be read with them.
# The first article makes it: libraries of an earlier version have none.
_LISTED = """
CREATE INDEX IF NOT EXISTS articles_listed ON articles (
    published IS NULL, published DESC, title, id, word_count, added, url, path, publisher, authors, accessed, language
)
"""
_SOURCE = "url, path, publisher, authors, published, accessed, language"
_COLUMNS = f"id, title, text, {_SOURCE}, headings, pages"


@dataclass(frozen=True, slots=True)
class Entry:
    """An article of the library without its text, for lists."""

    id: str
    title: str
    source: Source
    word_count: int
    passages: int
    added: str  # ISO 8601, UTC
    remark: str | None = None  # what to know of how it was read
    tags: tuple[str, ...] = ()


def put(
    connection: Connection,
    article: Article,
    passages: Sequence[Passage],
    vectors: Vectors,
    added: str | None = None,
) -> None:
    """Store an article with its passages and vectors, in place of one with the same id; `added` is now if None."""
    if has(connection, article.id):
        delete(connection, article.id)
    insert(connection, article, passage_store.make_rows(passages, vectors), added)


def insert(connection: Connection, article: Article, rows: Iterable[Row], added: str | None = None) -> None:
    """Store an article that is not there, and the rows of its passages; `added` is now if None."""
    connection.make_table(_LISTED)
    added = added or datetime.now(UTC).isoformat(timespec="seconds")
    row = (*_list_values(article), article.digest, len(article.text.split()), added)
    marks = ", ".join("?" * len(row))
    connection.execute(f"INSERT INTO articles ({_COLUMNS}, digest, word_count, added) VALUES ({marks})", row)  # noqa: S608
    passage_store.insert(connection, article.id, rows)
    connection.words.add(connection, article.id)
    readings.keep(connection, article)
    DOIS.keep(connection, article)
    ZOTERO.keep(connection, article)
    sketches.keep(connection, article)
    seals.keep(connection, article.id)


def update_source(connection: Connection, article: Article) -> None:
    """Store what is known about an article whose title and text have not changed."""
    assignments = ", ".join(f"{name} = ?" for name in _COLUMNS.split(", "))
    values = (*_list_values(article), article.id)
    connection.execute(f"UPDATE articles SET {assignments} WHERE id = ?", values)  # noqa: S608
    readings.keep(connection, article)
    DOIS.keep(connection, article)
    ZOTERO.keep(connection, article)
    seals.keep(connection, article.id)


def delete(connection: Connection, article_id: str) -> None:
    """Remove an article from every table, even if it is damaged; raise NoSuchArticle."""
    check(connection, article_id)
    sound = seals.is_sound(connection, article_id) and seals.has_sound_passages(connection, article_id)
    if sound:
        connection.words.remove(connection, article_id)
    connection.execute("DELETE FROM passages WHERE article_id = ?", (article_id,))
    connection.execute("DELETE FROM articles WHERE id = ?", (article_id,))
    seals.forget(connection, article_id)
    readings.forget(connection, article_id)
    DOIS.forget(connection, article_id)
    ZOTERO.forget(connection, article_id)
    sketches.forget(connection, article_id)
    if not sound:  # nobody knows any more which words were indexed
        connection.words.rebuild(connection)


def list_ids(connection: Connection) -> list[str]:
    """Return the ids of all articles."""
    return [row[0] for row in connection.execute("SELECT id FROM articles ORDER BY id")]


def list_publishers(connection: Connection) -> list[str]:
    """Return the publishers of all articles, each once."""
    rows = connection.execute("SELECT DISTINCT publisher FROM articles WHERE publisher IS NOT NULL")
    return sorted(row[0] for row in rows)


def has(connection: Connection, article_id: str) -> bool:
    """Say whether the library holds an article with this id."""
    return connection.execute("SELECT 1 FROM articles WHERE id = ?", (article_id,)).fetchone() is not None


def check(connection: Connection, article_id: str) -> None:
    """Raise NoSuchArticle if the library holds no article with this id."""
    if not has(connection, article_id):
        raise _explain_no_such(article_id)


def get(connection: Connection, article_id: str) -> Article:
    """Return an article whole; raise NoSuchArticle, or DamagedArticle if it is not what was stored."""
    row = connection.execute(f"SELECT {_COLUMNS} FROM articles WHERE id = ?", (article_id,)).fetchone()  # noqa: S608
    if row is None:
        raise _explain_no_such(article_id)
    if not seals.is_sound(connection, article_id):
        raise DamagedArticle(article_id)
    id_, title, text, *source, headings, pages = row
    try:
        spans = tuple(Span(*span) for span in json.loads(headings))
        seams, remark = readings.read(connection, article_id, len(text))
        known = _make_source(source, DOIS.find(connection, id_), ZOTERO.find(connection, id_))
        return Article(id_, title, text, known, spans, tuple(json.loads(pages)), seams, remark)
    except (ValueError, TypeError, InvalidArticle) as error:
        raise DamagedArticle(article_id) from error


def count_all(connection: Connection) -> tuple[int, int]:
    """Return the numbers of articles and of passages."""
    query = "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM passages)"
    articles, passages = connection.execute(query).fetchone()
    return articles, passages


def read_added_times(connection: Connection) -> dict[str, str]:
    """Return by id the time at which each article was added."""
    return dict(connection.execute("SELECT id, added FROM articles").fetchall())


def read_added_time(connection: Connection, article_id: str) -> str:
    """Return the time at which an article was added; raise NoSuchArticle."""
    row = connection.execute("SELECT added FROM articles WHERE id = ?", (article_id,)).fetchone()
    if row is None:
        raise _explain_no_such(article_id)
    return str(row[0])


def walk_entries(
    connection: Connection,
    most: int | None = None,
    filters: Filters = Filters(),  # noqa: B008
) -> Iterator[Entry]:
    """Yield the first articles or all that pass the filters, without their texts: the newest first, then by title."""
    condition, values = filters.build_condition(connection)
    passages = "(SELECT count(*) FROM passages WHERE article_id = articles.id)"
    columns = f"id, title, word_count, added, {passages}, {_SOURCE}"
    order = "published IS NULL, published DESC, title, id"
    query = f"SELECT {columns} FROM articles WHERE {condition} ORDER BY {order}"  # noqa: S608
    limit, most_ = ("", ()) if most is None else (" LIMIT ?", (most,))
    rows = connection.execute(query + limit, (*values, *most_))
    remarks, tagged = readings.list_remarks(connection), tags.map_to_articles(connection)
    dois, uris = DOIS.list_all(connection), ZOTERO.list_all(connection)
    for id_, title, count, added, passages, *source in rows:
        known_source = _make_source(source, dois.get(id_), uris.get(id_))
        yield Entry(id_, title, known_source, count, passages, added, remarks.get(id_), tagged.get(id_, ()))


def list_sources(connection: Connection) -> list[tuple[str, str, Source]]:
    """Return id, title and source of all articles."""
    rows = connection.execute(f"SELECT id, title, {_SOURCE} FROM articles")  # noqa: S608
    dois, uris = DOIS.list_all(connection), ZOTERO.list_all(connection)
    return sorted((id_, title, _make_source(source, dois.get(id_), uris.get(id_))) for id_, title, *source in rows)


def find_by_letters(connection: Connection, letters: str, within: Iterable[str] | None = None) -> list[str]:
    """Return the ids of the articles whose texts hold the letters unchanged; `within` restricts the articles."""
    condition, values = ("", ()) if within is None else _restrict_to(connection.names, within)
    query = f"SELECT id FROM articles WHERE {condition} instr(text, ?) > 0 ORDER BY id"  # noqa: S608
    rows = connection.execute(query, (*values, letters))
    return [row[0] for row in rows]


def select_passing(connection: Connection, ids: Iterable[str], filters: Filters) -> list[str]:
    """Return those of the ids whose articles pass the filters."""
    condition, values = filters.build_condition(connection)
    within, ids_ = _restrict_to(connection.names, ids)
    query = f"SELECT id FROM articles WHERE {within} {condition}"  # noqa: S608
    return [row[0] for row in connection.execute(query, (*ids_, *values))]


def read_texts(connection: Connection, within: Iterable[str]) -> dict[str, str]:
    """Return by id the texts of those articles that are there; raise DamagedArticle for a text that was changed."""
    condition, values = _restrict_to(connection.names, within)
    texts = {}
    query = f"SELECT id, text, digest FROM articles WHERE {condition} TRUE"  # noqa: S608
    for article_id, text, digest in connection.execute(query, values):
        if not seals.is_text(text, digest):
            raise DamagedArticle(article_id)
        texts[article_id] = text
    return texts


def _restrict_to(names: str, ids: Iterable[str]) -> tuple[str, tuple[str]]:
    """Return the beginning of an SQL condition on ids of articles, and its parameters."""
    return f"id IN ({names}) AND", (json.dumps(list(ids)),)


def _explain_no_such(article_id: str) -> NoSuchArticle:
    return NoSuchArticle(f"the library holds no article {article_id!r}: `pullquote list` shows those it holds")


def _list_values(article: Article) -> tuple[str | None, ...]:
    source = article.source
    return (
        article.id, article.title, article.text, source.url, source.path, source.publisher, json.dumps(source.authors),
        source.published, source.accessed, source.language, json.dumps(article.headings), json.dumps(article.pages),
    )  # fmt: skip


def _make_source(row: Sequence[str | None], doi: str | None, zotero: str | None) -> Source:
    url, path, publisher, authors, published, accessed, language = row
    try:
        names = () if authors in (None, "", "[]") else tuple(map(str, json.loads(authors)))
    except (ValueError, TypeError) as error:
        raise LibraryError("the authors of an article are damaged: run `pullquote doctor` to find it") from error
    return Source(url, path, publisher, names, published, accessed, language, doi, zotero)
