"""Lists of links in HTML: bookmarks that a browser or a reading list exports, and the feeds that a page names."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from corpus.errors import UnreadableSource
from corpus.formats.encoding import decode
from corpus.web.named_links import Link, LinkList, ListKind, make_link, make_list

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BOOKMARKS = re.compile(
    r"\s*(?:<!doctype netscape-bookmark|.{0,2000}?<title>\s*(?:pocket export|instapaper: export|bookmarks|raindrop))",
    re.IGNORECASE | re.DOTALL,
)
_FEEDS = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"})


def read_html_list(data: bytes, base: str) -> LinkList:
    """Read the bookmarks in a file, or the feeds that a page names, of which those of comments come last."""
    from lxml.html import document_fromstring

    markup = decode(data, None)
    try:
        page = document_fromstring(re.sub(r"\A\s*<\?xml[^>]*>", "", markup))
    except (ValueError, SyntaxError) as error:  # lxml's errors of parsing are of the latter kind
        raise UnreadableSource("it is a page without anything in it: name another address") from error
    title = page.findtext(".//title") or ""
    if _BOOKMARKS.match(markup[:4096]):
        return make_list(ListKind.BOOKMARKS, title, map(_read_bookmark, page.iter("a")))
    feeds = sorted(_find_feeds(page, base), key=lambda link: "comment" in f"{link.title} {link.address}".lower())
    return make_list(ListKind.PAGE, title, feeds)


def _read_bookmark(anchor: "HtmlElement") -> Link | None:
    kept = anchor.get("add_date") or anchor.get("time_added") or ""
    text = "".join(anchor.itertext())
    return make_link(anchor.get("href"), title=text, version=kept, tags=(anchor.get("tags") or "").split(","))


def _find_feeds(page: "HtmlElement", base: str) -> Iterator[Link]:
    named = page.find(".//base[@href]")
    base = base if named is None else urljoin(base, named.get("href") or "")
    for element in page.iter("link"):
        is_alternate = "alternate" in (element.get("rel") or "").lower().split()
        if is_alternate and (element.get("type") or "").strip().lower() in _FEEDS:
            link = make_link(element.get("href"), base, element.get("title") or "")
            if link is not None:
                yield link
