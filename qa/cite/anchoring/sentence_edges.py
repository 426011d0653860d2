"""The edges of a quote: whether it begins and ends within a word, between words, or with a sentence."""

import re
from enum import IntEnum

from corpus import Span
from qa.cite.anchoring.anchors import AROUND, Anchor

# Where a sentence may end, where one may begin, and where one may end at the latest.
_STOP = r"(?:[.!?…।؟][\"”’»)\]]*(?=\s|\Z)|[。！？][”」』）]*)"
_OPENING = rf"{_STOP}\s*|\n\s*"
_CLOSING = rf"{_STOP}|(?=\s*(?:\n|\Z))"
# Letters within which the end of a sentence is looked for.
_FARTHEST = 400
# Letters beside a quote that tell the place beside it.
BESIDE = 8


class Edge(IntEnum):
    """Where a quote begins or ends: within a word, between words, or with a sentence."""

    WITHIN_WORD = 0
    BETWEEN_WORDS = 1
    SENTENCE = 2


def find_edges(before: str, exact: str, after: str) -> tuple[Edge, Edge]:
    """Return where a quote begins and where it ends."""
    start = Edge.SENTENCE if _is_opening(before) else Edge.BETWEEN_WORDS
    end = Edge.SENTENCE if _is_closing(exact, after) else Edge.BETWEEN_WORDS
    return (
        Edge.WITHIN_WORD if _is_joined(before, exact) else start,
        Edge.WITHIN_WORD if _is_joined(exact, after) else end,
    )


def _is_joined(left: str, right: str) -> bool:
    """Say whether two parts are one word or one number."""
    return bool(re.search(r"\w[.,]?\Z", left) and re.match(r"[.,]?\w", right))


def _is_opening(before: str) -> bool:
    """Say whether a sentence may begin behind a text."""
    return not before.strip() or "\n" in before[len(before.rstrip()) :] or bool(re.search(rf"{_STOP}\s*\Z", before))


def _is_closing(exact: str, after: str) -> bool:
    """Say whether a sentence may end between two texts."""
    left = after[: len(after) - len(after.lstrip())]
    return left == after or "\n" in left or bool(re.search(rf"{_STOP}\Z", exact))


def complete_sentence(anchor: Anchor, text: str, core: Span) -> Span:
    """Return `core` with the rest of its sentence at either end at which the quote had a whole one.

    The text that stood beside the quote is no part of it.
    """
    opening, closing = find_edges(anchor.prefix, anchor.exact, anchor.suffix)
    start, end = core
    if opening is Edge.SENTENCE and not _is_opening(text[max(0, start - AROUND) : start]):
        least = max(0, start - _FARTHEST)
        beside = re.escape(anchor.prefix[-BESIDE:])
        stops = [match.end() for match in re.finditer(rf"{beside}|{_OPENING}", text[least:start])]
        start = least + stops[-1] if stops else start if least else 0
    if closing is Edge.SENTENCE and not _is_closing(text[start:end], text[end : end + AROUND]):
        beside = re.escape(anchor.suffix[:BESIDE])
        stop = re.search(rf"(?={beside})|{_CLOSING}", text[end : end + _FARTHEST])
        end += stop.end() if stop else 0
    return Span(start, end)
