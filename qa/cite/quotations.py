"""Quotations: quotes as a style sets them, run in between quotation marks or as a block, letter for letter.

Only what stands around a quote is chosen: a style that would turn the quotation marks inside it is not followed in
that, for they are the article's letters. Where a quote's first mark is of the kind that would stand around it, the
other kind does.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from corpus import Article, Span
from qa.cite.marked_text import Rich
from qa.cite.styles import Style

OMISSION = " […] "
# Outer and inner marks; English ones stand where a language is not known.
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
# French sets its guillemets off by a narrow space that no line breaks at.
_SPACED = "\u202f"
# What opens a quotation of the first and of the second kind; "’" may be an apostrophe.
_OPENING = re.compile(r"[“„«»\"「]|[‘‚‹›『]|(?<!\w)'(?=\w)")
_SECOND = frozenset("‘‚‹›『'")
_LINE_BREAK = re.compile(r"\s*\n\s*")
_BLANK_LINES = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class TypesetQuotation:
    """A quotation as it is set; `text` has the marks around it unless it is a block."""

    text: Rich
    is_block: bool


def typeset_quotation(article: Article, spans: Sequence[Span], style: Style) -> TypesetQuotation:
    """Return spans of one article, in its order, as one quotation in a style."""
    words = join_spans(article, spans)
    if _is_block(words, style):
        paragraphs = [" ".join(part.split("\n")) for part in _BLANK_LINES.split(words)]
        html = "".join(f"<p>{escape(part, quote=False)}</p>" for part in paragraphs)
        return TypesetQuotation(Rich("\n\n".join(paragraphs), f"<blockquote>{html}</blockquote>"), is_block=True)
    before, after = _choose_marks(words, article.source.language, style)
    line = f"{before}{_LINE_BREAK.sub(' ', words)}{after}"
    return TypesetQuotation(Rich(line, escape(line, quote=False)), is_block=False)


def join_spans(article: Article, spans: Sequence[Span]) -> str:
    """Return the text of spans in the article's order; where anything but white space is left out between two, […].

    Spans that overlap are one.
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


def add_citation(quoted: TypesetQuotation, citation: Rich, *, note: int | None = None) -> Rich:
    """Return a quotation and its citation as they are pasted: behind it, or as the note of that number under it."""
    text = quoted.text
    if note is not None:
        plain = f"{text.plain} [{note}]\n\n[{note}] {citation.plain}"
        mark = f"<sup>{note}</sup>"
        html = (
            text.html.replace("</p></blockquote>", f"{mark}</p></blockquote>") if quoted.is_block else text.html + mark
        )
        return Rich(plain, f"{html}<p>{mark} {citation.html}</p>")
    if quoted.is_block:
        html = text.html.replace("</p></blockquote>", f" {citation.html}</p></blockquote>")
        return Rich(f"{text.plain} {citation.plain}", html)
    return Rich(f"{text.plain} {citation.plain}", f"{text.html} {citation.html}")


def _is_block(words: str, style: Style) -> bool:
    long = len(words.split()) >= style.block_words if style.block_words else False
    lines = len(words) > style.block_characters if style.block_characters else False
    return long or lines or (style.block_paragraphs and bool(_BLANK_LINES.search(words)))


def _choose_marks(words: str, language: str | None, style: Style) -> tuple[str, str]:
    """Return the marks to stand around a quote, of the article's language."""
    tag = (language or "en").lower().replace("_", "-")
    first, second = _MARKS.get(tag) or _MARKS.get(tag.partition("-")[0]) or _ENGLISH
    if style.marks == "single" and (first, second) == _ENGLISH:
        first, second = second, first
    opening = _OPENING.search(words)
    if opening and (opening[0] in _SECOND) == (first[0] in _SECOND):
        first = second
    space = _SPACED if tag.partition("-")[0] == "fr" and first == "«»" else ""
    return first[0] + space, space + first[1]
