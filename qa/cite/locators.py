"""Locators: the page, the heading or the paragraph at which a reader finds a quote in its article."""

from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

from corpus import Article
from corpus.formats.extract import close_up
from corpus.formats.headings import split_paragraphs
from qa.answer import Citation
from qa.english.datelines import is_dateline
from qa.english.page_furniture import is_furniture

LocatorKind = Literal["page", "heading", "paragraph"]


@dataclass(frozen=True, slots=True)
class Locator:
    """A page or pages ("12–13"), the words of a heading, or the number of a paragraph or paragraphs."""

    kind: LocatorKind
    text: str


def find_locator(citation: Citation) -> Locator | None:
    """Return the page of a quote, else the heading above it, else the number of its paragraph; of several, the range.

    Paragraphs count from 1, without headings and the title. None if the article is lost.
    """
    article, quote = citation.article, citation.quote
    if citation.lost:
        return None
    if citation.page is not None:
        return Locator("page", _write_range(citation.page, article.page_at(quote.end - 1) or citation.page))
    if heading := _find_heading_above(article, quote.start):
        return Locator("heading", heading)
    first, last = (_count_paragraphs(article, offset) for offset in (quote.start, quote.end - 1))
    return Locator("paragraph", _write_range(first, last))


def _write_range(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"


def _find_heading_above(article: Article, offset: int) -> str | None:
    """Return the words of the last heading before an offset; None if it repeats the title."""
    above = (article.text[slice(*span)] for span in reversed(article.headings) if span.end <= offset)
    headings = (close_up(line).strip("# ") for line in above)
    words = next((words for words in headings if words and not _is_beside_text(words)), "")
    return words if words and words.casefold() != close_up(article.title).casefold() else None


def _is_beside_text(line: str) -> bool:
    """Say whether a line is set like a heading and is none: a byline, a credit, a box's name, or a dateline."""
    return is_furniture(line) or is_dateline(line)


def _count_paragraphs(article: Article, offset: int) -> int:
    """Return the number of the paragraph that holds an offset."""
    headings = {span.start for span in article.headings}
    starts = [span.start for span in split_paragraphs(article.text) if span.start not in headings]
    return max(1, bisect_right(starts, offset))
