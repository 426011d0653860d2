"""Zotero RDF, Zotero's own form of export: what it knows of each work, and the files that were exported with it."""

from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree

from corpus.errors import UnreadableSource
from corpus.formats.extract import join_lines
from corpus.formats.fields import parse_date, read_source
from corpus.formats.packed import parse_xml
from corpus.formats.reference_files import Reference

_SPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "z": "http://www.zotero.org/namespaces/export#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "bib": "http://purl.org/net/biblio#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "link": "http://purl.org/rss/1.0/modules/link/",
}
_ABOUT, _RESOURCE = (f"{{{_SPACES['rdf']}}}{name}" for name in ("about", "resource"))
_NO_RDF = "the file is no sound Zotero RDF; export the references again, with their files"
# Those who made a work, the first kind that it names.
_MAKERS = (
    "bib:authors",
    "z:artists",
    "z:directors",
    "z:presenters",
    "z:interviewees",
    "bib:contributors",
    "bib:editors",
)

Node = etree._Element


def read_zotero_rdf(data: bytes) -> list[Reference]:
    """Return the works of an export; raise UnreadableSource if it holds none."""
    try:
        root = parse_xml(data)
    except etree.XMLSyntaxError as error:
        raise UnreadableSource(_NO_RDF) from error
    if root is None:
        raise UnreadableSource(_NO_RDF)
    named = {about: node for node in root if isinstance(node.tag, str) and (about := node.get(_ABOUT))}
    works = [
        _make_reference(node, number, named)
        for number, node in enumerate(root, 1)
        if isinstance(node.tag, str) and _read(node, "z:itemType") not in ("", "attachment", "note")
    ]
    if not works:
        raise UnreadableSource("the file holds no references; export them again as Zotero RDF")
    return works


def _make_reference(node: Node, number: int, named: dict[str, Node]) -> Reference:
    holder = _find_holder(node, named)
    stated = [*_list_identifiers(node), *(_list_identifiers(holder) if holder is not None else ())]
    dois = (text.removeprefix("DOI ").strip() for text in stated if text.startswith("DOI "))
    addresses = (text for text in _list_texts(node, "dc:identifier/dcterms:URI/rdf:value"))
    known = {
        "url": next(addresses, None),
        "doi": next(dois, None),
        "authors": _list_makers(node),
        "published": parse_date(_read(node, "dc:date")),
        "accessed": parse_date(_read(node, "dcterms:dateSubmitted").partition(" ")[0]),
        "publisher": (_read(holder, "dc:title") if holder is not None else "")
        or _read(node, "dc:publisher/foaf:Organization/foaf:name"),
        "language": _read(node, "z:language"),
    }
    return Reference(str(number), _read(node, "dc:title"), read_source(known)[0], tuple(_list_files(node, named)))


def _find_holder(node: Node, named: dict[str, Node]) -> Node | None:
    """Return the journal, book or site that a work is a part of: it stands within, or is named."""
    for part in node.iterfind("dcterms:isPartOf", _SPACES):
        holders: tuple[Node | None, ...] = (*part, named.get(part.get(_RESOURCE, "")))
        for within in holders:
            if within is not None and _read(within, "dc:title"):
                return within
    return None


def _list_identifiers(node: Node) -> list[str]:
    return list(_list_texts(node, "dc:identifier"))


def _list_makers(node: Node) -> list[str]:
    for kind in _MAKERS:
        people = node.iterfind(f"{kind}/rdf:Seq/rdf:li/foaf:Person", _SPACES)
        names = [
            " ".join(filter(None, [_read(person, "foaf:givenName") or _read(person, "foaf:givenname"), surname]))
            for person in people
            if (surname := _read(person, "foaf:surname"))
        ]
        if names:
            return names
    return []


def _list_files(node: Node, named: dict[str, Node]) -> Iterator[str]:
    """Yield the paths of a work's attachments, as they are written and with their escapes read."""
    for link in node.iterfind("link:link", _SPACES):
        attachment = named.get(link.get(_RESOURCE, ""))
        resource = attachment.find("rdf:resource", _SPACES) if attachment is not None else None
        if resource is not None and (path := resource.get(_RESOURCE)):
            yield from dict.fromkeys([path, unquote(path)])


def _list_texts(node: Node, path: str) -> Iterator[str]:
    return (text for element in node.iterfind(path, _SPACES) if (text := join_lines(element.text or "")))


def _read(node: Node, path: str) -> str:
    return next(_list_texts(node, path), "")
