"""Splitting text into sentences, and long sentences into pieces, as spans that lose no character."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.article import Span
from corpus.sentence_boundaries import BULLETS, find_boundaries

# Prose is not wrapped at a smaller width; shorter lines are headings, verse or addresses.
_NARROWEST = 40
# Nor at a larger one; in a paragraph with a longer line every newline was meant.
_WIDEST = 150
# A line that leaves this share of the width free ends on purpose and is not wrapped.
_FREE = 0.25

_SPACE = re.compile(r"\s*")
_WORD = re.compile(r"\w")
_LETTER = re.compile(r"[^\W\d_]")
_BULLET = re.compile(rf"[-*|{BULLETS}]\s+")
_NUMBER = re.compile(r"(?:[–—+·]|\(?\d{1,3} ?[.)]|\(?[a-z]\))\s+")
# Letters and Roman numbers of items; words and initials look alike.
_LETTERED = re.compile(r"(?:[A-Z]|[a-z]{1,2}|[ivxlc]{1,7}|[IVXLC]{1,7})\.\s+")
_LOWER_LETTERED = re.compile(r"(?:[a-z]|[ivxlc]{1,7})\.\s+")
_ENDED = tuple(".:;!?…。！？")

# A long sentence is cut after one of these, the best first, else anywhere.
_CLAUSES = tuple(re.compile(pattern) for pattern in (r";\s", r":\s", r"\s[–—](?=\s)", r",\s", r"\s"))


def split_sentences(text: str, headings: Sequence[Span] = ()) -> list[Span]:
    """Return the sentences of `text`: ordered, disjoint, trimmed, and covering all that is not white space.

    A blank line, a list item and a heading always begin a new one.
    """
    spans: list[Span] = []
    at = 0
    for heading in headings:
        spans += _split_between(text, at, heading.start)
        spans += _trim(text, heading.start, heading.end)
        at = heading.end
    spans += _split_between(text, at, len(text))
    return spans


def cut_pieces(text: str, span: Span, longest: int) -> list[Span]:
    """Cut `span` at clause boundaries into trimmed pieces of at most `longest` code points that cover its text."""
    if longest < 1:
        raise ValueError(f"a piece needs at least one character, not {longest}")
    parts: list[Span] = []
    rest = _trim(text, *span)
    while rest and rest[0].end - rest[0].start > longest:
        start, end = rest[0]
        cut = _find_clause_end(text, start, longest)
        parts += _trim(text, start, cut)
        rest = [Span(match.end(), end)] if (match := _SPACE.match(text, cut, end)) else []
    return parts + rest


def _find_clause_end(text: str, start: int, longest: int) -> int:
    """Return where to cut the piece that begins at `start`: behind the last of the best marks in its second half."""
    half, limit = start + longest // 2, start + longest
    for clause in _CLAUSES:
        # White space just past the limit still ends a piece that fits.
        ends = [match.end() for match in clause.finditer(text, half, limit + 1)]
        if ends:
            return ends[-1]
    cut = limit
    while cut > half and (unicodedata.combining(text[cut]) or text[cut] in "\ufe0f\u200d" or text[cut - 1] == "\u200d"):
        cut -= 1
    return cut if cut > half else limit


def _trim(text: str, start: int, end: int) -> list[Span]:
    """Return the span without white space at its ends, or nothing if it is all white space."""
    part = text[start:end]
    start += len(part) - len(part.lstrip())
    end -= len(part) - len(part.rstrip())
    return [Span(start, end)] if start < end else []


def _split_between(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the sentences of `text[start:end]`, paragraph by paragraph."""
    for paragraph in _split_paragraphs(text, start, end):
        for unit in _split_units(text, paragraph):
            yield from _split_unit(text, unit)


def _split_paragraphs(text: str, start: int, end: int) -> Iterator[list[Span]]:
    """Yield the trimmed lines of each paragraph; blank lines stand between paragraphs."""
    lines: list[Span] = []
    while start < end:
        newline = text.find("\n", start, end)
        stop = end if newline < 0 else newline
        line = _trim(text, start, stop)
        if not line and lines:
            yield lines
            lines = []
        lines += line
        start = stop + 1
    if lines:
        yield lines


def _split_units(text: str, lines: list[Span]) -> Iterator[Span]:
    """Yield the units of running text in a paragraph: wrapped lines together, items and headings alone."""
    width = max(end - start for start, end in lines)
    fits = max(width, _NARROWEST) * (1 - _FREE) if width <= _WIDEST else width + _NARROWEST
    first = lines[0]
    listed = any(mark.match(text, *first) for mark in (_BULLET, _NUMBER, _LOWER_LETTERED))
    for line, following in pairwise(lines):
        last, opening = text[line.end - 1], text[slice(*following)][:_NARROWEST]
        item = _BULLET.match(text, *following)
        if not item and (listed or last in _ENDED):
            item = _NUMBER.match(text, *following) or _LOWER_LETTERED.match(text, *following)
        listed = listed or bool(item)
        letter = _LETTER.search(opening)
        flows = last in ",;-–—" or (letter is not None and letter[0].islower())
        flows = flows or (last.isupper() and opening[0].isdigit())  # a formula with its index on a line of its own
        ended = line.end - line.start + 1 + len(opening.split()[0]) <= fits
        if item or (ended and not flows):
            yield Span(first.start, line.end)
            first = following
    yield Span(first.start, lines[-1].end)


def _split_unit(text: str, unit: Span) -> Iterator[Span]:
    """Yield the sentences of a unit; a list mark belongs to the first, marks without a word to the one beside them."""
    mark = _BULLET.match(text, *unit) or _NUMBER.match(text, *unit) or _LETTERED.match(text, *unit)
    spans: list[Span] = []
    start = unit.start
    for end, after in [*find_boundaries(text, mark.end() if mark else unit.start, unit.end), (unit.end, unit.end)]:
        if spans and not (_WORD.search(text, start, end) and _WORD.search(text, *spans[-1])):
            spans[-1] = Span(spans[-1].start, end)
        else:
            spans.append(Span(start, end))
        start = after
    yield from spans
