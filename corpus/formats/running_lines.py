"""Running heads, page numbers and what else stands at the edges of most pages, which is no part of the text."""

import re
from collections import Counter
from collections.abc import Sequence

from corpus.formats.layout import Layout, Line

# So many lines at the top and at the bottom of a page may be running heads or page numbers, wherever they stand; so
# many, if they stand in the same place on each page.
_OUTERMOST, _OUTER = 2, 8
# A running head stands on at least this share of the pages: left and right pages may have different ones.
_MOST = 0.4
# Pages that have more of their letters than this in running heads are alike, like copies of a form.
_MOST_LETTERS = 0.5


def drop_running_lines(layout: Layout) -> list[list[Line]]:
    """Return the lines of each page without running heads and page numbers.

    A line at the edge counts as one if most pages have it: at least two pages if it holds a number, else three.
    """
    edges = [_find_edge_lines(page, layout) for page in layout.pages]
    counts = Counter(mark for edge in edges for mark in {mark for marks in edge.values() for mark in marks})
    most = _MOST * sum(bool(page) for page in layout.pages)

    def is_running(mark: str | int) -> bool:
        return counts[mark] >= max(2 if "#" in str(mark) else 3, most)

    kept = [
        [line for line in page if not any(is_running(mark) for mark in edge.get(line, ()))]
        for page, edge in zip(layout.pages, edges, strict=True)
    ]
    whole, rest = (sum(len(line.text) for page in pages for line in page) for pages in (layout.pages, kept))
    return kept if rest >= whole * (1 - _MOST_LETTERS) else [list(page) for page in layout.pages]


def _find_edge_lines(page: Sequence[Line], layout: Layout) -> dict[Line, list[str | int]]:
    """Return the lines at the top and bottom of a page, each with marks that stay the same from page to page.

    The marks are its text with "#" for numbers, how far a number at its start or end is from the page's own, and its
    text with its height.
    """
    downwards = sorted(page, key=lambda line: -line.baseline)
    found: dict[Line, list[str | int]] = {}
    for edge in (downwards, downwards[::-1]):
        for at, line in enumerate(edge[:_OUTER]):
            if layout.is_large(line):
                continue
            text = re.sub(r"\d+|\b[ivxl]+\b", "#", line.text.casefold())
            marks = found.setdefault(line, [f"{text.replace('#', '0')} at {line.baseline:.0f}"])
            if at < _OUTERMOST:
                numbers = re.findall(r"^[0-9]{1,4}\b|\b[0-9]{1,4}$", line.text)
                marks += [text, *(int(number) - line.page for number in numbers)]
    return found
