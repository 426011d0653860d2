"""Text directives: the fewest words that lead a browser to one quote of an article and to no other place."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple
from urllib.parse import quote

from corpus import Article, Span
from qa.cite.anchoring.browser_folding import FoldedText, fold_for_browser
from qa.cite.anchoring.quote_context import LETTER, QuoteContext, cut_to_line, split_words

# Characters of a quote that a directive names whole. Of a longer one it names the first and the last words: then
# nothing that the page shows within the quote is in the way.
LONGEST_EXACT = 120
# Letters of the first and of the last words. The text around the article soon holds fewer, too; Han and kana count two.
FEWEST_LETTERS = 12


@dataclass(frozen=True, slots=True)
class Directive:
    """The parts of a text directive, as spans of an article's text.

    Without `end`, `start` is the quote itself; with it, the quote reaches from `start` to `end`. `unique`: a browser
    finds no other such place in the article. `first`: a browser finds the quote before any other.
    """

    start: Span
    end: Span | None = None
    prefix: Span | None = None
    suffix: Span | None = None
    unique: bool = True
    first: bool = True

    def encode(self, text: str) -> str:
        """Return the directive as an address holds it after `#:~:`; `text` is that of the article."""
        prefix = f"{_encode(text, self.prefix)}-," if self.prefix else ""
        end = f",{_encode(text, self.end)}" if self.end else ""
        suffix = f",-{_encode(text, self.suffix)}" if self.suffix else ""
        return f"text={prefix}{_encode(text, self.start)}{end}{suffix}"


def find_directive(article: Article, span: Span) -> Directive | None:
    """Return the shortest directive for a quote; None if a browser could search for none of its characters.

    It is unique in the article if it can be. It cannot where the same words stand in the same context again, nor where
    only another paragraph tells the first of several apart: the page may show something between the two.
    """
    text, page = article.text, fold_for_browser(article.text)
    lines = [part for line in page.lines if (part := cut_to_line(text, line, span)) and page.cut(part)]
    if not lines:
        return None
    parts = _leave_out_seams(article, lines)
    before, after = QuoteContext(text, page, parts[0].start, -1), QuoteContext(text, page, parts[-1].end, 1)
    from_to = _find_range(text, page, parts, before, after)
    if len(parts) > 1 and from_to:
        return from_to
    exact = _find_exact(text, page, parts[0], before, after)
    forms = [exact, from_to] if parts[0].end - parts[0].start <= LONGEST_EXACT else [from_to, exact]
    return min((form for form in forms if form), key=lambda form: _rank_faults(form, before, after))


def _leave_out_seams(article: Article, lines: Sequence[Span]) -> Sequence[Span]:
    """Return the pieces of lines between words at which the page shows other letters than the text has.

    Pieces at both ends that are too short to search for are left out, unless there are no others.
    """
    text, seams = article.text, article.seams
    if bisect_left(seams, lines[0].start) == bisect_right(seams, lines[-1].end):
        return lines
    pieces = [piece for line in lines for piece in _split_at_seams(text, seams, line)]
    long = [at for at, piece in enumerate(pieces) if 2 * _count_letters(text, *piece) >= FEWEST_LETTERS]
    return pieces[long[0] : long[-1] + 1] if long else pieces or lines


def _split_at_seams(text: str, seams: Sequence[int], line: Span) -> Iterator[Span]:
    """Yield the runs of words of a line that touch no seam."""
    words: list[Span] = []
    for word in split_words(text, line):
        at = bisect_left(seams, word.start)
        if at == len(seams) or seams[at] > word.end:
            words.append(word)
        elif words:
            yield Span(words[0].start, words[-1].end)
            words = []
    if words:
        yield Span(words[0].start, words[-1].end)


def _rank_faults(directive: Directive, before: QuoteContext, after: QuoteContext) -> tuple[bool, bool, bool]:
    """Return the faults of a directive, worst first: misses the quote, needs another paragraph, is not unique."""
    far = (directive.prefix and not before.is_near) or (directive.suffix and not after.is_near)
    return not directive.first, bool(far), not directive.unique


def _find_exact(text: str, page: FoldedText, part: Span, before: QuoteContext, after: QuoteContext) -> Directive:
    """Return the shortest directive that holds the whole quote."""
    own, size = page.find_place(part.start), len(page.cut(part))
    places = [place for place in _find_places(page.value, page.cut(part)) if place != own]
    lefts, rights = before.count_needed(places), after.count_needed([place + size for place in places])
    options = []
    for prefix, suffix in product(before.list_counts(lefts), after.list_counts(rights)):
        needs = zip(places, lefts, rights, strict=True)
        alike = [place for place, left, right in needs if left > prefix and right > suffix]
        first = all(own < place for place in alike)
        options.append(Directive(part, None, before.take_words(prefix), after.take_words(suffix), not alike, first))
    return min(options, key=lambda option: (*_rank_faults(option, before, after), len(option.encode(text))))


def _find_range(
    text: str, page: FoldedText, parts: Sequence[Span], before: QuoteContext, after: QuoteContext
) -> Directive | None:
    """Return the shortest directive from the first words of a quote to its last; None if those overlap."""
    opening, closing = split_words(text, parts[0]), split_words(text, parts[-1])[::-1]
    first, last = _count_fewest(text, opening), _count_fewest(text, closing)
    most = len(opening) - last if len(parts) == 1 else len(opening)
    if first > most:
        return None
    starts = [Span(opening[0].start, word.end) for word in opening[first - 1 : most]]
    own = page.find_place(starts[0].start)
    places = [place for place in _find_places(page.value, page.cut(starts[0])) if place != own]
    start = _find_range_end(text, page, starts, places, own, before)
    ends = [Span(word.start, closing[0].end) for word in closing[last - 1 :] if word.start >= start.span.end]
    term, own = page.cut(ends[0]), page.find_place(ends[0].end)
    places = [place + len(term) for place in _find_places(page.value, term, page.find_place(start.span.end))]
    # A browser takes the first end that it comes to.
    end = _find_range_end(text, page, ends, [place for place in places if place < own], own, after)
    unique, first_found = not (start.alike or end.alike), start.first and end.first
    return Directive(start.span, end.span, start.context, end.context, unique, first_found)


class _RangeEnd(NamedTuple):
    """One end of a range with its context: whether other places are like it, and whether it comes before them."""

    span: Span
    context: Span | None
    alike: bool
    first: bool


def _find_range_end(
    text: str, page: FoldedText, spans: Sequence[Span], places: list[int], own: int, context: QuoteContext
) -> _RangeEnd:
    """Return the shortest of growing `spans` with as much of the context as tells it from other `places`."""
    options = []
    for span in spans:
        term = page.cut(span)
        places = [place for place in places if context.is_beside(term, place)]
        needs = context.count_needed(places)
        for count in context.list_counts(needs):
            alike = [place for place, need in zip(places, needs, strict=True) if need > count]
            options.append(_RangeEnd(span, context.take_words(count), bool(alike), all(own < place for place in alike)))
        if not places:
            break

    def rank(end: _RangeEnd) -> tuple[bool, bool, bool, int]:
        far = end.context is not None and not context.is_near
        length = len(_encode(text, end.span)) + len(_encode(text, end.context))
        # An end that comes second is named by as many words as it can be: the page may know them better.
        return not end.first, far, end.alike, length if end.first else -length

    return min(options, key=rank)


def _count_fewest(text: str, words: Sequence[Span]) -> int:
    """Return how many of `words` hold enough letters; all if they do not."""
    letters = 0
    for count, word in enumerate(words, 1):
        letters += _count_letters(text, *word)
        if letters >= FEWEST_LETTERS:
            return count
    return len(words)


def _count_letters(text: str, start: int, end: int) -> int:
    return sum(2 if match["two"] else 1 for match in LETTER.finditer(text, start, end))


def _find_places(value: str, term: str, at: int = 0) -> Iterator[int]:
    """Yield each place of `term`; places may overlap."""
    while (at := value.find(term, at)) >= 0:
        yield at
        at += 1


def _encode(text: str, span: Span | None) -> str:
    shown = re.sub(r"[ \t]+", " ", text[slice(*span)]) if span else ""
    # `quote` leaves the dash as it is, which means something in a directive.
    return quote(shown, safe="").replace("-", "%2D")
