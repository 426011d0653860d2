"""Document: a basket as it is exported, each quote with its citation and notes, then the bibliography."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus import Span
from qa.basket.basket_store import KeptQuote
from qa.basket.runs import Run, link_runs, split_runs
from qa.cite.anchoring.links import make_link
from qa.cite.marked_text import RichText
from qa.cite.quotations import typeset_quotation
from qa.cite.references import cite_quotes
from qa.cite.styles import Style


@dataclass(frozen=True, slots=True)
class DocumentQuote:
    """A quote as a style sets it: its `paragraphs` and its citation; `remarks` are paragraphs below it."""

    paragraphs: tuple[str, ...]
    is_block: bool
    citation: tuple[Run, ...]
    remarks: tuple[str, ...]
    language: str | None


@dataclass(frozen=True, slots=True)
class Document:
    """Quotes as a style sets them, and the bibliography; citations stand in footnotes if `is_note`."""

    title: str
    quotes: tuple[DocumentQuote, ...]
    is_note: bool
    list_heading: str
    entries: tuple[tuple[Run, ...], ...]


def compose_document(kept: Sequence[KeptQuote], style: Style, title: str) -> Document:
    """Return the quotes of a basket as a document in a style; raise StyleError if the style cannot be used."""
    cited = cite_quotes([quote.citation for quote in kept], style)
    parts = tuple(_compose_quote(quote, citation, style) for quote, citation in zip(kept, cited.citations, strict=True))
    return Document(
        title, parts, cited.is_note, style.list_heading, tuple(split_runs(entry) for entry in cited.entries)
    )


def _compose_quote(kept: KeptQuote, reference: RichText, style: Style) -> DocumentQuote:
    citation = kept.citation
    quoted = typeset_quotation(citation.article, [Span(citation.quote.start, citation.quote.end)], style)
    set_ = quoted.text.plain.split("\n\n") if quoted.is_block else [quoted.text.plain]
    paragraphs = tuple(paragraph for paragraph in set_ if paragraph)
    leads = make_link(citation)
    cited = link_runs(split_runs(reference), leads.url if leads else None)
    return DocumentQuote(
        paragraphs, quoted.is_block, cited, tuple(_list_remarks(kept)), citation.article.source.language
    )


def _list_remarks(kept: KeptQuote) -> Iterator[str]:
    if kept.citation.lost:
        yield f"Article {kept.citation.lost}."
    if kept.note:
        yield f"Note: {kept.note}"
