"""Altered quotations: the place that is most like one, and the words that differ there."""

import re
from collections.abc import Callable, Iterator, Mapping

from rapidfuzz.distance import LCSseq, Levenshtein
from rapidfuzz.fuzz import partial_ratio_alignment

from corpus import Span
from qa.checking.locating.matching import TOKEN, Match
from qa.checking.locating.needle import END, Needle
from qa.checking.locating.typography import FoldedTypography, fold_article, is_whole
from qa.cite.anchoring.alignment import align, find_differences, find_likely_places

# The share of its words that an altered quotation keeps at least, in order; benchmarks/checking.py measures it.
LEAST_KEPT = 0.6
# Likely places, out of all articles, with which a quotation is aligned.
_ALIGNED = 2
# Letters around a likely place that are compared, too.
_SLACK = 96
# Letters around an aligned stretch in which it may gain words, and how many words.
_WIDER, _MORE = 60, 3
# Letters of a quotation and of an article that are short enough to try every place.
_SHORT, _SHORT_TEXT = 80, 40_000
# A quotation of more letters is looked for by pieces of this length.
_LONG, _PIECE = 2_000, 600
# A quotation of more tokens is aligned by whole words, not by letters.
_LONG_TOKENS = 250
# Pairs of words that are compared at once; each takes a bit of memory.
_MOST_PAIRS = 1_000_000_000
# Fewer words in capitals may be a heading or a name.
_LEAST_CAPITALS = 4


def find_altered(needle: Needle, texts: Mapping[str, str]) -> Match | None:
    """Return the match that is most like a quotation in any of the texts; None if no place is like it.

    A quotation in capitals matches the same words in small letters, but all of it differs.
    """
    closest = _find_closest(needle, texts, str)
    value = needle.plain.value
    in_capitals = (value.isupper() or value.istitle()) and len(re.findall(r"\w+", value)) >= _LEAST_CAPITALS
    return _find_closest(needle, texts, _lower) if closest is None and in_capitals else closest


def _find_closest(needle: Needle, texts: Mapping[str, str], read: Callable[[str], str]) -> Match | None:
    """Return the match that is most like a quotation; `read` sets the case of the letters of both."""
    value = read(needle.plain.value)
    tokens = TOKEN.findall(value)
    likely = []
    for id_, text in texts.items():
        article = read(fold_article(text, needle.plain.value).value)
        for near in _find_places(value, article):
            window = article[max(0, near - _SLACK) : near + len(value) + _SLACK]
            likely.append((-LCSseq.similarity(tokens, TOKEN.findall(window)), id_, near))
    likeliest = sorted(likely)[:_ALIGNED]
    matches = [match for _, id_, near in likeliest for match in _align(needle, id_, texts[id_], near, read)]
    best = min(matches, key=lambda match: (-match.kept, match.article_id, match.place), default=None)
    return best if best and best.kept >= LEAST_KEPT else None


def _lower(text: str) -> str:
    """Return a text in small letters; it stays as long as it is."""
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)


