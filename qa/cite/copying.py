"""Copies for pasting: a quote, its citation, both, and all quotes of an answer at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus import Span
from qa.answer import Citation
from qa.cite.marked_text import RichText
from qa.cite.quotations import TypesetQuotation, add_citation, typeset_quotation
from qa.cite.references import cite_quotes
from qa.cite.styles import Style


@dataclass(frozen=True, slots=True)
class Copy:
    """What a writer can paste of a quote: the quote, its citation, or both."""

    number: int
    quote: RichText
    citation: RichText
    both: RichText


def make_copies(citations: Sequence[Citation], style: Style) -> list[Copy]:
    """Return the copies of each quote; raise StyleError if the style cannot be used.

    The citation is the note where the style has notes, else the entry of the list of references.
    """
    return [_copy(citation, style) for citation in citations]


def copy_all(citations: Sequence[Citation], style: Style) -> RichText:
    """Return all quotes with their citations, then the notes, then the list of references; raise StyleError."""
    cited = cite_quotes(citations, style)
    quotations = [_typeset(citation, style) for citation in citations]
    notes: list[RichText] = []
    if cited.is_note:
        parts = [_add_note_mark(quotation, number) for number, quotation in enumerate(quotations, 1)]
        notes = [
            RichText(f"[{number}] {note.plain}", f"<p><sup>{number}</sup> {note.html}</p>")
            for number, note in enumerate(cited.citations, 1)
        ]
    else:
        both = zip(quotations, cited.citations, strict=True)
        parts = [_wrap_quotation(quotation, add_citation(quotation, citation)) for quotation, citation in both]
    return _join([*parts, *notes, *map(_wrap_entry, cited.entries)])


def _copy(citation: Citation, style: Style) -> Copy:
    quoted, cited = _typeset(citation, style), cite_quotes([citation], style)
    [said] = cited.citations
    if cited.is_note:
        return Copy(citation.number, quoted.text, said, add_citation(quoted, said, note=1))
    entries = _join([_wrap_entry(entry) for entry in cited.entries])
    inline = _wrap_quotation(quoted, add_citation(quoted, said))
    return Copy(citation.number, quoted.text, entries if cited.entries else said, _join([inline, entries]))


def _typeset(citation: Citation, style: Style) -> TypesetQuotation:
    return typeset_quotation(citation.article, [Span(citation.quote.start, citation.quote.end)], style)


def _add_note_mark(quoted: TypesetQuotation, number: int) -> RichText:
    """Return a quotation with the number of a note that stands elsewhere."""
    mark, html = f"<sup>{number}</sup>", quoted.text.html
    marked = (
        html.replace("</p></blockquote>", f"{mark}</p></blockquote>") if quoted.is_block else f"<p>{html}{mark}</p>"
    )
    return RichText(f"{quoted.text.plain} [{number}]", marked)


def _wrap_quotation(quoted: TypesetQuotation, text: RichText) -> RichText:
    return text if quoted.is_block else RichText(text.plain, f"<p>{text.html}</p>")


def _wrap_entry(entry: RichText) -> RichText:
    return RichText(entry.plain, f"<p>{entry.html}</p>")


def _join(parts: Sequence[RichText]) -> RichText:
    shown = [part for part in parts if part.plain]
    return RichText("\n\n".join(part.plain for part in shown), "".join(part.html for part in shown))
