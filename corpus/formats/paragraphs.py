"""Reflowing the lines of pages into running text: running heads go, paragraphs and broken words become whole."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise, zip_longest
from statistics import median
from typing import NamedTuple

from corpus.article import Span
from corpus.formats.hyphens import choose_hyphen, count_words
from corpus.normal import is_normal

# A line whose letters are this much larger than most is a heading.
_LARGE = 1.2
# Two lines this much further apart than most belong to two paragraphs.
_WIDE = 1.3
# So many lines at the top and at the bottom of a page may be running heads or page numbers.
_EDGE = 2
# A running head stands on at least this share of the pages: left and right pages may have different ones.
_MOST = 0.4
# The width of a column is measured by so many lines of a page.
_MOST_LINES = 500
_LONGEST_HEADING = 200
_ENDED = re.compile(r"[.!?…:。！？؟।][\"'”’»)\]]*$")
_ITEM = re.compile(r"[-•‣◦▪●–—*]\s|\(?\d{1,3}[.)]\s")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page; pages count from 0. In a `broken` line a hyphen, left out of `text`, breaks the last word."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    page: int
    bold: bool = False
    broken: bool = False


class Flow(NamedTuple):
    """Running text, the offsets at which its pages begin, and the spans of its parts in large letters."""

    text: str
    pages: tuple[int, ...]
    large: tuple[Span, ...]


class _Layout(NamedTuple):
    """The usual size of a line, the usual distance to the next line in sizes, and the lines of each page."""

    size: float
    pitch: float
    pages: Sequence[Sequence[Line]]

    def is_large(self, line: Line) -> bool:
        return line.size >= self.size * _LARGE


def reflow(pages: Sequence[Sequence[Line]]) -> Flow:
    """Return the lines of all pages as one text, with blank lines between its paragraphs."""
    layout = _measure_layout(pages)
    lines = _strip_hyphens([line for page in _drop_running_lines(layout) for line in page])
    words = count_words(line.text.rpartition(" ")[0] if line.broken else line.text for line in lines)
    parts: list[str] = []
    starts: list[int] = []
    large: list[Span] = []
    offset = block = 0
    for line, after in zip_longest(lines, lines[1:]):
        starts += [offset] * (line.page + 1 - len(starts))
        joint = _choose_joint(line, after, layout, words)
        parts += [line.text, joint]
        end = offset + len(line.text)
        offset = end + len(joint)
        if "\n\n" in joint or after is None:
            if layout.is_large(line) and end - block <= _LONGEST_HEADING:
                large.append(Span(block, end))
            block = offset
    starts += [offset] * (len(pages) - len(starts))
    return Flow("".join(parts), tuple(starts), tuple(large))


def _measure_layout(pages: Sequence[Sequence[Line]]) -> _Layout:
    sizes = sorted((line.size, len(line.text)) for page in pages for line in page)
    running = list(accumulate((length for _, length in sizes), initial=0))
    size = sizes[bisect_left(running, running[-1] / 2) - 1][0] if sizes else 1.0
    pitches = [
        (above.baseline - below.baseline) / below.size
        for page in pages
        for above, below in pairwise(page)
        if above.baseline > below.baseline
    ]
    return _Layout(size, median(pitches) if pitches else 1.0, pages)


def _drop_running_lines(layout: _Layout) -> list[list[Line]]:
    """Return the lines of each page without running heads and page numbers.

    A line at the edge counts as one if most pages have it: at least two pages if it holds a number, else three.
    """
    edges = [_find_edge_lines(page, layout) for page in layout.pages]
    counts = Counter(mark for edge in edges for mark in {mark for marks in edge.values() for mark in marks})
    most = _MOST * sum(bool(page) for page in layout.pages)

    def is_running(mark: str | int) -> bool:
        return counts[mark] >= max(2 if "#" in str(mark) else 3, most)

    return [
        [line for line in page if not any(is_running(mark) for mark in edge.get(line, ()))]
        for page, edge in zip(layout.pages, edges, strict=True)
    ]


def _find_edge_lines(page: Sequence[Line], layout: _Layout) -> dict[Line, list[str | int]]:
    """Return the lines at the top and bottom of a page, each with marks that stay the same from page to page.

    The marks are its text with "#" for numbers, and how far a number at its start or end is from the page's own.
    """
    downwards = sorted(page, key=lambda line: -line.baseline)
    return {
        line: [
            re.sub(r"\d+|\b[ivxl]+\b", "#", line.text.casefold()),
            *(int(number) - line.page for number in re.findall(r"^[0-9]{1,4}\b|\b[0-9]{1,4}$", line.text)),
        ]
        for line in (*downwards[:_EDGE], *downwards[-_EDGE:])
        if not layout.is_large(line)
    }


def _strip_hyphens(lines: Sequence[Line]) -> list[Line]:
    """Remove the hyphen from each line that ends with one; PDFium has done so with most of them."""
    return [
        replace(line, text=line.text[:-1], broken=True) if re.search(r"[^\W_]-$", line.text) else line for line in lines
    ]


def _choose_joint(line: Line, after: Line | None, layout: _Layout, words: Counter[str]) -> str:
    """Return what joins a line and the next."""
    hyphen = "-" if line.broken else ""
    if after is None:
        return hyphen
    if _is_initial(line, after):
        return ""
    between = _choose_break(line, after, layout)
    if not hyphen or between != " ":
        return hyphen + between
    joint = choose_hyphen(line.text, after.text, words)
    return joint if is_normal(line.text + joint + after.text) else "-"


def _is_initial(line: Line, after: Line) -> bool:
    """Say whether the line is only a large first letter, beside which the next lines stand."""
    alone = len(line.text) == 1 and line.text.isupper() and after.text[0].isalpha()
    return alone and line.size > 1.8 * after.size and line.page == after.page


def _choose_break(line: Line, after: Line, layout: _Layout) -> str:
    """Return a blank between two lines of one paragraph, otherwise one newline or two."""
    if layout.is_large(line) != layout.is_large(after) or not 1 / _LARGE < line.size / after.size < _LARGE:
        return "\n\n"
    ended = bool(_ENDED.search(line.text))
    if line.broken and line.page == after.page:
        return " "
    if line.page != after.page or after.baseline >= line.baseline + line.size:
        # A paragraph goes on over the page or the column if its sentence does.
        runs_on = (
            not ended
            and not _ITEM.match(after.text)
            and (after.text[0].islower() or not _has_room(line, after, layout))
        )
        return " " if runs_on else "\n\n"
    if (line.baseline - after.baseline) / after.size > _WIDE * layout.pitch:
        return "\n\n"
    if layout.is_large(line) or line.baseline - after.baseline < 0.3 * line.size:
        return " "
    if _ITEM.match(after.text):
        return "\n"
    if line.bold and not after.bold and _has_room(line, after, layout):
        return "\n\n"
    if ended and (after.left - line.left > 0.8 * line.size or _has_room(line, after, layout)):
        return "\n\n"
    return "\n" if _has_room(line, after, layout) and not after.text[0].islower() else " "


def _has_room(line: Line, after: Line, layout: _Layout) -> bool:
    """Say whether the next line's first word would have fitted on this line, which then ends on purpose."""
    page = layout.pages[line.page][:_MOST_LINES]
    column = [line.right, *(other.right for other in page if abs(other.left - line.left) < 3 * line.size)]
    first_word = len(after.text.split(maxsplit=1)[0]) + 2
    return max(column) - line.right > first_word * (after.right - after.left) / len(after.text)
