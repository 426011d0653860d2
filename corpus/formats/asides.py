"""Putting what interrupts a sentence behind it: captions, tables, notes and imprints, over which paragraphs go on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.formats.layout import Layout, Line

# A paragraph goes on behind at most so many blocks, and so many pages later.
_MOST_BLOCKS, _MOST_PAGES = 60, 2
# A column is higher than so many sizes of its letters.
_COLUMN = 6
# What a heading is of stands so many of its sizes below it.
_HEADED = 2
ENDED = re.compile(r"[.!?…:。！？؟।][\"'”’»)\]]*$")
ITEM = re.compile(r"[-•‣◦▪●–—*]\s|\(?\d{1,3}[.)]\s")
# A word with a number opens a caption: "Figure 2.", "Tab. 3:", "TABLE IV".
_CAPTION = re.compile(r"[^\W\d_]{3,14}\.? ?(?:\d{1,3}|[IVX]{1,5}|[A-Z]\d{0,2})(?:[.:|–—-]|[a-z]?$|\s+[A-Z(])")


@dataclass
class Block:
    """Lines of one paragraph, and what stands before each of them: nothing, a blank or a newline."""

    lines: list[Line]
    breaks: list[str]

    def append(self, other: "Block") -> None:
        """Let this block go on with another one."""
        self.lines += other.lines
        self.breaks += [" ", *other.breaks[1:]]


def is_caption(text: str) -> bool:
    """Say whether a text begins as a caption does."""
    return text[:1].isupper() and bool(_CAPTION.match(text))


def put_asides_after(blocks: Sequence[Block], layout: Layout) -> list[Block]:
    """Return the blocks with each interrupted paragraph whole, and what interrupted it beside it, on its own page."""
    placed: list[Block] = []
    taken: set[int] = set()
    for at, block in enumerate(blocks):
        if at in taken:
            continue
        taken.add(at)
        before: list[Block] = []
        last = at
        while (after := _find_continuation(blocks, last, taken, layout)) is not None:
            between = [index for index in range(last + 1, after) if index not in taken]
            page = blocks[after].lines[0].page
            # What stands on an earlier page than the paragraph's end goes before it, to stay on that page.
            early = [index for index in between if blocks[index].lines[0].page < page]
            if any(blocks[index].lines[0].page != block.lines[0].page for index in early):
                break
            before += [blocks[index] for index in early]
            taken.update(early, [after])
            block.append(blocks[after])
            last = after
        placed += [*before, block]
    return placed


def _find_continuation(blocks: Sequence[Block], at: int, taken: set[int], layout: Layout) -> int | None:
    """Return which block goes on with the sentence that the block `at` breaks off; None if none does."""
    line = blocks[at].lines[-1]
    if layout.is_large(line) or line.turned or (ENDED.search(line.text) and not line.broken):
        return None
    skipped: list[Block] = []
    for index in range(at + 1, min(at + 1 + _MOST_BLOCKS, len(blocks))):
        block = blocks[index]
        if block.lines[0].page > line.page + _MOST_PAGES:
            return None
        if index in taken:
            continue
        if _goes_on(line, block.lines[0], skipped, layout):
            return index
        if not _is_aside(block, line, layout):
            return None
        skipped.append(block)
    return None


def _goes_on(line: Line, first: Line, skipped: Sequence[Block], layout: Layout) -> bool:
    """Say whether a sentence that a line breaks off goes on with the first line of a later block."""
    if not layout.are_alike(line, first) or first.turned or is_caption(first.text) or ITEM.match(first.text):
        return False
    full = line.broken or not has_room(line, first, layout)
    on_top = first.page != line.page or first.baseline >= line.baseline + line.size
    if first.text[0].islower():
        # Captions and figures stand beside one another, too, and are not as high as columns.
        is_column = first.page != line.page or first.baseline >= line.baseline + _COLUMN * line.size
        return (full or (on_top and is_column and not skipped)) and not _is_headed(first, skipped, layout)
    return full and on_top and first.bold == line.bold and all(_is_apart(block, layout) for block in skipped)


def _is_headed(first: Line, skipped: Sequence[Block], layout: Layout) -> bool:
    """Say whether a heading stands right above a line, which then begins something of its own."""
    above = (block.lines[-1] for block in skipped)
    return any(
        layout.is_large(line)
        and line.page == first.page
        and 0 < line.baseline - first.baseline < _HEADED * line.size
        and min(line.right, first.right) > max(line.left, first.left)
        for line in above
    )


def _is_aside(block: Block, line: Line, layout: Layout) -> bool:
    """Say whether a block may stand between the halves of a sentence that a line breaks off."""
    if _is_apart(block, layout) or not layout.are_alike(block.lines[0], line):
        return True
    last = block.lines[-1]
    breaks_off = (
        not ENDED.search(last.text) and len(block.lines) > 1 and last.right >= layout.find_edge(last) - last.size
    )
    return len(block.lines) < 4 and not breaks_off


def _is_apart(block: Block, layout: Layout) -> bool:
    first = block.lines[0]
    return first.turned or layout.is_small(first) or is_caption(first.text)


def has_room(line: Line, after: Line, layout: Layout) -> bool:
    """Say whether the next line's first word would have fitted on this line, which then ends on purpose."""
    first_word = len(after.text.split(maxsplit=1)[0]) + 1
    return layout.find_edge(line) - line.right > first_word * (after.right - after.left) / len(after.text)
