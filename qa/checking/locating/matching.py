"""Where a quotation stands in articles: whole, in parts, or stitched together."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus import Span
from qa.checking.locating.needle import Wanted
from qa.checking.locating.typography import Folded, folded, is_whole

# A word that many differ counts as much as this many changed ones: below that, words were left out, not places joined.
_JUNCTION = 3
# Words that a stitched part has at least, and the parts that are looked for.
_LEAST_WORDS, _MOST_PARTS = 3, 5
# How far a part of one or two words may stand from the part before it; places of the longest that are tried.
_NEAR, _MOST_ANCHORS = 200, 40

# What ends a part rather than begins one.
_CLOSING = re.compile(r"[.,;:!?…)]|'(?=[.,;:!?…)])")
TOKEN = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of a draft, and the place in an article where it stands; the words that differ, in both."""

    draft: Span
    article_id: str
    place: Span
    is_exact: bool = False
    changes: tuple[tuple[Span, Span], ...] = ()
    kept: float = 1.0


def whole(wanted: Wanted, id_: str, text: str, after: int = 0) -> Found | None:
    """Return where all of it stands in a text, at the earliest from `after` on, letter for letter if it does so."""
    for letters in wanted.letters:
        at = text.find(letters, after)
        while at >= 0:
            if is_whole(text, span := Span(at, at + len(letters))):
                return Found(wanted.span, id_, span, is_exact=True)
            at = text.find(letters, at + 1)
    article = folded(text)
    for needle in wanted.needles:
        for place in article.places(needle, after):
            if (raw := article.raw(place)).start >= after:
                return Found(wanted.span, id_, raw)
    return None


def in_order(parts: Sequence[Wanted], id_: str, text: str) -> list[Found] | None:
    """Return where the parts stand in a text, in order, a short one near its neighbour; None if not all do."""
    longest = max(range(len(parts)), key=lambda at: len(parts[at].letters[0]))
    after = 0
    # A first part that stands in several places is the one that the longest follows.
    for _ in range(_MOST_ANCHORS):
        if (anchor := whole(parts[longest], id_, text, after)) is None:
            return None
        before = _before(parts[:longest], id_, text, anchor.place.start)
        if before is not None and (behind := _behind(parts[longest + 1 :], id_, text, anchor.place.end)) is not None:
            return [*before, anchor, *behind]
        after = anchor.place.start + 1
    return None


def _behind(parts: Sequence[Wanted], id_: str, text: str, after: int) -> list[Found] | None:
    found = []
    for part in parts:
        place = whole(part, id_, text, after)
        if place is None or (_is_short(part) and place.place.start - after > _NEAR):
            return None
        found.append(place)
        after = place.place.end
    return found


def _before(parts: Sequence[Wanted], id_: str, text: str, until: int) -> list[Found] | None:
    """Return the places of parts that end before `until`, each the last that fits."""
    found: list[Found] = []
    for part in reversed(parts):
        last, after = None, max(0, until - _NEAR - 2 * len(part.letters[0])) if _is_short(part) else 0
        while (place := whole(part, id_, text, after)) is not None and place.place.end <= until:
            last, after = place, place.place.start + 1
        if last is None or (_is_short(part) and until - last.place.end > _NEAR):
            return None
        found.insert(0, last)
        until = last.place.start
    return found


def _is_short(part: Wanted) -> bool:
    return len(re.findall(r"\w+", part.forms[0].value)) < _LEAST_WORDS


def stitched(wanted: Wanted, texts: Mapping[str, str]) -> list[Found] | None:
    """Return the parts of which it is put together, each whole in a text, as few as will do; None if it is not."""
    form = wanted.plain
    ends = [match.end() for match in TOKEN.finditer(form.value)]
    starts = [match.start() for match in TOKEN.finditer(form.value)]
    pieces: list[tuple[int, int, str]] = []
    first = 0
    while first < len(ends):
        reached = max(
            ((_reach(form.value, starts, ends, first, folded(text)), id_) for id_, text in texts.items()),
            key=lambda it: (it[0], it[1] == (pieces[-1][2] if pieces else ""), it[1]),
            default=(first, ""),
        )
        last, id_ = reached
        if last == len(ends):  # the last part may begin before: then both sides have words enough
            least = (pieces[-1][0] + _LEAST_WORDS) if pieces else 0
            while first > least and _stands(form.value[starts[first - 1] :], folded(texts[id_])):
                first -= 1
            while first < last - 1 and _CLOSING.match(form.value, starts[first]):
                first += 1
        if last <= first or _words(form.value[starts[first] : ends[last - 1]]) < _LEAST_WORDS:
            return None
        pieces.append((first, last, id_))
        first = last
        if len(pieces) > _MOST_PARTS:
            return None
    if len(pieces) < 2:
        return None
    found = []
    # A part ends where the next begins, which may be before it had to.
    for (first, _, id_), last in zip(pieces, [*(first for first, _, _ in pieces[1:]), len(ends)], strict=True):
        article = folded(texts[id_])
        span = Span(starts[first], ends[last - 1])
        place = next(article.places(_needle(form.value[slice(*span)])), None)
        if place is None:
            return None
        found.append(Found(wanted.in_draft(span, form), id_, article.raw(place)))
    return found


def _reach(value: str, starts: list[int], ends: list[int], first: int, article: Folded) -> int:
    """Return the token up to which the text from token `first` on stands in an article as a whole."""
    least, most = first, len(ends)
    while least < most:
        middle = (least + most + 1) // 2
        if value[starts[first] : ends[middle - 1]] in article.value:
            least = middle
        else:
            most = middle - 1
    if least == len(ends) - 1 and value[starts[least] :] in (".", ","):  # it may be added at the end
        least += 1
    while least > first:
        span = Span(starts[first], ends[least - 1])
        # Nor may the quotation be cut amid a word: the next part begins there.
        if is_whole(value, span) and _stands(value[slice(*span)], article):
            break
        least -= 1
    return least


def _stands(part: str, article: Folded) -> bool:
    return next(article.places(_needle(part)), None) is not None


def _needle(part: str) -> str:
    """Return a part without the comma or full stop that it may end with as a quotation does."""
    return part.rstrip(".,") or part


def _words(text: str) -> int:
    return len(re.findall(r"\w+", text))


def are_apart(one: Found, other: Found, text: str, *, elided: bool = False) -> bool:
    """Say whether the second of two places does not follow the first; with `elided` words may stand between them."""
    if one.article_id != other.article_id or one.place.end > other.place.start:
        return True
    return not elided and bool(re.search(r"\w", text[one.place.end : other.place.start]))


def by_junctions(parts: Sequence[Found]) -> int:
    """Return how many changed words the junctions between parts weigh up."""
    return _JUNCTION * (len(parts) - 1)
