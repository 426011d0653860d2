"""Feeds, Atom and RSS: each entry with its whole text is an article."""

import re
from collections.abc import Iterator, Mapping
from email.utils import parsedate_to_datetime
from html import unescape
from typing import TYPE_CHECKING

from lxml import etree

from corpus.errors import UnreadableSource
from corpus.formats.document_markup import find_markup_blocks
from corpus.formats.extract import Extract, join_lines, lay_out, make_title
from corpus.formats.fields import parse_date, parse_language, parse_url, read_source
from corpus.formats.packed import parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_ENTRIES = ("{*}entry", "{*}item")
# An entry that is shorter is a teaser, of which the article stands elsewhere.
_TEASER = 300
_CUT = re.compile(r"(…|\.\.\.|\[…?\]|(read|continue)\b[^.!?\n]{0,80})\W*$", re.IGNORECASE)
_XML = "{http://www.w3.org/XML/1998/namespace}"


def read_feed(data: bytes, stem: str) -> Iterator[tuple[str, Extract | UnreadableSource]]:
    """Yield the number of each entry with its extract, or why there is none.

    Raises UnreadableSource if the file is no feed.
    """
    try:
        feed = parse_xml(data, mend=True)
    except etree.XMLSyntaxError:
        feed = None
    entries = [] if feed is None else list(feed.iter(*_ENTRIES))
    if feed is None or not entries:
        raise UnreadableSource("the file is no feed with entries; save the pages themselves as HTML")
    channel = next(feed.iter("{*}channel"), feed)
    known = {
        "publisher": _read_text(channel, "title") or None,
        "language": parse_language(channel.get(f"{_XML}lang") or _read_text(channel, "language")),
    }
    for number, entry in enumerate(entries, 1):
        yield str(number), _read_entry(entry, known, stem)


def _read_entry(entry: "Element", known: Mapping[str, object], stem: str) -> Extract | UnreadableSource:
    """Return an entry, with what is `known` of all; looking that up for each would go over all entries each time."""
    content = _find(entry, "encoded", "content")
    body = content if content is not None else _find(entry, "description", "summary")
    text, headings = lay_out(find_markup_blocks(_read_markup(body)) if body is not None else ())
    title = _read_text(entry, "title") or make_title(stem, text)
    if not text.strip() or (content is None and (len(text) < _TEASER or _CUT.search(text[-100:]))):
        return UnreadableSource(f"the feed holds only the beginning of “{title}”: save its page as HTML")
    url = parse_url(_find_address(entry))
    source, remarks = read_source(
        {
            "url": url,
            "authors": [name for author in entry.iterfind("{*}author") if (name := _read_name(author))]
            or _read_text(entry, "creator"),
            "published": _read_date(entry),
            **known,
        }
    )
    return Extract(title=title, text=text, source=source, headings=headings, remarks=remarks)


def _find(entry: "Element", *names: str) -> "Element | None":
    fields = (entry.find(f"{{*}}{name}") for name in names)
    return next((field for field in fields if field is not None), None)


def _read_text(entry: "Element", name: str) -> str:
    """Return a field as one line; titles may hold HTML, escaped twice."""
    element = _find(entry, name)
    if element is None:
        return ""
    line = join_lines("".join(element.itertext()))
    return " ".join(unescape(line).split()) if "&" in line else line


def _read_markup(body: "Element") -> str:
    """Return the HTML of an entry, which is escaped, or with Atom's type "xhtml" a part of the feed."""
    if len(body):
        return "".join(etree.tostring(child, encoding="unicode", method="html", with_tail=True) for child in body)
    return body.text or ""


def _read_name(author: "Element") -> str:
    name = _read_text(author, "name") or join_lines(author.text or "")
    return "" if "@" in name else name


def _find_address(entry: "Element") -> str:
    for link in entry.iterfind("{*}link"):
        if link.get("rel", "alternate") == "alternate" and (address := link.get("href") or (link.text or "").strip()):
            return address
    return ""


def _read_date(entry: "Element") -> str | None:
    for name in ("published", "pubDate", "date", "issued"):
        if (stated := _read_text(entry, name)) and (parsed := parse_date(stated) or _parse_mail_date(stated)):
            return parsed
    return None


def _parse_mail_date(stated: str) -> str | None:
    try:
        return parsedate_to_datetime(stated).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
