"""The time a question asks about: one it names, one counted from the day it is asked, or the latest there is."""

import re
from dataclasses import dataclass
from datetime import MINYEAR, date

from qa.english.calendar import WEEKDAY, count_days_since
from qa.english.periods import Period
from qa.english.times import Time, find_times

_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "couple of": 2, "three": 3, "few": 3, "several": 3, "four": 4}
_COUNTS |= {"five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
# Days in a unit, for "the past two months": nobody counts them exactly.
_DAYS = {"day": 1, "week": 7, "weekend": 7, "month": 31, "year": 366, "decade": 3653, "century": 36525}

_COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(_COUNTS)})\s+"
_UNIT = rf"(?P<unit>{'|'.join(reversed(_DAYS))})s?\b"
_AGO = re.compile(rf"\b{_COUNT}{_UNIT}\s+ago\b", re.IGNORECASE)
_LASTING = re.compile(
    rf"\b(?:in|over|during|within|for) the (?:last|past)\s+(?:{_COUNT})?{_UNIT}(?! of\b)", re.IGNORECASE
)
_NAMED = re.compile(rf"(?<!the )\b(?P<which>this|last|past|previous)\s+{_UNIT}", re.IGNORECASE)
_DAY = re.compile(r"\b(?:(?P<past>yesterday|last night)|tonight|this (?:morning|afternoon|evening))\b", re.IGNORECASE)
_WEEKDAY = re.compile(rf"\b(?:on|last|this)\s+(?P<weekday>{WEEKDAY})\b", re.IGNORECASE)
_LATEST = re.compile(
    r"\b(?:latest|newest|most recent|recently|currently|presently|nowadays|so far|today|now|"
    r"at (?:present|the moment)|these days|up to date)\b|(?:\b(?:the|its|his|her|their|is|are)|['’]s)\s+current\b",
    re.IGNORECASE,
)
# A time after one of these tells which person or thing is meant, not when the answer was so.
_NAMING = re.compile(
    r"\b(?:born|died|established|founded|built|created|formed|opened|chartered|published|released|began|"
    r"beginning|started|debuted|discovered|invented|introduced)\b[^,.;?]{0,25}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """The time a question asks about, as of the day it is asked: a period, the latest there is, or both.

    Of a range ("from 1998 to 2003") both ends are told: what is asked was so from the one to the other.
    """

    today: int
    period: Period | None = None
    is_range: bool = False
    latest: bool = False


def asked(question: str, today: date) -> Asked | None:
    """Return the time a question asks about; None if it asks about none."""
    latest = bool(_LATEST.search(question))
    named = _named(question)
    if named:
        return Asked(today.toordinal(), named.period, named.is_range, latest)
    period = _counted(question, today) or _lately(question, today)
    return Asked(today.toordinal(), period, latest=latest) if period or latest else None


def _named(question: str) -> Time | None:
    """Return the time that is asked about out of those a question names: the last that a preposition governs."""

    def rank(time: Time) -> tuple[bool, bool, int]:
        return not _NAMING.search(question[: time.start]), time.is_governed, time.start

    return max(find_times(question), key=rank, default=None)


def _counted(question: str, today: date) -> Period | None:
    """Return a period counted from today: "yesterday", "last week", "two years ago", "on Monday"."""
    if match := _AGO.search(question):
        return _unit(match["unit"], _number(match), today)
    if match := _LASTING.search(question):
        first = today.toordinal() - _number(match) * _DAYS[match["unit"].lower()]
        return Period(max(first, date.min.toordinal()), today.toordinal())
    if match := _NAMED.search(question):
        return _unit(match["unit"], int(match["which"].lower() != "this"), today)
    if match := _DAY.search(question):
        return _unit("day", int(bool(match["past"])), today)
    if match := _WEEKDAY.search(question):
        return _unit("day", count_days_since(match["weekday"], today), today)
    return None


def _number(match: re.Match[str]) -> int:
    count = (match["count"] or "one").lower()
    return int(count) if count.isdigit() else _COUNTS[count]


def _unit(unit: str, back: int, today: date) -> Period | None:
    """Return the calendar's day, week, month, year, decade or century that lies so many of them before today's."""
    unit, days = unit.lower(), _DAYS[unit.lower()]
    if days < 31:
        first = today.toordinal() - days * back
        first -= 0 if unit == "day" else today.weekday()
        last = first + days - 1
        known = date.min.toordinal() <= first and last <= date.max.toordinal()
        return Period(first + 5 if unit == "weekend" else first, last) if known else None
    if unit == "month":
        year, month = divmod(today.year * 12 + today.month - 1 - back, 12)
        return Period.of_years(year, year, month + 1, month + 1) if year >= MINYEAR else None
    years = {"year": 1, "decade": 10, "century": 100}[unit]
    first = today.year - today.year % years - back * years
    return Period.of_years(first, first + years - 1) if first >= MINYEAR else None


def _lately(question: str, today: date) -> Period | None:
    """Return the last month or day that a question names without its year: "in May", "on 3 March"."""
    for year in (today.year, today.year - 1):
        told = find_times(question, year)
        if told and (told[0].period.start or 0) <= today.toordinal():
            return told[0].period
    return None
