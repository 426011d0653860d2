"""Markup that is all text, of a document, a letter or a chapter: what a reader sees of it, in blocks.

A page of the web is more than its text: `html.py` reads those.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from lxml import etree
from lxml.html import HTMLParser, document_fromstring

from corpus.formats.encoding import mend_references
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
# No script of a letter or a book shows again what these hide.
_HIDDEN = re.compile(r"mso-hide\s*:\s*all|(?<![\w-])opacity\s*:\s*0?\.?0*\s*(?:;|$)", re.IGNORECASE)
_IN_CELLS = {"li": "p", "ul": "div", "ol": "div"}
# A link with only this in it leads to a note or back from one.
_MARK = re.compile(r"[\s\[({]*+(\d{1,4}|[a-z]|[*†‡§¶#↑↩⏎^]{1,4}\ufe0e?)?[\s\])}.]*", re.IGNORECASE)


# Stands in markup for a blank that reaches to a place on the line; it is no character of any text.
TAB = "\ufdd1"
_TABS = re.compile(rf" *{TAB}[ {TAB}]*")
_NUMBER_BEHIND = re.compile(r"[-+−–±(<>~≈]?[$€£¥]?\.?\d")


def find_markup_blocks(markup: str, sheet: str = "") -> Iterator[Block]:
    """Yield the blocks of markup: without what is hidden or struck out, and without notes and their marks.

    `sheet` is a style sheet that the markup names and does not hold.
    """
    page = _parse(markup)
    if page is None or (body := page.find("body")) is None:
        return
    for element in [element for element in body.iterdescendants() if _is_unseen(element)]:
        element.drop_tree()
    remove_unseen(page, sheet, is_whole=True)
    write_letters(page)
    for item in body.iterfind(".//td//*"):  # a cell is one line, in which its paragraphs and items do not run together
        if item.tag in _IN_CELLS:
            item.tag = _IN_CELLS[item.tag]
    for block in BlockFinder().find_blocks(body):
        yield Block(_write_tabs(block.text.replace(SEAM, "")), block.level)


def _write_tabs(text: str) -> str:
    """Return a text with blanks for its tabs; between numbers, which a blank may only group, with wide ones."""

    def write(tab: re.Match[str]) -> str:
        between = text[tab.start() - 1 : tab.start()].isdigit() and _NUMBER_BEHIND.match(text, tab.end())
        is_edge = tab.start() == 0 or tab.end() == len(text)
        return "\u2003" if between else "" if is_edge else " "

    return _TABS.sub(write, text)


def mark_tabs(letters: str) -> str:
    """Return the letters of a document with TAB for each tab, and for blanks by which numbers stand apart."""
    return re.sub(r"\t|(?<=\d) {2,}(?=\S{0,3}\d)", TAB, letters)


def _parse(markup: str) -> "HtmlElement | None":
    text = _NO_LETTER.sub("", mend_references(normalise(markup)))
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
