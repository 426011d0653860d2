"""Reflowing the lines of pages into running text: running heads go, paragraphs and broken words become whole."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import NamedTuple

from corpus.article import Span
from corpus.formats.asides import ENDED, ITEM, Block, has_room, is_caption, put_asides_after
from corpus.formats.hyphens import choose_hyphen, count_words
from corpus.formats.layout import Layout, Line
from corpus.formats.running_lines import drop_running_lines
from corpus.formats.title_page import Part
from corpus.formats.unspaced import is_unspaced
from corpus.normal import is_normal

# Two lines this much further apart than most belong to two paragraphs; if the sentence goes on, only twice as much.
_WIDE, _WIDEST = 1.3, 2.6
_LONGEST_HEADING = 200


class Flow(NamedTuple):
    """Running text, the offsets at which its pages begin, and the spans of its parts in large letters.

    `first` are the parts of the first page that has text, `size` the size of most letters, in points.
    """

    text: str
    pages: tuple[int, ...]
    large: tuple[Span, ...]
    first: tuple[Part, ...]
    size: float


def reflow(pages: Sequence[Sequence[Line]]) -> Flow:
    """Return the lines of all pages as one text, with blank lines between its paragraphs."""
    layout = Layout(pages)
    lines = _strip_hyphens([line for page in drop_running_lines(layout) for line in page])
    words = count_words(line.text.rpartition(" ")[0] if line.broken else line.text for line in lines)
    blocks = put_asides_after(_make_blocks(lines, layout), layout)
    return _write_blocks(blocks, len(pages), layout, words)


def _strip_hyphens(lines: Sequence[Line]) -> list[Line]:
    """Remove the hyphen from each line that ends with one; PDFium has done so with most of them."""
    return [
        replace(line, text=line.text[:-1], broken=True) if re.search(r"[^\W_]-$", line.text) else line for line in lines
    ]


def _make_blocks(lines: Sequence[Line], layout: Layout) -> list[Block]:
    """Return the lines, parted where a blank line stands between them."""
    blocks: list[Block] = []
    for line in lines:
        between = _choose_break(blocks[-1].lines, line, layout) if blocks else "\n\n"
        if between == "\n\n":
            blocks.append(Block([line], [""]))
        else:
            blocks[-1].lines.append(line)
            blocks[-1].breaks.append(between)
    return blocks


def _choose_break(lines: Sequence[Line], after: Line, layout: Layout) -> str:
    """Return what stands between the lines of a paragraph and the next: nothing, a blank, one newline or two."""
    line = lines[-1]
    if _is_initial(line, after):
        return ""
    if (
        line.page != after.page
        or line.turned != after.turned
        or not layout.are_alike(line, after)
        or _is_elsewhere(line, after)
    ):
        return "\n\n"
    drop = line.baseline - after.baseline
    if layout.is_large(line) and line.bold != after.bold:
        return "\n\n"
    if layout.is_large(line) or drop < 0.3 * line.size:
        return " " if drop < _WIDE * layout.pitch * after.size else "\n\n"
    goes_on = (line.broken or after.text[0].islower()) and not is_caption(lines[0].text)
    wide = drop / after.size / layout.pitch
    if wide > (_WIDEST if goes_on and not ENDED.search(line.text) else _WIDE):
        return "\n\n"
    if wide > 1.1 and is_caption(after.text):
        return "\n\n"
    if line.broken:
        return " "
    if ITEM.match(after.text):
        return "\n"
    return _judge_end(lines, after, layout)


def _judge_end(lines: Sequence[Line], after: Line, layout: Layout) -> str:
    """Return what stands between two lines of one column, by where the first one ends."""
    line = lines[-1]
    # Two lines that end in one place have a margin there.
    at_margin = len(lines) > 1 and abs(lines[-2].right - line.right) < 0.1 * line.size
    room = not at_margin and has_room(line, after, layout)
    ended = bool(ENDED.search(line.text))
    if room and line.bold and not after.bold:
        return "\n\n"
    if ended and (room or after.left - line.left > 0.8 * line.size):
        return "\n\n"
    return "\n" if room and not after.text[0].islower() else " "


def _is_elsewhere(line: Line, after: Line) -> bool:
    """Say whether the next line stands in another column: higher, or beside this one."""
    beside = after.left > line.right or after.right < line.left
    return after.baseline >= line.baseline + line.size or (beside and line.baseline - after.baseline > 0.3 * line.size)


def _is_initial(line: Line, after: Line) -> bool:
    """Say whether the line is only a large first letter, beside which the next lines stand."""
    alone = len(line.text) == 1 and line.text.isupper() and after.text[0].isalpha()
    return alone and line.size > 1.8 * after.size and line.page == after.page


def _write_blocks(blocks: Sequence[Block], pages: int, layout: Layout, words: Counter[str]) -> Flow:
    """Write the blocks as one text; a page begins with the first line that is of it or of a later one."""
    parts: list[str] = []
    starts: list[int] = []
    large: list[Span] = []
    first: list[Part] = []
    offset = 0
    for block in blocks:
        begin, at = offset, len(parts)
        for line, after, between in zip_longest(block.lines, block.lines[1:], block.breaks[1:]):
            starts += [offset] * (line.page + 1 - len(starts))
            joint = _choose_joint(line, after, between, words)
            parts += [line.text, joint]
            offset += len(line.text) + len(joint)
        turned = block.lines[0].turned
        if layout.is_large(block.lines[-1]) and not turned and offset - begin <= _LONGEST_HEADING:
            large.append(Span(begin, offset))
        if block.lines[0].page == blocks[0].lines[0].page and not turned:
            first.append(Part("".join(parts[at:]), block.lines[-1].size, block.lines[-1].bold))
        parts.append("\n\n")
        offset += 2
    text = "".join(parts[:-1])
    starts += [len(text)] * (pages - len(starts))
    return Flow(text, tuple(starts), tuple(large), tuple(first), layout.size)


def _choose_joint(line: Line, after: Line | None, between: str | None, words: Counter[str]) -> str:
    """Return what is written between two lines of a block, or behind the last one."""
    if after is None or between is None:
        return "-" if line.broken else ""
    if line.broken and between == " ":
        joint = choose_hyphen(line.text, after.text, words)
        return joint if is_normal(line.text + joint + after.text) else "-"
    if line.broken:
        return "-" + between
    unspaced = between == " " and is_unspaced(line.text[-1]) and is_unspaced(after.text[0])
    joint = "" if unspaced else between
    return joint if joint or is_normal(line.text + after.text) else " "
