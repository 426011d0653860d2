"""Whether two statements are of the same time, by the dates in them and by when they were published."""

import re
from collections.abc import Sequence

from index.words import stem_words
from qa.contradiction.coverage import split_question
from qa.contradiction.statement import Pair, Statement
from qa.english.calendar import WEEKDAY
from qa.english.date_mentions import DateMention, find_dates
from qa.english.periods import Period
from qa.english.relations import LASTING
from qa.english.saying_verbs import SAYING
from qa.english.senses import means_same
from qa.english.word_lists import match_any

# The day on which something was said is not the day on which it happened.
_REPORTING = re.compile(
    rf"\b(?:{match_any(SAYING | {'showed'})})(?: \w+)??(?: (?:on|late on|early on))? "
    rf"(?:{WEEKDAY})"
)
_LASTING = stem_words(" ".join(LASTING))
_STATE = re.compile(r"(?:(?:who|what|which \w+|how \w+(?: \w+)?) )?(?:is|are|does|do|has|have|live)\b", re.IGNORECASE)
# How many days apart two reports may be that are of one time: of what may change or come again, and of a state.
_NEAR = {"number": 366, "name": 60, "yes or no": 31}
_NEAR_STATE = {"number": 366, "name": 31, "yes or no": 14}


def are_of_same_time(question: str, kind: str, pair: Pair, bare: list[str]) -> bool:
    """Say whether two statements, `bare` of their values, are of one time, as far as can be told."""
    dates = [find_dates(_REPORTING.sub("", text), each.published) for each, text in zip(pair, bare, strict=True)]
    if all(dates):
        return any(first.may_equal(second) for first in dates[0] for second in dates[1]) and _agree_in_years(dates)
    is_lasting = any(means_same(stem, _LASTING) for stem in split_question(question)[1])
    years = _find_years([mention for mention in (*dates[0], *dates[1]) if not mention.date.day])
    for statement, dated in zip(pair, dates, strict=True):
        is_timeless = dated or is_lasting or "never" in statement.text
        if not is_timeless and any(abs(year - _get_year(statement, year)) > 1 for year in years):
            return False
    near = _NEAR_STATE if _STATE.match(question) else _NEAR
    return is_lasting or count_days_apart(*pair) <= near[kind]


def count_days_apart(first: Statement, second: Statement) -> int:
    """Return how many days at least lie between two publications; 0 if a date is missing."""
    periods = [Period.of_iso(statement.published or "") for statement in (first, second)]
    return periods[0].count_days_to(periods[1]) if periods[0] and periods[1] else 0


def _agree_in_years(dates: Sequence[Sequence[DateMention]]) -> bool:
    first, second = map(_find_years, dates)
    years = [mention.date for mention in (*dates[0], *dates[1]) if mention.date.first_year]
    return not first or not second or bool(first & second) or not all(date.is_one_year for date in years)


def _find_years(mentions: Sequence[DateMention]) -> set[int]:
    return {mention.date.first_year for mention in mentions if mention.date.first_year}


def _get_year(statement: Statement, otherwise: int) -> int:
    """Return the year of publication, another one if it is not known."""
    published = statement.published
    return int(published[:4]) if published and published[:4].isdigit() else otherwise
