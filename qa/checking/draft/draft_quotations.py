"""Quotations in a draft: what stands between quotation marks or in a block quote; an apostrophe is no mark."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus import Span
from qa.checking.draft.closing import Closings
from qa.checking.draft.draft_text import BLOT, Draft
from qa.checking.draft.markup import blot
from qa.checking.draft.trailing_sources import is_behind_mark, strip_notes, strip_source, trim
from qa.checking.report.report import QuotationKind, UncheckedQuotation, UncheckedReason
from qa.english.quotation_marks import CLOSING, MARK, SINGLE, can_open

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_\u3040-\u30ff\u3400-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Quotation:
    """What a draft quotes, without its marks; `outer` is its place with them, or the whole block quote.

    `skipped` are the places of what is no part of it: marks that open its further paragraphs, and notes within it.
    """

    span: Span
    outer: Span
    kind: QuotationKind
    skipped: tuple[int, ...] = ()

    def show(self, plain: str) -> str:
        """Return the quotation as the draft's plain text has it, and as long."""
        letters = list(plain[slice(*self.span)])
        for at in self.skipped:
            letters[at - self.span.start] = BLOT
        return "".join(letters)


def find_quotations(draft: Draft) -> tuple[list[Quotation], list[UncheckedQuotation]]:
    """Return the quotations of a draft in order, and the marks that nothing closes.

    A note in the running text is no part of the quotation around it, and may hold quotations of its own.
    """
    if not draft.inline_notes:
        return _find_in_paragraphs(draft)
    plain = list(draft.plain)
    for note in draft.inline_notes:
        plain[slice(*note)] = blot(draft.plain[slice(*note)])
    around, unclosed = _find_in_paragraphs(replace(draft, plain="".join(plain)))
    within, unclosed_within = _find_in_paragraphs(replace(draft, paragraphs=draft.inline_notes, blocks=(), notes={}))
    around = [_skip_notes(quotation, draft.inline_notes) for quotation in around]
    return sorted([*around, *within], key=lambda quotation: quotation.span), [*unclosed, *unclosed_within]


def _skip_notes(quotation: Quotation, notes: Sequence[Span]) -> Quotation:
    first = bisect_left(notes, quotation.span.start, key=lambda note: note.start)
    last = bisect_left(notes, quotation.span.end, key=lambda note: note.end)
    skipped = [at for note in notes[first:last] for at in range(*note)]
    return replace(quotation, skipped=(*quotation.skipped, *skipped)) if skipped else quotation


def _find_in_paragraphs(draft: Draft) -> tuple[list[Quotation], list[UncheckedQuotation]]:
    """Return the quotations in a draft's paragraphs in order, and the marks that nothing closes."""
    quotations: list[Quotation] = []
    unclosed: list[UncheckedQuotation] = []
    quoted = {number for block in draft.blocks for number in block}
    for block in draft.blocks:
        quotations += _read_block(draft, block)
    parted = [Span(0, 0) if number in quoted else span for number, span in enumerate(draft.paragraphs)]
    closings = Closings(draft.plain, parted)
    past = 0
    for number, (start, end) in enumerate(draft.paragraphs):
        at = end if number in quoted else max(start, past)
        while mark := MARK.search(draft.plain, at, end):
            at = mark.end()
            if not can_open(draft.plain, mark.start(), start):
                continue
            closed = closings.find(mark.start(), number)
            if closed is None and (loose := closings.find_loose(mark.start(), number)):
                closed = loose, ()
            if closed is None:
                if mark[0] not in SINGLE:
                    unclosed.append(UncheckedQuotation(Span(mark.start(), mark.end()), UncheckedReason.UNCLOSED))
                continue
            close, skipped = closed
            inner = strip_notes(draft.plain, _strip_outer_marks(draft.plain, trim(draft.plain, mark.end(), close)))
            if inner.start < inner.end:
                quotations.append(Quotation(inner, Span(mark.start(), close + 1), QuotationKind.MARKS, skipped))
            at = past = close + 1
            if close >= end:
                break
    quotations.sort(key=lambda quotation: quotation.span)
    return quotations, unclosed


def count_words(text: str) -> int:
    """Return how many words a text has; each character of Chinese and Japanese is one."""
    return len(_WORD.findall(text.replace(BLOT, "").replace("'", "").replace("’", "")))


def _read_block(draft: Draft, numbers: tuple[int, ...]) -> Iterator[Quotation]:
    """Yield a block quote as a quotation, without the marks around it and the source at its end."""
    outer = Span(draft.paragraphs[numbers[0]].start, draft.paragraphs[numbers[-1]].end)
    span = strip_source(draft, numbers)
    if span.start >= span.end:
        return
    if draft.plain[span.start] in CLOSING:
        paragraphs = [
            Span(max(draft.paragraphs[number].start, span.start), draft.paragraphs[number].end) for number in numbers
        ]
        closed = Closings(draft.plain, paragraphs).find(span.start, 0)
        if closed and is_behind_mark(draft.plain[closed[0] + 1 : span.end]):
            inner = strip_notes(draft.plain, trim(draft.plain, span.start + 1, closed[0]))
            if inner.start < inner.end:
                yield Quotation(inner, outer, QuotationKind.BLOCK, closed[1])
            return
    yield Quotation(span, outer, QuotationKind.BLOCK)


def _strip_outer_marks(plain: str, span: Span) -> Span:
    """Return a quotation without a second pair of marks around all of it."""
    first, last = plain[span.start : span.start + 1], plain[span.end - 1 : span.end]
    if len(MARK.findall(plain, *span)) != 2 or last not in CLOSING.get(first, ()):
        return span
    return trim(plain, span.start + 1, span.end - 1)
