"""Finds passages by words: the best of the library, or the best of each article of a list."""

from collections.abc import Mapping, Sequence

from corpus import Passage
from index import Filters, LibraryError, WordQuery
from index.catalogue import Catalogue
from qa.searching.found_places import FoundPlace, find_place


def find_places(
    library: Catalogue,
    query: WordQuery,
    most: int,
    filters: Filters = Filters(),  # noqa: B008
) -> list[FoundPlace]:
    """Return at most `most` places of the passages that a query finds, best first; damaged articles are left out."""
    with library.hold_state():
        return _locate(library, query, library.rank_holding(query, most, filters))


def find_places_within(
    library: Catalogue, query: WordQuery, row_ids: Mapping[str, Sequence[int]], most: int
) -> dict[str, list[FoundPlace]]:
    """Return by article at most `most` places, best first, of its passages; damaged articles are left out."""
    with library.hold_state():
        chosen = [row_id for each in row_ids.values() for row_id in each]
        best: dict[str, list[Passage]] = {}
        for passage in library.rank_holding(query, len(chosen), within=chosen):
            best.setdefault(passage.article_id, []).append(passage)
        return {article_id: _locate(library, query, passages, most) for article_id, passages in best.items()}


def _locate(
    library: Catalogue, query: WordQuery, passages: Sequence[Passage], most: int | None = None
) -> list[FoundPlace]:
    """Return the places of passages; one that two passages hold, because they overlap, stands once."""
    places: list[FoundPlace] = []
    for passage in passages:
        try:
            place = find_place(library.article(passage.article_id), passage, query.words)
        except LibraryError:
            continue
        if place and not any(_overlap(place, other) for other in places):
            places.append(place)
        if len(places) == most:
            break
    return places


def _overlap(one: FoundPlace, other: FoundPlace) -> bool:
    return (
        one.article.id == other.article.id
        and one.within.start < other.within.end
        and other.within.start < one.within.end
    )
