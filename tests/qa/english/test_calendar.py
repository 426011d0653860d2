"""The calendar: every name in each of its forms, and nothing that is none."""

import calendar
import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.english.calendar import (
    ANY_MONTH,
    CENTURIES,
    MONTH,
    MONTHS,
    WEEKDAY,
    WEEKDAYS,
    abbreviate_month,
    count_days_since,
    is_calendar_word,
    read_month,
)


def test_months_and_weekdays_are_those_of_the_standard_library():
    assert list(MONTHS) == list(calendar.month_name)[1:]
    assert list(WEEKDAYS) == list(calendar.day_name)
    assert [abbreviate_month(number) for number in range(1, 13)] == list(calendar.month_abbr)[1:]


@pytest.mark.parametrize("number", range(1, 13))
def test_a_month_in_each_form(number):
    month = MONTHS[number - 1]
    for form in (month, month.upper(), month.lower(), month[:3], month[:3].lower(), f"{month[:3]}."):
        assert read_month(form) == number
        assert re.fullmatch(ANY_MONTH, form.rstrip("."))
    assert re.fullmatch(MONTH, month)


def test_september_has_two_short_forms():
    assert read_month("Sept") == read_month("Sept.") == read_month("Sep") == 9
    assert re.fullmatch(ANY_MONTH, "Sept")


@pytest.mark.parametrize("number", range(7))
def test_a_weekday(number):
    monday = date(2024, 6, 17)
    for name in (WEEKDAYS[number], WEEKDAYS[number].lower()):
        assert count_days_since(name, monday + timedelta(days=number)) == 0
        assert count_days_since(name, monday + timedelta(days=number + 6)) == 6
    assert re.fullmatch(WEEKDAY, WEEKDAYS[number])


@pytest.mark.parametrize("word", ["June", "sept", "Monday", "Spring", "fall"])
def test_a_word_of_the_calendar(word):
    assert is_calendar_word(word)


@pytest.mark.parametrize("word", ["", "Junes", "Mayor", "Marching", "Mon", "Ada", "week"])
def test_another_word(word):
    assert read_month(word) is None
    assert not is_calendar_word(word)
    assert not re.fullmatch(ANY_MONTH, word)


def test_a_century_is_the_one_its_place_says():
    assert (CENTURIES.index("nineteenth"), CENTURIES.index("twenty-first")) == (18, 20)


@given(st.text(max_size=12))
def test_any_word(word):
    assert (read_month(word) is not None) == bool(re.fullmatch(rf"(?:{ANY_MONTH})\.?", word, re.ASCII))
