"""OpenDocument texts: what a reader sees of them; notes stand at the end."""

import re
from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING

from corpus.article import Source
from corpus.errors import UnreadableSource
from corpus.formats.document_facts import list_values, read_people, read_title
from corpus.formats.document_markup import TAB, find_markup_blocks, mark_tabs
from corpus.formats.extract import Extract, find_top_heading, lay_out, make_title
from corpus.formats.packed import open_package

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_MATH = "{http://www.w3.org/1998/Math/MathML}math"
# What is not in the running text: notes, comments, what was deleted, and lists that a program makes of headings.
_UNSEEN = {f"{_TEXT}note", f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_TEXT}table-of-content-source"}
_UNSEEN |= {f"{_TEXT}alphabetical-index", f"{_TEXT}sequence-decls", f"{_OFFICE}forms", f"{_TEXT}hidden-paragraph"}
_UNSEEN |= {f"{_TEXT}table-of-content", f"{_TEXT}ruby-text", f"{_TEXT}script"}
# How a program lays out such lists.
_UNSEEN |= {
    f"{_TEXT}{kind}-source"
    for kind in (
        "alphabetical-index",
        "bibliography",
        "illustration-index",
        "object-index",
        "table-index",
        "user-index",
    )
}
# What a picture says to who does not see it, and the picture itself.
_UNSEEN |= {f"{_SVG}title", f"{_SVG}desc", f"{_OFFICE}binary-data"}
_TAGS = {
    f"{_TEXT}p": "p",
    f"{_TEXT}list": "ul",  # its numbers may go on from another list, and no number is better than a wrong one
    f"{_TEXT}list-item": "li",
    f"{_TABLE}table": "table",
    f"{_TABLE}table-row": "tr",
    f"{_TABLE}table-cell": "td",
    f"{_TEXT}section": "div",
}
# Parts of a style, each with what it may paint behind letters.
_PAINTING = ("paragraph", "table-cell", "table-row", "table", "section", "text")
# Lengths as style sheets write them, which is how they are passed on.
_SIZE = re.compile(r"\d{1,6}(?:\.\d{1,6})?(?:pt|cm|mm|in|%)")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_CONDITIONED = frozenset({f"{_TEXT}section", f"{_TEXT}hidden-text"})
# A colour that a program chooses so that it can be seen, and what letters stand on that is not known.
_AUTOMATIC = "initial"
_DRAWN_ON = ' style="background-image:unknown"'
_ON_ANY = "<body background='unknown'>"
# Styles that stand on one another; more are a circle.
_DEEPEST = 20
# Blanks that one element may stand for.
_MOST_BLANKS = 100


def read_odt(data: bytes, stem: str) -> Extract:
    """Read an .odt; raise UnreadableSource if it is none, or holds no text."""
    with open_package(data, "OpenDocument text") as package:
        content, facts = package.read_xml("content.xml"), package.read_xml("meta.xml")
        styles = package.read_xml("styles.xml")
    body = content.find(f"{_OFFICE}body/{_OFFICE}text") if content is not None else None
    if content is None or body is None:
        raise UnreadableSource("the file is no OpenDocument text; save it as .odt")
    writer = _Writer([content] if styles is None else [styles, content])
    text, headings = lay_out(find_markup_blocks(mark_tabs("".join(writer.write(body)))))
    if not text.strip():
        raise UnreadableSource("the document holds no text")
    stated = read_title(next(iter(list_values(facts, "title")), ""))
    people = list_values(facts, "initial-creator") or list_values(facts, "creator")
    return Extract(
        title=writer.title or stated or find_top_heading(text, headings) or make_title(stem, text),
        text=text,
        source=Source(authors=read_people(people)),
        headings=headings,
    )


