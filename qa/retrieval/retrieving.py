"""Retrieval: the passages to read are near the question, hold what it quotes, and are of the time it asks about.

Where it asks about no time, newer articles come before others that are as near.

In a conversation, the article that was spoken of comes before others that are as near.
"""

from collections.abc import Sequence
from dataclasses import replace

from corpus import normalise
from index import Filters, Hit, Library
from index.titled_passage import read_titled
from qa.query.conversation import Turn, find_last_article, join_last_turns
from qa.query.quoted_phrases import find_phrases, list_required, stands_in
from qa.query.time_asked import TimeAsked
from qa.retrieval.recency import score_recency
from qa.retrieval.repeated_passages import fold_copies
from qa.retrieval.time_fit import score_time_fit

# So many times the passages wanted are looked at where more than nearness decides; more find no more.
_WIDER = 3
# What the best fit of a sentence's time, and of the day of publication, add to a passage's score: the day matters more
# where the latest is asked for, and less where a time past is. Of several articles about one thing the newer ones tell
# how it stands: on typed_news, weighing the day of all questions puts a right passage among five for 87 in 100, not 83.
_FIT, _RECENCY, _RECENCY_OF_TIME, _RECENCY_OF_LATEST = 0.2, 0.1, 0.05, 0.15
# What a passage gains that holds what is quoted, itself or in its title.
_QUOTING = 0.1
# What the passages of an article gain that the conversation spoke of last, and how near one has to be to what was said
# for that to be so. On canard_dev it puts the conversation's article first 11 times in 100 more often, and after a
# change of subject the new one as often as without it.
_SPOKEN_OF, _SAID = 0.2, 0.4


def find_article_spoken_of(library: Library, history: Sequence[Turn], filters: Filters) -> str | None:
    """Return the id of the article that a conversation spoke of last; None if it spoke of none in the library."""
    if quoted_id := find_last_article(history):
        return quoted_id
    said = normalise(join_last_turns(history))
    nearest = library.search(said, 1, filters) if said else []
    return next((hit.passage.article_id for hit in nearest if hit.cosine >= _SAID), None)


def retrieve(
    library: Library, question: str, when: TimeAsked, k: int, filters: Filters, article_id: str | None = None
) -> list[Hit]:
    """Return at most `k` hits, best first.

    `when` is the time that the question asks about. `article_id` is the article that was spoken of before it.
    """
    ranked = _rank(library, question, when, _WIDER * k, filters, article_id)
    folded = fold_copies(library, ranked, filters)
    if len(folded) < min(k, len(ranked)):
        # Copies took the places of other articles.
        ranked = _rank(library, question, when, _WIDER * _WIDER * k, filters, article_id)
        folded = fold_copies(library, ranked, filters)
    return folded[:k]


def _rank(
    library: Library, question: str, when: TimeAsked, most: int, filters: Filters, article_id: str | None
) -> list[Hit]:
    """Return the `most` hits that are nearest, best first."""
    quoted = find_phrases(question)
    required = list_required(question)
    hits = library.search(question, most, filters, required)
    if required:
        articles = {hit.passage.article_id: library.article(hit.passage.article_id) for hit in hits}
        holding = {id_ for id_, article in articles.items() if stands_in(f"{article.title}\n{article.text}", required)}
        hits = [hit for hit in hits if hit.passage.article_id in holding]
    if quoted:
        hits = [_favour_quoting(library, hit, quoted) for hit in hits]
    hits = [_favour_timely(library, hit, when) for hit in hits]
    if article_id is not None:
        hits = [_favour_spoken_of(hit, article_id) for hit in hits]
    return sorted(hits, key=lambda hit: -hit.score)


def _favour_quoting(library: Library, hit: Hit, quoted: Sequence[str]) -> Hit:
    is_quoting = stands_in(read_titled(library, hit), quoted)
    return replace(hit, score=hit.score + _QUOTING) if is_quoting else hit


def _favour_spoken_of(hit: Hit, article_id: str) -> Hit:
    return replace(hit, score=hit.score + _SPOKEN_OF) if hit.passage.article_id == article_id else hit


def _favour_timely(library: Library, hit: Hit, when: TimeAsked) -> Hit:
    article = library.article(hit.passage.article_id)
    fit = max(score_time_fit(when, article, hit.passage.sentences), default=0.0)
    weight = _RECENCY_OF_TIME if when.is_past else _RECENCY_OF_LATEST if when.latest else _RECENCY
    return replace(hit, score=hit.score + _FIT * fit + weight * score_recency(when, article.source.published))
