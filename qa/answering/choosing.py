"""Choosing quotes out of ranked sentences: few, none twice, neighbours joined, each understandable alone."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from corpus import Article, Span
from corpus.formats.headings import ends_paragraph
from index.words import stem_words
from qa.english.leaning import leans
from qa.quote import Quote
from qa.reading.announcements import find_announced_end
from qa.settings import Settings

# Two quotes that share this much of their words say the same.
_SAME = 0.8

ArticleOf = Callable[[str], Article]


def choose(
    ranked: Sequence[Quote], article_of: ArticleOf, settings: Settings, most: int, first: Sequence[Quote] = ()
) -> list[Quote]:
    """Return at most `most` quotes out of sentences ranked best first; the best one comes first.

    The quotes of `first`, each of another article, come before it in their order, however alike they are.
    """
    ending = {(quote.article_id, quote.end): quote for quote in ranked}
    longest = settings.longest_quote
    chosen = [_add_antecedent(quote, ending, article_of(quote.article_id), longest) for quote in first[:most]]
    for sentence in ranked:
        if sentence.score < ranked[0].score * settings.share:
            break
        if any(_repeats(sentence, other, article_of) for other in chosen):
            continue
        article = article_of(sentence.article_id)
        sentence = _add_announced(sentence, article, longest)
        quote = _add_antecedent(sentence, ending, article, longest)
        for i, other in enumerate(chosen):
            joined = _join(other, quote, longest) if _adjoins(quote, other, article) else None
            if joined and not _overlaps(joined, [*chosen[:i], *chosen[i + 1 :]]):
                chosen[i] = joined
                break
        else:
            if len(chosen) < most:
                # What a sentence leans on may be quoted already; alone it overlaps nothing.
                chosen.append(sentence if _overlaps(quote, chosen) else quote)
    return chosen


def order_for_reading(quotes: Sequence[Quote], leading: int = 1) -> list[Quote]:
    """Return the `leading` quotes unmoved, then the others article by article, in the order of their texts."""
    articles = list(dict.fromkeys(quote.article_id for quote in quotes))
    rest = sorted(quotes[leading:], key=lambda quote: (articles.index(quote.article_id), quote.start))
    return [*quotes[:leading], *rest]


def _add_antecedent(quote: Quote, ending: dict[tuple[str, int], Quote], article: Article, longest: int) -> Quote:
    """Return the quote together with the sentence before it if it leans on that one, and they are short enough."""
    if not leans(article.text, quote.start):
        return quote
    before = ending.get((quote.article_id, len(article.text[: quote.start].rstrip())))
    if before is None or not _adjoins(before, quote, article):
        return quote
    return _join(quote, before, longest) or quote


def _add_announced(quote: Quote, article: Article, longest: int) -> Quote:
    """Return the quote together with what it announces, as much of a list as is short enough."""
    end = find_announced_end(article.text, Span(quote.start, quote.end), longest)
    return replace(quote, end=end) if end else quote


def _adjoins(quote: Quote, other: Quote, article: Article) -> bool:
    """Say whether two quotes of one paragraph touch or overlap."""
    if quote.article_id != other.article_id or quote.article_id != article.id:
        return False
    gap = Span(min(quote.end, other.end), max(quote.start, other.start))
    return not article.text[slice(*gap)].strip() and not ends_paragraph(article.text, *gap)


def _overlaps(quote: Quote, others: Sequence[Quote]) -> bool:
    return any(
        quote.article_id == other.article_id and quote.start < other.end and other.start < quote.end for other in others
    )


def _join(first: Quote, second: Quote, longest: int) -> Quote | None:
    """Return one quote from the start to the end of both, with the first's score; None if it would be too long."""
    start, end = min(first.start, second.start), max(first.end, second.end)
    return Quote(first.article_id, start, end, first.score, first.highlight) if end - start <= longest else None


def _repeats(quote: Quote, other: Quote, article_of: ArticleOf) -> bool:
    """Say whether `other` already says what `quote` says: it holds the quote, or has nearly the same words."""
    if quote.article_id == other.article_id and other.start <= quote.start and quote.end <= other.end:
        return True
    text, other_text = (article_of(either.article_id).text[either.start : either.end] for either in (quote, other))
    held, other_held = set(stem_words(text)), set(stem_words(other_text))
    shared = len(held & other_held)
    return text in other_text or (shared > 0 and shared >= _SAME * len(held | other_held))
