"""A draft as an article in which speakers can be found: its quotations in one kind of marks, each place known."""

from bisect import bisect_left
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus import Article, Span
from corpus.formats.headings import split_paragraphs
from corpus.normal import is_normal, normalise
from qa.checking.draft.draft_quotations import Quotation
from qa.checking.draft.draft_text import BLOT, Draft
from qa.checking.report.report import QuotationKind
from qa.english.quotation_marks import MARK

_OPENING, _CLOSING, _PARTED = "“", "”", "\n\n"

# A letter and its place in the draft.
PlacedLetter = tuple[str, int]


@dataclass(frozen=True, slots=True)
class DraftArticle:
    """A draft as an article: without its markup, a line for each paragraph, its quotations in one kind of marks.

    `places` are where each letter stands in the draft. A block quote stands in marks as well, behind what leads up to
    it; its source line is a paragraph of its own.
    """

    article: Article
    places: tuple[int, ...]

    def in_article(self, span: Span) -> Span:
        """Return where a span of the draft stands in the article."""
        start, end = bisect_left(self.places, span.start), bisect_left(self.places, span.end)
        text = self.article.text[start:end]
        return Span(end - len(text.lstrip()), start + len(text.rstrip()))

    def in_draft(self, span: Span) -> Span:
        """Return where a span of the article stands in the draft."""
        return Span(self.places[span.start], self.places[span.end - 1] + 1)


def read_as_article(draft: Draft, quotations: Sequence[Quotation]) -> DraftArticle | None:
    """Read a draft as an article; None if its letters are such that no article may hold them."""
    letters, places = [], []
    for letter, place in _list_letters(draft, quotations):
        letters.append(letter)
        places.append(place)
    text = "".join(letters)
    if not text.strip() or not is_normal(text):
        return None
    headings = tuple(span for span in split_paragraphs(text) if text[span.start] == "#")
    return DraftArticle(Article("draft", "", text, headings=headings), tuple(places))


def _list_letters(draft: Draft, quotations: Sequence[Quotation]) -> Iterator[PlacedLetter]:
    """Yield each letter of the article with its place in the draft."""
    waiting = deque(sorted(quotations, key=lambda quotation: quotation.outer))
    at = 0
    leads_to_block = False
    for paragraph in draft.paragraphs:
        at = max(at, paragraph.start)
        if at >= paragraph.end:
            continue
        is_block = bool(waiting) and waiting[0].kind is QuotationKind.BLOCK and waiting[0].outer.start < paragraph.end
        # What leads up to a block quote belongs to it. A quotation may have ended within this paragraph.
        if at == paragraph.start:
            yield from _place(" " if is_block and leads_to_block else _PARTED, at)
        leads_to_block = False
        while waiting and waiting[0].outer.start < paragraph.end:
            quotation = waiting.popleft()
            if quotation.outer.start < at:
                continue
            yield from _narrate(draft, at, quotation.outer.start)
            yield from _quote(draft, quotation)
            at = quotation.outer.end
            # So does the line that tells whose it is.
            if quotation.kind is QuotationKind.BLOCK and quotation.span.end < at:
                yield from _place(_PARTED, quotation.span.end)
                yield from _narrate(draft, _skip_mark(draft, quotation), at)
        if at < paragraph.end:
            yield from _narrate(draft, at, paragraph.end)
            leads_to_block = draft.plain[at : paragraph.end].rstrip(f" \n\r\t{BLOT}").endswith((":", ","))
            at = paragraph.end


def _place(letters: str, at: int) -> Iterator[PlacedLetter]:
    """Yield letters that the draft does not have, at one place of it."""
    yield from ((letter, at) for letter in letters)


def _skip_mark(draft: Draft, quotation: Quotation) -> int:
    """Return where a block quote's source begins: behind the mark that closes the quote, if it has one."""
    at = quotation.span.end
    while at < quotation.outer.end and (draft.plain[at] in BLOT or MARK.match(draft.plain[at])):
        at += 1
    return at


def _quote(draft: Draft, quotation: Quotation) -> Iterator[PlacedLetter]:
    """Yield a quotation in one kind of marks; marks within it tell nothing about who says it."""
    start, end = quotation.span
    yield _OPENING, start
    yield from ((letter, at) for letter, at in _narrate(draft, start, end) if not MARK.match(letter))
    yield _CLOSING, end - 1


def _narrate(draft: Draft, start: int, end: int) -> Iterator[PlacedLetter]:
    """Yield what a draft shows between two places; a tag parts words, other markup does not."""
    for at in range(start, end):
        letter = draft.plain[at]
        if letter == BLOT:
            if draft.text[at] == "<":
                yield " ", at
        elif " " <= letter < "\x7f":
            yield letter, at
        else:
            yield from ((" " if part.isspace() else part, at) for part in normalise(letter))
