"""HTML: the main text of a page, without menus, adverts and comments, and what the page's head says of it."""

import html
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from corpus.errors import UnreadableSource
from corpus.formats.encoding import decode, mend_references
from corpus.formats.excuses import find_excuse
from corpus.formats.extract import Extract, lay_out, make_title
from corpus.formats.fields import is_home_page, parse_url
from corpus.formats.html_blocks import BlockFinder
from corpus.formats.html_choice import Choice
from corpus.formats.html_extractor import parse_page
from corpus.formats.html_letters import take_seams, write_letters
from corpus.formats.html_runs import Runs
from corpus.formats.html_statements import choose_title, read_statements
from corpus.formats.html_visible import SEAM, remove_unseen
from corpus.formats.parts import has_next_part
from corpus.formats.rivers import remove_rivers
from corpus.formats.stubs import is_stub
from corpus.formats.tail import find_body_end
from corpus.normal import normalise

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_CUT = "its text looks cut: the page has much more than was taken; compare it, and paste the rest if it is missing"
_STUB = (
    "its text looks cut: the page keeps the rest for subscribers; save it from a browser in which you can read all of "
    "it, and add the file"
)
_PART = (
    "its text looks cut: the article goes on at another address; add its page for printing or of all parts, if there "
    "is one, or the other parts besides"
)
_NO_TEXT = "no text was found in the page; if a browser shows some, save it as plain text or PDF"


def read_html(data: bytes, stem: str, url: str | None = None, charset: str | None = None) -> Extract:
    """Read a page; `url` is the address it was fetched from, `charset` what its server declared.

    Raises UnreadableSource if the page is empty, not text, or no text is found in it.
    """
    declared = _CHARSET.search(data[:4096])
    page = _parse(decode(data, charset or (declared[1].decode("ascii", "ignore") if declared else None)))
    statements = read_statements(page)
    source = statements.source
    is_part = has_next_part(page, url or source.url)
    remove_unseen(page)
    remove_rivers(page, url or source.url)
    write_letters(page)
    shown = [" ".join("".join(heading.itertext()).replace(SEAM, "").split()) for heading in page.iter("h1")]
    title = choose_title(shown, statements.titles, source.publisher)
    body = page.find("body")
    runs = Runs(body if body is not None else page)
    choice = Choice(page, runs)
    text, headings, seams = take_seams(*lay_out(BlockFinder(runs, choice.numbers).find_blocks(page)))
    text = text[: find_body_end(text)]
    if not text.strip():
        raise UnreadableSource(_NO_TEXT)
    if excuse := find_excuse((*shown, *statements.titles), text):
        raise UnreadableSource(excuse)
    remarks = {_STUB: is_stub(text, is_free=statements.is_free), _PART: is_part, _CUT: choice.is_cut}
    return Extract(
        title=title or make_title(stem, text),
        text=text,
        source=replace(source, url=_choose_address(source.url, url)),
        headings=tuple(span for span in headings if span.end <= len(text)),
        remarks=statements.remarks,
        seams=tuple(seam for seam in seams if seam <= len(text)),
        remark=next((remark for remark, holds in remarks.items() if holds), None),
    )


def _parse(markup: str) -> "HtmlElement":
    # Browsers read the numbers 128 to 159 as cp1252; the parser would make controls of them.
    markup = re.sub(
        r"&#(?:1[2-5]\d|x[89][0-9a-f]);", lambda match: html.unescape(match[0]), markup, flags=re.IGNORECASE
    )
    # The text is decoded, so the encoding that an XML declaration names no longer holds.
    markup = re.sub(r"\A\s*<\?xml[^>]*>", "", mend_references(normalise(markup)))
    if "<html" not in markup[:50].lower():
        markup = f"<html>{markup}"
    page = parse_page(markup)
    if page is None:
        raise UnreadableSource(_NO_TEXT)
    return page


def _choose_address(canonical: str | None, fetched: str | None) -> str | None:
    """Return the address that the page gives itself, or the fetched one if that is only the site's home page."""
    return canonical if canonical and (not fetched or not is_home_page(canonical)) else parse_url(fetched)
