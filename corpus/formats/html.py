"""HTML: the main text of a page, without menus, adverts and comments, and what the page's head says of it."""

import html
import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from trafilatura import load_html
from trafilatura.metadata import extract_author

from corpus.errors import UnreadableSource
from corpus.formats.encoding import decode
from corpus.formats.extract import Extract, join_lines, lay_out, make_title
from corpus.formats.fields import is_home_page, parse_url, read_source, split_authors
from corpus.formats.html_blocks import BlockFinder
from corpus.formats.html_choice import Choice
from corpus.formats.html_letters import SEAM, take_seams, write_letters
from corpus.formats.html_runs import Runs
from corpus.formats.html_visible import remove_unseen
from corpus.formats.page_head import read_head
from corpus.formats.tail import find_body_end
from corpus.normal import normalise

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Trafilatura warns of each page without text; here an error says so.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())

_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
# The title is looked for among so many headings of the first level.
_MOST_TITLES = 100
_NO_TEXT = "no text was found in the page; if a browser shows some, save it as plain text or PDF"


def read_html(data: bytes, stem: str, url: str | None = None, charset: str | None = None) -> Extract:
    """Read a page; `url` is the address it was fetched from, `charset` what its server declared.

    Raises UnreadableSource if the page is empty, not text, or no text is found in it.
    """
    declared = _CHARSET.search(data[:4096])
    page = _parse(decode(data, charset or (declared[1].decode("ascii", "ignore") if declared else None)))
    fields = read_head(
        _read_metas(page), [script.text or "" for script in page.iterfind(".//script[@type='application/ld+json']")]
    )
    source, remarks = read_source({**fields, "authors": fields["authors"] or _read_byline(extract_author(page))})
    stated = page.xpath("string(//meta[@property='og:title']/@content)") or page.findtext(".//title") or ""
    remove_unseen(page)
    write_letters(page)
    title = _find_title(page, stated, source.publisher)
    body = page.find("body")
    runs = Runs(body if body is not None else page)
    choice = Choice(page, runs)
    text, headings, _ = take_seams(*lay_out(BlockFinder(runs, choice.numbers).find_blocks(page)))
    text = text[: find_body_end(text)]
    if not text.strip():
        raise UnreadableSource(_NO_TEXT)
    return Extract(
        title=title or make_title(stem, text),
        text=text,
        source=replace(source, url=_choose_address(source.url, url)),
        headings=tuple(span for span in headings if span.end <= len(text)),
        remarks=remarks,
    )


def _parse(markup: str) -> "HtmlElement":
    # Browsers read the numbers 128 to 159 as cp1252; the parser would make controls of them.
    markup = re.sub(
        r"&#(?:1[2-5]\d|x[89][0-9a-f]);", lambda match: html.unescape(match[0]), markup, flags=re.IGNORECASE
    )
    # The text is decoded, so the encoding that an XML declaration names no longer holds.
    markup = re.sub(r"\A\s*<\?xml[^>]*>", "", normalise(markup))
    if "<html" not in markup[:50].lower():
        markup = f"<html>{markup}"
    page = load_html(markup)
    if page is None:
        raise UnreadableSource(_NO_TEXT)
    return page


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


def _find_title(page: "HtmlElement", stated: str, publisher: str | None) -> str:
    """Return the title in the page's head without the site's name, as a heading of the page shows it."""
    stated = " ".join(join_lines(stated).split())
    shown = [" ".join("".join(heading.itertext()).replace(SEAM, "").split()) for heading in page.iter("h1")]
    shown = [heading for heading in shown if heading]
    within = [heading for heading in shown[:_MOST_TITLES] if heading.casefold() in stated.casefold()]
    if within:
        return normalise(max(within, key=lambda heading: (stated.startswith(heading), len(heading))))
    site = rf"\s+[-–—|·•:»]\s+{re.escape(publisher)}$" if publisher else "$"
    return normalise(re.sub(site, "", stated, flags=re.IGNORECASE) or next(iter(shown), ""))


def _read_byline(byline: str | None) -> tuple[str, ...]:
    """Return the names in a byline, which is a part of the page's text and may hold other words."""
    return tuple(
        name for name in split_authors(byline) if 2 <= len(name.split()) <= 5 and not re.search(r"[\d@/]", name)
    )


def _choose_address(canonical: str | None, fetched: str | None) -> str | None:
    """Return the address that the page gives itself, or the fetched one if that is only the site's home page."""
    return canonical if canonical and (not fetched or not is_home_page(canonical)) else parse_url(fetched)
