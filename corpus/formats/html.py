"""HTML: a page's main text without menus, adverts and comments, and what its head says of it."""

import html
import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from trafilatura import bare_extraction, load_html
from trafilatura.metadata import extract_author
from trafilatura.settings import Document

from corpus.errors import UnreadableSource
from corpus.formats.draft import Draft, lay_out, make_title, one_line
from corpus.formats.encoding import decode
from corpus.formats.fields import author_names, http_url, is_home_page, source_from
from corpus.formats.html_blocks import clean_body, find_blocks
from corpus.formats.page import read_head
from corpus.formats.tail import body_end
from corpus.normal import normalise

if TYPE_CHECKING:
    from lxml.etree import _Element as Element
    from lxml.html import HtmlElement

# It warns of each page in which it finds no text; here an error tells that.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())

_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
# Headings of the first level among which the title is looked for.
_MOST_TITLES = 100
# Characters on a page that is taken whole.
_SHORT = 1000
_NO_TEXT = "no text was found in the page; if a browser shows some, save it as plain text or PDF"


def read_html(data: bytes, stem: str, url: str | None = None, charset: str | None = None) -> Draft:
    """Read a page; `url` is where it was fetched from and `charset` what its server declared, if known.

    Raises UnreadableSource if it is empty, not text, or no text is found in it.
    """
    declared = _CHARSET.search(data[:4096])
    page = _parse(decode(data, charset or (declared[1].decode("ascii", "ignore") if declared else None)))
    fields = read_head(
        _read_metas(page), [script.text or "" for script in page.iterfind(".//script[@type='application/ld+json']")]
    )
    source, remarks = source_from({**fields, "authors": fields["authors"] or _read_byline(extract_author(page))})
    main = _find_main_part(page)
    text, headings = lay_out(find_blocks(main) if main is not None else ())
    text = text[: body_end(text)]
    if not text.strip():
        raise UnreadableSource(_NO_TEXT)
    title = _find_title(page, source.publisher)
    return Draft(
        title=title or make_title(stem, text),
        text=text,
        source=replace(source, url=_choose_address(source.url, url)),
        headings=tuple(span for span in headings if span.end <= len(text)),
        remarks=remarks,
    )


def _parse(markup: str) -> "HtmlElement":
    # A browser reads the numbers 128 to 159 as cp1252; the parser would make controls of them.
    markup = re.sub(
        r"&#(?:1[2-5]\d|x[89][0-9a-f]);", lambda found: html.unescape(found[0]), markup, flags=re.IGNORECASE
    )
    # An XML declaration names an encoding that no longer holds.
    markup = re.sub(r"\A\s*<\?xml[^>]*>", "", normalise(markup))
    if "<html" not in markup[:50].lower():
        markup = f"<html>{markup}"
    page = load_html(markup)
    if page is None:
        raise UnreadableSource(_NO_TEXT)
    return page


def _find_main_part(page: "HtmlElement") -> "Element | None":
    """Return the page's main part, or all of it if it is short: of a short page too little looks like the main part."""
    # Of several articles none is the page's own: they are a list, or comments.
    marked = (page.xpath(path) for path in ("//article", "//main", "//*[@role='main']"))
    body = next((elements[0] for elements in marked if len(elements) == 1), page.find("body"))
    whole = clean_body(body) if body is not None else None
    if whole is not None and len("".join(whole.itertext())) < _SHORT:
        return whole
    found = bare_extraction(page, include_comments=False, include_formatting=True)
    return found.body if isinstance(found, Document) and "".join(found.body.itertext()).strip() else whole


def _read_metas(page: "HtmlElement") -> Iterator[tuple[str, str]]:
    for meta in page.iter("meta"):
        for key in ("property", "name", "itemprop", "http-equiv"):
            if name := meta.get(key):
                yield name, meta.get("content") or ""
    for link in page.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            yield "canonical", link.get("href") or ""
    for time in page.iter("time"):
        if time.get("itemprop") == "datePublished" or "pubdate" in time.attrib:
            yield "datepublished", time.get("datetime") or ""
    yield "html:lang", page.get("lang") or page.get("xml:lang") or ""


def _find_title(page: "HtmlElement", publisher: str | None) -> str:
    """Return the title in the page's head, as the page itself shows it: without the site's name around it."""
    told = page.xpath("string(//meta[@property='og:title']/@content)") or page.findtext(".//title") or ""
    told = " ".join(one_line(str(told)).split())
    shown = [" ".join("".join(heading.itertext()).split()) for heading in page.iter("h1")]
    shown = [heading for heading in shown if heading]
    within = [heading for heading in shown[:_MOST_TITLES] if heading.casefold() in told.casefold()]
    if within:
        return normalise(max(within, key=lambda heading: (told.startswith(heading), len(heading))))
    site = rf"\s+[-–—|·•:»]\s+{re.escape(publisher)}$" if publisher else "$"
    return normalise(re.sub(site, "", told, flags=re.IGNORECASE) or next(iter(shown), ""))


def _read_byline(found: str | None) -> tuple[str, ...]:
    """Return the names in a byline, which stands in the page's text and may hold other things."""
    return tuple(name for name in author_names(found) if 2 <= len(name.split()) <= 5 and not re.search(r"[\d@/]", name))


def _choose_address(canonical: str | None, fetched: str | None) -> str | None:
    """Return the address the page gives itself, unless that is only its site's home page."""
    return canonical if canonical and (not fetched or not is_home_page(canonical)) else http_url(fetched)
