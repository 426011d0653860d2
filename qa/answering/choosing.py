"""Choosing quotes out of ranked sentences: few, none twice, each with what stands beside it and may answer, too."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

from corpus import Article
from index.words import stem_words
from qa.answering.widening import Widening
from qa.quote import Quote
from qa.settings import Settings

# Two quotes that share this much of their words say the same.
_SAME = 0.8

ArticleOf = Callable[[str], Article]


def choose(
    ranked: Sequence[Quote], article_of: ArticleOf, settings: Settings, first: Sequence[Quote] = ()
) -> list[Quote]:
    """Return quotes out of sentences ranked best first, as many as are set at the most; the best one comes first.

    The quotes of `first`, each of another article, come before it in their order, however alike they are.
    """
    best = ranked[0].score if ranked else 0.0
    least_beside = settings.beside_share * sum(sentence.score for sentence in ranked)
    widening = Widening(ranked, least_beside, settings.longest_quote)
    chosen = [widening.add_antecedent(quote, article_of(quote.article_id)) for quote in first[: settings.most_quotes]]
    for sentence in ranked:
        if sentence.score < best * settings.share:
            break
        said = [*chosen, *(other for other in ranked if any(map(other.lies_in, chosen)))]
        if any(_repeats(sentence, other, article_of) for other in said):
            continue
        article = article_of(sentence.article_id)
        listing = widening.add_announced(sentence, article)
        items = [quote for quote in chosen if quote.lies_in(listing)]
        wide = widening.widen(sentence, article, [quote for quote in chosen if quote not in items])
        if items and all(item.lies_in(wide) for item in items):
            listed = replace(wide, score=items[0].score, highlight=items[0].highlight)
            chosen = [listed if quote is items[0] else quote for quote in chosen if quote not in items[1:]]
        elif len(chosen) < settings.most_quotes:
            chosen.append(widening.widen(sentence, article, chosen) if items else wide)
    return chosen


def order_for_reading(quotes: Sequence[Quote], leading: int = 1) -> list[Quote]:
    """Return the `leading` quotes unmoved, then the others article by article, in the order of their texts."""
    articles = list(dict.fromkeys(quote.article_id for quote in quotes))
    rest = sorted(quotes[leading:], key=lambda quote: (articles.index(quote.article_id), quote.start))
    return [*quotes[:leading], *rest]


def _repeats(quote: Quote, other: Quote, article_of: ArticleOf) -> bool:
    """Say whether `other` already says what `quote` says: it holds the quote, or has nearly the same words."""
    if quote.lies_in(other):
        return True
    text, other_text = (article_of(either.article_id).text[either.start : either.end] for either in (quote, other))
    held, other_held = _list_words(text), _list_words(other_text)
    shared = len(held & other_held)
    return text in other_text or (shared > 0 and shared >= _SAME * len(held | other_held))


@lru_cache(maxsize=1_000)
def _list_words(text: str) -> frozenset[str]:
    return frozenset(stem_words(text))
