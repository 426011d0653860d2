"""Mentions of dates in English text, each as precise as it is written."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from qa.english.calendar import WEEKDAY, count_days_since
from qa.english.partial_dates import PartialDate, read_date
from qa.english.periods import Period
from qa.english.time_patterns import TIME, VAGUE, search_before

_RELATIVE = re.compile(rf"\b(?:(?P<weekday>{WEEKDAY})|(?P<yesterday>[Yy]esterday)|[Tt]oday)\b")
# What has to stand before a year of three digits, and before a month alone: other words look like them.
_IN = re.compile(r"\bin $", re.IGNORECASE)
_IN_MONTH = re.compile(r"\b(?:in (?:(?:early|late|mid)[ -])?|last )$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date and where it stands in a text; it is vague where it is only a border or a guess: "before 1990"."""

    date: PartialDate
    start: int
    end: int
    is_vague: bool

    def may_equal(self, other: "DateMention") -> bool:
        """Say whether both can be one date."""
        return self.date.may_equal(other.date)


@lru_cache(maxsize=256)
def find_dates(text: str, published: str | None = None) -> tuple[DateMention, ...]:
    """Return the dates in `text`, in order.

    A weekday is the last one before the day of publication, an ISO 8601 date, unless the text names a day itself.
    """
    mentions = [
        _make_mention(written, text, match)
        for match in TIME.finditer(text)
        if (written := read_date(match)) and _is_surely_date(written, match, text)
    ]
    if not any(mention.date.day for mention in mentions):
        mentions += _find_relative(text, published)
    return tuple(sorted(mentions, key=lambda mention: mention.start))


def _make_mention(written: PartialDate, text: str, match: re.Match[str]) -> DateMention:
    end = match.start() + len(match[0].rstrip("."))  # the stop of "in May." ends the sentence
    return DateMention(written, match.start(), end, bool(search_before(VAGUE, text, match.start())))


def _is_surely_date(written: PartialDate, match: re.Match[str], text: str) -> bool:
    """Say whether a match can be nothing but a date: 300 may be a count, and "may" and "march" may be verbs."""
    if match["early_year"]:
        return bool(search_before(_IN, text, match.start())) or text.startswith((" AD", " CE"), match.end())
    if written.first_year is not None:
        return True
    name = match["month"] or match["month_after"]
    return name[0].isupper() and bool(written.day or search_before(_IN_MONTH, text, match.start()))


def _find_relative(text: str, published: str | None) -> list[DateMention]:
    """Return the days that are named by their weekday, or as seen from the day of publication."""
    published_in = Period.of_iso(published or "")
    if published_in is None or published_in.start is None or published_in.start != published_in.end:
        return []
    published_on = date.fromordinal(published_in.start)
    mentions = []
    for match in _RELATIVE.finditer(text):
        back = count_days_since(match["weekday"], published_on) if match["weekday"] else int(bool(match["yesterday"]))
        day = published_on - timedelta(days=back)
        written = PartialDate(day.year, day.year, day.month, day.month, day.day)
        mentions.append(_make_mention(written, text, match))
    return mentions
