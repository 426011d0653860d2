"""Lists of links: which reader reads one, by its first characters."""

import re
import zlib

from corpus.errors import UnreadableSource
from corpus.formats.encoding import decode
from corpus.formats.html_lists import read_html_list
from corpus.formats.json_feed import read_json_feed
from corpus.formats.link_tables import read_table
from corpus.formats.xml_lists import read_xml_list
from corpus.web.named_links import LinkList, make_link, make_numbered_list

# Bytes of a list, unpacked: what the rules of sitemaps allow.
_LARGEST = 50 * 2**20
_GZIP_MARK, _GZIP = b"\x1f\x8b", 16 + zlib.MAX_WBITS
_HEAD = 4096
# Zeros stand between the letters of UTF-16, a mark before them.
_AROUND = re.compile(rb"\0|^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)|<!--.*?(?:-->|$)", re.DOTALL)
_FIRST_ELEMENT = re.compile(rb"<([a-z][\w:]*)", re.IGNORECASE)
_XML_ROOTS = frozenset({b"rss", b"feed", b"rdf:rdf", b"urlset", b"sitemapindex", b"opml"})


def read_link_list(data: bytes, base: str = "") -> LinkList:
    """Read a list, `base` being the address that it comes from; raise UnreadableSource if it is none."""
    if data.startswith(_GZIP_MARK):
        data = _unpack(data)
    head = _AROUND.sub(b"", data[:_HEAD]).strip()
    if head.startswith(b"{"):
        return read_json_feed(data, base)
    if head.startswith(b"<"):
        first = _FIRST_ELEMENT.search(head)
        is_xml = first is not None and (first[1].lower() in _XML_ROOTS or b":" in first[1])
        return read_xml_list(data, base) if is_xml else read_html_list(data, base)
    first_line = head.partition(b"\n")[0]
    if b"," in first_line and not first_line.startswith((b"http://", b"https://")):
        return read_table(data)
    return _read_addresses(data)


def _read_addresses(data: bytes) -> LinkList:
    """Read a text with an address a line."""
    lines = decode(data, None).split("\n")
    read = make_numbered_list((number, make_link(line)) for number, line in enumerate(lines, 1) if line.strip())
    if not read.links:
        raise UnreadableSource("the file is no list of links: write an address a line, or export it once more")
    return read


def _unpack(packed: bytes) -> bytes:
    """Return what was packed by gzip, as sitemaps are."""
    unpacker = zlib.decompressobj(_GZIP)
    try:
        data = unpacker.decompress(packed, _LARGEST + 1)
    except zlib.error as error:
        raise UnreadableSource("it cannot be unpacked: try again later") from error
    if len(data) > _LARGEST:
        raise UnreadableSource(f"it is larger than {_LARGEST / 2**20:g} MB, unpacked: name another one")
    return data
