"""Finding headings in text without markup: short lines that stand alone over a paragraph."""

import re
from collections.abc import Iterator
from itertools import groupby, islice

from corpus.article import Span

# A longer line is a paragraph. A block with a longer line is not hard-wrapped, so each of its lines is a paragraph.
_LONGEST = 120
# A title, a section's label and the title again may follow each other; a longer run is a list, a table or a poem.
_MOST_IN_A_ROW = 3
_CLOSING = "\"'”’»›)]」』 "
# What ends in one goes on: a dateline ("LONDON (CNN) —"), or a word broken at the line's end.
_DASHES = "—–―-"
_FINAL = ".!?…:;,。！？；：，、؟۔؛،।॥"
# A sentence that ends inside a line shows that the line is prose; abbreviations end no sentence.
_SENTENCE = re.compile(
    r"\w{2,}[!?]\s|(?<!\b[A-Z])(?<!\b(?:Dr|Mr|Ms|St|vs|Jr|Sr|No|Co|Lt))(?<!\b(?:Mrs|Gen|Col|Sgt|Rev|Hon|Vol|Ltd|Inc))"
    r"(?<!\b(?:Prof|Capt|Corp))(?<![\d.])\.\s"
)
_LIST_ITEM = re.compile(r"[-*+•‣◦▪–—·]\s|\(?(\d{1,3}|[A-Za-z])[.)]\s")


def find_headings(text: str, title: str = "") -> tuple[Span, ...]:
    """Return the spans of the lines that look like headings; a line equal to `title` is always a heading."""
    paragraphs = list(split_paragraphs(text))
    lines = [text[start:end] for start, end in paragraphs]
    title = _fold(title)
    headings: list[Span] = []
    index = 0
    for alike, group in groupby(lines, key=lambda line: _is_heading_like(line) or _is_title(line, title)):
        run = range(index, index + len(list(group)))
        index = run.stop
        before, after = lines[run.start - 1] if run.start else "", lines[index] if index < len(lines) else ""
        if after[:1].isdigit() and "\n\n" not in text[paragraphs[index - 1].end : paragraphs[index].start]:
            # Text that was taken from a page line by line may have a formula's "O" over its "2".
            after = ""
        fits = alike and len(run) <= _MOST_IN_A_ROW and _may_follow(before) and _is_body(after)
        headings += [paragraphs[at] for at in run if fits or (_is_title(lines[at], title) and at + 1 < len(lines))]
    return tuple(headings)


def split_paragraphs(text: str) -> Iterator[Span]:
    """Yield the span of each paragraph: the lines between blank lines, or each line if lines are long."""
    block: list[Span] = []
    offset = 0
    for line in [*text.split("\n"), ""]:
        bare = line.strip()
        if bare:
            start = offset + line.index(bare)
            block.append(Span(start, start + len(bare)))
        elif block:
            yield from _split_block(block)
            block = []
        offset += len(line) + 1


def ends_paragraph(text: str, start: int, end: int) -> bool:
    """Say whether a paragraph ends at the first newline between two offsets, or at a blank line between them."""
    newline = text.find("\n", start, end)
    if newline < 0 or text.find("\n\n", start, end) >= 0:
        return newline >= 0
    before, behind = text.rfind("\n\n", 0, newline), text.find("\n\n", newline)
    block = text[before + 2 if before >= 0 else 0 : behind if behind >= 0 else len(text)]
    return any(len(line.strip()) > _LONGEST for line in block.split("\n"))


def _split_block(block: list[Span]) -> list[Span]:
    if any(end - start > _LONGEST for start, end in block):
        return block
    return [Span(block[0].start, block[-1].end)]


def _is_heading_like(line: str) -> bool:
    return (
        len(line) <= _LONGEST
        and "\n" not in line
        and "\t" not in line
        and " | " not in line
        and not line.rstrip(_CLOSING).endswith((*_FINAL, *_DASHES))
        and not _LIST_ITEM.match(line)
        and not re.match(r"\w+://\S+$|[|>]", line)
        and not _SENTENCE.search(line)
        and any(char.isalpha() for char in line)
    )


def _may_follow(paragraph: str) -> bool:
    """Say whether a heading may follow a paragraph: one that has ended, not an open sentence or a verse."""
    last = paragraph.rpartition("\n")[2]
    ended = last.rstrip(_CLOSING).endswith(tuple(_FINAL)) and not last.endswith((",", ";"))
    return not paragraph or ended or bool(_LIST_ITEM.match(last)) or "|" in last


def _is_body(paragraph: str) -> bool:
    """Say whether a heading may stand over a paragraph: a long one, one of several lines, a list item or a sentence."""
    if not paragraph or paragraph[0].islower():
        return False
    return (
        len(paragraph) > _LONGEST
        or "\n" in paragraph
        or bool(_LIST_ITEM.match(paragraph))
        or not paragraph.rstrip(_CLOSING).endswith((",", ";"))
    )


def _is_title(line: str, title: str) -> bool:
    """Say whether a line is the folded title, whatever its blanks and capitals."""
    return bool(title) and _fold(line) == title


def _fold(line: str) -> str:
    return " ".join(line.split()).casefold()


def find_title(text: str) -> str:
    """Return the text's first line if it looks like a title, else an empty string."""
    first, *rest = [text[start:end] for start, end in islice(split_paragraphs(text), 4)]
    if not rest or "\n" in first or len(first) > _LONGEST:
        return ""
    if _is_heading_like(first) or _fold(first) in map(_fold, rest):
        return first
    return first if _may_be_title(first) and _is_text(rest[0], first) else ""


def _may_be_title(line: str) -> bool:
    """Say whether a line may be a title though no other heading has its signs: it asks, stops, or names its site."""
    opens = _LIST_ITEM.match(line) or re.match(r"\w+://\S+$|[|>\"'“„«‘]", line)
    if opens or "\t" in line or not re.search(r"[^\W\d_]", line):
        return False
    bare = line.rstrip(_CLOSING)
    if bare.endswith(("?", "!", "…", "？", "！")) or not bare.endswith(tuple(_FINAL)):
        return True
    # A line with a full stop is a sentence, unless its words have capitals as in a title.
    words = [word for word in re.findall(r"[^\W\d_]+", line) if len(word) > 3]
    return bare.endswith(".") and len(words) > 1 and all(word[0].isupper() for word in words)


def _is_text(paragraph: str, title: str) -> bool:
    """Say whether a paragraph may be the one that a title stands over: a longer one, of whole sentences."""
    ended = paragraph.rstrip(_CLOSING).endswith((".", "!", "?", "…", "。"))
    return ended and len(paragraph) > len(title) and " | " not in paragraph and not _LIST_ITEM.match(paragraph)
