"""Marking: which words of a quote are set off as the answer, and where none are."""

import re
from collections.abc import Callable
from dataclasses import replace

from corpus import Article, Span
from index.words import stem_words
from qa.english.date_mentions import find_dates
from qa.english.names import NAME
from qa.query.answer_kind import classify_question
from qa.quote import Quote
from qa.reading.reader import Reading

_NAME = re.compile(NAME)
# What belongs to a number before it, and behind it.
_SIGNS_BEFORE, _SIGNS_BEHIND = "$€£", "%"


def unmark(reading: Reading) -> Reading:
    """Return what is near a question but no answer: nothing in it is marked as one."""
    return replace(reading, quotes=tuple(replace(quote, highlight=None) for quote in reading.quotes))


def unmark_names(question: str, reading: Reading, article_of: Callable[[str], Article]) -> Reading:
    """Return what answers a question; where it asks yes or no, a name that it names itself is not marked."""
    if classify_question(question) != "yes or no":
        return reading
    asked = {*stem_words(question)}

    def mark(quote: Quote) -> Quote:
        said = article_of(quote.article_id).text[slice(*quote.highlight)] if quote.highlight else ""
        is_named = _NAME.fullmatch(said) and not asked.isdisjoint(stem_words(said))
        return replace(quote, highlight=None) if is_named else quote

    return replace(reading, quotes=tuple(map(mark, reading.quotes)))


def complete_mark(quote: Quote, article: Article) -> Quote:
    """Return a quote with the whole of what is marked in it in part: "Aug" of "Aug. 27", "84,000" of "$84,000"."""
    if quote.highlight is None:
        return quote
    said = article.text[quote.start : quote.end]
    start, end = quote.highlight.start - quote.start, quote.highlight.end - quote.start
    for date in find_dates(said):
        if date.start < end and start < date.end:
            start, end = min(start, date.start), max(end, date.end)
    start -= start > 0 and said[start].isdigit() and said[start - 1] in _SIGNS_BEFORE
    end += end < len(said) and said[end - 1].isdigit() and said[end] in _SIGNS_BEHIND
    return replace(quote, highlight=Span(quote.start + start, quote.start + end))
