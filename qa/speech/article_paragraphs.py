"""The paragraphs of an article: where they stand, what they report, and where a quotation goes on over several."""

from bisect import bisect_right
from functools import lru_cache

from corpus import Article, Span
from corpus.formats.headings import split_paragraphs
from qa.speech.report_forms import ReportedSpeech
from qa.speech.reports import Paragraph, read_paragraph

# A longer paragraph is a page without any: its quotations cannot be told apart surely.
_LONGEST = 6_000
# One quotation may go on over so many paragraphs.
_MOST = 8


@lru_cache(maxsize=64)
def list_paragraphs(article: Article) -> tuple[Span, ...]:
    """Return the spans of an article's paragraphs; headings are none."""
    headings = {span.start for span in article.headings}
    return tuple(span for span in split_paragraphs(article.text) if span.start not in headings)


def find_number(article: Article, offset: int) -> int:
    """Return the number, from 0, of the last paragraph that begins at an offset or before it; -1 without one."""
    return bisect_right(list_paragraphs(article), offset, key=lambda span: span.start) - 1


def read_numbered(article: Article, number: int) -> Paragraph:
    """Read a paragraph by its number; its spans count from its own beginning."""
    start, end = list_paragraphs(article)[number]
    if end - start > _LONGEST:
        return Paragraph("", (), (), sound=False)
    return read_paragraph(article.text[start:end])


def find_reports(article: Article, number: int) -> list[tuple[int, ReportedSpeech]]:
    """Return the reports of a paragraph, each with the number of the paragraph that names its speaker.

    A quotation that is left open goes on in the next paragraph, which begins with a mark again.
    """
    paragraph = read_numbered(article, number)
    reports = [(number, report) for report in paragraph.reports]
    first = paragraph.spans[0] if paragraph.spans else None
    if first and first.start == 0 and not any(report.whole.start == 0 for report in paragraph.reports):
        reports += _extend_report(_find_beginning(article, number), first)
    last = paragraph.spans[-1] if paragraph.open else None
    if last and not any(last.end <= report.whole.end for _, report in reports):
        reports += _extend_report(_find_end(article, number), last)
    return reports


def _extend_report(numbered: tuple[int, ReportedSpeech] | None, quotation: Span) -> list[tuple[int, ReportedSpeech]]:
    """Return the report of a quotation with the speaker of another report, which stands in another paragraph."""
    if numbered is None:
        return []
    number, report = numbered
    return [(number, ReportedSpeech(report.speaker, report.verb, quotation, (quotation,)))]


def _find_beginning(article: Article, number: int) -> tuple[int, ReportedSpeech] | None:
    """Return the report in which the quotation begins that a paragraph goes on with."""
    for earlier in range(number - 1, max(-1, number - 1 - _MOST), -1):
        paragraph = read_numbered(article, earlier)
        if not paragraph.open:
            return None
        last = paragraph.spans[-1]
        if report := next((report for report in paragraph.reports if last in report.said), None):
            return earlier, report
        if len(paragraph.spans) > 1 or last.start:
            return None
    return None


def _find_end(article: Article, number: int) -> tuple[int, ReportedSpeech] | None:
    """Return the report in which the quotation ends that a paragraph leaves open."""
    for later in range(number + 1, min(len(list_paragraphs(article)), number + 1 + _MOST)):
        paragraph = read_numbered(article, later)
        if not paragraph.spans or paragraph.spans[0].start:
            return None
        if report := next((report for report in paragraph.reports if paragraph.spans[0] in report.said), None):
            return later, report
        if not (paragraph.open and len(paragraph.spans) == 1):
            return None
    return None
