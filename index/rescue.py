"""Rescue: the articles that can be read of a damaged library are checked and put into a new one."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from corpus import Article, InvalidArticle, Source, Span
from index import corrections, merged, readings, seals, store, tags
from index.corrections import Correction
from index.database import Database
from index.embedder import Embedder, open_embedder
from index.errors import LibraryError, ModelError
from index.folder import LIBRARY
from index.manifest import read_fingerprint
from index.model import DEFAULT_MODEL, DEFAULT_SHA256, resolve_name
from index.pages import Value
from index.passages import cut_and_embed
from index.remains import Remains, read_remains
from index.troubles import escape_path, explain_os


@dataclass(slots=True)
class Rescue:
    """How many articles were saved, how many of them were embedded again, and sentences on what was lost."""

    saved: int = 0
    embedded: int = 0
    problems: list[str] = field(default_factory=list)


def rescue(
    damaged: Path, new: Path, cache: Path, model: str | None = None, done: Callable[[float], None] = lambda _: None
) -> Rescue:
    """Put every article that can be read of the library in the folder `damaged` into a library in the folder `new`.

    An article is saved only if its text is the one that was added. `damaged` is never written to. `done` is told the
    share that is done. Raises LibraryError if `new` holds anything or there is nothing to rescue.
    """
    if not (damaged / LIBRARY).is_file():
        raise LibraryError(f"there is no {LIBRARY} in {escape_path(damaged)} to rescue articles from")
    if new.exists() and any(_list_entries(new)):
        raise LibraryError(f"{escape_path(new)} is not empty: name a new folder")
    remains = read_remains(damaged / LIBRARY)
    rescued = Rescue()
    embedder = _open_embedder(remains, cache, model, rescued)
    database = Database(new / LIBRARY)
    database.create({"model": embedder.name, "fingerprint": embedder.fingerprint})
    ids = sorted(remains.rows)
    for number, article_id in enumerate(ids, 1):
        _save(remains, article_id, database, embedder, rescued)
        done(number / len(ids))
    _note_merged(remains, database)
    rescued.problems += [f"{remains.describe(article_id)} could not be read" for article_id in remains.lost_ids]
    return rescued


def _open_embedder(remains: Remains, cache: Path, model: str | None, rescued: Rescue) -> Embedder:
    """Open the model that is named, or else the library's own, or the built-in one if that cannot be opened."""
    if model:
        return open_embedder(resolve_name(model), cache)
    own = remains.manifest.get("model", DEFAULT_MODEL)
    try:
        return open_embedder(own, cache)
    except ModelError:
        if remains.manifest.get("fingerprint") != DEFAULT_SHA256:  # else only the model's name is damaged
            rescued.problems.append(f"the embedding model {own!r} could not be opened: {DEFAULT_MODEL} is used instead")
        return open_embedder(DEFAULT_MODEL, cache)


