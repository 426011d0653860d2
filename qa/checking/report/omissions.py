"""What the ellipses of a quotation leave out, and what of it may turn its sense."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from corpus import Article, Span
from corpus.formats.headings import ends_paragraph
from corpus.sentences import split_sentences
from qa.checking.draft.draft_text import BLOT, read_text
from qa.checking.report.report import GOOD, CheckedQuotation
from qa.english.qualifiers import LIMITS, TURNS

_ELLIPSIS = r"(?:…|\.(?:\s?\.){2})"
_OPENS = re.compile(rf"\s*[\[(]?\s*{_ELLIPSIS}")
_CLOSES = re.compile(rf"{_ELLIPSIS}\s*[\])]?\s*\Z")
# Letters of a sentence that are read on either side of an ellipsis; no sentence is longer.
_FAR = 2_000


class Omission(NamedTuple):
    """What an ellipsis leaves out of an article: its span, and in it the words that may turn the sense.

    With `leaves_sentence` a sentence ends in it.
    """

    article: Article
    span: Span
    turning: tuple[Span, ...]
    leaves_sentence: bool

    @property
    def leaves_paragraph(self) -> bool:
        """Whether the ellipsis reaches from one paragraph into another."""
        return ends_paragraph(self.article.text, *self.span)

    @property
    def may_turn(self) -> bool:
        """Whether it may turn the sense of what is quoted."""
        return bool(self.turning) or self.leaves_sentence or self.leaves_paragraph


def find_omissions(checked: CheckedQuotation, draft: str) -> list[Omission]:
    """Return what the ellipses of a quotation leave out; nothing for one that is not right."""
    if checked.verdict not in GOOD:
        return []
    gaps = _list_gaps(checked, draft)
    return [_read(article, gap) for article, gap in gaps if re.search(r"\w", article.text[slice(*gap)])]


def find_edges(article: Article, span: Span) -> Span:
    """Return a span with the rest of the sentences at its ends."""
    before, behind = max(0, span.start - _FAR), min(len(article.text), span.end + _FAR)
    first = split_sentences(article.text[before : span.start + 1])
    last = split_sentences(article.text[max(before, span.end - _FAR) : behind])
    offset = max(before, span.end - _FAR)
    end = next((offset + sentence.end for sentence in last if offset + sentence.end >= span.end), span.end)
    return Span(before + first[-1].start if first else span.start, end)


def opens_with_ellipsis(checked: CheckedQuotation, draft: str) -> bool:
    """Say whether a quotation begins with an ellipsis of the draft's own."""
    shown = _show(draft, Span(checked.span.start, checked.parts[0].draft.start))
    return bool(_OPENS.match(shown))


def closes_with_ellipsis(checked: CheckedQuotation, draft: str) -> bool:
    """Say whether a quotation ends with an ellipsis of the draft's own."""
    return bool(_CLOSES.search(_show(draft, Span(checked.parts[-1].draft.end, checked.span.end))))


def _show(draft: str, span: Span) -> str:
    return read_text(draft[slice(*span)]).plain.replace(BLOT, "") if span.start < span.end else ""


def _list_gaps(checked: CheckedQuotation, draft: str) -> Iterator[tuple[Article, Span]]:
    """Yield what is left out: between the parts, and of a sentence before and behind them where an ellipsis stands."""
    cited = [part.citation for part in checked.parts]
    if opens_with_ellipsis(checked, draft):
        first = cited[0]
        place = Span(first.quote.start, first.quote.end)
        yield first.article, Span(find_edges(first.article, place).start, place.start)
    for before, behind in pairwise(cited):
        if before.article is behind.article and before.quote.end < behind.quote.start:
            yield before.article, Span(before.quote.end, behind.quote.start)
    if closes_with_ellipsis(checked, draft):
        last = cited[-1]
        place = Span(last.quote.start, last.quote.end)
        yield last.article, Span(place.end, find_edges(last.article, place).end)


def _read(article: Article, gap: Span) -> Omission:
    """Return an omission with the turning words in it that stand in a sentence of which the rest is quoted."""
    turning: set[Span] = set()
    leaves_sentence = gap.end - gap.start > _FAR
    for edge in gap:
        start = max(0, edge - _FAR)
        for sentence in split_sentences(article.text[start : edge + _FAR]):
            first, last = start + sentence.start, start + sentence.end
            leaves_sentence = leaves_sentence or gap.start < last < gap.end
            if not first < edge < last:
                continue
            left = Span(max(first, gap.start), min(last, gap.end))
            turning.update(Span(*match.span()) for match in TURNS.finditer(article.text, *left))
            if edge == gap.start and (limits := LIMITS.match(article.text, *left)):
                turning.add(Span(*limits.span("word")))
    return Omission(article, gap, tuple(sorted(turning)), leaves_sentence)
