"""Partial dates: dates as precise as they are written, read from the matches of `TIME`."""

import re
from dataclasses import dataclass
from datetime import date

from qa.english.calendar import CENTURIES, SEASONS, read_month
from qa.english.periods import Period

# A leap year, in which every day of the calendar exists.
_LEAP_YEAR = 2000
_CENTURY = 100


@dataclass(frozen=True, slots=True)
class PartialDate:
    """Years, months in the first and the last of them, and a day, as far as they are written.

    A date without a year has neither a first nor a last one. A day stands in one month.
    """

    first_year: int | None
    last_year: int | None
    first_month: int | None = None
    last_month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        self.resolve(_LEAP_YEAR)

    @property
    def month(self) -> int | None:
        """The month, where the date lies in one."""
        return self.first_month if self.first_month == self.last_month else None

    @property
    def is_one_year(self) -> bool:
        """Whether the date lies in one year, and in which is written."""
        return self.first_year is not None and self.first_year == self.last_year

    def resolve(self, year: int) -> Period:
        """Return the period of the date, in `year` where it has none; raise ValueError if there is no such day."""
        first, last = self.first_year or year, self.last_year or year
        if self.day is not None:
            return Period.of_day(date(first, self.first_month or 1, self.day))
        return Period.of_years(first, last, self.first_month or 1, self.last_month or 12)

    def may_equal(self, other: "PartialDate") -> bool:
        """Say whether both can be one date. What is not written may be anything."""
        (first, last), (other_first, other_last) = self._span_years(), other._span_years()
        if first > other_last or other_first > last:
            return False
        if None in (self.month, other.month):
            return True
        return self.month == other.month and (None in (self.day, other.day) or self.day == other.day)

    def _span_years(self) -> tuple[int, int]:
        """Return the first and last year. A century begins with its round year here: many count it so."""
        if self.first_year is None or self.last_year is None:
            return date.min.year, date.max.year
        is_century = self.last_year - self.first_year == _CENTURY - 1
        return self.first_year - (self.first_year % _CENTURY if is_century else 0), self.last_year


def read_date(match: re.Match[str]) -> PartialDate | None:
    """Return the date that a match of `TIME` holds; None if there is no such day."""
    try:
        return _read_months(match) or _read_years(match)
    except ValueError:
        return None


def _read_months(match: re.Match[str]) -> PartialDate | None:
    """Return a date that is told in days, months or seasons; None for any other."""
    if match["iso"]:
        day = date.fromisoformat(match["iso"])
        return PartialDate(day.year, day.year, day.month, day.month, day.day)
    if match["season"]:
        year = int(match["season_year"])
        return PartialDate(year, year, *SEASONS[match["season"].lower()])
    if name := match["month"] or match["month_after"]:
        month, written = read_month(name), match["month_year"] or match["year_after"]
        in_year = int(written) if written else None
        return PartialDate(in_year, in_year, month, month, int(match["day"] or match["day_first"] or 0) or None)
    return None


def _read_years(match: re.Match[str]) -> PartialDate:
    """Return a date that is told in years, decades or centuries."""
    if match["decade"]:
        first = int(match["decade"]) + (1900 if len(match["decade"]) == 2 else 0)
        # "The 1800s" are mostly the century, "the 2000s" mostly the decade.
        return PartialDate(first, first + (_CENTURY - 1 if first % _CENTURY == 0 and first < 2000 else 9))
    if match["century"] or match["named_century"]:
        number = int(match["century"] or CENTURIES.index(match["named_century"].lower()) + 1)
        return PartialDate(number * _CENTURY - (_CENTURY - 1), number * _CENTURY)
    first = int(match["year"] or match["early_year"])
    return _read_short(first, int(match["short"])) if match["short"] else PartialDate(first, first)


def _read_short(first: int, number: int) -> PartialDate:
    """Return the date of `2004-05`, a season from summer to summer, of `1939-45`, or of the month `2004-03`."""
    last = first - first % _CENTURY + number
    if number == (first + 1) % _CENTURY:
        return PartialDate(first, first + 1, 7, 6)
    if last > first:
        return PartialDate(first, last)
    is_month = 1 <= number <= 12
    return PartialDate(first, first, number, number) if is_month else PartialDate(first, first)
