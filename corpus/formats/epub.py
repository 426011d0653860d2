"""EPUB: a book as one article, its chapters in the order of its spine, each under its heading; notes are left out."""

import re
from collections.abc import Iterator
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from corpus.errors import UnreadableSource
from corpus.formats.document_facts import list_values
from corpus.formats.document_markup import find_markup_blocks
from corpus.formats.encoding import decode
from corpus.formats.extract import Block, Extract, lay_out, make_title
from corpus.formats.fields import parse_date, parse_doi, parse_language, read_source
from corpus.formats.packed import Package, open_package
from corpus.progress import Tell, keep_silent

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_ENCODING = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})")
_OPF = "{http://www.idpf.org/2007/opf}"
_PAGES = {"application/xhtml+xml", "text/html", "application/xml", "text/x-oeb1-document"}
# Characters of style sheets that are read: a book has few, and each chapter may ask for them.
_MOST_STYLES = 200_000
# Files that are locked for a shop's own reader; fonts alone may be, and nobody reads those.
_ENCRYPTION = "META-INF/encryption.xml"


def read_epub(data: bytes, stem: str, tell: Tell = keep_silent) -> Extract:
    """Read an EPUB, chapter by chapter; raise UnreadableSource if it is none, locked, or holds no text."""
    with open_package(data, "EPUB") as package:
        path = _find_book(package)
        book = package.read_xml(path, mend=True)
        if book is None:
            raise UnreadableSource("the file is no sound EPUB: its list of chapters is missing")
        folder = dirname(path)
        # A chapter stands once in a book, however often its order names it.
        chapters = list(dict.fromkeys(_join_path(folder, href) for href in _list_chapters(book)))
        _refuse_locked(package, chapters)
        names = _read_contents(package, book, folder)
        sheet = _read_sheets(package, book, folder)
        blocks: list[Block] = []
        for number, chapter in enumerate(chapters, 1):
            blocks += _read_chapter(package, chapter, names.get(chapter, ""), sheet)
            tell(number, len(chapters))
    text, headings = lay_out(blocks)
    if not text.strip():
        raise UnreadableSource("the book holds no text")
    facts = book.find(f"{_OPF}metadata")
    language, dates = list_values(facts, "language"), list_values(facts, "date")
    source, _ = read_source(
        {
            "authors": _list_authors(facts),
            "publisher": next(iter(list_values(facts, "publisher")), None),
            # The year is what a book states; the day is often that of the file.
            "published": next((date[:4] for date in dates if parse_date(date) and date[:4] > "0101"), None),
            "language": next((code for code in language if parse_language(code)), None),
            "doi": next((name for name in list_values(facts, "identifier") if parse_doi(name)), None),
        }
    )
    return Extract(
        title=next(iter(list_values(facts, "title")), "") or make_title(stem, text),
        text=text,
        source=source,
        headings=headings,
    )


def _find_book(package: Package) -> str:
    container = package.read_xml("META-INF/container.xml", mend=True)
    root = next(container.iter("{*}rootfile"), None) if container is not None else None
    path = root.get("full-path") if root is not None else None
    if not path:
        raise UnreadableSource("the file is no EPUB; save it as .epub")
    return path


def _list_chapters(book: "Element") -> Iterator[str]:
    """Yield the addresses of the chapters within the book's folder, in the order in which they are read."""
    items = {item.get("id"): item for item in book.iter(f"{_OPF}item")}
    guide = book.iter(f"{_OPF}reference")
    contents = {(part.get("href") or "").partition("#")[0] for part in guide if part.get("type") == "toc"}
    for reference in book.iter(f"{_OPF}itemref"):
        item = items.get(reference.get("idref"))
        # What is not linear, such as notes, is not in the running text.
        if item is None or reference.get("linear") == "no" or item.get("media-type") not in _PAGES:
            continue
        href = item.get("href") or ""
        if "nav" not in (item.get("properties") or "").split() and href not in contents:
            yield href


def _join_path(folder: str, href: str) -> str:
    """Return the name of the part at an address within a folder."""
    return normpath(join(folder, unquote(href.partition("#")[0])))


def _refuse_locked(package: Package, chapters: list[str]) -> None:
    encrypted = package.read_xml(_ENCRYPTION, mend=True)
    locked = encrypted.iter("{*}CipherReference") if encrypted is not None else ()
    if {unquote(reference.get("URI") or "") for reference in locked} & set(chapters):
        raise UnreadableSource("the book is locked for its shop's own reader, and cannot be read")


def _read_sheets(package: Package, book: "Element", folder: str) -> str:
    """Return the style sheets of a book, which tell what is hidden or raised."""
    sheets = [
        decode(data)
        for item in book.iter(f"{_OPF}item")
        if item.get("media-type") == "text/css" and (data := package.read(_join_path(folder, item.get("href") or "")))
    ]
    return "".join(sheets)[:_MOST_STYLES]


def _read_chapter(package: Package, name: str, called: str, sheet: str) -> Iterator[Block]:
    """Yield a chapter's blocks; if no heading opens it, its name in the table of contents does."""
    data = package.read(name) or b""
    declared = _ENCODING.match(data)
    letters = decode(data, declared[1].decode("ascii") if declared else None) if data.strip() else ""
    blocks = [block for block in find_markup_blocks(letters, sheet) if block.text.strip()]
    if called and blocks and not blocks[0].level:
        yield Block(called, 1)
        blocks = blocks[1:] if blocks[0].text.strip().casefold() == called.casefold() else blocks
    yield from blocks


def _read_contents(package: Package, book: "Element", folder: str) -> dict[str, str]:
    """Return what the table of contents calls each chapter, by its part's name; a part's first name counts."""
    names: dict[str, str] = {}
    for item in book.iter(f"{_OPF}item"):
        is_contents = "nav" in (item.get("properties") or "").split()
        if not is_contents and item.get("media-type") != "application/x-dtbncx+xml":
            continue
        path = _join_path(folder, item.get("href") or "")
        contents = package.read_xml(path, mend=True)
        for target, name in _list_entries(contents) if contents is not None else ():
            names.setdefault(_join_path(dirname(path), target), name)
    return names


def _list_entries(contents: "Element") -> Iterator[tuple[str, str]]:
    for point in contents.iter("{*}navPoint"):
        label, content = point.find("{*}navLabel/{*}text"), point.find("{*}content")
        if label is not None and content is not None:
            yield content.get("src") or "", " ".join((label.text or "").split())
    for link in contents.iterfind(".//{*}nav//{*}a"):
        yield link.get("href") or "", " ".join("".join(link.itertext()).split())


def _list_authors(facts: "Element | None") -> list[str]:
    """Return the names of those who wrote the book; illustrators, translators and others are told apart by a role."""
    if facts is None:
        return []
    roles = {
        (refined.get("refines") or "").lstrip("#"): (refined.text or "").strip()
        for refined in facts.iter("{*}meta")
        if refined.get("property") == "role"
    }
    wrote = [
        creator
        for creator in facts.iter("{http://purl.org/dc/elements/1.1/}creator")
        if (creator.get(f"{_OPF}role") or roles.get(creator.get("id") or "", "aut")) == "aut"
    ]
    return [" ".join("".join(creator.itertext()).split()) for creator in wrote]
