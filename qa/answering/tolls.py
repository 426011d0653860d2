"""Tolls: counts that grow while something goes on, of which the newest comes before others that were near as well."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from corpus import Article
from index.words import stem_words
from qa.answering.overtaking import find_names, is_about, read_day
from qa.english.amounts import Amount, find_amounts
from qa.english.question_words import TOLL, TOLLS
from qa.english.word_lists import match_any
from qa.query.answer_kind import classify_question
from qa.query.time_asked import TimeAsked
from qa.quote import Quote

_COUNTED = tuple(re.compile(rf"\b(?:{match_any(words)})\b", re.IGNORECASE) for words in TOLLS)
_TOLL = re.compile(rf"\b{TOLL}\b", re.IGNORECASE)


def put_newest_toll_first(
    question: str, when: TimeAsked, quotes: Sequence[Quote], article_of: Callable[[str], Article], share: float
) -> tuple[Quote, ...]:
    """Return the quotes with the newest toll before older and smaller ones, where a question asks for a toll.

    It is of an article about the same, and has at least this share of the best one's score.
    """
    counted = [pattern for pattern in _COUNTED if pattern.search(question)]
    is_number = classify_question(question) == "number" or _TOLL.search(question)
    if not quotes or not counted or not is_number or when.is_past:
        return tuple(quotes)
    best, first = quotes[0], article_of(quotes[0].article_id)
    words, names = {*stem_words(question)}, find_names(question, first)
    told: list[tuple[int, float, Quote]] = []
    for quote in quotes:
        article = article_of(quote.article_id)
        toll, day = _read_toll(quote, article, counted), read_day(article)
        is_known = day and not when.is_to_come(day)
        if (
            quote.score >= best.score * share
            and toll
            and is_known
            and (quote is best or is_about(article, words, names))
        ):
            told.append((day, toll.low, quote))
    if not told or told[0][2] is not best:
        return tuple(quotes)
    newest = max((each for each in told if each[1] >= told[0][1]), key=lambda each: each[:2])[2]
    return (replace(newest, score=best.score), *(quote for quote in quotes if quote is not newest))


def _read_toll(quote: Quote, article: Article, counted: Sequence[re.Pattern[str]]) -> Amount | None:
    """Return the number that is marked in a quote, if it tells of what is counted."""
    said = article.text[quote.start : quote.end]
    if quote.highlight is None or not any(pattern.search(said) for pattern in counted):
        return None
    start, end = quote.highlight.start - quote.start, quote.highlight.end - quote.start
    marked = [amount for amount in find_amounts(said) if amount.start < end and start < amount.end]
    return marked[0] if len(marked) == 1 else None
