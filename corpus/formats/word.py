"""Word documents: what a reader sees of them, without comments, hidden and deleted text; notes stand at the end."""

import io
import zipfile
from collections.abc import Iterator, Mapping
from posixpath import basename, dirname
from typing import TYPE_CHECKING
from xml.parsers.expat import ExpatError

import mammoth
from lxml import etree

from corpus.article import Source
from corpus.errors import UnreadableSource
from corpus.formats.document_facts import list_values, read_people, read_title
from corpus.formats.document_markup import find_markup_blocks, mark_tabs
from corpus.formats.extract import Extract, find_top_heading, join_lines, lay_out, make_title
from corpus.formats.packed import Package, open_package
from corpus.formats.word_runs import show_runs
from corpus.progress import Tell, keep_silent

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
# Paragraphs, and runs of letters in them: mammoth takes 70 millionths of a second for each.
_MOST_PIECES = 200_000
# Blocks that are converted at a time.
_SECTION = 2_000
# The mark of a paragraph whose end was deleted: it goes on in the next.
_DELETED = f"{_W}pPr/{_W}rPr/{_W}del"
# With this before its ids, the list of notes is told from other lists.
_PREFIX = "of-"
_NOTES = f'<ol><li id="{_PREFIX}'
_STYLES = "p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => p:fresh\ncomment-reference => !"


def read_docx(data: bytes, stem: str, tell: Tell = keep_silent) -> Extract:
    """Read a .docx, section by section; raise UnreadableSource if it is none, or holds no text."""
    with open_package(data, "Word document") as package:
        path = _find_document(package)
        document = package.read_xml(path)
        if document is None:
            raise UnreadableSource("the file is no Word document; save it as .docx")
        if sum(1 for _ in document.iter(f"{_W}p", f"{_W}r")) > _MOST_PIECES:
            raise UnreadableSource(f"the document has more than {_MOST_PIECES:,} pieces of text: save it in parts")
        title = _find_title(document)
        facts = package.read_xml("docProps/core.xml")
        styles = package.read_xml("word/styles.xml")
        links = package.read_xml(f"{dirname(path)}/_rels/{basename(path)}.rels")
        show_runs(document, styles)
        _leave_seen(document)
        _join_initials(document)
        markup = _convert(package, document, links, tell)
    text, headings = lay_out(find_markup_blocks(mark_tabs(markup)))
    if not text.strip():
        raise UnreadableSource("the document holds no text")
    stated = next(iter(list_values(facts, "title")), "")
    return Extract(
        title=title or read_title(stated) or find_top_heading(text, headings) or make_title(stem, text),
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


def _leave_seen(document: "Element") -> None:
    """Take how words are spoken out of the document; a formula, which has no letters, is […]."""
    for ruby in list(document.iter(f"{_W}ruby")):
        # What stands above the words tells how they are spoken.
        if (run := ruby.getparent()) is not None and (parent := run.getparent()) is not None:
            for inner in list(ruby.iterfind(f"{_W}rubyBase/{_W}r")):
                run.addprevious(inner)
            run.remove(ruby)
    for formula in list(document.iter(f"{_MATH}oMath")):
        run = etree.Element(f"{_W}r")
        etree.SubElement(run, f"{_W}t").text = "[…]"
        run.tail = formula.tail
        if (parent := formula.getparent()) is not None:
            parent.replace(formula, run)


def _join_initials(document: "Element") -> None:
    """Put each initial that is dropped into the next paragraph, which it begins."""
    for paragraph in list(document.iter(f"{_W}p")):
        frame, following, parent = paragraph.find(f"{_W}pPr/{_W}framePr"), paragraph.getnext(), paragraph.getparent()
        if frame is None or following is None or parent is None or following.tag != paragraph.tag:
            continue
        if frame.get(f"{_W}dropCap", "none") != "none":
            start = len(following.findall(f"{_W}pPr"))
            following[start:start] = paragraph.findall(f"{_W}r")
            parent.remove(paragraph)


def _convert(package: Package, document: "Element", links: "Element | None", tell: Tell) -> str:
    """Return the document as HTML, with the notes at its end."""
    # No entities are left in these that would grow.
    beside = {"_rels/document.xml.rels": etree.tostring(links)} if links is not None else {}
    for name in _READ:
        if (part := package.read_xml(f"word/{name}")) is not None:
            beside[name] = etree.tostring(part)
    texts, notes = list[str](), list[str]()
    for read, blocks, section in _part(document):
        text, mark, listed = _convert_section(section, beside).partition(_NOTES)
        tell(read, blocks)
        texts.append(text)
        notes.append(mark.removeprefix("<ol>") + listed.removesuffix("</ol>"))
    # Where Word would go on counting, or count in letters, mammoth begins anew: no number is better than a wrong one.
    return "".join([*texts, "<ol>", *notes, "</ol>"]).replace("<ol>", "<ul>").replace("</ol>", "</ul>")


def _part(document: "Element") -> Iterator[tuple[int, int, bytes]]:
    """Yield the document as XML in sections, each behind how many blocks it ends and how many there are.

    Mammoth makes many times as much of each.
    """
    body = document.find(f"{_W}body")
    if body is None:
        yield 1, 1, etree.tostring(document)
        return
    blocks = list(body)
    section = etree.Element(document.tag, nsmap=document.nsmap)
    inner = etree.SubElement(section, body.tag)
    for read, block in enumerate(blocks):
        if len(inner) >= _SECTION and _is_plain(block) and inner[-1].find(_DELETED) is None:
            yield read, len(blocks), etree.tostring(section)
            inner.clear()
        inner.append(block)
    yield len(blocks), len(blocks), etree.tostring(section)


def _is_plain(block: "Element") -> bool:
    """Say whether a block is a paragraph without a style, so that no list goes on with it."""
    styled = (block.find(f"{_W}pPr/{_W}{name}") for name in ("pStyle", "numPr"))
    return block.tag == f"{_W}p" and all(style is None for style in styled)


def _convert_section(section: bytes, beside: Mapping[str, bytes]) -> str:
    """Return a section as HTML; mammoth is given an archive of the parts that it needs, which have been measured."""
    small = io.BytesIO()
    with zipfile.ZipFile(small, "w") as archive:
        archive.writestr("word/document.xml", section)
        for name, part in beside.items():
            archive.writestr(f"word/{name}", part)
    try:
        converted = mammoth.convert_to_html(
            small,
            style_map=_STYLES,
            convert_image=lambda image: [],
            include_embedded_style_map=False,
            id_prefix=_PREFIX,
        )
    except (ExpatError, KeyError, ValueError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise UnreadableSource("the file is no sound Word document; open it in Word and save it anew") from error
    return str(converted.value)
