"""The time a question asks about: one it names, one counted from the day it is asked, or the latest there is."""

import re
from dataclasses import dataclass
from datetime import MINYEAR, date
from math import ceil

from qa.english.calendar import WEEKDAY, count_days_since
from qa.english.number_words import SPELLED_NUMBER, read_number
from qa.english.periods import Period
from qa.english.times import Time, find_times
from qa.english.units import find_units, match_forms

# How many days, months or years a vague count stands for.
_VAGUE_COUNTS = {"a": 1, "an": 1, "couple of": 2, "few": 3, "several": 3}
# Whole days in a unit, for "the past two months": nobody counts them exactly.
_DAYS = {unit.singulars[0]: ceil(unit.size) for unit in find_units("time") if unit.size >= 1} | {"weekend": 7}
_SINGULARS = {form: unit.singulars[0] for unit in find_units("time") if unit.size >= 1 for form in unit.forms}
_SINGULARS |= {"weekend": "weekend", "weekends": "weekend"}
# No count reaches back further than the calendar.
_MOST = date.max.year * 12

_COUNT = rf"(?P<count>\d{{1,3}}|{SPELLED_NUMBER}|{'|'.join(_VAGUE_COUNTS)})\s+"
_UNIT = rf"(?P<unit>{match_forms(_SINGULARS)})\b"
_AGO = re.compile(rf"\b{_COUNT}{_UNIT}\s+ago\b", re.IGNORECASE)
_LASTING = re.compile(
    rf"\b(?:in|over|during|within|for) the (?:last|past)\s+(?:{_COUNT})?{_UNIT}(?! of\b)", re.IGNORECASE
)
_NAMED = re.compile(rf"(?<!the )\b(?P<which>this|last|past|previous)\s+{_UNIT}", re.IGNORECASE)
_DAY = re.compile(r"\b(?:(?P<past>yesterday|last night)|tonight|this (?:morning|afternoon|evening))\b", re.IGNORECASE)
_WEEKDAY = re.compile(rf"\b(?:on|last|this)\s+(?P<weekday>{WEEKDAY})\b", re.IGNORECASE)
_LATEST = re.compile(
    r"\b(?:still|yet|next|latest|newest|most recent|recently|currently|presently|nowadays|so far|today|now|"
    r"at (?:present|the moment)|these days|up to date)\b|(?:\b(?:the|its|his|her|their|is|are)|['’]s)\s+current\b",
    re.IGNORECASE,
)
# A time after one of these says which person or thing is meant, not when the answer was so.
_NAMING = re.compile(
    r"\b(?:born|died|established|founded|built|created|formed|opened|chartered|published|released|began|"
    r"beginning|started|debuted|discovered|invented|introduced)\b[^,.;?]{0,25}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class TimeAsked:
    """The time a question asks about, as of the day it is asked: a period, the latest there is, both, or none.

    A range ("from 1998 to 2003") names both ends: what is asked was so from the one to the other.
    """

    today: int
    period: Period | None = None
    is_range: bool = False
    latest: bool = False

    @property
    def asks(self) -> bool:
        """Whether the question asks about a time at all."""
        return self.latest or self.period is not None

    @property
    def is_past(self) -> bool:
        """Whether the question asks about a time that is over: of one that lasts, the newest tells how it stands."""
        return self.period is not None and self.period.end is not None and self.period.end < self.today

    def is_to_come(self, day: int) -> bool:
        """Say whether a day lies after today wherever on the earth it is asked; never where today is not known."""
        return self.today > NO_TIME.today and day > self.today + 1


# Of a question that asks about no time.
NO_TIME = TimeAsked(today=1)


def read_time_asked(question: str, today: date) -> TimeAsked:
    """Return the time a question asks about."""
    latest = bool(_LATEST.search(question))
    named = _find_named(question)
    if named:
        return TimeAsked(today.toordinal(), named.period, named.is_range, latest)
    period = _count_back(question, today) or _find_lately(question, today)
    return TimeAsked(today.toordinal(), period, latest=latest)


def _find_named(question: str) -> Time | None:
    """Return the time that is asked about out of those a question names: the last that a preposition governs."""

    def rank(time: Time) -> tuple[bool, bool, int]:
        return not _NAMING.search(question[: time.start]), time.is_governed, time.start

    return max(find_times(question), key=rank, default=None)


def _count_back(question: str, today: date) -> Period | None:
    """Return a period counted from today: "yesterday", "last week", "two years ago", "on Monday"."""
    if match := _AGO.search(question):
        return _find_calendar_unit(_read_unit(match), _read_count(match), today)
    if match := _LASTING.search(question):
        first = today.toordinal() - _read_count(match) * _DAYS[_read_unit(match)]
        return Period(max(first, date.min.toordinal()), today.toordinal())
    if match := _NAMED.search(question):
        return _find_calendar_unit(_read_unit(match), int(match["which"].lower() != "this"), today)
    if match := _DAY.search(question):
        return _find_calendar_unit("day", int(bool(match["past"])), today)
    if match := _WEEKDAY.search(question):
        return _find_calendar_unit("day", count_days_since(match["weekday"], today), today)
    return None


def _read_unit(match: re.Match[str]) -> str:
    return _SINGULARS[match["unit"].lower()]


def _read_count(match: re.Match[str]) -> int:
    count = (match["count"] or "one").lower()
    if count.isdigit():
        return int(count)
    return _VAGUE_COUNTS.get(count) or int(min(read_number(count)[0], _MOST))


def _find_calendar_unit(unit: str, back: int, today: date) -> Period | None:
    """Return the calendar's day, week, month, year, decade or century that lies so many of them before today's."""
    days = _DAYS[unit]
    if days < _DAYS["month"]:
        first = today.toordinal() - days * back
        first -= 0 if unit == "day" else today.weekday()
        last = first + days - 1
        is_known = date.min.toordinal() <= first and last <= date.max.toordinal()
        return Period(first + 5 if unit == "weekend" else first, last) if is_known else None
    if unit == "month":
        year, month = divmod(today.year * 12 + today.month - 1 - back, 12)
        return Period.of_years(year, year, month + 1, month + 1) if year >= MINYEAR else None
    years = {"year": 1, "decade": 10, "century": 100}[unit]
    first = today.year - today.year % years - back * years
    return Period.of_years(first, first + years - 1) if first >= MINYEAR else None


def _find_lately(question: str, today: date) -> Period | None:
    """Return the last month or day that a question names without its year: "in May", "on 3 March"."""
    for year in (today.year, today.year - 1):
        times = find_times(question, year)
        if times and (times[0].period.start or 0) <= today.toordinal():
            return times[0].period
    return None
