"""Where a quotation stands in articles: whole, in parts, altered, or stitched together."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq, Levenshtein
from rapidfuzz.fuzz import partial_ratio_alignment

from corpus import Span
from qa.checking.folding import Folded, folded, is_whole
from qa.checking.wanted import Wanted
from qa.cite.alignment import aligned, differences, likely_places

# The share of the words that have to be left of an altered quotation, in order; benchmarks/checking.py measures it.
LEAST_KEPT = 0.6
# A word that many differ counts as much as this many changed ones: below that, words were left out, not places joined.
_JUNCTION = 3
# Words that a stitched part has at least, and the parts that are looked for.
_LEAST_WORDS, _MOST_PARTS = 3, 5
# Places of all articles that are aligned, the likeliest.
_ALIGNED = 2
# Letters around a place that an alignment looks at too, and around what it found; words it may gain there.
_SLACK, _WIDER, _MORE = 96, 60, 3
# A quotation and an article in which every place is looked at.
_SHORT, _SHORT_TEXT = 80, 40_000
# How far a part of one or two words may stand from the part before it; places of the longest that are tried.
_NEAR, _MOST_ANCHORS = 200, 40
# A longer quotation is looked for by pieces of this length, and aligned by all its words at once.
_LONG, _PIECE, _LONG_TOKENS = 2_000, 600, 250
# Pairs of words that are compared at once, a bit of memory each.
_MOST_PAIRS = 1_000_000_000

# What ends a part rather than begins one.
_CLOSING = re.compile(r"[.,;:!?…)]|'(?=[.,;:!?…)])")
_TOKEN = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of a draft, and the place in an article where it stands; the words that differ, in both."""

    draft: Span
    article_id: str
    place: Span
    is_exact: bool = False
    changes: tuple[tuple[Span, Span], ...] = ()
    kept: float = 1.0


Texts = Mapping[str, str]


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


def altered(wanted: Wanted, texts: Texts) -> Found | None:
    """Return the place that is most like it in any of the texts, and the words that differ; None if none is like it."""
    form = wanted.plain
    tokens = _TOKEN.findall(form.value)
    likely = []
    for id_, text in texts.items():
        article = folded(text)
        for near in _places(form.value, article.value):
            window = article.value[max(0, near - _SLACK) : near + len(form.value) + _SLACK]
            likely.append((-LCSseq.similarity(tokens, _TOKEN.findall(window)), id_, near))
    found = [it for _, id_, near in sorted(likely)[:_ALIGNED] for it in _aligned(wanted, id_, texts[id_], near)]
    best = min(found, key=lambda it: (-it.kept, it.article_id, it.place), default=None)
    return best if best and best.kept >= LEAST_KEPT else None


def _places(value: str, text: str) -> list[int]:
    """Return where in a folded text something like `value` may begin."""
    if len(value) > _LONG:
        pieces = (0, len(value) // 2, len(value) - _PIECE)
        return [max(0, near - at) for at in pieces for near in likely_places(text, "", value[at : at + _PIECE], "", 0)]
    places = likely_places(text, "", value, "", 0)
    # Of a few words an edit leaves no long stretch of letters: then every place is looked at.
    short = len(value) < _SHORT and len(text) < _SHORT_TEXT
    best = partial_ratio_alignment(value, text) if short else None
    return [*places, best.dest_start] if best else places


def _aligned(wanted: Wanted, id_: str, text: str, near: int) -> Iterator[Found]:
    article = folded(text)
    for form in wanted.forms[1:] or wanted.forms:
        place = _place(form.value, article.value, near)
        if place is None:
            continue
        place = _uncut(article, _by_words(form.value, article.value, place))
        stands = article.value[slice(*place)]
        changes = [
            (wanted.in_draft(was, form), article.raw(Span(place.start + now.start, place.start + now.end)))
            for was, now in differences(form.value, stands)
            if form.value[slice(*was)].strip() or stands[slice(*now)].strip()
        ]
        mine, theirs = re.findall(r"\w+", form.value), re.findall(r"\w+", stands)
        kept = LCSseq.similarity(mine, theirs) / max(len(mine), len(theirs), 1)
        if changes:
            yield Found(wanted.span, id_, article.raw(place), changes=tuple(changes), kept=kept)


def _place(value: str, text: str, near: int) -> Span | None:
    """Return the stretch of a text around `near` that differs least from `value`."""
    mine = _TOKEN.findall(value)
    if len(mine) <= _LONG_TOKENS:
        return aligned(value, text, near)
    slack = len(value) // 2
    window = list(_TOKEN.finditer(text, max(0, near - slack), min(len(text), near + len(value) + slack)))
    if len(mine) * len(window) > _MOST_PAIRS:
        return None
    # Words in common far from all others, as "the", are no part of it: the stretch with most in common and least else.
    best = score = first = start = end = before = 0
    for code in LCSseq.opcodes(mine, [token[0] for token in window]):
        if code.tag != "equal":
            continue
        score -= code.dest_start - before
        if score <= 0:
            score, first = 0, code.dest_start
        before = code.dest_end
        score += code.dest_end - code.dest_start
        if score > best:
            best, start, end = score, first, before
    return Span(window[start].start(), window[end - 1].end()) if best else None


def _by_words(value: str, text: str, place: Span) -> Span:
    """Return a place with as many words more at either end as make fewer words differ: it was found by letters."""
    before = [match.start() for match in _TOKEN.finditer(text, max(0, place.start - _WIDER), place.start)]
    after = [match.end() for match in _TOKEN.finditer(text, place.end, place.end + _WIDER)]
    mine = _TOKEN.findall(value)

    def differing(start: int, end: int) -> tuple[int, bool]:
        theirs = _TOKEN.findall(text[start:end])
        return Levenshtein.distance(mine, theirs), (mine[0], mine[-1]) != (theirs[0], theirs[-1])

    start = min([place.start, *reversed(before[-_MORE:])], key=lambda start: differing(start, place.end))
    return Span(start, min([place.end, *after[:_MORE]], key=lambda end: differing(start, end)))


def _uncut(article: Folded, place: Span) -> Span:
    """Return a place with the rest of the words that it cuts in two: of "non-violent" not "violent" alone."""
    while place.start and not is_whole(article.text[: article.raw(place).end], article.raw(place)):
        place = Span(place.start - 1, place.end)
    while place.end < len(article.value) and not is_whole(article.text, article.raw(place)):
        place = Span(place.start, place.end + 1)
    return place


def edits(found: Found, draft: str, text: str) -> int:
    """Return how many words differ."""
    return sum(
        max(len(_TOKEN.findall(draft[slice(*was)])), len(_TOKEN.findall(text[slice(*now)])))
        for was, now in found.changes
    )


def stitched(wanted: Wanted, texts: Texts) -> list[Found] | None:
    """Return the parts of which it is put together, each whole in a text, as few as will do; None if it is not."""
    form = wanted.plain
    ends = [match.end() for match in _TOKEN.finditer(form.value)]
    starts = [match.start() for match in _TOKEN.finditer(form.value)]
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
