"""Periods: what an ISO date covers, and how two periods lie to each other."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.english.periods import Period

DAYS = st.integers(date(1, 1, 1).toordinal(), date(9999, 12, 31).toordinal())
PERIODS = st.builds(lambda first, last: Period(min(first, last), max(first, last)), DAYS, DAYS)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-02-03", date(2024, 2, 3), date(2024, 2, 3)),
    ],
)
def test_an_iso_date_is_as_precise_as_it_is(written, first, last):
    assert Period.of_iso(written) == Period(first.toordinal(), last.toordinal())


@pytest.mark.parametrize("written", ["", "soon", "0000", "2024-13", "2024-02-30", "٢٠٢٤"])
def test_other_text_is_no_period(written):
    assert Period.of_iso(written) is None


@given(PERIODS, PERIODS)
def test_two_periods_overlap_or_one_precedes_the_other(first, second):
    assert first.count_days_to(second) == second.count_days_to(first) >= 0
    assert (first.count_days_to(second) > 0) == (first.precedes(second) or second.precedes(first))
    assert not (first.contains(second) and first.precedes(second))


@given(PERIODS)
def test_a_period_contains_what_is_in_it(period):
    assert period.contains(period)
    assert Period(None, None).contains(period)
    assert not period.contains(Period(period.start, None))
    assert Period(None, period.end).precedes(Period(period.end + 1, None))


def test_years_are_whole():
    first = date(2003, 7, 1)
    assert Period.of_years(2003, 2004, 7, 6) == Period(first.toordinal(), (first + timedelta(days=365)).toordinal())
