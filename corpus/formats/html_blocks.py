"""Finding the paragraphs, headings, lists and tables in the element tree of an extracted page."""

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import TYPE_CHECKING

from corpus.formats.extract import Block, join_lines

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# Elements that form blocks of their own; all others run on in the line around them.
_APART = {"p", "head", "list", "table", "row", "cell", "quote", "code", "div"}
# A table with a longer cell is a layout, not a table for readers.
_LONGEST_CELL = 500
# Words in the class or id of an element that is not part of the article.
_FURNITURE = frozenset(
    {"ad", "ads", "advert", "adverts", "advertisement", "banner", "comment", "comments", "consent", "cookie", "cookies"}
    | {"newsletter", "promo", "related", "share", "sharing", "signup", "social", "sponsor", "sponsored", "subscribe"}
)
_UNREAD = (
    "script",
    "style",
    "template",
    "noscript",
    "nav",
    "footer",
    "aside",
    "form",
    "button",
    "iframe",
    "svg",
    "head",
)
_RENAMED = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "head"),
    **dict.fromkeys(("ul", "ol"), "list"),
    **dict.fromkeys(("td", "th"), "cell"),
    **dict.fromkeys(
        ("section", "article", "main", "header", "figure", "figcaption", "dl", "dt", "dd", "address"), "div"
    ),
    "li": "item",
    "tr": "row",
    "br": "lb",
    "blockquote": "quote",
    "pre": "code",
}


def clean_body(body: "Element") -> "Element":
    """Return a part of a page without menus, scripts, adverts and comments; its tags get Trafilatura's names."""
    body = deepcopy(body)
    for element in [*body.iter(*_UNREAD), *(child for child in body.iterdescendants() if _is_furniture(child))]:
        if (parent := element.getparent()) is not None:
            before = element.getprevious()
            if before is not None:
                before.tail = (before.tail or "") + (element.tail or "")
            else:
                parent.text = (parent.text or "") + (element.tail or "")
            parent.remove(element)
    for element in body.iter(*_RENAMED):
        element.set("rend", str(element.tag))
        element.tag = _RENAMED[str(element.tag)]
    return body


def _is_furniture(element: "Element") -> bool:
    """Say whether an element's class or id shows that it is not part of the article."""
    names = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
    return not _FURNITURE.isdisjoint(re.split(r"[^a-z]+", names))


def find_blocks(element: "Element") -> Iterator[Block]:
    """Yield the blocks in `element`, whose tags are Trafilatura's: p, head, list, item, table, quote, code, lb."""
    match element.tag:
        case "table" if _is_layout(element):
            yield from _read_running_text(element)
        case "table":
            yield Block("\n".join(" | ".join(_read_cells(row)) for row in element.iter("row")))
        case "list":
            yield Block("\n".join(_read_items(element)))
        case "code":
            yield Block("".join(element.itertext()))
        case "head":
            level = re.fullmatch(r"h([1-6])", element.get("rend") or "")
            yield Block(_read_line(element), int(level[1]) if level else 2)
        case _:
            yield from _read_running_text(element)


def _read_running_text(element: "Element") -> Iterator[Block]:
    """Yield the lines of running text in `element`, and the blocks between them."""
    line = _fold_blanks(element.text)
    for child in element:
        if _is_apart(child):
            yield Block(_tidy(line))
            yield from find_blocks(child)
            line = ""
        else:
            line += _read_inline(child)
        line += _fold_blanks(child.tail)
    yield Block(_tidy(line))


def _is_apart(element: "Element") -> bool:
    # Code within a sentence belongs to the sentence.
    return element.tag in _APART and (element.tag != "code" or "\n" in "".join(element.itertext()))


def _is_layout(table: "Element") -> bool:
    """Say whether a table only places running text on the page, as on old pages."""
    return (
        next(table.iterdescendants("table"), None) is not None
        or all(len(row) <= 1 for row in table.iter("row"))
        or any(len("".join(cell.itertext())) > _LONGEST_CELL for cell in table.iter("cell"))
    )


def _read_cells(row: "Element") -> Iterator[str]:
    return (join_lines(_read_line(cell)) for cell in row.iter("cell"))


def _read_items(element: "Element") -> Iterator[str]:
    """Yield the lines of a list, one for each item; a list inside it is indented by two blanks."""
    ordered = (element.get("rend") or "").startswith("ol")
    for number, item in enumerate(element.iterchildren("item"), 1):
        inner = [child for child in item if child.tag == "list"]
        text = _fold_blanks(item.text) + "".join(
            ("" if child in inner else _read_inline(child)) + _fold_blanks(child.tail) for child in item
        )
        if text := _tidy(text):
            yield f"{number}. {text}" if ordered else f"- {text}"
        for child in inner:
            yield from ("  " + line for line in _read_items(child))


def _read_line(element: "Element") -> str:
    return _tidy(_read_inline(element))


def _read_inline(element: "Element") -> str:
    if element.tag == "lb":
        return "\n"
    inside = _fold_blanks(element.text) + "".join(_read_inline(child) + _fold_blanks(child.tail) for child in element)
    # Otherwise the paragraphs of a cell or an item would run together.
    return f"\n{inside}\n" if element.tag in _APART - {"code"} else inside


def _fold_blanks(text: str | None) -> str:
    return re.sub(r"[ \t\n\r\f]+", " ", text or "")


def _tidy(text: str) -> str:
    return re.sub(r" *\n[ \n]*", "\n", re.sub(" {2,}", " ", text)).strip()