class _Writer:
    """Writes a document's elements as HTML; `title` is the paragraph that has the style of a title."""

    def __init__(self, styled: list["Element"]):
        self.title = ""
        self._styles = {
            style.get(f"{_STYLE}name", ""): style for part in styled for style in part.iter(f"{_STYLE}style")
        }
        self._looks: dict[tuple[str, bool], str] = {}
        usual = (style for part in styled for style in part.iter(f"{_STYLE}default-style"))
        # Styles of paragraphs stand on the usual one.
        self._usual = next((style for style in usual if style.get(f"{_STYLE}family") == "paragraph"), None)
        layouts = (layout for part in styled for layout in part.iter(f"{_STYLE}page-layout-properties"))
        self._is_painted = any(_is_painting(layout) for layout in layouts)

    def write(self, body: "Element") -> Iterator[str]:
        """Yield a body as HTML, and after it its notes."""
        if self._is_painted:
            yield _ON_ANY
        yield from self._write_inside(body)
        notes = list(body.iter(f"{_TEXT}note-body"))
        yield "<ul>"
        for note in notes:
            yield from ("<li>", *self._write_inside(note), "</li>")
        yield "</ul>"

    def _write_inside(self, element: "Element") -> Iterator[str]:
        yield escape(element.text or "")
        for child in element:
            if isinstance(child.tag, str) and child.tag not in _UNSEEN:
                yield from self._write(child)
            yield escape(child.tail or "")

    def _write(self, element: "Element") -> Iterator[str]:
        tag = str(element.tag)
        style = str(element.get(f"{_TEXT}style-name") or element.get(f"{_TABLE}style-name", ""))
        name = _TAGS.get(tag, "")
        if _is_hidden(element) or (name == "p" and self._find_mark(style) == "s"):
            return
        if tag == f"{_TEXT}h":
            level = element.get(f"{_TEXT}outline-level", "1")
            name = f"h{level if level in set('123456') else 6}"
        elif tag == f"{_TEXT}p" and self._is_called(style, "Title"):
            name = "h1"
            self.title = self.title or " ".join("".join(element.itertext()).split())
        elif tag == f"{_TEXT}span":
            name = self._find_mark(style) or "span"
        elif tag == f"{_TEXT}s":
            count = element.get(f"{_TEXT}c", "1")
            yield " " * (min(int(count), _MOST_BLANKS) if count.isdecimal() else 1)
        elif tag == f"{_TEXT}tab":
            yield TAB
        elif tag == f"{_TEXT}line-break":
            yield "<br>"
        elif tag == _MATH:
            yield "[…]"
            return
        is_drawn = tag.startswith(_DRAW) and element.find(f"{_TEXT}p") is not None
        name = "div" if is_drawn else name
        if name:
            is_paragraph = tag in (f"{_TEXT}p", f"{_TEXT}h")
            look = _DRAWN_ON if is_drawn else self._write_look(style, is_paragraph=is_paragraph)
            yield f"<{name}{look}>"
        yield from self._write_inside(element)
        if name:
            yield f"</{name}>"

    def _is_called(self, style: str, name: str) -> bool:
        """Say whether a style, or the one that it stands on, has a name."""
        defined = self._styles.get(style)
        return name in (style, defined.get(f"{_STYLE}parent-style-name") if defined is not None else None)

    def _find_mark(self, style: str) -> str:
        """Return the HTML element for the look of a run: raised, lowered or struck out, as what is hidden is, too."""
        if (
            self._find_property(style, f"{_TEXT}display") == "none"
            or (self._find_property(style, f"{_STYLE}text-line-through-style") or "none") != "none"
        ):
            return "s"
        position = self._find_property(style, f"{_STYLE}text-position").split(" ")[0]
        if position.startswith("-") or position == "sub":
            return "sub"
        return "sup" if position == "super" or (position.rstrip("%").isdecimal() and position != "0%") else ""

    def _write_look(self, name: str, *, is_paragraph: bool) -> str:
        """Return the size and the colours that a style gives letters, as an attribute of HTML."""
        known = self._looks.get((name, is_paragraph))
        if known is None:
            known = self._looks[name, is_paragraph] = self._make_look(name, is_paragraph=is_paragraph)
        return known

    def _make_look(self, name: str, *, is_paragraph: bool) -> str:
        ink, size = (self._find_property(name, f"{_FO}{key}", usual=is_paragraph) for key in ("color", "font-size"))
        if self._find_property(name, f"{_STYLE}use-window-font-color", usual=is_paragraph) == "true":
            ink = _AUTOMATIC
        grounds = (self._find_property(name, f"{_FO}background-color", part=part) for part in _PAINTING)
        ground = next((ground for ground in grounds if _COLOUR.fullmatch(ground)), "")
        look = {
            "color": ink if ink == _AUTOMATIC or _COLOUR.fullmatch(ink) else "",
            "font-size": size if _SIZE.fullmatch(size) else "",
            "background-color": ground,
        }
        declared = ";".join(f"{key}:{value}" for key, value in look.items() if value)
        return f' style="{declared}"' if declared else ""

    def _find_property(self, name: str, key: str, part: str = "text", *, usual: bool = False) -> str:
        """Return what a style, one that it stands on, or the `usual` one says of letters, else an empty string."""
        styles = list(self._follow(name))
        if usual and self._usual is not None:
            styles.append(self._usual)
        for style in styles:
            properties = style.find(f"{_STYLE}{part}-properties")
            if properties is not None and (value := properties.get(key)):
                return str(value)
        return ""

    def _follow(self, name: str) -> Iterator["Element"]:
        """Yield a style, and those that it stands on."""
        for _ in range(_DEEPEST):
            style = self._styles.get(name)
            if style is None:
                return
            yield style
            name = style.get(f"{_STYLE}parent-style-name", "")


def _is_painting(layout: "Element") -> bool:
    """Say whether a page has a colour or a picture behind its letters."""
    fill = layout.get(f"{_DRAW}fill", "none")
    colours = [layout.get(f"{_FO}background-color", "transparent")]
    colours += [layout.get(f"{_DRAW}fill-color", "")] if fill == "solid" else []
    return fill not in ("none", "solid") or any(colour.lower() not in ("transparent", "#ffffff") for colour in colours)


def _is_hidden(element: "Element") -> bool:
    """Say whether a section, a row or a field is hidden, or a paragraph by a field in it."""
    display = element.get(f"{_TEXT}display")
    if display == "none" or element.get(f"{_TABLE}visibility") in ("collapse", "filter"):
        return True
    if element.tag == f"{_TEXT}p":
        return any(map(_is_set, element.iterfind(f"{_TEXT}hidden-paragraph")))
    # A field without a condition that holds is shown.
    return _is_set(element) if element.tag in _CONDITIONED else False


def _is_set(element: "Element") -> bool:
    return element.get(f"{_TEXT}is-hidden") == "true"
