"""QuoteContext: the words on one side of a quote that tell it from other places of its article."""

import math
import re
from bisect import bisect_right
from collections.abc import Sequence

from corpus import Span
from qa.cite.anchoring.alignment import count_shared
from qa.cite.anchoring.browser_folding import FoldedText

# Characters beside a quote that are tried; a quote that needs more is hardly a sentence.
_FARTHEST = 500
# Places that the words are to tell apart, at most.
_MOST_PLACES = 500

HAN_OR_KANA = r"\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
# A word as any browser sees it begin: behind blanks, and behind the stops of scripts that are written without blanks.
_WORD = re.compile(rf"\S*?(?:[。、！？」』）】》]+(?=\S)|[，；：](?=[{HAN_OR_KANA}]))|\S+")
LETTER = re.compile(rf"(?P<two>[{HAN_OR_KANA}])|[^\W_]")
# Letters with at most a point or an apostrophe between them are one word.
_JOINED = (re.compile(r"\w[.,:;'’·‧]?\Z"), re.compile(r"[.,:;'’·‧]?\w"))


class QuoteContext:
    """The words on one side of a quote: those of its line, or of the next line if the quote fills its own.

    `way` is -1 for the words before the quote and 1 for those after it.
    """

    def __init__(self, text: str, page: FoldedText, at: int, way: int) -> None:
        self._page, self._way = page, way
        side = Span(0, at) if way < 0 else Span(at, len(text))
        lines = page.lines if way > 0 else reversed(page.lines)
        nearest = next(
            (part for line in lines if (part := cut_to_line(text, line, side)) and page.cut(part)), Span(at, at)
        )
        words = split_words(text, nearest)
        # The page may show something between two lines that the article does not hold.
        self.is_near = "\n" not in text[min(at, nearest.end) : max(at, nearest.start)]
        grown = [Span(nearest.start, word.end) for word in words]
        if way < 0:
            grown = [Span(word.start, nearest.end) for word in reversed(words)]
        near = [span for span in grown if span.end - span.start <= _FARTHEST or len(grown) == 1]
        self.spans = [span for span in near if LETTER.search(text, *span)]
        self._sizes = [len(page.cut(span)) for span in self.spans]
        self._whole = page.cut(self.spans[-1])[::way] if self.spans else ""
        # A browser finds a quote that begins or ends within a word only beside some other word.
        self.least = int(bool(self.spans) and _is_within_word(text, at))

    def is_beside(self, term: str, place: int) -> bool:
        """Say whether `term` stands beside a place of the folded text at which a context would begin."""
        value = self._page.value
        return value.startswith(term, place) if self._way < 0 else value.endswith(term, 0, place)

    def count_needed(self, places: Sequence[int]) -> list[float]:
        """Return how many words tell the quote from each place; infinite where all words do not."""
        if len(places) > _MOST_PLACES:
            return [math.inf] * len(places)
        return [self._count_needed_at(place) for place in places]

    def _count_needed_at(self, place: int) -> float:
        value, most = self._page.value, len(self._whole) + 1
        other = value[place : place + most] if self._way > 0 else value[max(0, place - most) : place][::-1]
        words = bisect_right(self._sizes, count_shared(self._whole, other.lstrip()))
        return words + 1 if words < len(self._sizes) else math.inf

    def list_counts(self, needs: Sequence[float]) -> set[float]:
        """Return the numbers of words that are worth a try."""
        return {self.least, *(need for need in needs if self.least < need < math.inf)}

    def take_words(self, count: float) -> Span | None:
        """Return that many words; None for none."""
        return self.spans[int(count) - 1] if count else None


def cut_to_line(text: str, line: Span, span: Span) -> Span | None:
    """Return the part of `span` within `line`, without blanks at its ends; None if there is none."""
    start, end = max(line.start, span.start), min(line.end, span.end)
    part = text[start:end]
    start, end = start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip())
    return Span(start, end) if start < end else None


def split_words(text: str, span: Span) -> list[Span]:
    """Return the words of a span as a browser sees them."""
    return [Span(*match.span()) for match in _WORD.finditer(text, *span)]


def _is_within_word(text: str, at: int) -> bool:
    left, right = _JOINED
    return bool(left.search(text, max(0, at - 2), at) and right.match(text, at))
