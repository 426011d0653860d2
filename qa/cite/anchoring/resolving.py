"""Resolving: where the quote of an anchor stands in its article as it is now, and what of it was changed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from corpus import Article, Span
from qa.cite.anchoring.alignment import align, find_differences, find_likely_places, measure_similarity
from qa.cite.anchoring.anchors import AROUND, Anchor

# A quote is taken for altered if this share of it is left between what stood around it, or the second share anywhere.
# benchmarks/anchors.py measures both: with three words in ten changed every sentence keeps more than the first; where
# one was taken out, what is most like it keeps half, but does not stand between the same neighbours.
ALTERED, ALTERED_ELSEWHERE = 0.5, 0.75

# Where a sentence may begin and end.
_STOP = r"(?:[.!?…।؟][\"”’»)\]]*(?=\s|\Z)|[。！？][”」』）]*)"
_OPENING = rf"{_STOP}\s*|\n\s*"
_CLOSING = rf"{_STOP}|(?=\s*(?:\n|\Z))"
_JOINED, _WORD, _SENTENCE = 0, 1, 2
# A sentence's other end is not looked for any further; nor at all where so much of what stood beside the quote begins.
_LONGEST_STEP, _BESIDE = 400, 8
# Where what stood before a quote stands more often than this, it tells nothing.
_MOST_PLACES = 40


class Outcome(StrEnum):
    """What has become of a quote.

    EXACT: the article is the one that was quoted. MOVED: the article has changed, and the quote stands in it letter
    for letter, at its place or at another. ALTERED: words of it were changed. MISSING: it is gone, or its article is.
    """

    EXACT = "exact"
    MOVED = "moved"
    ALTERED = "altered"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Change:
    """Words that were changed: a span of the quote as it was, and one of the article's text now; one may be empty."""

    was: Span
    now: Span


@dataclass(frozen=True, slots=True)
class Resolution:
    """What has become of a quote, and where it stands; `similarity`, from 0 to 1, is the share of it that is left."""

    outcome: Outcome
    span: Span | None = None
    similarity: float = 0.0
    changes: tuple[Change, ...] = ()


def resolve(anchor: Anchor, article: Article | None) -> Resolution:
    """Say what has become of a quote in `article`, the one it was taken from as it is now; None if that is gone."""
    if article is None:
        return Resolution(Outcome.MISSING)
    if article.id != anchor.article_id:
        raise ValueError(f"the anchor leads into {anchor.article_id}, not into {article.id}")
    text, place = article.text, Span(anchor.start, anchor.end)
    if article.digest == anchor.digest and text[slice(*place)] == anchor.exact:
        return Resolution(Outcome.EXACT, place, 1.0)
    places = [*_find_same(anchor, text)]
    same = max(places, key=lambda span: _rank_likeness(anchor, text, span), default=None)
    altered = None if same == place else _find_altered(anchor, text, places)
    # The same letters are another quote's if a place with other letters is more like where this one stood.
    span = altered.span if altered else None
    if same and not (span and _rank_likeness(anchor, text, span) > _rank_likeness(anchor, text, same)):
        return Resolution(Outcome.MOVED, same, 1.0)
    return altered or Resolution(Outcome.MISSING)


def serialise_resolution(resolution: Resolution, anchor: Anchor, article: Article | None) -> dict[str, Any]:
    """Return a resolution as JSON, with the words that changed; `article` is the one it was found in."""
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
    """Yield where the quote's letters stand as a quote: not within a word or a sentence, if it was not before."""
    before, after = _find_edges(anchor.prefix, anchor.exact, anchor.suffix)
    at = text.find(anchor.exact)
    while at >= 0:
        end = at + len(anchor.exact)
        opens, closes = _find_edges(text[max(0, at - AROUND) : at], anchor.exact, text[end : end + AROUND])
        if opens >= before and closes >= after:
            yield Span(at, end)
        at = text.find(anchor.exact, at + 1)


def _find_edges(before: str, exact: str, after: str) -> tuple[int, int]:
    """Say whether a quote begins and ends within a word, between words, or with a sentence."""
    opens = _JOINED if _is_joined(before, exact) else _SENTENCE if _is_opening(before) else _WORD
    closes = _JOINED if _is_joined(exact, after) else _SENTENCE if _is_closing(exact, after) else _WORD
    return opens, closes


def _is_joined(left: str, right: str) -> bool:
    """Say whether two parts run together as a word or a number does."""
    return bool(re.search(r"\w[.,]?\Z", left) and re.match(r"[.,]?\w", right))


