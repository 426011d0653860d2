"""Whether two statements are of the same time, by what they tell and by when they were published."""

import re
from collections.abc import Sequence
from datetime import date

from index.words import words
from qa.contradiction.coverage import asked_words
from qa.contradiction.statement import Statement
from qa.english.calendar import WEEKDAY
from qa.english.moments import Moment, moments
from qa.english.senses import alike

# Telling is not happening: the day on which something was said is not the day of what was said.
_TOLD = re.compile(
    r"\b(?:said|says|reported|announced|told \w+|confirmed|showed|wrote)(?: (?:on|late on|early on))? "
    rf"(?:{WEEKDAY})"
)
# What happens to a thing once only, and what does not change: no matter when it is told.
_LASTING = words(
    "born die found establish build invent discover write compose direct design paint sink high long deep wide marry "
    "kill crown erupt collapse publish complete crash"
)
_STATE = re.compile(r"(?:(?:who|what|which \w+|how \w+(?: \w+)?) )?(?:is|are|does|do|has|have|live)\b", re.IGNORECASE)
# Days between two reports of what may change or come again, and of a state.
_NEAR = {"number": 366, "name": 60, "yes or no": 31}
_NEAR_STATE = {"number": 366, "name": 31, "yes or no": 14}


def same_time(question: str, kind: str, pair: tuple[Statement, Statement], bare: list[str]) -> bool:
    """Say whether two statements, `bare` of their values, are of one time, as far as they and their dates tell."""
    times = [moments(_TOLD.sub("", text), it.published) for it, text in zip(pair, bare, strict=True)]
    if all(times):
        return any(one.meets(other) for one in times[0] for other in times[1]) and _years_agree(*times)
    lasting = any(alike(stem, _LASTING) for stem in asked_words(question)[1])
    years = {moment.first for moment in (*times[0], *times[1]) if moment.first and not moment.day}
    for it, dated in zip(pair, times, strict=True):
        timeless = dated or lasting or "never" in it.text
        if not timeless and any(abs(year - _year(it.published, year)) > 1 for year in years):
            return False
    near = _NEAR_STATE if _STATE.match(question) else _NEAR
    return lasting or days_apart(*pair) <= near[kind]


def days_apart(one: Statement, other: Statement) -> int:
    """Return how many days at least lie between two publications; none if a date is missing."""
    first, second = (_days(it.published) for it in (one, other))
    if not first or not second:
        return 0
    return max(0, (first[0] - second[1]).days, (second[0] - first[1]).days)


def _years_agree(ones: Sequence[Moment], others: Sequence[Moment]) -> bool:
    mine, theirs = ({moment.first for moment in times if moment.first} for times in (ones, others))
    return not mine or not theirs or bool(mine & theirs) or any(it.first != it.last for it in (*ones, *others))


def _year(published: str | None, otherwise: int) -> int:
    return int(published[:4]) if published and published[:4].isdigit() else otherwise


def _days(published: str | None) -> tuple[date, date] | None:
    """Return the first and about the last day that an ISO date, as precise as it is, may mean."""
    for first, last in (("", ""), ("-01", "-28"), ("-01-01", "-12-31")):
        try:
            return date.fromisoformat(f"{published}{first}"), date.fromisoformat(f"{published}{last}")
        except ValueError:
            continue
    return None
