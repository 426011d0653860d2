"""The paragraphs, headings, lists and tables in the element tree that a page's extraction leaves."""

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import TYPE_CHECKING

from corpus.formats.draft import Block, one_line

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# What stands apart from the text around it; everything else runs on in its line.
_APART = {"p", "head", "list", "table", "row", "cell", "quote", "code", "div"}
# No cell of a table that is read as one is longer.
_LONGEST_CELL = 500
# Words in an element's class or id that tell what it is for.
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


def as_extracted(body: "Element") -> "Element":
    """Return a part of a page without menus, scripts, adverts and comments, with Trafilatura's names for its tags."""
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
    """Say whether an element's class or id names it as something around an article."""
    names = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
    return not _FURNITURE.isdisjoint(re.split(r"[^a-z]+", names))


def blocks_in(element: "Element") -> Iterator[Block]:
    """Yield the blocks in `element`, whose tags are Trafilatura's: p, head, list, item, table, quote, code, lb."""
    match element.tag:
        case "table" if _is_layout(element):
            yield from _flow(element)
        case "table":
            yield Block("\n".join(" | ".join(_cells(row)) for row in element.iter("row")))
        case "list":
            yield Block("\n".join(_items(element)))
        case "code":
            yield Block("".join(element.itertext()))
        case "head":
            level = re.fullmatch(r"h([1-6])", element.get("rend") or "")
            yield Block(_line(element), int(level[1]) if level else 2)
        case _:
            yield from _flow(element)


def _flow(element: "Element") -> Iterator[Block]:
    """Yield the lines of running text in `element`, and the blocks between them."""
    line = _folded(element.text)
    for child in element:
        if _stands_apart(child):
            yield Block(_tidy(line))
            yield from blocks_in(child)
            line = ""
        else:
            line += _inline(child)
        line += _folded(child.tail)
    yield Block(_tidy(line))


def _stands_apart(element: "Element") -> bool:
    # Code within a sentence belongs to the sentence.
    return element.tag in _APART and (element.tag != "code" or "\n" in "".join(element.itertext()))


def _is_layout(table: "Element") -> bool:
    """Say whether a table places running text on the page, as old pages have it, and is none to a reader."""
    return (
        next(table.iterdescendants("table"), None) is not None
        or all(len(row) <= 1 for row in table.iter("row"))
        or any(len("".join(cell.itertext())) > _LONGEST_CELL for cell in table.iter("cell"))
    )


def _cells(row: "Element") -> Iterator[str]:
    return (one_line(_line(cell)) for cell in row.iter("cell"))


def _items(element: "Element") -> Iterator[str]:
    """Yield the lines of a list, one an item, those of a list within it two blanks further in."""
    ordered = (element.get("rend") or "").startswith("ol")
    for number, item in enumerate(element.iterchildren("item"), 1):
        inner = [child for child in item if child.tag == "list"]
        text = _folded(item.text) + "".join(
            ("" if child in inner else _inline(child)) + _folded(child.tail) for child in item
        )
        if text := _tidy(text):
            yield f"{number}. {text}" if ordered else f"- {text}"
        for child in inner:
            yield from ("  " + line for line in _items(child))


def _line(element: "Element") -> str:
    return _tidy(_inline(element))


def _inline(element: "Element") -> str:
    if element.tag == "lb":
        return "\n"
    inside = _folded(element.text) + "".join(_inline(child) + _folded(child.tail) for child in element)
    # Paragraphs within a cell or an item would otherwise run into one another.
    return f"\n{inside}\n" if element.tag in _APART - {"code"} else inside


def _folded(text: str | None) -> str:
    return re.sub(r"[ \t\n\r\f]+", " ", text or "")


def _tidy(text: str) -> str:
    return re.sub(r" *\n[ \n]*", "\n", re.sub(" {2,}", " ", text)).strip()
