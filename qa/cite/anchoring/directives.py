"""Text directives: the fewest words of an article that lead a browser to one quote in it and to no other place."""

import math
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple
from urllib.parse import quote

from corpus import Article, Span
from qa.cite.anchoring.browser_folding import FoldedText, folded

# A longer quote is named by its first and last words: then nothing that the page has within it can be in the way.
LONGEST_EXACT = 120
# With fewer letters at either end, what a page has around its article would soon hold them too; Han and kana count two.
FEWEST_LETTERS = 12
# Characters beside a quote that are tried, and places that are told apart: what needs more is hardly a sentence.
_FARTHEST, _MOST_PLACES = 500, 500

_HAN_OR_KANA = r"\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
# Where any browser sees a word begin: after blanks, and after the stops of scripts that are written without.
_WORD = re.compile(rf"\S*?(?:[。、！？」』）】》]+(?=\S)|[，；：](?=[{_HAN_OR_KANA}]))|\S+")
_LETTER = re.compile(rf"(?P<two>[{_HAN_OR_KANA}])|[^\W_]")
# Letters with at most a point or an apostrophe between them are one word, however they go on.
_JOINED = (re.compile(r"\w[.,:;'’·‧]?\Z"), re.compile(r"[.,:;'’·‧]?\w"))


@dataclass(frozen=True, slots=True)
class Directive:
    """The parts of a text directive, as spans of an article's text.

    Without `end` the quote itself is `start`, else it reaches from `start` to `end`. `unique` says that a browser finds
    no other such place in the article, `first` that it finds the quote before any other.
    """

    start: Span
    end: Span | None = None
    prefix: Span | None = None
    suffix: Span | None = None
    unique: bool = True
    first: bool = True

    def encode(self, text: str) -> str:
        """Return it as it stands in an address, after `#:~:`; `text` is the article's."""
        prefix = f"{_encode(text, self.prefix)}-," if self.prefix else ""
        end = f",{_encode(text, self.end)}" if self.end else ""
        suffix = f",-{_encode(text, self.suffix)}" if self.suffix else ""
        return f"text={prefix}{_encode(text, self.start)}{end}{suffix}"


def find_directive(article: Article, span: Span) -> Directive | None:
    """Return the shortest directive for a quote; None if a browser could not search for any of its characters.

    It is unique in the article if it can be. It is not where the same words stand in the same context again, nor where
    only another paragraph would tell the first of several apart: on the page something else may stand between the two.
    """
    text, page = article.text, folded(article.text)
    parts = [part for line in page.lines if (part := _cut_to_line(text, line, span)) and page.of(part)]
    if not parts:
        return None
    before, after = _Context(text, page, parts[0].start, -1), _Context(text, page, parts[-1].end, 1)
    reaching = _find_range(text, page, parts, before, after)
    if len(parts) > 1 and reaching:
        return reaching
    exact = _find_exact(text, page, parts[0], before, after)
    forms = [exact, reaching] if parts[0].end - parts[0].start <= LONGEST_EXACT else [reaching, exact]
    return min((form for form in forms if form), key=lambda form: _rank_faults(form, before, after))


class _Context:
    """The words on one side of a quote: those of its own line, or of the next one where the quote fills its own.

    `way` is -1 for what stands before the quote and 1 for what stands after it.
    """

    def __init__(self, text: str, page: FoldedText, at: int, way: int) -> None:
        self._page, self._way = page, way
        side = Span(0, at) if way < 0 else Span(at, len(text))
        lines = page.lines if way > 0 else reversed(page.lines)
        nearest = next(
            (part for line in lines if (part := _cut_to_line(text, line, side)) and page.of(part)), Span(at, at)
        )
        words = _split_words(text, nearest)
        # Between two lines the page may show what the article does not hold.
        self.is_near = "\n" not in text[min(at, nearest.end) : max(at, nearest.start)]
        grown = [Span(nearest.start, word.end) for word in words]
        if way < 0:
            grown = [Span(word.start, nearest.end) for word in reversed(words)]
        near = [span for span in grown if span.end - span.start <= _FARTHEST or len(grown) == 1]
        self.spans = [span for span in near if _LETTER.search(text, *span)]
        self._sizes = [len(page.of(span)) for span in self.spans]
        self._whole = page.of(self.spans[-1])[::way] if self.spans else ""
        # A quote that begins or ends within a word is only found beside something.
        self.least = int(bool(self.spans) and _is_within_word(text, at))

    def is_beside(self, term: str, place: int) -> bool:
        """Say whether `term` stands at a place of the folded text, where the context begins."""
        value = self._page.value
        return value.startswith(term, place) if self._way < 0 else value.endswith(term, 0, place)

    def count_needed(self, places: Sequence[int]) -> list[float]:
        """Return how many words tell the quote's side from each place's; infinite where not all of them do."""
        if len(places) > _MOST_PLACES:
            return [math.inf] * len(places)
        return [self._count_needed_at(place) for place in places]

    def _count_needed_at(self, place: int) -> float:
        value, most = self._page.value, len(self._whole) + 1
        other = value[place : place + most] if self._way > 0 else value[max(0, place - most) : place][::-1]
        words = bisect_right(self._sizes, _count_shared(self._whole, other.lstrip()))
        return words + 1 if words < len(self._sizes) else math.inf

    def list_counts(self, needs: Sequence[float]) -> set[float]:
        """Return the numbers of words that may be worth taking."""
        return {self.least, *(need for need in needs if self.least < need < math.inf)}

    def take_words(self, count: float) -> Span | None:
        """Return that many words; None for none."""
        return self.spans[int(count) - 1] if count else None