def _find_places(value: str, text: str) -> list[int]:
    """Return the places of a folded text at which something like `value` may begin."""
    if len(value) > _LONG:
        pieces = (0, len(value) // 2, len(value) - _PIECE)
        return [
            max(0, near - at) for at in pieces for near in find_likely_places(text, "", value[at : at + _PIECE], "", 0)
        ]
    places = find_likely_places(text, "", value, "", 0)
    # An edit of a few words leaves no long stretch of letters: then every place is tried.
    short = len(value) < _SHORT and len(text) < _SHORT_TEXT
    best = partial_ratio_alignment(value, text) if short else None
    return [*places, best.dest_start] if best else places


def _align(needle: Needle, id_: str, text: str, near: int, read: Callable[[str], str]) -> Iterator[Match]:
    """Yield the match of each form of a quotation around a place, with the words that differ."""
    article = fold_article(text, needle.plain.value)
    for form in needle.forms[1:] or needle.forms:
        value, other = read(form.value), read(article.value)
        place = _align_stretch(value, other, near)
        if place is None:
            continue
        place = _complete_words(article, _fit_to_words(value, other, place))
        changes = [
            (needle.locate_in_draft(was, form), article.unfold(Span(place.start + now.start, place.start + now.end)))
            for was, now in _find_changes(form.value, article.value[slice(*place)])
        ]
        mine, theirs = re.findall(r"\w+", value), re.findall(r"\w+", other[slice(*place)])
        kept = LCSseq.similarity(mine, theirs) / max(len(mine), len(theirs), 1)
        if changes:
            yield Match(needle.span, id_, article.unfold(place), changes=tuple(changes), kept=kept)


def _find_changes(value: str, stands: str) -> list[tuple[Span, Span]]:
    """Return what differs besides blanks; a comma or full stop at the end counts only if nothing else differs."""
    changes: list[tuple[Span, Span]] = []
    for was, now in ((value.rstrip(END), stands.rstrip(END)), (value, stands)):
        changes = changes or [
            (mine, theirs)
            for mine, theirs in find_differences(was, now)
            if was[slice(*mine)].strip() or now[slice(*theirs)].strip()
        ]
    return changes


def _align_stretch(value: str, text: str, near: int) -> Span | None:
    """Return the stretch of a text around `near` that differs least from `value`."""
    tokens = TOKEN.findall(value)
    if len(tokens) <= _LONG_TOKENS:
        return align(value, text, near)
    slack = len(value) // 2
    window = list(TOKEN.finditer(text, max(0, near - slack), min(len(text), near + len(value) + slack)))
    if len(tokens) * len(window) > _MOST_PAIRS:
        return None
    # The stretch with most words in common and fewest others; so a "the" far from all the rest is no part of it.
    best = score = first = start = end = before = 0
    for code in LCSseq.opcodes(tokens, [token[0] for token in window]):
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


def _fit_to_words(value: str, text: str, place: Span) -> Span:
    """Return a place, which was aligned by letters, with the words at either end that make fewer words differ.

    Where as many differ, a word at the end replaces another rather than being added.
    """
    before = [match.start() for match in TOKEN.finditer(text, max(0, place.start - _WIDER), place.start)]
    after = [match.end() for match in TOKEN.finditer(text, place.end, place.end + _WIDER)]
    bare = value.rstrip(END) or value
    mine = TOKEN.findall(bare)

    def rank_ends(start: int, end: int, edge: int) -> tuple[int, bool, int]:
        theirs = TOKEN.findall(text[start:end])
        least = Levenshtein.distance(mine, theirs)
        inner = slice(1, None) if edge == 0 else slice(None, -1)
        both = mine[edge][0].isalnum() and theirs[edge][0].isalnum()
        replaces = both and least == 1 + Levenshtein.distance(mine[inner], theirs[inner])
        more = abs(len(mine) - len(theirs)) if replaces else len(mine) + len(theirs)
        more = 0 if mine[edge] == theirs[edge] else more
        return least, (mine[0], mine[-1]) != (theirs[0], theirs[-1]), more

    start = min([place.start, *reversed(before[-_MORE:])], key=lambda start: rank_ends(start, place.end, 0))
    end = min([place.end, *after[:_MORE]], key=lambda end: rank_ends(start, end, -1))
    stop = value[len(bare) :]
    return Span(start, end + len(stop) if text.startswith(stop, end) else end)


def _complete_words(article: FoldedTypography, place: Span) -> Span:
    """Return a place with the rest of the words that it cuts in two, so that "non-violent" is not "violent"."""
    while place.start and not is_whole(article.text[: article.unfold(place).end], article.unfold(place)):
        place = Span(place.start - 1, place.end)
    while place.end < len(article.value) and not is_whole(article.text, article.unfold(place)):
        place = Span(place.start, place.end + 1)
    return place


def count_edits(match: Match, draft: str, text: str) -> int:
    """Return how many words of a match differ."""
    return sum(
        max(len(TOKEN.findall(draft[slice(*was)])), len(TOKEN.findall(text[slice(*now)]))) for was, now in match.changes
    )
