"""The lines of pages, and what is usual of them: their size, their pitch, and the edges of their columns."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from statistics import median

# A line whose letters are this much larger than most is a heading.
LARGE = 1.2
# Where most letters have one size, lines of one paragraph differ by no more than this share of it.
_EVEN = 0.04
# The width of a column is measured by so many lines of a page.
_MOST_LINES = 500
# Lines end at a column's edge if this share of them ends there.
_AT_EDGE = 0.2


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page; pages count from 0. In a `broken` line a hyphen, left out of `text`, breaks the last word.

    A `turned` line runs another way than most of its page, as what is stamped on a margin.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float
    page: int
    bold: bool = False
    broken: bool = False
    turned: bool = False


class Layout:
    """What is usual of the lines of pages; places and sizes are in points, the pitch is in sizes."""

    def __init__(self, pages: Sequence[Sequence[Line]]):
        self.pages = pages
        self.size = _find_usual_size(pages)
        pitches = [
            (above.baseline - below.baseline) / below.size
            for page in pages
            for above, below in pairwise(page)
            if above.baseline > below.baseline
        ]
        self.pitch = median(pitches) if pitches else 1.0
        letters = sum(len(line.text) for page in pages for line in page)
        even = sum(len(line.text) for page in pages for line in page if abs(line.size / self.size - 1) < 0.01)
        self._differs = 1 + _EVEN if even > letters / 2 else LARGE
        self._find_edge = lru_cache(maxsize=10_000)(self._measure_edge)

    def is_large(self, line: Line) -> bool:
        """Say whether a line is in the letters of a heading."""
        return line.size >= self.size * LARGE

    def is_small(self, line: Line) -> bool:
        """Say whether a line is in smaller letters than the running text, such as a note's or a caption's."""
        return line.size * self._differs < self.size

    def are_alike(self, one: Line, other: Line) -> bool:
        """Say whether two lines are in letters of one size."""
        return 1 / self._differs < one.size / other.size < self._differs

    def find_edge(self, line: Line) -> float:
        """Return the right edge of the column in which a line stands: where most of its lines end, else the longest."""
        return max(line.right, self._find_edge(line.page, round(line.left / line.size), line.size))

    def _measure_edge(self, number: int, at: int, size: float) -> float:
        left = at * size
        rights = [line.right for line in self.pages[number][:_MOST_LINES] if abs(line.left - left) < 3 * size]
        if not rights:
            return 0.0
        usual, count = Counter(round(right / size) for right in rights).most_common(1)[0]
        if count < max(3, _AT_EDGE * len(rights)):
            return max(rights)
        return max(right for right in rights if round(right / size) == usual)


def _find_usual_size(pages: Sequence[Sequence[Line]]) -> float:
    sizes = sorted((line.size, len(line.text)) for page in pages for line in page)
    running = list(accumulate((length for _, length in sizes), initial=0))
    return sizes[bisect_left(running, running[-1] / 2) - 1][0] if sizes else 1.0
