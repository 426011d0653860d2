"""Recency: how well the day of an article's publication fits the time asked about."""

from math import log1p

from qa.english.periods import Period
from qa.query.time_asked import TimeAsked

# Days after which an article is as old as any, counted by their logarithm: a day tells two articles of this week
# apart, and a year two old ones.
_OLD = 20 * 365
# Years after which an article about a time past is worth half as much as one of that time.
_HALVING = 0.5
_YEAR = 365.25


def score_recency(when: TimeAsked, published: str | None) -> float:
    """Return how well an ISO date of publication fits, from -1 to 1; 0 if it is unknown.

    -1 is too early, very old, or not yet: what is dated after today is no news of today.
    """
    day = Period.of_iso(published or "")
    if day is None or day.start is None or day.end is None:
        return 0.0
    if when.is_to_come(day.start):
        return -1.0
    asked = when.period
    if asked and asked.start is not None and day.end < asked.start:
        return -1.0
    if asked and asked.end is not None and asked.end < when.today:
        after = max(0, day.start - asked.end)
        return float(2 ** -(after / _YEAR / _HALVING))
    age = max(0, when.today - day.end)
    return max(-1.0, 1 - 2 * log1p(age) / log1p(_OLD))
