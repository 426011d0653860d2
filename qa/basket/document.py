"""The document that a basket is exported as: each quote with its citation and what was noted, then the bibliography."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus import Span
from qa.basket.basket_store import Kept
from qa.basket.runs import Run, leading_to, runs
from qa.cite.anchoring.links import link
from qa.cite.marked_text import Rich
from qa.cite.quotations import quotation
from qa.cite.references import references
from qa.cite.styles import Style


@dataclass(frozen=True, slots=True)
class Part:
    """A quote as it is set: its `paragraphs` and its citation; `remarks` are paragraphs of their own under it."""

    paragraphs: tuple[str, ...]
    is_block: bool
    citation: tuple[Run, ...]
    remarks: tuple[str, ...]
    language: str | None


@dataclass(frozen=True, slots=True)
class Document:
    """Quotes as a style sets them, and the bibliography; citations stand in footnotes if `is_note`."""

    title: str
    parts: tuple[Part, ...]
    is_note: bool
    list_heading: str
    entries: tuple[tuple[Run, ...], ...]


def document(kept: Sequence[Kept], style: Style, title: str) -> Document:
    """Return what a basket holds as a document in a style; raise StyleError if that is a file which cannot be used."""
    cited = references([it.citation for it in kept], style)
    parts = tuple(_part(it, citation, style) for it, citation in zip(kept, cited.citations, strict=True))
    return Document(title, parts, cited.is_note, style.list_heading, tuple(runs(entry) for entry in cited.entries))


def _part(kept: Kept, reference: Rich, style: Style) -> Part:
    citation = kept.citation
    quoted = quotation(citation.article, [Span(citation.quote.start, citation.quote.end)], style)
    set_ = quoted.text.plain.split("\n\n") if quoted.is_block else [quoted.text.plain]
    paragraphs = tuple(paragraph for paragraph in set_ if paragraph)
    leads = link(citation)
    cited = leading_to(runs(reference), leads.url if leads else None)
    return Part(paragraphs, quoted.is_block, cited, tuple(_remarks(kept)), citation.article.source.language)


def _remarks(kept: Kept) -> Iterator[str]:
    if kept.citation.lost:
        yield f"Article {kept.citation.lost}."
    if kept.note:
        yield f"Note: {kept.note}"
