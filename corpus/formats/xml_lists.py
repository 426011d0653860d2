"""Lists of links in XML: RSS and Atom, sitemaps and their indexes, and OPML, which this module also writes."""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from lxml import etree

from corpus.errors import UnreadableSource
from corpus.formats.packed import parse_xml
from corpus.web.named_links import Link, LinkList, ListKind, make_link, make_list

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_KINDS = {
    "rss": ListKind.RSS,
    "RDF": ListKind.RSS,
    "feed": ListKind.ATOM,
    "urlset": ListKind.SITEMAP,
    "sitemapindex": ListKind.SITEMAP_INDEX,
    "opml": ListKind.OPML,
}
# The fields that tell when an entry changed, the most telling first.
_TIMES = ("updated", "modified", "lastmod", "pubDate", "published", "date", "issued", "publication_date")
_CUT = "it is cut short and could not be read whole: what it lists until there is taken; try again later"
# Folders of an OPML file may lie so deep inside one another.
_DEEPEST = 20


def read_xml_list(data: bytes, base: str) -> LinkList:
    """Read a feed, a sitemap or an OPML file; raise UnreadableSource if it is none."""
    try:
        root = parse_xml(data, mend=True)
    except etree.XMLSyntaxError:
        root = None
    kind = None if root is None else _KINDS.get(_get_name(root))
    if root is None or kind is None:
        raise UnreadableSource("it is XML, but no feed, sitemap or OPML: name another address")
    is_cut = _is_open(data, root)
    remarks = (_CUT,) if is_cut else ()
    if kind is ListKind.OPML:
        return make_list(kind, _find_text(root, "head/{*}title"), _read_outlines(root.find("{*}body"), ()), remarks)
    if kind in (ListKind.SITEMAP, ListKind.SITEMAP_INDEX):
        title, entries = "", list(root.iterchildren("{*}url", "{*}sitemap"))
    else:
        title = _find_text(root, "channel/{*}title") or _find_text(root, "title")
        entries = list(root.iter("{*}entry", "{*}item"))
    if is_cut and entries and _is_open(data, entries[-1]):
        entries.pop()  # its address may be cut, too
    read = make_list(kind, title, (_read_entry(entry, base) for entry in entries), remarks)
    if is_cut and not read.links:
        raise UnreadableSource("it is cut short before the first address that it lists: try again later")
    return read


def write_opml(title: str, links: Iterable[Link]) -> bytes:
    """Return an OPML file of feeds; a feed's tags are its categories."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = title
    body = etree.SubElement(root, "body")
    for link in links:
        named = {"text": link.title or link.address, "type": "rss", "xmlUrl": link.address}
        etree.SubElement(body, "outline", named | ({"category": ",".join(link.tags)} if link.tags else {}))
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def _is_open(data: bytes, element: "Element") -> bool:
    """Say whether the bytes of a list end before an element that is the last of its name does."""
    name = f"{element.prefix}:{_get_name(element)}" if element.prefix else _get_name(element)
    bare = data.replace(b"\0", b"")  # zeros stand between the letters of UTF-16
    begin = bare.rfind(f"<{name}".encode())
    if begin <= bare.rfind(f"</{name}".encode()):
        return False
    return not bare[begin : bare.find(b">", begin) + 1].endswith(b"/>")


def _read_entry(entry: "Element", base: str) -> Link | None:
    """Return the link of an entry; what it tells is looked up in one walk over its fields."""
    fields: dict[str, str] = {}
    for field in entry.iterdescendants():
        name, text = _get_name(field), (field.text or "").strip()
        if name == "link":
            if field.get("rel", "alternate") != "alternate":
                continue
            text = field.get("href") or text
        elif name == "guid" and field.get("isPermaLink", "true") != "true":
            continue
        if text:
            fields.setdefault(name, text)
    address = next((fields[name] for name in ("origLink", "link", "loc", "guid") if name in fields), None)
    version = next((fields[name] for name in _TIMES if name in fields), "")
    return make_link(address, urljoin(base, entry.base or ""), fields.get("title", ""), version)


def _read_outlines(within: "Element | None", folders: tuple[str, ...]) -> Iterator[Link | None]:
    """Yield the feeds of an OPML file; the folders that they lie in are tags, as their categories are."""
    for outline in () if within is None else within.iterchildren("{*}outline"):
        named = outline.get("title") or outline.get("text") or ""
        if address := outline.get("xmlUrl"):
            categories = (part.strip().strip("/") for part in outline.get("category", "").split(","))
            yield make_link(address, title=named, tags=(*folders, *categories))
        if len(folders) < _DEEPEST:
            yield from _read_outlines(outline, folders if address else (*folders, named))


def _find_text(root: "Element", path: str) -> str:
    element = root.find(f"{{*}}{path}")
    return "" if element is None else re.sub(r"\s+", " ", "".join(element.itertext())).strip()


def _get_name(element: "Element") -> str:
    """Return an element's name without its namespace; empty for comments."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
