"""The paragraphs of an article: where they stand, how they were read, and where a quotation goes on over several."""

from bisect import bisect_right
from functools import lru_cache

from corpus import Article, Span
from corpus.formats.headings import paragraph_spans
from qa.speech.reports import Paragraph, Report, read

# A longer paragraph is a page without any: its quotations cannot be told apart surely.
_LONGEST = 6_000
# So many paragraphs one quotation may go on over.
_MOST = 8


@lru_cache(maxsize=64)
def paragraphs(article: Article) -> tuple[Span, ...]:
    """Return the spans of an article's paragraphs; headings are none."""
    headings = {span.start for span in article.headings}
    return tuple(span for span in paragraph_spans(article.text) if span.start not in headings)


def place(article: Article, offset: int) -> int:
    """Return the number, from 0, of the last paragraph that begins at an offset or before it; -1 without one."""
    return bisect_right(paragraphs(article), offset, key=lambda span: span.start) - 1


def paragraph(article: Article, number: int) -> Paragraph:
    """Return a paragraph as it was read; its spans count from its own beginning."""
    start, end = paragraphs(article)[number]
    return read(article.text[start:end]) if end - start <= _LONGEST else Paragraph("", (), (), sound=False)


def reports(article: Article, number: int) -> list[tuple[int, Report]]:
    """Return the reports of a paragraph, each with the number of the paragraph that its speaker is named in.

    A quotation that is left open goes on in the next paragraph, which begins with a mark again.
    """
    held = paragraph(article, number)
    found = [(number, report) for report in held.reports]
    first = held.spans[0] if held.spans else None
    begins = first and first.start == 0 and not any(report.whole.start == 0 for report in held.reports)
    if first and begins and (named := _told_before(article, number)):
        found.append(_through(named, first))
    last = held.spans[-1] if held.open else None
    if (
        last
        and not any(last.end <= report.whole.end for _, report in found)
        and (named := _told_after(article, number))
    ):
        found.append(_through(named, last))
    return found


def _through(named: tuple[int, Report], quotation: Span) -> tuple[int, Report]:
    number, report = named
    return number, Report(report.speaker, report.verb, quotation, (quotation,))


def _told_before(article: Article, number: int) -> tuple[int, Report] | None:
    """Return who began the quotation that a paragraph goes on with."""
    for earlier in range(number - 1, max(-1, number - 1 - _MOST), -1):
        held = paragraph(article, earlier)
        if not held.open:
            return None
        last = held.spans[-1]
        if told := next((report for report in held.reports if last in report.said), None):
            return earlier, told
        if len(held.spans) > 1 or last.start:
            return None
    return None


def _told_after(article: Article, number: int) -> tuple[int, Report] | None:
    """Return who is named where a quotation ends that was left open before."""
    for later in range(number + 1, min(len(paragraphs(article)), number + 1 + _MOST)):
        held = paragraph(article, later)
        if not held.spans or held.spans[0].start:
            return None
        if told := next((report for report in held.reports if held.spans[0] in report.said), None):
            return later, told
        if not (held.open and len(held.spans) == 1):
            return None
    return None
