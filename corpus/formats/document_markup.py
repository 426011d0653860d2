"""Markup that is all text, of a document, a letter or a chapter: what a reader sees of it, in blocks.

A page of the web is more than its text: `html.py` reads those.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from lxml import etree
from lxml.html import HTMLParser, document_fromstring

from corpus.formats.extract import Block
from corpus.formats.html_blocks import BlockFinder
from corpus.formats.html_letters import write_letters
from corpus.formats.html_visible import SEAM, remove_unseen
from corpus.normal import normalise

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NOTE_TYPES = {"noteref", "footnote", "footnotes", "endnote", "endnotes", "rearnote", "rearnotes", "note", "pagebreak"}
_NOTE_TYPES |= {"doc-noteref", "doc-footnote", "doc-endnote", "doc-endnotes", "doc-pagebreak"}
# Characters that the parser passes on and no element may be given.
_NO_LETTER = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HIDDEN = re.compile(r"mso-hide\s*:\s*all", re.IGNORECASE)
_IN_CELLS = {"li": "p", "ul": "div", "ol": "div"}
# A link with only this in it leads to a note or back from one.
_MARK = re.compile(r"[\s\[({]*+(\d{1,4}|[a-z]|[*†‡§¶#↑↩⏎^]{1,4}\ufe0e?)?[\s\])}.]*", re.IGNORECASE)


def find_markup_blocks(markup: str) -> Iterator[Block]:
    """Yield the blocks of markup: without what is hidden or struck out, and without notes and their marks."""
    page = _parse(markup)
    if page is None or (body := page.find("body")) is None:
        return
    for element in [element for element in body.iterdescendants() if _is_unseen(element)]:
        element.drop_tree()
    remove_unseen(page)
    write_letters(page)
    for item in body.iterfind(".//td//*"):  # a cell is one line, in which its paragraphs and items do not run together
        if item.tag in _IN_CELLS:
            item.tag = _IN_CELLS[item.tag]
    for block in BlockFinder().find_blocks(body):
        yield Block(block.text.replace(SEAM, ""), block.level)


def _parse(markup: str) -> "HtmlElement | None":
    text = _NO_LETTER.sub("", normalise(markup))
    # XHTML may close elements at once that HTML would leave open: <a id="p1"/> is no link around what follows.
    text = re.sub(r"<(a|b|i|p|em|div|span|strong|title|script|style|h[1-6])\b([^<>]*)/>", r"<\1\2></\1>", text)
    text = re.sub(r"\A\ufeff?\s*<\?xml[^>]*>", "", text)
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        page: HtmlElement = document_fromstring(text.encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):  # nothing is in it
        return None
    return page


def _is_unseen(element: "HtmlElement") -> bool:
    """Say whether a reader of the running text does not see an element."""
    if element.getparent() is None or not isinstance(element.tag, str):
        return False
    types = f"{element.get('epub:type') or ''} {element.get('role') or ''}".split()
    return (
        bool(_HIDDEN.search(element.get("style") or "")) or not _NOTE_TYPES.isdisjoint(types) or _is_note_mark(element)
    )


def _is_note_mark(element: "HtmlElement") -> bool:
    """Say whether an element is the mark of a note, or leads back from one: a link to a place, with a number alone."""
    if element.tag == "a":
        return "#" in (element.get("href") or "") and bool(_MARK.fullmatch("".join(element.itertext())))
    links = element.findall(".//a[@href]") if element.tag == "sup" else []
    return bool(links) and all(map(_is_note_mark, links)) and bool(_MARK.fullmatch("".join(element.itertext())))
