"""Periods: spans of days, as texts and publications tell them."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `start` to `end`, both included, as ordinals of `datetime.date`; None is open."""

    start: int | None
    end: int | None

    @classmethod
    def of_years(cls, first_year: int, last_year: int, first_month: int = 1, last_month: int = 12) -> "Period":
        """Return the period from the first month in the first year to the last month in the last year.

        Raises ValueError if a year or month is outside the calendar.
        """
        last_day = monthrange(last_year, last_month)[1]
        return cls(date(first_year, first_month, 1).toordinal(), date(last_year, last_month, last_day).toordinal())

    @classmethod
    def of_day(cls, day: date) -> "Period":
        """Return the period of one day."""
        return cls(day.toordinal(), day.toordinal())

    @classmethod
    def of_iso(cls, written: str) -> "Period | None":
        """Return the period of an ISO 8601 date: a day, a month or a year, as precise as it is; None for other text."""
        try:
            if match := re.fullmatch(r"(\d{4})(?:-(\d\d))?", written, re.ASCII):
                year, month = int(match[1]), int(match[2] or 0)
                return cls.of_years(year, year, month, month) if match[2] else cls.of_years(year, year)
            return cls.of_day(date.fromisoformat(written))
        except ValueError:
            return None

    def contains(self, other: "Period") -> bool:
        """Say whether all days of the other period are in this one."""
        starts = self.start is None or (other.start is not None and self.start <= other.start)
        return starts and (self.end is None or (other.end is not None and other.end <= self.end))

    def precedes(self, other: "Period") -> bool:
        """Say whether this period ends before the other one starts."""
        return self.end is not None and other.start is not None and self.end < other.start

    def count_days_to(self, other: "Period") -> int:
        """Return how many days lie between the end of one period and the start of the other; 0 if they overlap."""
        if self.end is not None and other.start is not None and self.end < other.start:
            return other.start - self.end
        if other.end is not None and self.start is not None and other.end < self.start:
            return self.start - other.end
        return 0
