"""Quotations: quotes as a style sets them, between quotation marks or as a block, letter for letter.

A style chooses only the marks around a quote. Those inside it stay, for they are the article's letters; if the first
one is of the kind that would stand around the quote, the other kind stands there.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from corpus import Article, Span
from qa.cite.marked_text import RichText
from qa.cite.styles import Style

OMISSION = " […] "
# Outer and inner marks of languages; the English ones serve where a language is not known.
_ENGLISH = ("“”", "‘’")
_MARKS = {
    "de": ("„“", "‚‘"), "cs": ("„“", "‚‘"), "sk": ("„“", "‚‘"), "sl": ("„“", "‚‘"), "bg": ("„“", "‚‘"),
    "da": ("»«", "›‹"), "pl": ("„”", "«»"), "ro": ("„”", "«»"), "hu": ("„”", "»«"), "hr": ("„”", "‚’"),
    "fr": ("«»", "“”"), "es": ("«»", "“”"), "it": ("«»", "“”"), "pt-pt": ("«»", "“”"), "el": ("«»", "“”"),
    "ca": ("«»", "“”"), "no": ("«»", "‘’"), "nb": ("«»", "‘’"), "nn": ("«»", "‘’"), "de-ch": ("«»", "‹›"),
    "fr-ch": ("«»", "‹›"), "it-ch": ("«»", "‹›"), "ru": ("«»", "„“"), "uk": ("«»", "„“"), "be": ("«»", "„“"),
    "sv": ("””", "’’"), "fi": ("””", "’’"), "ja": ("「」", "『』"), "zh-tw": ("「」", "『』"),
    "zh-hk": ("「」", "『』"), "fa": ("«»", "‹›"), "ar": ("«»", "‹›"),
}  # fmt: skip
# French puts a narrow space, at which no line breaks, inside its guillemets.
_SPACED = "\u202f"
# Marks of a quotation, of the first or of the second kind; a single one that closes may be an apostrophe.
_INSIDE = re.compile(r"[“”„«»\"「」]|[‘‚‹›『]|(?<!\w)'(?=\w)")
_SECOND = frozenset("‘‚‹›『'")
_LINE_BREAK = re.compile(r"\s*\n\s*")
_BLANK_LINES = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class TypesetQuotation:
    """A quotation as a style sets it; `text` has marks around it unless it is a block."""

    text: RichText
    is_block: bool


def typeset_quotation(article: Article, spans: Sequence[Span], style: Style) -> TypesetQuotation:
    """Return spans of one article, in their order, as one quotation in a style."""
    words = join_spans(article, spans)
    if _is_block(words, style):
        paragraphs = [" ".join(part.split("\n")) for part in _BLANK_LINES.split(words)]
        html = "".join(f"<p>{escape(part, quote=False)}</p>" for part in paragraphs)
        return TypesetQuotation(RichText("\n\n".join(paragraphs), f"<blockquote>{html}</blockquote>"), is_block=True)
    before, after = _choose_marks(words, article.source.language, style)
    line = f"{before}{_LINE_BREAK.sub(' ', words)}{after}"
    return TypesetQuotation(RichText(line, escape(line, quote=False)), is_block=False)


def join_spans(article: Article, spans: Sequence[Span]) -> str:
    """Return the text of spans in the article's order, with […] where words are left out between two.

    Spans that overlap become one.
    """
    pieces: list[str] = []
    end: int | None = None
    for span in sorted(spans):
        if end is not None and span.end <= end:
            continue
        start = span.start if end is None or span.start >= end else end
        between = article.text[end:start] if end is not None else ""
        pieces += [OMISSION if between.strip() else between, article.text[start : span.end]]
        end = span.end
    return "".join(pieces)


def add_citation(quoted: TypesetQuotation, citation: RichText, *, note: int | None = None) -> RichText:
    """Return a quotation with its citation behind it, or under it as the note of that number."""
    text = quoted.text
    if note is not None:
        plain = f"{text.plain} [{note}]\n\n[{note}] {citation.plain}"
        mark = f"<sup>{note}</sup>"
        html = (
            text.html.replace("</p></blockquote>", f"{mark}</p></blockquote>") if quoted.is_block else text.html + mark
        )
        return RichText(plain, f"{html}<p>{mark} {citation.html}</p>")
    if quoted.is_block:
        html = text.html.replace("</p></blockquote>", f" {citation.html}</p></blockquote>")
        return RichText(f"{text.plain} {citation.plain}", html)
    return RichText(f"{text.plain} {citation.plain}", f"{text.html} {citation.html}")


def choose_plain_marks(words: str) -> tuple[str, str]:
    """Return the marks that stand around a quote outside of all styles: “”, or ‘’ where double ones stand inside."""
    before, after = tuple(_ENGLISH[holds_doubled(_ENGLISH[0][0], words)])
    return before, after


def holds_doubled(mark: str, words: str) -> bool:
    """Say whether the first mark inside a quote is of the kind of `mark`, which would stand around it."""
    inside = _INSIDE.search(words)
    return inside is not None and (inside[0] in _SECOND) == (mark in _SECOND)


def _is_block(words: str, style: Style) -> bool:
    long = len(words.split()) >= style.block_words if style.block_words else False
    lines = len(words) > style.block_characters if style.block_characters else False
    return long or lines or (style.block_paragraphs and bool(_BLANK_LINES.search(words)))


def _choose_marks(words: str, language: str | None, style: Style) -> tuple[str, str]:
    """Return the marks that stand around a quote, of the article's language."""
    tag = (language or "en").lower().replace("_", "-")
    first, second = _MARKS.get(tag) or _MARKS.get(tag.partition("-")[0]) or _ENGLISH
    if style.marks == "single" and (first, second) == _ENGLISH:
        first, second = second, first
    if holds_doubled(first[0], words):
        first = second
    space = _SPACED if tag.partition("-")[0] == "fr" and first == "«»" else ""
    return first[0] + space, space + first[1]
