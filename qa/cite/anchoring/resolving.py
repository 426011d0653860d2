"""Resolving anchors: where a quote stands in its article as that is now, and which of its words were changed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from corpus import Article, Span
from corpus.normal import is_normal
from index import Library, NoSuchArticle
from qa.cite.anchoring.alignment import align, count_shared, find_differences, find_likely_places, measure_similarity
from qa.cite.anchoring.anchors import AROUND, Anchor
from qa.cite.anchoring.sentence_edges import BESIDE, complete_sentence, find_edges

# The share of an altered quote that is left at least: between its old neighbours, and anywhere else.
# benchmarks/anchors.py measures both. With three words in ten changed, every sentence keeps more than the first. If a
# sentence is taken out, the one most like it keeps half, but does not stand between the same neighbours.
ALTERED, ALTERED_ELSEWHERE = 0.5, 0.75

# Letters that an edit may add to a quote.
_MOST_ADDED = 400
# A text before a quote that stands in more places tells nothing.
_MOST_PLACES = 40


class QuoteState(StrEnum):
    """What has become of a quote.

    EXACT: the article is as it was. MOVED: the article has changed, and holds the quote letter for letter, perhaps at
    another place. ALTERED: words of the quote were changed. MISSING: the quote is gone, or its article is.
    """

    EXACT = "exact"
    MOVED = "moved"
    ALTERED = "altered"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class WordChange:
    """Words that were changed: a span of the quote as it was and a span of the article's text; one may be empty."""

    was: Span
    now: Span


@dataclass(frozen=True, slots=True)
class Resolution:
    """What has become of a quote, and where it stands; `similarity` is the share of it that is left, from 0 to 1."""

    outcome: QuoteState
    span: Span | None = None
    similarity: float = 0.0
    changes: tuple[WordChange, ...] = ()


def resolve(anchor: Anchor, article: Article | None) -> Resolution:
    """Return what has become of a quote in its article as that is now; None for an article that is gone."""
    if article is None:
        return Resolution(QuoteState.MISSING)
    if article.id != anchor.article_id:
        raise ValueError(f"the anchor leads into {anchor.article_id}, not into {article.id}")
    text, place = article.text, Span(anchor.start, anchor.end)
    if article.digest == anchor.digest and text[slice(*place)] == anchor.exact:
        return Resolution(QuoteState.EXACT, place, 1.0)
    places = [*_find_same(anchor, text)]
    same = max(places, key=lambda span: _rank_likeness(anchor, text, span), default=None)
    altered = None if same == place or _is_taken_out(anchor, text) else _find_altered(anchor, text, places)
    # The same letters belong to another quote if an altered place is more like the place of this one.
    span = altered.span if altered else None
    if same and not (span and _rank_likeness(anchor, text, span) > _rank_likeness(anchor, text, same)):
        return Resolution(QuoteState.MOVED, same, 1.0)
    return altered or Resolution(QuoteState.MISSING)


def find_anchored(library: Library, anchor: Anchor) -> Article | None:
    """Return the article that an anchor leads into, None if the library does not hold it."""
    # The library has no id that is not normal, and SQLite may be unable to look it up.
    if not is_normal(anchor.article_id):
        return None
    try:
        return library.article(anchor.article_id)
    except NoSuchArticle:
        return None


def serialise_resolution(resolution: Resolution, anchor: Anchor, article: Article | None) -> dict[str, Any]:
    """Return a resolution as JSON, with the words that were changed."""
    text = article.text if article else ""
    return {
        "found": str(resolution.outcome),
        "start": resolution.span.start if resolution.span else None,
        "end": resolution.span.end if resolution.span else None,
        "text": text[slice(*resolution.span)] if resolution.span else None,
        "similarity": round(resolution.similarity, 4),
        "changes": [
            {
                "was": anchor.exact[slice(*change.was)],
                "now": text[slice(*change.now)],
                "start": change.now.start,
                "end": change.now.end,
            }
            for change in resolution.changes
        ],
    }


def _find_same(anchor: Anchor, text: str) -> Iterator[Span]:
    """Yield the places of the quote's letters; their edges are at least those that the quote had."""
    before, after = find_edges(anchor.prefix, anchor.exact, anchor.suffix)
    at = text.find(anchor.exact)
    while at >= 0:
        end = at + len(anchor.exact)
        opens, closes = find_edges(text[max(0, at - AROUND) : at], anchor.exact, text[end : end + AROUND])
        if opens >= before and closes >= after:
            yield Span(at, end)
        at = text.find(anchor.exact, at + 1)


