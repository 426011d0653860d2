"""What an ellipsis of a quotation leaves out, where that may turn its sense."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from corpus import Article, Span
from corpus.sentences import split_sentences
from qa.checking.draft.draft_text import BLOT, read_text
from qa.checking.report.report import GOOD, CheckedQuotation
from qa.english.closed_classes import TURNING

_TURNS = re.compile(rf"\b(?:{'|'.join(sorted(TURNING))})\b|\b\w+n['’]t\b|\bcannot\b", re.IGNORECASE)
_OPENS = re.compile(r"\s*[\[(]?\s*(?:…|\.(?:\s?\.){2})")
# Letters of a sentence that are read on either side of an ellipsis.
_FAR = 2_000


class Omission(NamedTuple):
    """What an ellipsis leaves out of an article: its span, and in it the words that may turn the sense."""

    article: Article
    span: Span
    turning: tuple[Span, ...]

    @property
    def leaves_paragraph(self) -> bool:
        """Whether the ellipsis reaches from one paragraph into another."""
        return self.article.text.find("\n\n", *self.span) >= 0


def find_omissions(checked: CheckedQuotation, draft: str) -> list[Omission]:
    """Return what the ellipses of a quotation leave out that may turn its sense; nothing for one that is not right."""
    if checked.verdict not in GOOD:
        return []
    omissions = [_read(article, gap) for article, gap in _list_gaps(checked, draft)]
    return [omission for omission in omissions if omission.turning or omission.leaves_paragraph]


def _list_gaps(checked: CheckedQuotation, draft: str) -> Iterator[tuple[Article, Span]]:
    """Yield what is left out: before the first part if an ellipsis opens the quotation, and between its parts."""
    cited = [part.citation for part in checked.parts]
    article, start = cited[0].article, cited[0].quote.start
    shown = read_text(draft[slice(*checked.span)]).plain.replace(BLOT, "")
    if _OPENS.match(shown):
        before = split_sentences(article.text[max(0, start - _FAR) : start + 1])
        yield article, Span(max(0, start - _FAR) + before[-1].start, start)
    for first, second in pairwise(cited):
        if first.article is second.article and first.quote.end < second.quote.start:
            yield article, Span(first.quote.end, second.quote.start)


def _read(article: Article, gap: Span) -> Omission:
    """Return an omission with the turning words in it that stand in a sentence of which the rest is quoted."""
    turning: set[Span] = set()
    for edge in gap:
        start = max(0, edge - _FAR)
        for sentence in split_sentences(article.text[start : edge + _FAR]):
            first, last = start + sentence.start, start + sentence.end
            if first < edge < last:
                left = Span(max(first, gap.start), min(last, gap.end))
                turning.update(Span(*match.span()) for match in _TURNS.finditer(article.text, *left))
    return Omission(article, gap, tuple(sorted(turning)))
