"""OpenDocument texts: what a reader sees of them; notes stand at the end."""

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
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_MATH = "{http://www.w3.org/1998/Math/MathML}math"
# What is not in the running text: notes, comments, what was deleted, and lists that a program makes of headings.
_UNSEEN = {f"{_TEXT}note", f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_TEXT}table-of-content-source"}
_UNSEEN |= {f"{_TEXT}alphabetical-index", f"{_TEXT}sequence-decls", f"{_OFFICE}forms", f"{_TEXT}hidden-text"}
_UNSEEN |= {f"{_TEXT}table-of-content", f"{_TEXT}hidden-paragraph", f"{_TEXT}ruby-text", f"{_TEXT}script"}
# What a picture says to who does not see it, and the picture itself.
_UNSEEN |= {f"{_SVG}title", f"{_SVG}desc", f"{_OFFICE}binary-data"}
_TAGS = {
    f"{_TEXT}p": "p",
    f"{_TEXT}list": "ul",  # its numbers may go on from another list, and no number is better than a wrong one
    f"{_TEXT}list-item": "li",
    f"{_TABLE}table": "table",
    f"{_TABLE}table-row": "tr",
    f"{_TABLE}table-cell": "td",
}
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

    def write(self, body: "Element") -> Iterator[str]:
        """Yield a body as HTML, and after it its notes."""
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
        tag, style = str(element.tag), element.get(f"{_TEXT}style-name", "")
        name = _TAGS.get(tag, "")
        if name == "p" and self._find_mark(style) == "s":
            return
        if tag == f"{_TEXT}h":
            level = element.get(f"{_TEXT}outline-level", "1")
            name = f"h{level if level in set('123456') else 6}"
        elif tag == f"{_TEXT}p" and self._is_called(style, "Title"):
            name = "h1"
            self.title = self.title or " ".join("".join(element.itertext()).split())
        elif tag == f"{_TEXT}span":
            name = self._find_mark(style)
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
        if name:
            yield f"<{name}>"
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

    def _find_property(self, name: str, key: str) -> str:
        """Return what a style, or one that it stands on, says of letters; empty if none says anything."""
        for _ in range(_DEEPEST):
            style = self._styles.get(name)
            if style is None:
                break
            properties = style.find(f"{_STYLE}text-properties")
            if properties is not None and (value := properties.get(key)):
                return str(value)
            name = style.get(f"{_STYLE}parent-style-name", "")
        return ""
