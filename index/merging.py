"""Merging: articles with the same text become one, and nothing that is known of them is lost."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from index import corrections, merged, raw_pages, removal, store, tags
from index.catalogue import Catalogue
from index.errors import LibraryError
from index.originals import group_equal, is_gone, list_gone
from index.store import Entry


class Merge(NamedTuple):
    """Articles with the same text: which stays, by its id, and which become one with it."""

    kept: str
    others: tuple[str, ...]


def plan_merges(catalogue: Catalogue) -> list[Merge]:
    """Return which articles can be one: where all that is known of the others is known of the one that stays.

    An agency's report in several papers stays several: their sources differ.
    """
    return [merge for group in group_equal(catalogue) for merge in _plan(catalogue, group)]


def merge(catalogue: Catalogue, planned: Merge) -> None:
    """Make articles one, with the tags of all; raise LibraryError if a text has changed since it was planned."""
    with catalogue.database.writing() as connection:
        kept = store.get(connection, planned.kept)
        for other in planned.others:
            former = store.get(connection, other)
            file = former.source.path
            if former.text != kept.text:
                raise LibraryError(f"{other!r} was changed meanwhile, and nothing was merged with it: try again")
            for tag in tags.find(connection, other):
                tags.keep(connection, [kept.id], tag)
            page = raw_pages.take(connection, other)
            if page and not raw_pages.take(connection, kept.id):
                raw_pages.put_back(connection, (kept.id, *page[1:]))
            removal.discard(connection, other)
            merged.note(connection, other, kept.id, file)


def keep_files(catalogue: Catalogue) -> int:
    """Let articles whose file is gone be those of a file that is there, of one with which they became one.

    Returns how many; without that, they would be removed with their own file.
    """
    count = 0
    for entry in list_gone(catalogue.entries()):
        with catalogue.database.reading() as connection:
            files = merged.list_files(connection, entry.id)
        there = next((file for file in files if not is_gone(file)), None)
        if there is None:
            continue
        with catalogue.database.writing() as connection:
            article = store.get(connection, entry.id)
            store.update_source(connection, replace(article, source=replace(article.source, path=there)))
        count += 1
    return count


def _plan(catalogue: Catalogue, group: Sequence[Entry]) -> list[Merge]:
    with catalogue.database.reading() as connection:
        corrected = {entry.id: corrections.find(connection, entry.id) for entry in group}
    gone = {entry.id for entry in list_gone(group)}

    def rank(entry: Entry) -> tuple[bool, bool, int, str, str]:
        known = sum(map(bool, _list_known(entry)))
        return not corrected[entry.id], entry.id in gone, -known, entry.added, entry.id

    merges, left = list[Merge](), sorted(group, key=rank)
    while left:
        kept, *rest = left
        others = [
            other.id
            for other in rest
            if corrected[other.id] in (None, corrected[kept.id]) and _adds_nothing(other, kept)
        ]
        merges += [Merge(kept.id, tuple(others))] if others else []
        left = [entry for entry in rest if entry.id not in others]
    return merges


def _adds_nothing(other: Entry, kept: Entry) -> bool:
    pairs = zip(_list_known(other), _list_known(kept), strict=True)
    return all(not known or known == keeps for known, keeps in pairs)


def _list_known(entry: Entry) -> tuple[object, ...]:
    """Return what is known of an article's source, but where its file is, its language, and when it was fetched."""
    source = entry.source
    return source.url, source.publisher, source.authors, source.published, source.doi, source.zotero
