"""Time fit: how well the times in sentences fit the time asked about."""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date

from corpus import Article, Span
from qa.english.periods import Period
from qa.english.times import Time, find_times
from qa.query.time_asked import TimeAsked

# How far before and after the sentences times are looked for: a sentence without one takes an earlier one.
_BEFORE, _AFTER = 600, 300
_YEAR = 365.25
# Days of a period that is told by the days of reports, at most, and after how many days the last of it is still news.
_FEW_DAYS, _REPORTED = 31, 1
# What a time is worth that overlaps the one asked about, and what it gains where their starts or their ends meet:
# articles say when a state began more often than that it went on, or when it ended.
_OVERLAP, _STARTS_MEET, _ENDS_MEET = 0.4, 0.5, 0.2
# Ends in different months of one year meet for so much.
_SAME_YEAR = 0.5
# A time inside an asked one that is no range ("in the 1980s") is all that was asked for.
_INSIDE = 0.9
# "Since 1990" may have ended before the time asked about.
_STILL = 0.3
# A time before the one asked about, where the next one in the text is not before it: what was so then still was.
_HOLDING = 0.2
# Another time: next to the one asked about, far from it, and the years by which half of the difference is gone.
_NEXT_TO, _FAR, _HALVING = 0.2, -0.3, 2.0
# Years in which a time loses half of its worth for a question about the latest.
_AGEING = 5.0
# What remains of a fit that a sentence takes from an earlier one, in its own paragraph or in another.
_INHERITED, _FROM_AFAR = 0.75, 0.25


def score_time_fit(when: TimeAsked, article: Article, sentences: Sequence[Span]) -> list[float]:
    """Return how well the time of each sentence fits, from -1 to 1; 0 if it has none, or none is asked about.

    A sentence without a time has that of the nearest one before it, for less; without one in its paragraph it tells of
    the day or so before it was published, as a report does.
    """
    if not when.asks or not sentences:
        return [0.0] * len(sentences)
    reported = _score_report(when, article.source.published)
    start = max(0, sentences[0].start - _BEFORE)
    text = article.text[start : sentences[-1].end + _AFTER]
    times = find_times(text)
    starts = [time.start for time in times]
    fits = []
    for sentence in sentences:
        first, after = (bisect_left(starts, offset - start) for offset in sentence)
        if first < after:
            fits.append(max(_score_time(when, times, i) for i in range(first, after)))
        elif first:
            same_paragraph = "\n\n" not in text[times[first - 1].end : sentence.start - start]
            inherited = _score_time(when, times, first - 1) * (_INHERITED if same_paragraph else _FROM_AFAR)
            fits.append(inherited if same_paragraph else max(inherited, reported))
        else:
            fits.append(reported)
    return fits


def _score_report(when: TimeAsked, published: str | None) -> float:
    """Return how well a report fits a few days that are asked about: it tells of its own day and the one before."""
    asked, day = when.period, Period.of_iso(published or "")
    if asked is None or asked.start is None or asked.end is None or asked.end - asked.start > _FEW_DAYS:
        return 0.0
    if day is None or day.start is None or day.start != day.end:
        return 0.0
    return _OVERLAP if asked.start <= day.start <= asked.end + _REPORTED else 0.0


def _score_time(when: TimeAsked, times: Sequence[Time], i: int) -> float:
    """Return how well the i-th time fits."""
    period, asked = times[i].period, when.period
    if asked is None:
        age = period.count_days_to(Period(when.today, when.today)) / _YEAR
        return _OVERLAP * 2 ** -(age / _AGEING)
    gap = period.count_days_to(asked) / _YEAR
    if gap == 0:
        fit = _score_overlap(when, period, asked)
        return fit if fit > _OVERLAP or not times[i].is_life else 0.0
    if times[i].is_life:
        return 0.0 if period.precedes(asked) else _FAR
    if period.precedes(asked) and i + 1 < len(times) and not times[i + 1].period.precedes(asked):
        return _HOLDING
    return _FAR + (_NEXT_TO - _FAR) * 2 ** -(gap / _HALVING)


def _score_overlap(when: TimeAsked, period: Period, asked: Period) -> float:
    """Return how well a period fits that has days in common with the one asked about."""
    starts, ends = _score_ends(period.start, asked.start), _score_ends(period.end, asked.end)
    if not when.is_range and asked.contains(period):
        return max(_INSIDE, starts)
    goes_on = period.end is None and not starts and not asked.contains(Period(period.start, period.start))
    return min(1.0, (_STILL if goes_on else _OVERLAP) + _STARTS_MEET * starts + _ENDS_MEET * ends)


def _score_ends(day: int | None, other_day: int | None) -> float:
    """Return how nearly two ends meet: 1 in one month, or in one year where one of them has no month."""
    if day is None or other_day is None:
        return 0.0
    (first, last), (other_first, other_last) = _find_months(day), _find_months(other_day)
    if first <= other_last and other_first <= last:
        return 1.0
    return _SAME_YEAR if first // 12 == other_first // 12 else 0.0


def _find_months(day: int) -> tuple[int, int]:
    """Return the first and last month that an end may lie in: a year's first or last day stands for the whole year."""
    exact = date.fromordinal(day)
    month = exact.year * 12 + exact.month - 1
    whole_year = (exact.month, exact.day) in ((1, 1), (12, 31))
    return (exact.year * 12, exact.year * 12 + 11) if whole_year else (month, month)
