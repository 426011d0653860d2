"""Anchors: they travel with citations, so that a quote is found again once its article has changed."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from corpus import PullquoteError
from qa.answer import Citation

VERSION = 1
# Characters that an anchor keeps of the text on either side of its quote.
AROUND = 48


class InvalidAnchor(PullquoteError):
    """Raised when a value is no anchor, or one of another version."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a quote stood: its offsets in the article with that digest, its letters, and those around it."""

    article_id: str
    digest: str
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end or len(self.exact) != self.end - self.start:
            raise InvalidAnchor(f"the anchor in {self.article_id} has a span that is not its text's: make it anew")


def make_anchor(citation: Citation) -> Anchor:
    """Return the anchor of a citation."""
    start, end, text = citation.quote.start, citation.quote.end, citation.article.text
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return Anchor(citation.article.id, citation.article.digest, start, end, citation.text, before, after)


def serialise_anchor(anchor: Anchor) -> dict[str, Any]:
    """Return an anchor as JSON: its fields and the version."""
    return {"version": VERSION, **asdict(anchor)}


def parse_anchor(data: object) -> Anchor:
    """Return the anchor that `serialise_anchor` wrote; raises InvalidAnchor."""
    if not isinstance(data, Mapping) or data.get("version") != VERSION:
        raise InvalidAnchor(f"this is no anchor of version {VERSION}: make it anew from a citation")
    numbers = [data.get(name) for name in ("start", "end")]
    words = [data.get(name) for name in ("article_id", "digest", "exact", "prefix", "suffix")]
    match numbers, words:
        case [int(start), int(end)], [str(article_id), str(digest), str(exact), str(prefix), str(suffix)]:
            return Anchor(article_id, digest, start, end, exact, prefix, suffix)
    raise InvalidAnchor("the anchor lacks a field, or has one of the wrong kind: make it anew from a citation")