def _rank_faults(directive: Directive, before: _Context, after: _Context) -> tuple[bool, bool, bool]:
    """Return what is wrong with it, worst first: it misses the quote, needs another paragraph, or is not unique."""
    far = (directive.prefix and not before.is_near) or (directive.suffix and not after.is_near)
    return not directive.first, bool(far), not directive.unique


def _find_exact(text: str, page: FoldedText, part: Span, before: _Context, after: _Context) -> Directive:
    """Return the shortest directive that holds the whole quote."""
    own, size = page.place(part.start), len(page.of(part))
    places = [place for place in _find_places(page.value, page.of(part)) if place != own]
    lefts, rights = before.count_needed(places), after.count_needed([place + size for place in places])
    options = []
    for prefix, suffix in product(before.list_counts(lefts), after.list_counts(rights)):
        needs = zip(places, lefts, rights, strict=True)
        alike = [place for place, left, right in needs if left > prefix and right > suffix]
        first = all(own < place for place in alike)
        options.append(Directive(part, None, before.take_words(prefix), after.take_words(suffix), not alike, first))
    return min(options, key=lambda option: (*_rank_faults(option, before, after), len(option.encode(text))))


def _find_range(
    text: str, page: FoldedText, parts: Sequence[Span], before: _Context, after: _Context
) -> Directive | None:
    """Return the shortest directive from the quote's first words to its last; None if they would overlap."""
    opening, closing = _split_words(text, parts[0]), _split_words(text, parts[-1])[::-1]
    first, last = _count_fewest(text, opening), _count_fewest(text, closing)
    most = len(opening) - last if len(parts) == 1 else len(opening)
    if first > most:
        return None
    starts = [Span(opening[0].start, word.end) for word in opening[first - 1 : most]]
    own = page.place(starts[0].start)
    places = [place for place in _find_places(page.value, page.of(starts[0])) if place != own]
    start = _find_range_end(text, page, starts, places, own, before)
    ends = [Span(word.start, closing[0].end) for word in closing[last - 1 :] if word.start >= start.span.end]
    term, own = page.of(ends[0]), page.place(ends[0].end)
    places = [place + len(term) for place in _find_places(page.value, term, page.place(start.span.end))]
    # A browser takes the first end that it comes to.
    end = _find_range_end(text, page, ends, [place for place in places if place < own], own, after)
    unique, first_found = not (start.alike or end.alike), start.first and end.first
    return Directive(start.span, end.span, start.context, end.context, unique, first_found)


class _RangeEnd(NamedTuple):
    """One end of a range with its context: whether other places are like it, and whether it is the first of them."""

    span: Span
    context: Span | None
    alike: bool
    first: bool


def _find_range_end(
    text: str, page: FoldedText, spans: Sequence[Span], places: list[int], own: int, context: _Context
) -> _RangeEnd:
    """Return the shortest of growing `spans`, with as much of the context as tells it from other `places`."""
    options = []
    for span in spans:
        term = page.of(span)
        places = [place for place in places if context.is_beside(term, place)]
        needs = context.count_needed(places)
        for count in context.list_counts(needs):
            alike = [place for place, need in zip(places, needs, strict=True) if need > count]
            options.append(_RangeEnd(span, context.take_words(count), bool(alike), all(own < place for place in alike)))
        if not places:
            break

    def cost(side: _RangeEnd) -> tuple[bool, bool, bool, int]:
        far = side.context is not None and not context.is_near
        length = len(_encode(text, side.span)) + len(_encode(text, side.context))
        # What cannot be told apart is told as well as it can be: the page may know better.
        return not side.first, far, side.alike, length if side.first else -length

    return min(options, key=cost)


def _cut_to_line(text: str, line: Span, span: Span) -> Span | None:
    """Return what of `span` stands in `line`, without blanks at its ends; None if nothing does."""
    start, end = max(line.start, span.start), min(line.end, span.end)
    part = text[start:end]
    start, end = start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip())
    return Span(start, end) if start < end else None


def _split_words(text: str, span: Span) -> list[Span]:
    return [Span(*match.span()) for match in _WORD.finditer(text, *span)]


def _count_fewest(text: str, words: Sequence[Span]) -> int:
    """Return how many of `words` hold letters enough; all if they do not."""
    letters = 0
    for count, word in enumerate(words, 1):
        letters += sum(2 if match["two"] else 1 for match in _LETTER.finditer(text, *word))
        if letters >= FEWEST_LETTERS:
            return count
    return len(words)


def _is_within_word(text: str, at: int) -> bool:
    left, right = _JOINED
    return bool(left.search(text, max(0, at - 2), at) and right.match(text, at))


def _find_places(value: str, term: str, at: int = 0) -> Iterator[int]:
    """Yield each place of `term`, overlapping ones too."""
    while (at := value.find(term, at)) >= 0:
        yield at
        at += 1


def _count_shared(one: str, other: str) -> int:
    """Return how many characters both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


def _encode(text: str, span: Span | None) -> str:
    shown = re.sub(r"[ \t]+", " ", text[slice(*span)]) if span else ""
    # `quote` leaves the dash as it is, which means something in a directive.
    return quote(shown, safe="").replace("-", "%2D")
