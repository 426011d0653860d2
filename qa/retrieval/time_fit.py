"""How well the times that sentences tell fit the time asked about."""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date

from corpus import Article, Span
from qa.english.periods import Period
from qa.english.times import Time, find_times
from qa.query.time_asked import TimeAsked

# How far before and after the sentences times are looked for: for those that tell none, and for what comes next.
_BEFORE, _AFTER = 600, 300
_YEAR = 365.25
# A told time that overlaps the one asked about, and what it gains where their starts or their ends meet: an article
# tells when a state began more often than that it went on, or when it ended.
_OVERLAP, _STARTS_MEET, _ENDS_MEET = 0.4, 0.5, 0.2
# Ends in different months of one year meet for so much.
_SAME_YEAR = 0.5
# A time that lies inside an asked one which is no range ("in the 1980s") is all that was asked for.
_INSIDE = 0.9
# "Since 1990" may have ended before the time asked about.
_STILL = 0.3
# A time before the one asked about, where the next one told is not before it: what was so then still was.
_HOLDING = 0.2
# Another time: next to the one asked about, far from it, and the years by which half of the difference is gone.
_NEXT_TO, _FAR, _HALVING = 0.2, -0.3, 2.0
# Years in which a time told loses half of its worth for a question about the latest.
_AGEING = 5.0
# What remains of a fit that a sentence has from an earlier one, in its own paragraph or in another.
_INHERITED, _FROM_AFAR = 0.75, 0.25


def fits(asked: TimeAsked | None, article: Article, sentences: Sequence[Span]) -> list[float]:
    """Return for each sentence, in order, from -1 to 1, how well the time it tells fits; 0 if it or `asked` tells none.

    A sentence that tells no time has that of the nearest one before it, for less.
    """
    if asked is None or not sentences:
        return [0.0] * len(sentences)
    start = max(0, sentences[0].start - _BEFORE)
    text = article.text[start : sentences[-1].end + _AFTER]
    told = find_times(text)
    starts = [time.start for time in told]
    found = []
    for sentence in sentences:
        first, after = (bisect_left(starts, offset - start) for offset in sentence)
        if first < after:
            found.append(max(_fit(asked, told, i) for i in range(first, after)))
        elif first:
            same_paragraph = "\n\n" not in text[told[first - 1].end : sentence.start - start]
            found.append(_fit(asked, told, first - 1) * (_INHERITED if same_paragraph else _FROM_AFAR))
        else:
            found.append(0.0)
    return found


def _fit(asked: TimeAsked, told: Sequence[Time], i: int) -> float:
    """Return how well the i-th time told fits."""
    time, span = told[i].period, asked.period
    if span is None:
        return _OVERLAP * 2 ** -(time.count_days_to(Period(asked.today, asked.today)) / _YEAR / _AGEING)
    gap = time.count_days_to(span) / _YEAR
    if gap == 0:
        fit = _overlap(asked, time, span)
        return fit if fit > _OVERLAP or not told[i].is_life else 0.0
    if told[i].is_life:
        return 0.0 if time.precedes(span) else _FAR
    if time.precedes(span) and i + 1 < len(told) and not told[i + 1].period.precedes(span):
        return _HOLDING
    return _FAR + (_NEXT_TO - _FAR) * 2 ** -(gap / _HALVING)


def _overlap(asked: TimeAsked, time: Period, span: Period) -> float:
    """Return how well a told time fits that has days in common with the span asked about."""
    starts, ends = _meet(time.start, span.start), _meet(time.end, span.end)
    if not asked.is_range and span.contains(time):
        return max(_INSIDE, starts)
    still = time.end is None and not starts and not span.contains(Period(time.start, time.start))
    return min(1.0, (_STILL if still else _OVERLAP) + _STARTS_MEET * starts + _ENDS_MEET * ends)


def _meet(one: int | None, other: int | None) -> float:
    """Say how nearly two ends are the same: 1 in one month, or in one year where one of them tells only the year."""
    if one is None or other is None:
        return 0.0
    (first, last), (other_first, other_last) = _months(one), _months(other)
    if first <= other_last and other_first <= last:
        return 1.0
    return _SAME_YEAR if first // 12 == other_first // 12 else 0.0


def _months(day: int) -> tuple[int, int]:
    """Return the first and last month that the end of a period may stand for: a year's first or last day, any of it."""
    exact = date.fromordinal(day)
    month = exact.year * 12 + exact.month - 1
    whole_year = (exact.month, exact.day) in ((1, 1), (12, 31))
    return (exact.year * 12, exact.year * 12 + 11) if whole_year else (month, month)
