"""Where a quotation stands that was altered, and which of its words differ there."""

import re
from collections.abc import Callable, Iterator, Mapping

from rapidfuzz.distance import LCSseq, Levenshtein
from rapidfuzz.fuzz import partial_ratio_alignment

from corpus import Span
from qa.checking.locating.matching import TOKEN, Found
from qa.checking.locating.needle import END, Wanted
from qa.checking.locating.typography import Folded, folded, is_whole
from qa.cite.anchoring.alignment import aligned, differences, likely_places

# The share of the words that have to be left of an altered quotation, in order; benchmarks/checking.py measures it.
LEAST_KEPT = 0.6
# Places of all articles that are aligned, the likeliest.
_ALIGNED = 2
# Letters around a place that an alignment looks at too, and around what it found; words it may gain there.
_SLACK, _WIDER, _MORE = 96, 60, 3
# A quotation and an article in which every place is looked at.
_SHORT, _SHORT_TEXT = 80, 40_000
# A longer quotation is looked for by pieces of this length, and aligned by all its words at once.
_LONG, _PIECE, _LONG_TOKENS = 2_000, 600, 250
# Pairs of words that are compared at once, a bit of memory each.
_MOST_PAIRS = 1_000_000_000
# Fewer words in capitals are a heading or a name.
_LEAST_CAPITALS = 4


def altered(wanted: Wanted, texts: Mapping[str, str]) -> Found | None:
    """Return the place that is most like it in any of the texts, and the words that differ; None if none is like it.

    A quotation set in capitals is like what has the same words in small letters, but all of it differs.
    """
    found = _closest(wanted, texts, str)
    value = wanted.plain.value
    in_capitals = (value.isupper() or value.istitle()) and len(re.findall(r"\w+", value)) >= _LEAST_CAPITALS
    return _closest(wanted, texts, _lowered) if found is None and in_capitals else found


def _closest(wanted: Wanted, texts: Mapping[str, str], read: Callable[[str], str]) -> Found | None:
    """Return the place that is most like a quotation, both with their letters as `read` gives them."""
    value = read(wanted.plain.value)
    tokens = TOKEN.findall(value)
    likely = []
    for id_, text in texts.items():
        article = read(folded(text).value)
        for near in _places(value, article):
            window = article[max(0, near - _SLACK) : near + len(value) + _SLACK]
            likely.append((-LCSseq.similarity(tokens, TOKEN.findall(window)), id_, near))
    found = [it for _, id_, near in sorted(likely)[:_ALIGNED] for it in _aligned(wanted, id_, texts[id_], near, read)]
    best = min(found, key=lambda it: (-it.kept, it.article_id, it.place), default=None)
    return best if best and best.kept >= LEAST_KEPT else None


def _lowered(text: str) -> str:
    """Return a text in small letters, as long as it is."""
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)


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


def _aligned(wanted: Wanted, id_: str, text: str, near: int, read: Callable[[str], str]) -> Iterator[Found]:
    article = folded(text)
    for form in wanted.forms[1:] or wanted.forms:
        value, other = read(form.value), read(article.value)
        place = _place(value, other, near)
        if place is None:
            continue
        place = _uncut(article, _by_words(value, other, place))
        changes = [
            (wanted.in_draft(was, form), article.raw(Span(place.start + now.start, place.start + now.end)))
            for was, now in _changes(form.value, article.value[slice(*place)])
        ]
        mine, theirs = re.findall(r"\w+", value), re.findall(r"\w+", other[slice(*place)])
        kept = LCSseq.similarity(mine, theirs) / max(len(mine), len(theirs), 1)
        if changes:
            yield Found(wanted.span, id_, article.raw(place), changes=tuple(changes), kept=kept)


def _changes(value: str, stands: str) -> list[tuple[Span, Span]]:
    """Return what differs besides blanks; a comma or full stop at the end only if nothing else does."""
    found: list[tuple[Span, Span]] = []
    for was, now in ((value.rstrip(END), stands.rstrip(END)), (value, stands)):
        found = found or [
            (mine, theirs)
            for mine, theirs in differences(was, now)
            if was[slice(*mine)].strip() or now[slice(*theirs)].strip()
        ]
    return found


def _place(value: str, text: str, near: int) -> Span | None:
    """Return the stretch of a text around `near` that differs least from `value`."""
    mine = TOKEN.findall(value)
    if len(mine) <= _LONG_TOKENS:
        return aligned(value, text, near)
    slack = len(value) // 2
    window = list(TOKEN.finditer(text, max(0, near - slack), min(len(text), near + len(value) + slack)))
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
    """Return a place with as many words more at either end as make fewer words differ: it was found by letters.

    Where as many differ, a word at the end stands in place of another rather than being one more.
    """
    before = [match.start() for match in TOKEN.finditer(text, max(0, place.start - _WIDER), place.start)]
    after = [match.end() for match in TOKEN.finditer(text, place.end, place.end + _WIDER)]
    bare = value.rstrip(END) or value
    mine = TOKEN.findall(bare)

    def differing(start: int, end: int, edge: int) -> tuple[int, bool, int]:
        theirs = TOKEN.findall(text[start:end])
        least = Levenshtein.distance(mine, theirs)
        inner = slice(1, None) if edge == 0 else slice(None, -1)
        both = mine[edge][0].isalnum() and theirs[edge][0].isalnum()
        replaces = both and least == 1 + Levenshtein.distance(mine[inner], theirs[inner])
        more = abs(len(mine) - len(theirs)) if replaces else len(mine) + len(theirs)
        more = 0 if mine[edge] == theirs[edge] else more
        return least, (mine[0], mine[-1]) != (theirs[0], theirs[-1]), more

    start = min([place.start, *reversed(before[-_MORE:])], key=lambda start: differing(start, place.end, 0))
    end = min([place.end, *after[:_MORE]], key=lambda end: differing(start, end, -1))
    stop = value[len(bare) :]
    return Span(start, end + len(stop) if text.startswith(stop, end) else end)


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
        max(len(TOKEN.findall(draft[slice(*was)])), len(TOKEN.findall(text[slice(*now)]))) for was, now in found.changes
    )
