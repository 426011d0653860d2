"""Marked text: text in which noncharacters stand for its format, until it becomes plain text or HTML."""

import re
from dataclasses import dataclass
from html import escape

from corpus.formats.extract import CLINGING

# Texts for others hold no noncharacters, so nothing in a field can be taken for a mark.
_NONCHARACTERS = "".join(map(chr, range(0xFDD0, 0xFDF0)))
ITALIC, BOLD, UNDERLINE, SMALL_CAPS, SUPERSCRIPT, SUBSCRIPT, FIELD, LINK = (
    (_NONCHARACTERS[at], _NONCHARACTERS[at + 1]) for at in range(0, 16, 2)
)
# Stands behind a closing quotation mark if the locale puts full stops and commas before the mark.
DRAWS_IN = _NONCHARACTERS[16]
_TAGS = {
    ITALIC: ("<i>", "</i>"),
    BOLD: ("<b>", "</b>"),
    UNDERLINE: ("<u>", "</u>"),
    SMALL_CAPS: ('<span style="font-variant: small-caps">', "</span>"),
    SUPERSCRIPT: ("<sup>", "</sup>"),
    SUBSCRIPT: ("<sub>", "</sub>"),
}
_HTML = {mark: tag for marks, tags in _TAGS.items() for mark, tag in zip(marks, tags, strict=True)}
_ANY = f"[{_NONCHARACTERS}]"
_MARK = re.compile(_ANY)
_LINK = re.compile(f"{LINK[0]}(.*?){LINK[1]}", re.DOTALL)
# Two marks of punctuation that meet at the border of a field or a format.
_MEETING = re.compile(f"([.,;:!?])((?:[”’»“]?{_ANY})+)([.,;:])")
_SPACES = re.compile(f" ({_ANY}+) ")
# A style may put a blank behind a field, and another part of it a comma.
_GAP = re.compile(rf"[ \u00a0]({_ANY}*)(?={CLINGING})")
_DRAWN = re.compile(f"([”’])({DRAWS_IN}(?:{_ANY}|[”’])*)([.,])")


@dataclass(frozen=True, slots=True)
class RichText:
    """A text both plain and as HTML."""

    plain: str
    html: str


def strip_marks(marked: object) -> str:
    """Return a marked text without its marks."""
    return _MARK.sub("", str(marked))


def blot_marks(marked: str) -> str:
    """Return a marked text with a letter that is no word's in place of each mark, so that all offsets stay true."""
    return _MARK.sub("\0", marked)


def settle(marked: str) -> str:
    """Return marked text with one mark of punctuation where two meet; the inside of fields stays as it is."""
    marked = _DRAWN.sub(_draw_in, marked)
    marked = _MEETING.sub(_meet, marked)
    return _GAP.sub(r"\1", _SPACES.sub(r" \1", marked))


def _meet(seam: re.Match[str]) -> str:
    """Drop the second of two marks if the first says both; a comma stays behind a question, as in Chicago 6.125."""
    first, between, second = seam.groups()
    if first == second or (first in "!?" and second == ".") or (first in ",;:" and second == "."):
        return first + between
    return seam[0]


def _draw_in(seam: re.Match[str]) -> str:
    """Put a full stop or comma before the closing quotation mark, unless the quoted text ends in one."""
    close, between, stop = seam.groups()
    before = strip_marks(seam.string[: seam.start()])[-1:]
    if before == stop or (before in ("!", "?") and stop == "."):
        return close + between
    return stop + close + between


def render_rich_text(marked: str, links: dict[str, str]) -> RichText:
    """Return marked text as plain text and HTML; `links` maps printed addresses to those that they lead to."""
    pieces = _LINK.split(marked)
    html = "".join(_render_html(piece, links if at % 2 else None) for at, piece in enumerate(pieces))
    return RichText(strip_marks(marked), html)


def _render_html(marked: str, links: dict[str, str] | None) -> str:
    """Return a piece of marked text as HTML; with `links`, it is an address and becomes a link."""
    html = _MARK.sub(lambda mark: _HTML.get(mark[0], ""), escape(marked, quote=False))
    address = (links or {}).get(strip_marks(marked), strip_marks(marked))
    if links is not None and address.startswith(("http://", "https://")):
        return f'<a href="{escape(address)}">{html}</a>'
    return html
