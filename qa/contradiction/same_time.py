"""Whether two statements are of the same time, by what they tell and by when they were published."""

import re
from collections.abc import Sequence

from index.words import words
from qa.contradiction.coverage import asked_words
from qa.contradiction.statement import Statement
from qa.english.calendar import WEEKDAY
from qa.english.date_mentions import DateMention, find_dates
from qa.english.periods import Period
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
    times = [find_dates(_TOLD.sub("", text), it.published) for it, text in zip(pair, bare, strict=True)]
    if all(times):
        return any(one.may_equal(other) for one in times[0] for other in times[1]) and _years_agree(*times)
    lasting = any(alike(stem, _LASTING) for stem in asked_words(question)[1])
    years = {
        mention.date.first_year
        for mention in (*times[0], *times[1])
        if mention.date.first_year and not mention.date.day
    }
    for it, dated in zip(pair, times, strict=True):
        timeless = dated or lasting or "never" in it.text
        if not timeless and any(abs(year - _year(it.published, year)) > 1 for year in years):
            return False
    near = _NEAR_STATE if _STATE.match(question) else _NEAR
    return lasting or days_apart(*pair) <= near[kind]


def days_apart(one: Statement, other: Statement) -> int:
    """Return how many days at least lie between two publications; none if a date is missing."""
    first, second = (Period.of_iso(statement.published or "") for statement in (one, other))
    return first.count_days_to(second) if first and second else 0


def _years_agree(ones: Sequence[DateMention], others: Sequence[DateMention]) -> bool:
    mine, theirs = (
        {mention.date.first_year for mention in times if mention.date.first_year} for times in (ones, others)
    )
    return (
        not mine
        or not theirs
        or bool(mine & theirs)
        or not all(it.date.first_year is None or it.date.is_one_year for it in (*ones, *others))
    )


def _year(published: str | None, otherwise: int) -> int:
    return int(published[:4]) if published and published[:4].isdigit() else otherwise
