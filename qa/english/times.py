"""Times told in English text: days, months, seasons, years, decades, centuries, and ranges of them."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import zip_longest

from qa.english.calendar import CENTURIES, SEASONS, read_month
from qa.english.time_patterns import AND, BORN, GOVERNOR, LIVED, ONWARDS, PARTS, REACH, TIME, TO

# Days from which on a range in brackets is a life, not a term.
_LIFE = 25 * 365


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `start` to `end`, both included, as ordinals of `datetime.date`; None is open."""

    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class Time:
    """A time told in a text, and where the words that tell it stand.

    Both ends of a range are told; a governed time stands after a preposition; a life begins with somebody's birth.
    """

    period: Period
    start: int
    end: int
    is_range: bool = False
    is_governed: bool = False
    is_life: bool = False


@lru_cache(maxsize=2_000)
def times(text: str, year: int | None = None) -> tuple[Time, ...]:
    """Return the times told in a text, in order; a month without a year is of the last year told, at first `year`."""
    told = list(_told(text, year))
    found: list[Time] = []
    for (match, first, last), after in zip_longest(told, told[1:]):
        if found and found[-1].end >= match.end():  # the end of a range
            continue
        governor = _governor(text, match)
        between = bool(governor and governor["between"])
        if after and after[2] >= first and _joined(text, match, after[0], between):
            life = after[2] - first > _LIFE and bool(_before(LIVED, text, match))
            found.append(Time(Period(first, after[2]), match.start(), after[0].end(), True, True, life))
        else:
            period = _alone(first, last, governor, onwards=bool(ONWARDS.match(text, match.end())))
            life = bool(_before(BORN, text, match))
            found.append(Time(period, match.start(), match.end(), False, bool(governor), life))
    return tuple(found)


def whole(first_year: int, last_year: int, first_month: int = 1, last_month: int = 12) -> tuple[int, int]:
    """Return the first and the last day of some years, or of months in them."""
    last_day = monthrange(last_year, last_month)[1]
    return date(first_year, first_month, 1).toordinal(), date(last_year, last_month, last_day).toordinal()


def _told(text: str, year: int | None) -> Iterator[tuple[re.Match[str], int, int]]:
    """Yield each match of a time with its first and last day."""
    matches = list(TIME.finditer(text))
    for match, after in zip_longest(matches, matches[1:]):
        # In "from March to June 2006" the year stands at the end.
        ending = after and (after["month_year"] or after["year_after"])
        known = int(ending) if ending and _joined(text, match, after, between=True) else year
        try:
            days = _days(match, known, text)
        except ValueError:  # no such day
            continue
        if days:
            year = date.fromordinal(days[1]).year
            yield match, *_third(*days, _governor(text, match))


def _days(match: re.Match[str], year: int | None, text: str) -> tuple[int, int] | None:
    """Return the first and last day of a time; None for a month whose year is not known."""
    if match["month"] or match["month_after"]:
        return _month(match, year, text)
    if match["iso"]:
        return (date.fromisoformat(match["iso"]).toordinal(),) * 2
    if match["season"]:
        year = int(match["season_year"])
        return whole(year, year, *SEASONS[match["season"].lower()])
    if match["decade"]:
        first = int(match["decade"]) + (1900 if len(match["decade"]) == 2 else 0)
        # "The 1800s" are mostly the century, "the 2000s" mostly the decade.
        return whole(first, first + (99 if first % 100 == 0 and first < 2000 else 9))
    if match["century"] or match["named_century"]:
        number = int(match["century"] or CENTURIES.index(match["named_century"].lower()) + 1)
        return whole(number * 100 - 99, number * 100)
    first = int(match["year"] or match["early_year"])
    return _years(first, match["short"]) if match["short"] else whole(first, first)


def _month(match: re.Match[str], year: int | None, text: str) -> tuple[int, int] | None:
    """Return the days of a month or the day in it; None if its year is not known or it may be another word."""
    name, day = match["month"] or match["month_after"], int(match["day"] or match["day_first"] or 0)
    told_year = match["month_year"] or match["year_after"]
    if not told_year and (year is None or not (day or _is_month(name, text, match))):
        return None
    year, month = int(told_year or year or 0), read_month(name) or 0
    return (date(year, month, day).toordinal(),) * 2 if day else whole(year, year, month, month)


def _is_month(name: str, text: str, match: re.Match[str]) -> bool:
    """Say whether a month without day or year is one: not "may", nor "the November Uprising"."""
    return name.istitle() and bool(_governor(text, match)) and not text.endswith("the ", 0, match.start())


def _years(first: int, short: str) -> tuple[int, int]:
    """Return the days of `2004-05`, a season from summer to summer, of `1939-45`, or of the month `2004-03`."""
    last, number = first - first % 100 + int(short), int(short)
    if number == (first + 1) % 100:
        return whole(first, first + 1, 7, 6)
    if last > first:
        return whole(first, last)
    return whole(first, first, number, number) if 1 <= number <= 12 else whole(first, first)


def _before(pattern: re.Pattern[str], text: str, match: re.Match[str]) -> re.Match[str] | None:
    """Return what of a pattern stands just before a time."""
    return pattern.search(text, max(0, match.start() - REACH), match.start())


def _governor(text: str, match: re.Match[str]) -> re.Match[str] | None:
    return _before(GOVERNOR, text, match)


def _third(first: int, last: int, governor: re.Match[str] | None) -> tuple[int, int]:
    """Return the early, middle or late third of a time where one is told, else all of it."""
    part = governor and (governor["part"] or governor["lone_part"])
    if not part:
        return first, last
    length, third = last - first + 1, PARTS[part.lower()]
    return first + length * third // 3, first + max(length * (third + 1) // 3, length * third // 3 + 1) - 1


def _joined(text: str, match: re.Match[str], after: re.Match[str], between: bool) -> bool:
    """Say whether two times are the ends of a range."""
    gap = match.end(), after.start()
    return bool(TO.fullmatch(text, *gap) or (between and AND.fullmatch(text, *gap)))


def _alone(first: int, last: int, governor: re.Match[str] | None, onwards: bool) -> Period:
    """Return the period of a time that is no range, open on the side that its preposition leaves open."""
    if governor and governor["after"]:
        return Period(last + 1, None)
    if onwards or (governor and governor["since"]):
        return Period(first, None)
    if governor and governor["before"]:
        return Period(None, max(first - 1, date.min.toordinal()))
    return Period(None, last) if governor and governor["until"] else Period(first, last)
