"""Times in English text: days, months, seasons, years, decades and centuries, as periods, and ranges of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import zip_longest

from qa.english.partial_dates import PartialDate, read_date
from qa.english.periods import Period
from qa.english.time_patterns import AND, BORN, GOVERNOR, LIVED, ONWARDS, PARTS, TIME, TO, search_before

# Days from which on a range in brackets is a life, not a term.
_LIFE = 25 * 365


@dataclass(frozen=True, slots=True)
class Time:
    """A time in a text: its period, and where its words stand.

    A range names both of its ends. A governed time stands after a preposition. A life begins with somebody's birth.
    """

    period: Period
    start: int
    end: int
    is_range: bool = False
    is_governed: bool = False
    is_life: bool = False


@lru_cache(maxsize=2_000)
def find_times(text: str, year: int | None = None) -> tuple[Time, ...]:
    """Return the times in a text, in order. A month without a year is of the year before it, the first of `year`."""
    resolved = list(_resolve_times(text, year))
    times: list[Time] = []
    for (match, first, last), after in zip_longest(resolved, resolved[1:]):
        if times and times[-1].end >= match.end():  # the end of a range
            continue
        governor = _find_governor(text, match)
        between = bool(governor and governor["between"])
        if after and after[2] >= first and _are_joined(text, match, after[0], between):
            is_life = after[2] - first > _LIFE and bool(search_before(LIVED, text, match.start()))
            times.append(Time(Period(first, after[2]), match.start(), after[0].end(), True, True, is_life))
        else:
            period = _open_period(first, last, governor, onwards=bool(ONWARDS.match(text, match.end())))
            is_life = bool(search_before(BORN, text, match.start()))
            times.append(Time(period, match.start(), match.end(), False, bool(governor), is_life))
    return tuple(times)


def _resolve_times(text: str, year: int | None) -> Iterator[tuple[re.Match[str], int, int]]:
    """Yield each match of a time with its first and last day."""
    matches = list(TIME.finditer(text))
    for match, after in zip_longest(matches, matches[1:]):
        # In "from March to June 2006" the year stands at the end.
        ending = after and (after["month_year"] or after["year_after"])
        known = int(ending) if ending and _are_joined(text, match, after, between=True) else year
        written = read_date(match)
        days = _resolve_days(written, match, known, text) if written else None
        if days:
            year = date.fromordinal(days[1]).year
            yield match, *_take_third(*days, _find_governor(text, match))


def _resolve_days(written: PartialDate, match: re.Match[str], year: int | None, text: str) -> tuple[int, int] | None:
    """Return the first and last day of a date; None where its year is not known, or a month may be another word."""
    if written.first_year is None and (year is None or not (written.day or _is_month(match, text))):
        return None
    try:
        period = written.resolve(year or 0)
    except ValueError:  # 29 February of another year
        return None
    return (period.start, period.end) if period.start and period.end else None


def _is_month(match: re.Match[str], text: str) -> bool:
    """Say whether a month without day or year is one: not "may", nor "the November Uprising"."""
    name = match["month"] or match["month_after"]
    return name.istitle() and bool(_find_governor(text, match)) and not text.endswith("the ", 0, match.start())


def _find_governor(text: str, match: re.Match[str]) -> re.Match[str] | None:
    """Return the words just before a time that it depends on."""
    return search_before(GOVERNOR, text, match.start())


def _take_third(first: int, last: int, governor: re.Match[str] | None) -> tuple[int, int]:
    """Return the early, middle or late third of a time where one is named, else all of it."""
    part = governor and (governor["part"] or governor["lone_part"])
    if not part:
        return first, last
    length, third = last - first + 1, PARTS[part.lower()]
    return first + length * third // 3, first + max(length * (third + 1) // 3, length * third // 3 + 1) - 1


def _are_joined(text: str, match: re.Match[str], after: re.Match[str], between: bool) -> bool:
    """Say whether two times are the ends of a range."""
    gap = match.end(), after.start()
    return bool(TO.fullmatch(text, *gap) or (between and AND.fullmatch(text, *gap)))


def _open_period(first: int, last: int, governor: re.Match[str] | None, onwards: bool) -> Period:
    """Return the period of a time that is no range, open on the side that its preposition leaves open."""
    if governor and governor["after"]:
        return Period(last + 1, None)
    if onwards or (governor and governor["since"]):
        return Period(first, None)
    if governor and governor["before"]:
        return Period(None, max(first - 1, date.min.toordinal()))
    return Period(None, last) if governor and governor["until"] else Period(first, last)
