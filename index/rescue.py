"""Rescuing: what can be read of a damaged library, whatever its state, put into a new one and checked on the way."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from corpus import Article, InvalidArticle, Source, Span
from index import corrections, seals, store
from index.corrections import Correction
from index.database import Database, read_fingerprint
from index.embedder import Embedder, open_embedder
from index.errors import LibraryError, ModelError
from index.folder import LIBRARY
from index.model import DEFAULT_MODEL, DEFAULT_SHA256, resolve_name
from index.pages import Record, Value, records
from index.passages import cut_and_embed
from index.seals import Seal
from index.store import Row
from index.troubles import explain_os, shown

# What the rows of a table hold, column by column: by this they are known where no tree leads to them any more.
Shape = tuple[type | tuple[type, ...], ...]
_NONE = type(None)
_MAYBE = (str, _NONE)
ARTICLES: Shape = (str, str, str, str, *(_MAYBE,) * 3, str, *(_MAYBE,) * 3, str, str, int, str)
PASSAGES: Shape = (_NONE, str, int, int, str, bytes)
_SEALS: Shape = (str, bytes, bytes)
_CORRECTIONS: Shape = (str, str, _MAYBE, _MAYBE, str, _MAYBE)
_MANIFEST: Shape = (str, str)
# An index names the ids of the rows that there are.
_NAMED: Shape = (str, int)
_MANIFEST_KEYS = ("model", "fingerprint", "schema", "generation")
# What the word index says of itself in a row of that shape.
_FORMAT_OF_WORDS = ("version", 4)


@dataclass(slots=True)
class Rescue:
    """What became of the articles: how many were saved, and sentences on what was not, or not wholly."""

    saved: int = 0
    embedded: int = 0
    problems: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Remains:
    """What could be read of a library, by the ids of articles."""

    rows: dict[str, list[tuple[Value, ...]]] = field(default_factory=lambda: defaultdict(list))
    passages: dict[str, dict[int, Row]] = field(default_factory=lambda: defaultdict(dict))
    seals: dict[str, Seal] = field(default_factory=dict)
    corrections: dict[str, tuple[Value, ...]] = field(default_factory=dict)
    manifest: dict[str, str] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)
    titles: dict[str, str] = field(default_factory=dict)  # of those that have lost their ends


def rescue(
    damaged: Path, new: Path, cache: Path, model: str | None = None, done: Callable[[float], None] = lambda _: None
) -> Rescue:
    """Put every article that can be read out of the library in the folder `damaged` into a library in `new`.

    An article is saved only if its text is the one that was added. `damaged` is never written to. `done` is told the
    share that is done. Raises LibraryError if `new` holds anything or there is nothing to rescue.
    """
    if not (damaged / LIBRARY).is_file():
        raise LibraryError(f"there is no {LIBRARY} in {shown(damaged)} to rescue articles from")
    if new.exists() and any(_list_entries(new)):
        raise LibraryError(f"{shown(new)} is not empty: name a new folder")
    found = _read_remains(damaged / LIBRARY)
    rescued = Rescue()
    embedder = _open_embedder(found, cache, model, rescued)
    database = Database(new / LIBRARY)
    database.create({"model": embedder.name, "fingerprint": embedder.fingerprint})
    for number, article_id in enumerate(sorted(found.rows), 1):
        _save(found, article_id, database, embedder, rescued)
        done(number / len(found.rows))
    lost = (found.named | set(found.passages) | set(found.seals) | set(found.titles)) - set(found.rows)
    rescued.problems += [f"{_describe(found, article_id)} could not be read" for article_id in sorted(lost)]
    return rescued


def _open_embedder(found: _Remains, cache: Path, model: str | None, rescued: Rescue) -> Embedder:
    """Open the model that is named, or the library's own, or the built-in one where that cannot be had."""
    if model:
        return open_embedder(resolve_name(model), cache)
    own = found.manifest.get("model", DEFAULT_MODEL)
    try:
        return open_embedder(own, cache)
    except ModelError:
        if found.manifest.get("fingerprint") != DEFAULT_SHA256:  # else it is the model's name that is damaged
            rescued.problems.append(f"the embedding model {own!r} could not be opened: {DEFAULT_MODEL} is used instead")
        return open_embedder(DEFAULT_MODEL, cache)


def fits(values: Sequence[Value], shape: Shape) -> bool:
    """Say whether a row has the columns of a table."""
    return len(values) == len(shape) and all(map(isinstance, values, shape))


def readable(path: Path) -> Iterator[Record]:
    """Yield the rows of a SQLite file that can be read; raise LibraryError if the file cannot be opened."""
    try:
        yield from records(path)
    except OSError as error:
        raise LibraryError(explain_os(error, path, "read")) from error


