"""Finding the paragraphs, headings, lists and tables of a page, those whose runs were chosen."""

import re
from collections.abc import Iterator, Set
from typing import TYPE_CHECKING

from corpus.formats.extract import Block, join_lines
from corpus.formats.html_runs import Runs
from corpus.formats.html_visible import BLOCKS, SEAM
from corpus.formats.list_markers import BULLETED, DECIMAL, MARKER, write_marker

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# A table with a longer cell is a layout, not a table for readers.
_LONGEST_CELL = 500
# Characters that no reader sees, and ligatures, which a reader takes for their letters.
_SHOWN = str.maketrans(
    {
        **dict.fromkeys("\u00ad\u200b\u2060\ufeff"),
        "ﬀ": "ff",
        "ﬁ": "fi",
        "ﬂ": "fl",
        "ﬃ": "ffi",
        "ﬄ": "ffl",
        "ﬅ": "st",
        "ﬆ": "st",
    }
)
# A single blank, as which each of these is read, is not replaced.
_BLANKS = re.compile(r"[ \t\n\r\f]{2,}|[\t\n\r\f]")
_BLANKS_IN_LINE = re.compile(" {2,}")
_LINE_END = re.compile(r" *\n[ \n]*")
_LISTS = ("ul", "ol", "menu", "dir")


class BlockFinder:
    """Finds the blocks of a page that hold one of the `chosen` runs, or without `runs` all that hold letters."""

    def __init__(self, runs: Runs | None = None, chosen: Set[int] = frozenset()) -> None:
        """Take the runs of the page, if it is numbered, and the numbers of those that are wanted."""
        self._runs = runs
        self._chosen = chosen

    def find_blocks(self, element: "HtmlElement") -> Iterator[Block]:
        """Yield the chosen blocks in an element."""
        match element.tag:
            case "table" if not _is_layout(element):
                yield Block("\n".join(" | ".join(row) for row in self._read_rows(element)))
            case "ul" | "ol" | "menu" | "dir" if not _is_list_of_sections(element):
                yield Block("\n".join(self._read_items(element)))
            case "pre":
                yield from self._make_block("".join(element.itertext()).strip("\n"))
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                yield from self._make_block(_tidy(_read_inline(element)), int(element.tag[1]))
            case _:
                yield from self._read_running_text(element)

    def _make_block(self, text: str, level: int = 0) -> Iterator[Block]:
        if self._is_chosen(text):
            yield Block(self._clean(text), level)

    def _clean(self, text: str) -> str:
        return text if self._runs is None else self._runs.clean(text)

    def _is_chosen(self, text: str) -> bool:
        if self._runs is None:
            return bool(text.strip())
        return not self._chosen.isdisjoint(self._runs.find_numbers(text))

    def _read_running_text(self, element: "HtmlElement") -> Iterator[Block]:
        """Yield the lines of running text in an element, and the blocks between them."""
        line = _fold_blanks(element.text)
        for child in element:
            if _is_apart(child):
                yield from self._make_block(_tidy(line))
                yield from self.find_blocks(child)
                line = ""
            else:
                line += _read_inline(child)
            line += _fold_blanks(child.tail)
        yield from self._make_block(_tidy(line))

    def _read_rows(self, table: "HtmlElement") -> Iterator[list[str]]:
        for row in table.iter("tr"):
            cells = [join_lines(_tidy(_read_inline(cell))) for cell in row if cell.tag in ("td", "th")]
            if self._is_chosen("".join(cells)):
                yield [self._clean(cell) for cell in cells]

    def _keep_chosen(self, text: str) -> str:
        """Return the lines of a text that belong to chosen runs."""
        return _tidy(self._clean("\n".join(line for line in text.split("\n") if self._is_chosen(line))))

    def _read_items(self, element: "HtmlElement") -> Iterator[str]:
        """Yield the lines of a list, one for each item; a list inside it is indented by two blanks."""
        kind = _find_kind(element, DECIMAL if element.tag == "ol" else BULLETED)
        step = -1 if element.get("reversed") is not None else 1
        number = _read_number(element.get("start"), 1 if step > 0 else len(element.findall("li")))
        for item in element:
            if item.tag in _LISTS:
                yield from ("  " + line for line in self._read_items(item))
                continue
            inner = [child for child in item if child.tag in _LISTS]
            text = _fold_blanks(item.text) + "".join(
                ("" if child.tag in _LISTS else _read_inline(child)) + _fold_blanks(child.tail) for child in item
            )
            number = _read_number(item.get("value"), number)
            if text := self._keep_chosen(text):
                yield f"{write_marker(_find_kind(item, kind), number)} {text}"
            number += step
            for child in inner:
                yield from ("  " + line for line in self._read_items(child))


def _find_kind(element: "HtmlElement", default: int) -> int:
    """Return the kind of marker of a list's items, or of an item, as it was read from style sheets."""
    return _read_number(element.get(MARKER), default)


def _read_number(value: str | None, default: int) -> int:
    return int(value) if value and re.fullmatch(r"\s*-?[0-9]{1,6}", value) else default


def _is_apart(element: "HtmlElement") -> bool:
    """Say whether an element, or something in it, is a block of its own."""
    return element.tag in BLOCKS or any(child.tag in BLOCKS for child in element.iterdescendants())


def _is_layout(table: "HtmlElement") -> bool:
    """Say whether a table only places running text on the page, as on old pages."""
    return (
        table.get("role") in ("presentation", "none")
        or next(table.iterdescendants("table"), None) is not None
        or len({at for row in table.iter("tr") for at, cell in enumerate(row) if _has_letters(cell)}) <= 1
        or any(len("".join(cell.itertext())) > _LONGEST_CELL for cell in table.iter("td", "th"))
    )


def _has_letters(element: "HtmlElement") -> bool:
    return any(not text.isspace() for text in element.itertext())


def _is_list_of_sections(element: "HtmlElement") -> bool:
    """Say whether the items of a list are parts of an article, with headings of their own."""
    return next(element.iterdescendants("h1", "h2", "h3", "h4", "h5", "h6", "article", "section"), None) is not None


def _read_inline(element: "HtmlElement") -> str:
    if element.tag == "br":
        return "\n"
    inside = _fold_blanks(element.text) + "".join(_read_inline(child) + _fold_blanks(child.tail) for child in element)
    # Otherwise the paragraphs of a cell or an item would run together.
    return f"\n{inside}\n" if element.tag in BLOCKS else inside


def _fold_blanks(text: str | None) -> str:
    return _BLANKS.sub(" ", text.translate(_SHOWN)) if text else ""


def _tidy(text: str) -> str:
    text = _BLANKS_IN_LINE.sub(" ", text).replace(f" {SEAM} ", f"{SEAM} ")
    return _LINE_END.sub("\n", text).strip()
