"""Places: the stretches of an article that are shown around its quotes, as spans that do not overlap."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus import Article
from qa.answer import CONTEXT as KEPT
from qa.answer import Citation

# Characters of context on either side of a quote: two or three sentences.
CONTEXT = 240


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A stretch of one article with the quotes that stand in it, in the order of the text."""

    start: int
    end: int
    citations: tuple[Citation, ...]


def group_by_article(citations: Sequence[Citation]) -> list[tuple[Article, list[Citation]]]:
    """Group citations by article, both in the order in which they were given."""
    groups: dict[tuple[str, int], tuple[Article, list[Citation]]] = {}
    for citation in citations:
        # Of an article that is lost each quote has a remnant of its own.
        key = (citation.article.id, citation.number if citation.lost else 0)
        groups.setdefault(key, (citation.article, []))[1].append(citation)
    return list(groups.values())


def cut_excerpts(article: Article, citations: Sequence[Citation]) -> list[Excerpt]:
    """Return what to show of `article`: each quote once, in context; contexts that touch become one place."""
    excerpts: list[Excerpt] = []
    for citation in sorted(citations, key=lambda each: (each.quote.start, each.quote.end)):
        start, end = _cut_context(article.text, citation)
        last = excerpts[-1] if excerpts else None
        # Quotes that overlap cannot both be marked whole in one text, so they get a place each.
        if last and start <= last.end and citation.quote.start >= last.citations[-1].quote.end:
            excerpts[-1] = Excerpt(last.start, max(last.end, end), (*last.citations, citation))
        else:
            excerpts.append(Excerpt(start, end, (citation,)))
    return excerpts


def _cut_context(text: str, citation: Citation) -> tuple[int, int]:
    """Return the quote's span with context around it, cut where words end."""
    start, end = citation.quote.start, citation.quote.end
    first, last = max(0, start - CONTEXT), min(len(text), end + CONTEXT)
    # What is kept of an article that is lost was cut by the letter.
    is_remnant = citation.lost is not None
    if first > 0 or (is_remnant and start >= KEPT):
        # A word that was cut into is left out; a text without spaces is cut where it is.
        first = next((i + 1 for i in range(first, start) if text[i].isspace()), first)
    if last < len(text) or (is_remnant and len(text) - end >= KEPT):
        last = next((i for i in range(min(last, len(text) - 1), end, -1) if text[i].isspace()), last)
    while first < start and text[first].isspace():
        first += 1
    while last > end and text[last - 1].isspace():
        last -= 1
    return first, last
