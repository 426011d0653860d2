"""Word documents: what a reader sees of them, without comments, hidden and deleted text; notes stand at the end."""

import io
import zipfile
from posixpath import basename, dirname
from typing import TYPE_CHECKING
from xml.parsers.expat import ExpatError

import mammoth
from lxml import etree

from corpus.article import Source
from corpus.errors import UnreadableSource
from corpus.formats.document_facts import list_values, read_people, read_title
from corpus.formats.document_markup import find_markup_blocks
from corpus.formats.extract import Extract, join_lines, lay_out, make_title
from corpus.formats.packed import Package, open_package

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
# The parts that mammoth reads beside the document; pictures, fonts and programs are left out.
_READ = (
    "styles.xml",
    "numbering.xml",
    "footnotes.xml",
    "endnotes.xml",
    "_rels/footnotes.xml.rels",
    "_rels/endnotes.xml.rels",
)
_STYLES = "p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => p:fresh\ncomment-reference => !"


def read_docx(data: bytes, stem: str) -> Extract:
    """Read a .docx; raise UnreadableSource if it is none, or holds no text."""
    with open_package(data, "Word document") as package:
        path = _find_document(package)
        document = package.read_xml(path)
        if document is None:
            raise UnreadableSource("the file is no Word document; save it as .docx")
        title = _find_title(document)
        facts = package.read_xml("docProps/core.xml")
        links = package.read_xml(f"{dirname(path)}/_rels/{basename(path)}.rels")
        markup = _convert(package, _leave_seen(document), links)
    text, headings = lay_out(find_markup_blocks(markup))
    if not text.strip():
        raise UnreadableSource("the document holds no text")
    stated = next(iter(list_values(facts, "title")), "")
    first = next((text[start:end] for start, end in headings), "")
    return Extract(
        title=title or read_title(stated) or first or make_title(stem, text),
        text=text,
        # The document's own dates are those of the file, not of a publication.
        source=Source(
            authors=read_people(name for value in list_values(facts, "creator") for name in value.split(";"))
        ),
        headings=headings,
    )


def _find_document(package: Package) -> str:
    """Return the name of the part that holds the text."""
    links = package.read_xml("_rels/.rels")
    for link in links if links is not None else ():
        if link.get("Type", "").endswith("/officeDocument"):
            return link.get("Target", "").lstrip("/")
    return "word/document.xml"


def _find_title(document: "Element") -> str:
    """Return the paragraph that has the style of a title, if one has."""
    for paragraph in document.iter(f"{_W}p"):
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        if style is not None and style.get(f"{_W}val") == "Title":
            return join_lines("".join(text.text or "" for text in paragraph.iter(f"{_W}t")))
    return ""


def _leave_seen(document: "Element") -> bytes:
    """Return the document as XML without hidden text; a formula, which cannot be told in letters, is […]."""
    hidden = [mark.getparent() for mark in document.iter(f"{_W}vanish") if mark.get(f"{_W}val") not in {"0", "false"}]
    for run in [properties.getparent() for properties in hidden if properties is not None]:
        if run is not None and run.tag == f"{_W}r" and (parent := run.getparent()) is not None:
            parent.remove(run)
    for formula in list(document.iter(f"{_MATH}oMath")):
        run = etree.Element(f"{_W}r")
        etree.SubElement(run, f"{_W}t").text = "[…]"
        run.tail = formula.tail
        if (parent := formula.getparent()) is not None:
            parent.replace(formula, run)
    return etree.tostring(document)


def _convert(package: Package, document: bytes, links: "Element | None") -> str:
    """Return the document as HTML; mammoth is given an archive of the parts that it needs, which have been measured."""
    small = io.BytesIO()
    with zipfile.ZipFile(small, "w") as archive:
        archive.writestr("word/document.xml", document)
        if links is not None:
            archive.writestr("word/_rels/document.xml.rels", etree.tostring(links))
        for name in _READ:
            if (part := package.read_xml(f"word/{name}")) is not None:
                archive.writestr(f"word/{name}", etree.tostring(part))  # no entities are left in it that would grow
    try:
        converted = mammoth.convert_to_html(
            small, style_map=_STYLES, convert_image=lambda image: [], include_embedded_style_map=False
        )
    except (ExpatError, KeyError, ValueError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise UnreadableSource("the file is no sound Word document; open it in Word and save it anew") from error
    # Where Word would go on counting, or count in letters, mammoth begins anew: no number is better than a wrong one.
    return str(converted.value).replace("<ol>", "<ul>").replace("</ol>", "</ul>")
