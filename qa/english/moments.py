"""Dates as prose writes them, as precise as they are."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from qa.contradiction.statement import CACHED
from qa.english.calendar import ANY_MONTH, WEEKDAY, WEEKDAYS, read_month

_MONTH = rf"(?P<month>(?=[A-Z][a-z])(?:{ANY_MONTH}))\.?(?!\w)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?!\d)"
_YEAR = r"(?P<year>1\d{3}|20\d{2})(?![\d%]|[.,]\d| BC)"
_FORMS = [
    re.compile(rf"(?<![\w.,$€£]){form}")
    for form in (
        r"(?P<year>\d{4})-(?P<number>\d{2})-(?P<day>\d{2})(?!\d)",
        rf"{_DAY}(?: of)? {_MONTH}(?:,? {_YEAR})?",
        rf"{_MONTH} {_DAY}(?:,? {_YEAR})?",
        rf"{_MONTH},?(?: of)? {_YEAR}",
        r"(?P<century>\d{1,2})(?:st|nd|rd|th)[ -]century(?! BC)",
        r"(?P<decade>1\d{2}0|20\d0)s\b",
        rf"{_YEAR}",
        r"(?<=\b[Ii]n )(?P<year>[1-9]\d{2})(?=[.;,)]|$| AD\b)",
        rf"(?<=\b[Ii]n )(?:(?:early|late|mid)[ -])?{_MONTH}",
        rf"(?<=[Ll]ast ){_MONTH}",
    )
]
_RELATIVE = re.compile(rf"\b(?:({WEEKDAY})|([Yy]esterday)|([Tt]oday))\b")
# What makes a date a border or a guess instead of a day.
_VAGUE = re.compile(r"\b(?:around|about|circa|c\.|before|after|by|since|until|till|from|between|or)\s*(?:the )?$", re.I)


@dataclass(frozen=True, slots=True)
class Moment:
    """A date: years from `first` to `last`, a month and a day of it, as far as they are known."""

    first: int | None
    last: int | None
    month: int | None
    day: int | None
    start: int
    end: int
    vague: bool = False

    def meets(self, other: "Moment") -> bool:
        """Say whether both can be one date."""
        # A year that is not told may be any.
        if (self.first or 0) > (other.last or 9999) or (other.first or 0) > (self.last or 9999):
            return False
        if None in (self.month, other.month):
            return True
        return self.month == other.month and (None in (self.day, other.day) or self.day == other.day)


@lru_cache(CACHED)
def moments(text: str, published: str | None = None) -> tuple[Moment, ...]:
    """Return the dates in `text` in order; a weekday is the last one before `published`, unless a date stands by."""
    found: list[Moment] = []
    for form in _FORMS:
        for match in form.finditer(text):
            if all(match.end() <= other.start or other.end <= match.start() for other in found):
                moment = _moment(match, text)
                found += [moment] if moment else []
    if not any(moment.day for moment in found):
        found += _relative(text, published)
    return tuple(sorted(found, key=lambda moment: moment.start))


def _moment(match: re.Match[str], text: str) -> Moment | None:
    part = dict.fromkeys(("year", "month", "day", "number", "century", "decade")) | match.groupdict()
    day, year = (int(part[name] or 0) or None for name in ("day", "year"))
    month = read_month(part["month"]) if part["month"] else int(part["number"] or 0) or None
    if (day is not None and not 1 <= day <= 31) or (month is not None and month > 12):
        return None
    first = last = year
    if part["century"]:
        first, last = 100 * (int(part["century"]) - 1), 100 * int(part["century"])
    elif part["decade"]:
        first, last = int(part["decade"]), int(part["decade"]) + 9
    vague = bool(_VAGUE.search(text[: match.start()]))
    return Moment(first, last, month, day, match.start(), match.end(), vague)


def _relative(text: str, published: str | None) -> list[Moment]:
    """Return the days named by the day of the week or as seen from the day of publication."""
    told = _date(published)
    if told is None:
        return []
    found = []
    for match in _RELATIVE.finditer(text):
        back = (told.weekday() - WEEKDAYS.index(match[1])) % 7 if match[1] else int(bool(match[2]))
        day = told - timedelta(days=back)
        vague = bool(_VAGUE.search(text[: match.start()]))
        found.append(Moment(day.year, day.year, day.month, day.day, match.start(), match.end(), vague))
    return found


def _date(iso: str | None) -> date | None:
    try:
        return date.fromisoformat(iso or "")
    except ValueError:
        return None
