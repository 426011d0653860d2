"""Matches of a quotation in an article: all of it, or its parts in their order."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus import Span
from corpus.sentences import split_sentences
from qa.checking.locating.needle import Needle
from qa.checking.locating.typography import fold_in_turn, is_whole

# A part of fewer words is short: it stands in too many places to be looked for alone.
LEAST_WORDS = 3
# Characters between a short part and the part beside it, at most.
_NEAR = 200
# Places of the longest part that are tried.
_MOST_ANCHORS = 40

TOKEN = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Match:
    """A stretch of a draft and the place in an article that it matches.

    `changes` are the words that differ, in the draft and in the article; `kept` is the share of the words that do not.
    """

    draft: Span
    article_id: str
    place: Span
    is_exact: bool = False
    changes: tuple[tuple[Span, Span], ...] = ()
    kept: float = 1.0


def find_whole(needle: Needle, id_: str, text: str, after: int = 0) -> Match | None:
    """Return the first match of all of a needle from `after` on: one letter for letter if there is any."""
    for letters in needle.letters:
        at = text.find(letters, after)
        while at >= 0:
            if is_whole(text, span := Span(at, at + len(letters))):
                return Match(needle.span, id_, span, is_exact=True)
            at = text.find(letters, at + 1)
    for article in fold_in_turn(text, needle.plain.value):
        for pattern in needle.patterns:
            for folded in article.find(pattern, after):
                if (place := article.unfold(folded)).start >= after:
                    return Match(needle.span, id_, place)
    return None


def find_in_order(parts: Sequence[Needle], id_: str, text: str) -> list[Match] | None:
    """Return matches of all parts in their order, short ones near their neighbours; None if a text has none."""
    longest = max(range(len(parts)), key=lambda at: len(parts[at].letters[0]))
    after = 0
    # The first place of the longest part need not be the one that the other parts stand around.
    for _ in range(_MOST_ANCHORS):
        anchor = find_whole(parts[longest], id_, text, after)
        if anchor is None:
            return None
        before = _find_before(parts[:longest], id_, text, anchor.place.start)
        behind = None if before is None else _find_behind(parts[longest + 1 :], id_, text, anchor.place.end)
        if before is not None and behind is not None:
            return [*before, anchor, *behind]
        after = anchor.place.start + 1
    return None


def _find_behind(parts: Sequence[Needle], id_: str, text: str, after: int) -> list[Match] | None:
    """Return the first match of each part behind the one before it; None if one part has none."""
    matches = []
    for part in parts:
        match = find_whole(part, id_, text, after)
        if match is None or (is_short(part) and match.place.start - after > _NEAR):
            return None
        matches.append(match)
        after = match.place.end
    return matches


def _find_before(parts: Sequence[Needle], id_: str, text: str, until: int) -> list[Match] | None:
    """Return the last match of each part that ends before the next part; None if one part has none."""
    matches: list[Match] = []
    for part in reversed(parts):
        last, after = None, max(0, until - _NEAR - 2 * len(part.letters[0])) if is_short(part) else 0
        while (match := find_whole(part, id_, text, after)) is not None and match.place.end <= until:
            last, after = match, match.place.start + 1
        if last is None or (is_short(part) and until - last.place.end > _NEAR):
            return None
        matches.insert(0, last)
        until = last.place.start
    return matches


def is_short(part: Needle) -> bool:
    """Say whether a part stands in too many places to be looked for alone."""
    return len(re.findall(r"\w+", part.forms[0].value)) < LEAST_WORDS


def is_sentence(text: str, span: Span) -> bool:
    """Say whether a span holds all the words of a sentence."""
    start, end = max(0, span.start - _NEAR), span.end + _NEAR
    sentences = [Span(start + first, start + last) for first, last in split_sentences(text[start:end])]
    around = next((sentence for sentence in sentences if sentence.start <= span.start < sentence.end), span)
    beside = text[around.start : span.start] + text[span.end : around.end]
    return not re.search(r"\w", beside)


def are_apart(first: Match, second: Match, text: str, *, elided: bool = False) -> bool:
    """Say whether the second match does not follow the first; with `elided`, words may stand between them."""
    if first.article_id != second.article_id or first.place.end > second.place.start:
        return True
    return not elided and bool(re.search(r"\w", text[first.place.end : second.place.start]))
