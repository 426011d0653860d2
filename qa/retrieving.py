"""Finding the passages to read: near the question, holding what it quotes, telling of the time it asks about."""

from dataclasses import replace

from index import Filters, Hit, Library
from qa.phrases import holds, phrases
from qa.timing.asked import Asked
from qa.timing.fit import fits
from qa.timing.recency import recency

# So many times the passages wanted are looked at where more than nearness decides; more find no more.
_WIDER = 3
# What the best fit of a sentence's time, and of the day of publication, add to a passage's score: the day matters more
# where the latest is asked for.
_FIT, _RECENCY, _RECENCY_OF_LATEST = 0.2, 0.05, 0.15


def retrieve(library: Library, question: str, when: Asked | None, k: int, filters: Filters) -> list[Hit]:
    """Return at most `k` hits, best first; `when` is the time that the question asks about."""
    quoted = phrases(question)
    if not quoted and when is None:
        return library.search(question, k, filters)
    hits = library.search(question, _WIDER * k, filters, quoted)
    if quoted:
        hits = [hit for hit in hits if holds(_titled(library, hit), quoted)]
    if when:
        hits = sorted((_timed(library, hit, when) for hit in hits), key=lambda hit: -hit.score)
    return hits[:k]


def _titled(library: Library, hit: Hit) -> str:
    article = library.article(hit.passage.article_id)
    return f"{article.title}\n{hit.passage.text_in(article)}"


def _timed(library: Library, hit: Hit, when: Asked) -> Hit:
    article = library.article(hit.passage.article_id)
    fit = max(fits(when, article, hit.passage.sentences), default=0.0)
    weight = _RECENCY if when.period else _RECENCY_OF_LATEST
    return replace(hit, score=hit.score + _FIT * fit + weight * recency(when, article.source.published))