def _is_opening(before: str) -> bool:
    return not before.strip() or "\n" in before[len(before.rstrip()) :] or bool(re.search(rf"{_STOP}\s*\Z", before))


def _is_closing(exact: str, after: str) -> bool:
    left = after[: len(after) - len(after.lstrip())]
    return left == after or "\n" in left or bool(re.search(rf"{_STOP}\Z", exact))


def _find_altered(anchor: Anchor, text: str, same: Sequence[Span]) -> Resolution | None:
    """Return the stretch of the text that the quote was most probably turned into; None if none is like it.

    `same` are the places where its letters stand.
    """
    cores = (
        align(anchor.exact, text, near)
        for near in find_likely_places(text, anchor.prefix, anchor.exact, anchor.suffix, anchor.start)
    )
    ranked = []
    for span in {*_find_between(anchor, text), *(_complete_sentence(anchor, text, core) for core in cores if core)}:
        now = text[slice(*span)]
        if any(span.start < place.end and place.start < span.end for place in same):
            continue
        left = measure_similarity(anchor.exact, now)
        least = ALTERED if _is_beside(anchor, text, span) else ALTERED_ELSEWHERE
        if left >= least or anchor.exact in now:
            ranked.append((left + _measure_around(anchor, text, span) / 2, -abs(span.start - anchor.start), left, span))
    if not ranked:
        return None
    *_, left, span = max(ranked)
    changes = tuple(
        Change(was, Span(now.start + span.start, now.end + span.start))
        for was, now in find_differences(anchor.exact, text[slice(*span)])
    )
    return Resolution(Outcome.ALTERED, span, left, changes)


def _find_between(anchor: Anchor, text: str) -> Iterator[Span]:
    """Yield what stands now between what stood before the quote and what stood after it."""
    most = 2 * len(anchor.exact) + _LONGEST_STEP
    # At an article's beginning hardly anything stood before the quote, and that stands in many places.
    begins = len(anchor.prefix) < _BESIDE and text.startswith(anchor.prefix)
    before = 0 if begins else text.find(anchor.prefix) if len(anchor.prefix) >= _BESIDE else -1
    for _ in range(_MOST_PLACES):
        if before < 0:
            return
        start = before + len(anchor.prefix)
        end = text.find(anchor.suffix, start, start + most) if anchor.suffix else len(text)
        if start < end <= start + most:
            yield Span(start, end)
        before = -1 if begins else text.find(anchor.prefix, before + 1)


def _complete_sentence(anchor: Anchor, text: str, core: Span) -> Span:
    """Return `core`, made to reach to the ends of its sentence, or to what stood beside the quote, if the quote did."""
    opens, closes = _find_edges(anchor.prefix, anchor.exact, anchor.suffix)
    start, end = core
    if opens == _SENTENCE and not _is_opening(text[max(0, start - AROUND) : start]):
        least = max(0, start - _LONGEST_STEP)
        beside = re.escape(anchor.prefix[-_BESIDE:])
        stops = [match.end() for match in re.finditer(rf"{beside}|{_OPENING}", text[least:start])]
        start = least + stops[-1] if stops else start if least else 0
    if closes == _SENTENCE and not _is_closing(text[start:end], text[end : end + AROUND]):
        beside = re.escape(anchor.suffix[:_BESIDE])
        stop = re.search(rf"(?={beside})|{_CLOSING}", text[end : end + _LONGEST_STEP])
        end += stop.end() if stop else 0
    return Span(start, end)


def _rank_likeness(anchor: Anchor, text: str, span: Span) -> tuple[float, int]:
    """Return how much a place is like the quote's own: by what stands around it, then by how near it is."""
    return _measure_around(anchor, text, span), -abs(span.start - anchor.start)


def _is_beside(anchor: Anchor, text: str, span: Span) -> bool:
    """Say whether what stood on both sides of the quote stands on both sides of `span`.

    On one side it does so, too, for the next sentence once the quote is taken out.
    """
    before, after = anchor.prefix[-_BESIDE:], anchor.suffix[:_BESIDE]
    return text.endswith(before, 0, span.start) and text.startswith(after, span.end)


def _measure_around(anchor: Anchor, text: str, span: Span) -> float:
    """Return how much of what stood around the quote stands around `span`, from 0 to 1."""
    before = text[max(0, span.start - AROUND) : span.start]
    after = text[span.end : span.end + AROUND]
    kept = _count_shared(anchor.prefix[::-1], before[::-1]) + _count_shared(anchor.suffix, after)
    whole = max(len(anchor.prefix), len(before)) + max(len(anchor.suffix), len(after))
    return kept / whole if whole else 1.0


def _count_shared(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))
