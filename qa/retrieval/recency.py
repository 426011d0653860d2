"""How well the day an article was published fits the time asked about."""

from math import log1p

from qa.english.periods import Period
from qa.query.time_asked import TimeAsked

# Days after which an article is as old as any, counted by their logarithm: a day tells two articles of this week
# apart, and a year two old ones.
_OLD = 20 * 365
# Years after which an article about a time past is worth half as much as one of that time.
_HALVING = 0.5
_YEAR = 365.25


def recency(asked: TimeAsked, published: str | None) -> float:
    """Return from -1 to 1 how well an ISO date of publication fits: -1 is too early or very old, 0 says nothing."""
    day = Period.of_iso(published or "")
    if day is None or day.start is None or day.end is None:
        return 0.0
    if asked.period is None:
        age = max(0, asked.today - day.end)
        return max(-1.0, 1 - 2 * log1p(age) / log1p(_OLD))
    if asked.period.start is not None and day.end < asked.period.start:
        return -1.0
    after = 0 if asked.period.end is None else max(0, day.start - asked.period.end)
    return float(2 ** -(after / _YEAR / _HALVING))
