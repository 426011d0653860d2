"""A draft as an article in which speakers can be found: its quotations in one kind of marks, each place known."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus import Article, Span
from corpus.formats.headings import split_paragraphs
from corpus.normal import is_normal, normalise
from qa.checking.draft.draft_quotations import Quotation
from qa.checking.draft.draft_text import BLOT, Draft
from qa.checking.report.report import Kind
from qa.english.quotation_marks import MARK

_OPENING, _CLOSING, _PARTED = "“", "”", "\n\n"

Piece = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Reading:
    """A draft without its markup, a line for each paragraph; `places` are where each letter stands in the draft.

    A block quote stands in marks as well, behind what leads up to it; its source line is a paragraph of its own.
    """

    article: Article
    places: tuple[int, ...]

    def here(self, span: Span) -> Span:
        """Return where a span of the draft stands in the article."""
        start, end = bisect_left(self.places, span.start), bisect_left(self.places, span.end)
        text = self.article.text[start:end]
        return Span(end - len(text.lstrip()), start + len(text.rstrip()))

    def in_draft(self, span: Span) -> Span:
        """Return where a span of the article stands in the draft."""
        return Span(self.places[span.start], self.places[span.end - 1] + 1)


def reading(draft: Draft, quotations: Sequence[Quotation]) -> Reading | None:
    """Read a draft as an article; None if its letters are such that no article may hold them."""
    letters, places = [], []
    for letter, place in _pieces(draft, quotations):
        letters.append(letter)
        places.append(place)
    text = "".join(letters)
    if not text.strip() or not is_normal(text):
        return None
    headings = tuple(span for span in split_paragraphs(text) if text[span.start] == "#")
    return Reading(Article("draft", "", text, headings=headings), tuple(places))


def _pieces(draft: Draft, quotations: Sequence[Quotation]) -> Iterator[Piece]:
    """Yield each letter of the article with its place in the draft."""
    waiting = sorted(quotations, key=lambda it: it.outer)
    at = 0
    leads = False
    for paragraph in draft.paragraphs:
        at = max(at, paragraph.start)
        if at >= paragraph.end:
            continue
        block = next((it for it in waiting[:1] if it.kind is Kind.BLOCK and it.outer.start < paragraph.end), None)
        # What leads up to a block quote and what says whose it is belong to it.
        # A quotation may have ended within this paragraph.
        if at == paragraph.start:
            yield from ((letter, at) for letter in (" " if block and leads else _PARTED))
        leads = False
        while waiting and waiting[0].outer.start < paragraph.end:
            quotation = waiting.pop(0)
            if quotation.outer.start < at:
                continue
            yield from _narrated(draft, at, quotation.outer.start)
            yield from _quoted(draft, quotation)
            at = quotation.outer.end
            if quotation.kind is Kind.BLOCK and quotation.span.end < at:
                yield from ((letter, quotation.span.end) for letter in _PARTED)
                yield from _narrated(draft, _past_mark(draft, quotation), at)
        if at < paragraph.end:
            yield from _narrated(draft, at, paragraph.end)
            leads = draft.plain[at : paragraph.end].rstrip(f" \n\r\t{BLOT}").endswith((":", ","))
            at = paragraph.end


def _past_mark(draft: Draft, quotation: Quotation) -> int:
    """Return where a block quote's source begins: past the mark that closes the quote, if it has any."""
    at = quotation.span.end
    while at < quotation.outer.end and (draft.plain[at] in BLOT or MARK.match(draft.plain[at])):
        at += 1
    return at


def _quoted(draft: Draft, quotation: Quotation) -> Iterator[Piece]:
    start, end = quotation.span
    yield _OPENING, start
    for letter, at in _narrated(draft, start, end):
        if not MARK.match(letter):
            yield letter, at
    yield _CLOSING, end - 1


def _narrated(draft: Draft, start: int, end: int) -> Iterator[Piece]:
    """Yield what a draft shows between two places; a tag parts words, other markup does not."""
    for at in range(start, end):
        letter = draft.plain[at]
        if letter == BLOT:
            if draft.text[at] == "<":
                yield " ", at
        elif " " <= letter < "\x7f":
            yield letter, at
        else:
            yield from ((" " if it.isspace() else it, at) for it in normalise(letter))