def _list_entries(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError as error:
        raise LibraryError(explain_os(error, folder)) from error


def _read_remains(path: Path) -> _Remains:
    found = _Remains()
    for record in readable(path):
        if record.rowid is None:
            _note_named(found, record.values)
        elif record.whole:
            _note(found, record.rowid, record.values)
        elif fits(record.values[:2], (str, str)):  # an article without the end of its text
            article_id, title = map(str, record.values[:2])
            found.titles[article_id] = title
    return found


def _note(found: _Remains, rowid: int, values: tuple[Value, ...]) -> None:
    if fits(values, ARTICLES):
        found.rows[str(values[0])].append(values)
    elif fits(values, PASSAGES):
        _, article_id, *row = values
        found.passages[str(article_id)][rowid] = Row(*row)  # type: ignore[arg-type]
    elif fits(values, _SEALS):
        article_id, row_seal, passages_seal = values
        found.seals[str(article_id)] = (row_seal, passages_seal)  # type: ignore[assignment]
    elif fits(values, _CORRECTIONS):
        found.corrections[str(values[0])] = values


def _note_named(found: _Remains, values: tuple[Value, ...]) -> None:
    if fits(values, _MANIFEST) and values[0] in _MANIFEST_KEYS:
        found.manifest[str(values[0])] = str(values[1])
    elif fits(values, _NAMED) and values != _FORMAT_OF_WORDS:
        found.named.add(str(values[0]))


def _save(found: _Remains, article_id: str, database: Database, embedder: Embedder, rescued: Rescue) -> None:
    """Put one article into the new library, or say why not."""
    right = [row for row in found.rows[article_id] if _has_its_text(found, row)]
    if not right:
        rescued.problems.append(f"{_describe(found, article_id)} could not be saved: its text is not the one it was")
        return
    row = max(right, key=lambda row: (_is_sealed(found, row), str(row[-1])))
    article, whole = _make_article(row)
    if article is None:
        rescued.problems.append(f"{_describe(found, article_id)} could not be saved: what is told of it is damaged")
        return
    if not whole or (article_id in found.seals and not _is_sealed(found, row)):
        rescued.problems.append(f"{_describe(found, article_id)} is saved, but what is told of it may be wrong")
    rows = [stored for _, stored in sorted(found.passages.get(article_id, {}).items())]
    added = _read_day(row[-1])
    with database.writing() as connection:
        if (
            found.manifest.get("fingerprint") == read_fingerprint(connection)
            and article_id in found.seals
            and seals.compute_digest(rows) == found.seals[article_id][1]
        ):
            store.insert(connection, article, rows, added)
        else:
            store.put(connection, article, *cut_and_embed(embedder, article), added)
            rescued.embedded += 1
        _keep_correction(found, article_id, lambda correction: corrections.keep(connection, article_id, correction))
        seals.keep(connection, article_id)
    rescued.saved += 1


def _has_its_text(found: _Remains, row: tuple[Value, ...]) -> bool:
    """Say whether a row's text is the one that was added, by its own digest or, where that is damaged, by its seal."""
    return seals.is_text(row[2], row[3]) or _is_sealed(found, _replace_digest(row))


def _is_sealed(found: _Remains, row: tuple[Value, ...]) -> bool:
    article_id = str(row[0])
    correction = found.corrections.get(article_id)
    seal = found.seals.get(article_id)
    return seal is not None and seal[0] == seals.compute_digest([row, correction] if correction else [row])


def _replace_digest(row: tuple[Value, ...]) -> tuple[Value, ...]:
    return (*row[:3], sha256(str(row[2]).encode()).hexdigest(), *row[4:])


def _make_article(row: tuple[Value, ...]) -> tuple[Article | None, bool]:
    """Return the article of a row, and whether all that is told of it can be read."""
    id_, title, text, _, url, path, publisher, authors, published, accessed, language, headings, pages, *_ = row
    whole = True

    def listed(written: Value) -> list[object]:
        nonlocal whole
        try:
            found = json.loads(str(written))
        except ValueError:
            found = None
        whole = whole and isinstance(found, list)
        return found if isinstance(found, list) else []

    names = tuple(map(str, listed(authors)))
    source = Source(
        _get_text(url),
        _get_text(path),
        _get_text(publisher),
        names,
        _get_text(published),
        _get_text(accessed),
        _get_text(language),
    )
    spans, begun = listed(headings), listed(pages)
    for headed, paged in ((spans, begun), ([], begun), (spans, []), ([], [])):
        try:
            marked = tuple(Span(*span) for span in headed)  # type: ignore[misc]
            article = Article(str(id_), str(title), str(text), source, marked, tuple(paged))  # type: ignore[arg-type]
        except (InvalidArticle, TypeError):
            continue
        return article, whole and (headed, paged) == (spans, begun)
    return None, False


def _keep_correction(found: _Remains, article_id: str, keep: Callable[[Correction], None]) -> None:
    """Have the correction of an article kept, if there is one that can be read."""
    if (row := found.corrections.get(article_id)) is None:
        return
    _, title, url, publisher, authors, published = row
    try:
        names = tuple(map(str, json.loads(str(authors))))
    except (ValueError, TypeError):
        return
    keep(Correction(str(title), _get_text(url), _get_text(publisher), names, _get_text(published)))


def _describe(found: _Remains, article_id: str) -> str:
    """Return an article as it can be recognised."""
    titles = [str(row[1]) for row in found.rows.get(article_id, ())] + [found.titles.get(article_id, "")]
    return f"“{titles[0]}” ({article_id})" if titles[0] else article_id


def _read_day(written: Value) -> str | None:
    """Return when an article was added, None if that cannot be read."""
    try:
        return datetime.fromisoformat(str(written)).isoformat(timespec="seconds")
    except ValueError:
        return None


def _get_text(value: Value) -> str | None:
    return value if isinstance(value, str) else None
