"""Widening: a sentence is quoted with what it announces or leans on, and with its neighbours that may answer, too.

In news an answer often takes two short paragraphs, of which a reader ranks one a little above the other.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus import Article, Span
from qa.english.leaning import leans
from qa.english.quotation_marks import SINGLE, read_quotations
from qa.quote import Quote
from qa.reading.announcements import find_announced_end, find_announcing
from qa.reading.sentence_kind import SentenceKind, classify_sentence

_SINGLE = re.compile(f"[{SINGLE}]")
# What stands around prose, and is not quoted along with it.
_AROUND = (SentenceKind.HEADING, SentenceKind.QUESTION, SentenceKind.FURNITURE)


class Widening:
    """Widens quotes by the sentences of a reading that stand beside them."""

    def __init__(self, ranked: Sequence[Quote], least: float, longest: int):
        """A neighbour has a score of at least `least`; a widened quote has at most `longest` characters."""
        self._least = least
        self._longest = longest
        self._starting = {(quote.article_id, quote.start): quote for quote in ranked}
        self._ending = {(quote.article_id, quote.end): quote for quote in ranked}

    def widen(self, sentence: Quote, article: Article, taken: Sequence[Quote]) -> Quote:
        """Return a sentence with what it needs and what may answer beside it, apart from the `taken` quotes."""
        quote = self.add_antecedent(self.add_announced(sentence, article), article)
        quote = self._add_quotation(quote, article)
        # What a sentence needs may be quoted already; alone it overlaps nothing.
        quote = sentence if any(map(quote.overlaps, taken)) else quote
        while beside := self._find_beside(quote, article, taken):
            quote = self._join(quote, max(beside, key=lambda near: near.score)) or quote
        return quote

    def add_announced(self, quote: Quote, article: Article) -> Quote:
        """Return a quote with what it announces, as much of a list as is short enough; an item with all its list."""
        place = Span(quote.start, quote.end)
        announcing = find_announcing(article.text, place, self._longest) or place
        end = find_announced_end(article.text, announcing, self._longest) or quote.end
        return replace(quote, start=announcing.start, end=max(end, quote.end))

    def add_antecedent(self, quote: Quote, article: Article) -> Quote:
        """Return a quote together with the sentence before it, if it leans on that one."""
        before = self._find_before(quote, article) if leans(article.text, quote.start) else None
        return (before and self._join(quote, before)) or quote

    def _add_quotation(self, quote: Quote, article: Article) -> Quote:
        """Return a quote together with the rest of a quotation that it cuts, where that stands in its paragraph."""
        for find in (self._find_before, self._find_after):
            wider: Quote | None = quote
            while wider and _cuts_quotation(article, wider):
                near = find(wider, article)
                wider = self._join(wider, near) if near and not _are_apart(wider, near, article) else None
            if wider:
                return wider
        return quote

    def _find_beside(self, quote: Quote, article: Article, taken: Sequence[Quote]) -> list[Quote]:
        """Return the sentences right before and behind a quote that may stand in it."""
        before, after = self._find_before(quote, article), self._find_after(quote, article)
        kept_out = {before: _AROUND, after: (*_AROUND, SentenceKind.LEAD_IN)}
        return [
            near
            for near, kinds in kept_out.items()
            if near
            and near.score >= self._least
            and (joined := self._join(quote, near))
            and not any(map(near.overlaps, taken))
            and classify_sentence(article.text, Span(near.start, near.end)) not in kinds
            and not (_cuts_quotation(article, near) and _cuts_quotation(article, joined))
        ]

    def _find_before(self, quote: Quote, article: Article) -> Quote | None:
        end = quote.start
        while end and article.text[end - 1].isspace():
            end -= 1
        return self._ending.get((quote.article_id, end))

    def _find_after(self, quote: Quote, article: Article) -> Quote | None:
        start = quote.end
        while start < len(article.text) and article.text[start].isspace():
            start += 1
        return self._starting.get((quote.article_id, start))

    def _join(self, quote: Quote, near: Quote) -> Quote | None:
        """Return one quote from the start to the end of both, otherwise as the first; None if it would be too long."""
        start, end = min(quote.start, near.start), max(quote.end, near.end)
        return replace(quote, start=start, end=end) if end - start <= self._longest else None


def _cuts_quotation(article: Article, quote: Quote) -> bool:
    """Say whether a quotation in an article begins in a quote and ends behind it, or the other way round.

    Single marks are too often apostrophes to tell.
    """
    quotations = read_quotations(_SINGLE.sub(" ", article.text[quote.start : quote.end]))
    return quotations.open or not quotations.sound


def _are_apart(quote: Quote, near: Quote, article: Article) -> bool:
    """Say whether two neighbours stand in two paragraphs."""
    return "\n\n" in article.text[min(quote.end, near.end) : max(quote.start, near.start)]
