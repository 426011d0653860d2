"""Locators: the page, the heading or the paragraph at which a reader finds a quote in its article."""

from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

from corpus import Article
from corpus.formats.headings import split_paragraphs
from qa.answer import Citation

LocatorKind = Literal["page", "heading", "paragraph"]


@dataclass(frozen=True, slots=True)
class Locator:
    """A page or pages ("12–13"), the words of a heading, or the number of a paragraph."""

    kind: LocatorKind
    text: str


def find_locator(citation: Citation) -> Locator | None:
    """Return the page of a quote, else the heading above it, else the number of its paragraph.

    Paragraphs count from 1, without headings and the title. None if the article is lost.
    """
    article, quote = citation.article, citation.quote
    if citation.lost:
        return None
    if citation.page is not None:
        last = article.page_at(quote.end - 1)
        pages = str(citation.page) if last == citation.page else f"{citation.page}–{last}"
        return Locator("page", pages)
    heading = _find_heading_above(article, quote.start)
    return (
        Locator("heading", heading) if heading else Locator("paragraph", str(_count_paragraphs(article, quote.start)))
    )


def _find_heading_above(article: Article, offset: int) -> str | None:
    """Return the words of the last heading before an offset; None if it repeats the title."""
    above = [span for span in article.headings if span.end <= offset]
    words = " ".join(article.text[slice(*above[-1])].split()).strip("# ") if above else ""
    return words if words and words.casefold() != article.title.strip().casefold() else None


def _count_paragraphs(article: Article, offset: int) -> int:
    """Return the number of the paragraph that holds an offset."""
    headings = {span.start for span in article.headings}
    starts = [span.start for span in split_paragraphs(article.text) if span.start not in headings]
    return max(1, bisect_right(starts, offset))