def _list_entries(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError as error:
        raise LibraryError(explain_os(error, folder)) from error


def _save(remains: Remains, article_id: str, database: Database, embedder: Embedder, rescued: Rescue) -> None:
    """Put one article into the new library, or note why not."""
    name = remains.describe(article_id)
    sound = [row for row in remains.rows[article_id] if _has_its_text(remains, row)]
    if not sound:
        rescued.problems.append(f"{name} could not be saved: its text is not the one it was")
        return
    row = max(sound, key=lambda row: (_is_sealed(remains, row), str(row[-1])))
    article, whole = _make_article(remains, row)
    if article is None:
        rescued.problems.append(f"{name} could not be saved: what is told of it is damaged")
        return
    if not whole or (article_id in remains.seals and not _is_sealed(remains, row)):
        rescued.problems.append(f"{name} is saved, but what is told of it may be wrong")
    rows = [stored for _, stored in sorted(remains.passages.get(article_id, {}).items())]
    added = _read_day(row[-1])
    with database.writing() as connection:
        if (
            remains.manifest.get("fingerprint") == read_fingerprint(connection)
            and article_id in remains.seals
            and seals.compute_digest(rows) == remains.seals[article_id][1]
        ):
            store.insert(connection, article, rows, added)
        else:
            store.put(connection, article, *cut_and_embed(embedder, article), added)
            rescued.embedded += 1
        if correction := _read_correction(remains, article_id):
            corrections.keep(connection, article_id, correction)
        for tag in remains.tags.get(article_id, ()):
            tags.keep(connection, [article_id], tag)
        seals.keep(connection, article_id)
    rescued.saved += 1


def _note_merged(remains: Remains, database: Database) -> None:
    """Note which articles became one with another that was saved."""
    with database.writing() as connection:
        for former, kept in remains.merged.items():
            if store.has(connection, kept) and not store.has(connection, former):
                merged.note(connection, former, kept, remains.merged_files.get(former))


def _has_its_text(remains: Remains, row: tuple[Value, ...]) -> bool:
    """Say whether a row's text is the one that was added, by its own digest or, if that is damaged, by its seal."""
    return seals.is_text(row[2], row[3]) or _is_sealed(remains, _replace_digest(row))


def _is_sealed(remains: Remains, row: tuple[Value, ...]) -> bool:
    article_id = str(row[0])
    correction = remains.corrections.get(article_id)
    seal = remains.seals.get(article_id)
    return seal is not None and seal[0] == seals.compute_digest([row, correction] if correction else [row])


def _replace_digest(row: tuple[Value, ...]) -> tuple[Value, ...]:
    return (*row[:3], sha256(str(row[2]).encode()).hexdigest(), *row[4:])


def _make_article(remains: Remains, row: tuple[Value, ...]) -> tuple[Article | None, bool]:
    """Return the article of a row, and whether all that is known about it could be read."""
    id_, title, text, _, url, path, publisher, authors, published, accessed, language, headings, pages, *_ = row
    names, spans, offsets = _read_list(authors), _read_list(headings), _read_list(pages)
    reading = remains.readings.get(str(id_))
    seams, remark = readings.decode(reading, len(str(text))) if reading else ((), None)
    source = Source(
        url=_get_text(url),
        path=_get_text(path),
        publisher=_get_text(publisher),
        authors=tuple(map(str, names or ())),
        published=_get_text(published),
        accessed=_get_text(accessed),
        language=_get_text(language),
        doi=remains.find_doi(str(id_)),
    )
    for heading_spans, page_offsets in ((spans, offsets), ([], offsets), (spans, []), ([], [])):
        try:
            marked = tuple(Span(*span) for span in heading_spans or ())  # type: ignore[misc]
            begun = tuple(page_offsets or ())
            article = Article(str(id_), str(title), str(text), source, marked, begun, seams, remark)  # type: ignore[arg-type]
        except (InvalidArticle, TypeError):
            continue
        whole = None not in (names, spans, offsets) and (heading_spans, page_offsets) == (spans, offsets)
        return article, whole
    return None, False


def _read_list(stored: Value) -> list[object] | None:
    """Return a list that is stored as JSON; None if it cannot be read."""
    try:
        values = json.loads(str(stored))
    except ValueError:
        return None
    return values if isinstance(values, list) else None


def _read_correction(remains: Remains, article_id: str) -> Correction | None:
    """Return the correction of an article; None if there is none that can be read."""
    if (row := remains.corrections.get(article_id)) is None:
        return None
    try:
        return corrections.unpack(*row[1:])  # type: ignore[arg-type]
    except (ValueError, TypeError):
        return None


def _read_day(stored: Value) -> str | None:
    """Return when an article was added; None if that cannot be read."""
    try:
        return datetime.fromisoformat(str(stored)).isoformat(timespec="seconds")
    except ValueError:
        return None


def _get_text(value: Value) -> str | None:
    return value if isinstance(value, str) else None