def _find_altered(anchor: Anchor, text: str, same: Sequence[Span]) -> Resolution | None:
    """Return the stretch of the text that the quote most probably became; None if none is like it.

    It does not touch the places where the `same` letters stand.
    """
    cores = (
        align(anchor.exact, text, near)
        for near in find_likely_places(text, anchor.prefix, anchor.exact, anchor.suffix, anchor.start)
    )
    ranked = []
    for span in {*_find_between(anchor, text), *(complete_sentence(anchor, text, core) for core in cores if core)}:
        now = text[slice(*span)]
        if any(span.start < place.end and place.start < span.end for place in same):
            continue
        if _is_neighbour(anchor, text, span):
            continue
        left = measure_similarity(anchor.exact, now)
        least = ALTERED if _is_beside(anchor, text, span) else ALTERED_ELSEWHERE
        if left >= least or anchor.exact in now:
            ranked.append((left + _measure_around(anchor, text, span) / 2, -abs(span.start - anchor.start), left, span))
    if not ranked:
        return None
    *_, left, span = max(ranked)
    changes = tuple(
        WordChange(was, Span(now.start + span.start, now.end + span.start))
        for was, now in find_differences(anchor.exact, text[slice(*span)])
    )
    return Resolution(QuoteState.ALTERED, span, left, changes)


def _find_between(anchor: Anchor, text: str) -> Iterator[Span]:
    """Yield the stretches between the texts that stood before and after the quote."""
    most = 2 * len(anchor.exact) + _MOST_ADDED
    # At the beginning of an article hardly any text stood before the quote, and that stands in many places.
    begins = len(anchor.prefix) < BESIDE and text.startswith(anchor.prefix)
    before = 0 if begins else text.find(anchor.prefix) if len(anchor.prefix) >= BESIDE else -1
    for _ in range(_MOST_PLACES):
        if before < 0:
            return
        start = before + len(anchor.prefix)
        end = text.find(anchor.suffix, start, start + most) if anchor.suffix else len(text)
        if start < end <= start + most:
            yield Span(start, end)
        before = -1 if begins else text.find(anchor.prefix, before + 1)


def _rank_likeness(anchor: Anchor, text: str, span: Span) -> tuple[float, int]:
    """Return how much a place is like that of the quote: by the text around it, then by how near it is."""
    return _measure_around(anchor, text, span), -abs(span.start - anchor.start)


def _is_beside(anchor: Anchor, text: str, span: Span) -> bool:
    """Say whether the old neighbours of the quote stand on both sides of `span`.

    One side is not enough: if the quote was taken out, the next sentence has one of them.
    """
    before, after = anchor.prefix[-BESIDE:], anchor.suffix[:BESIDE]
    return text.endswith(before, 0, span.start) and text.startswith(after, span.end)


def _is_taken_out(anchor: Anchor, text: str) -> bool:
    """Say whether what stood before and after the quote stands together now, and nowhere with something between."""
    before, after = anchor.prefix.rstrip(), anchor.suffix.lstrip()
    if min(len(before) or BESIDE, len(after) or BESIDE) < BESIDE or not before + after:
        return False
    if any(_find_between(anchor, text)):
        return False
    # At either end of the article nothing stood on one side.
    opens, closes = ("" if before else r"\A\s*"), ("" if after else r"\s*\Z")
    return re.search(rf"{opens}{re.escape(before)}\s*{re.escape(after)}{closes}", text) is not None


def _is_neighbour(anchor: Anchor, text: str, span: Span) -> bool:
    """Say whether `span` holds what stood just before or after the quote all along, as far as the anchor keeps it.

    It does not if that stands beside it.
    """
    now, before, after = text[slice(*span)], anchor.prefix.rstrip(), anchor.suffix.lstrip()
    opens, closes = (min(len(now), len(kept)) for kept in (after, before))
    is_next = opens >= BESIDE and now[:opens] == after[:opens] and not text.startswith(anchor.suffix, span.end)
    is_last = closes >= BESIDE and now[-closes:] == before[-closes:] and not text.endswith(anchor.prefix, 0, span.start)
    return is_next or is_last


def _measure_around(anchor: Anchor, text: str, span: Span) -> float:
    """Return how much of the text around the quote stands around `span`, from 0 to 1."""
    before = text[max(0, span.start - AROUND) : span.start]
    after = text[span.end : span.end + AROUND]
    kept = count_shared(anchor.prefix[::-1], before[::-1]) + count_shared(anchor.suffix, after)
    whole = max(len(anchor.prefix), len(before)) + max(len(anchor.suffix), len(after))
    return kept / whole if whole else 1.0
