"""Cuts: where a quotation begins or ends amid a sentence, and the words beyond it turn its sense or narrow it."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from corpus import Article, Span
from qa.checking.report.omissions import closes_with_ellipsis, find_edges, opens_with_ellipsis
from qa.checking.report.report import GOOD, CheckedQuotation
from qa.english.qualifiers import LIMITS, find_turning_lead

# Letters of the draft's paragraph beside a quotation in which it may say what is cut off, and words of that.
_BESIDE, _TOLD = 300, 2


class Cut(NamedTuple):
    """The words of a sentence that stand before a quotation in its article, or behind it, and are not quoted."""

    article: Article
    span: Span
    goes_on: bool

    @property
    def text(self) -> str:
        """The words, letter for letter."""
        return self.article.text[slice(*self.span)]


def find_cuts(checked: CheckedQuotation, draft: str) -> list[Cut]:
    """Return the words around a quotation that turn its sense; none for one that is not right.

    Where an ellipsis stands, the reader is told; where the draft has the words itself, nothing is cut off.
    """
    return [*_find_cut_lead(checked, draft), *_find_cut_end(checked, draft)] if checked.verdict in GOOD else []


def _find_cut_lead(checked: CheckedQuotation, draft: str) -> Iterator[Cut]:
    first = checked.parts[0].citation
    article, place = first.article, Span(first.quote.start, first.quote.end)
    begin = find_edges(article, place).start
    lead = find_turning_lead(article.text[begin : place.start])
    if lead is None or opens_with_ellipsis(checked, draft):
        return
    span = _trim(article.text, Span(begin + lead, place.start))
    before = draft[max(0, checked.span.start - _BESIDE) : checked.span.start].rpartition("\n\n")[2]
    if not _is_told(_list_words(article.text[slice(*span)])[-_TOLD:], before):
        yield Cut(article, span, goes_on=False)


def _find_cut_end(checked: CheckedQuotation, draft: str) -> Iterator[Cut]:
    last = checked.parts[-1].citation
    article, place = last.article, Span(last.quote.start, last.quote.end)
    end = find_edges(article, place).end
    limits = LIMITS.match(article.text, place.end, end)
    if limits is None or closes_with_ellipsis(checked, draft):
        return
    span = _trim(article.text, Span(limits.start("word"), end))
    behind = draft[checked.span.end : checked.span.end + _BESIDE].partition("\n\n")[0]
    if not _is_told(_list_words(article.text[slice(*span)])[:_TOLD], behind):
        yield Cut(article, span, goes_on=True)


def _trim(text: str, span: Span) -> Span:
    """Return a span without blanks and marks at its ends."""
    shown = text[slice(*span)]
    left = len(shown) - len(shown.lstrip(" \n\t“”\"‘’'"))
    return Span(span.start + left, span.start + len(shown.rstrip(" \n\t“”\"‘'")))


def _is_told(words: list[str], beside: str) -> bool:
    """Say whether these words stand in a row in the text beside a quotation."""
    return f" {' '.join(words)} " in f" {' '.join(_list_words(beside))} "


def _list_words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
