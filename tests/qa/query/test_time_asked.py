"""The time a question asks about."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.query.time_asked import read_time_asked

TODAY = date(2026, 11, 24)  # a Tuesday


def period(question):
    found = read_time_asked(question, TODAY)
    return (
        found
        and found.period
        and tuple(day and str(date.fromordinal(day)) for day in (found.period.start, found.period.end))
    )


@pytest.mark.parametrize(
    ("question", "start", "end"),
    [
        ("Who was mayor in 2019?", "2019-01-01", "2019-12-31"),
        ("Who led it between May 1999 and June 2001?", "1999-05-01", "2001-06-30"),
        ("What did he do before 1990?", None, "1989-12-31"),
        ("What has he done since 2005?", "2005-01-01", None),
        ("What happened yesterday?", "2026-11-23", "2026-11-23"),
        ("What happened last night?", "2026-11-23", "2026-11-23"),
        ("What did Peskov say on Friday?", "2026-11-20", "2026-11-20"),
        ("What did Peskov say last week?", "2026-11-16", "2026-11-22"),
        ("What happened last weekend?", "2026-11-21", "2026-11-22"),
        ("What happened three weeks ago?", "2026-11-02", "2026-11-08"),
        ("Who has visited this month?", "2026-11-01", "2026-11-30"),
        ("What rose in the past two weeks?", "2026-11-10", "2026-11-24"),
        ("Who won this year?", "2026-01-01", "2026-12-31"),
        ("Who won two years ago?", "2024-01-01", "2024-12-31"),
        ("Who won 11 months ago?", "2025-12-01", "2025-12-31"),
        ("Who won twelve years ago?", "2014-01-01", "2014-12-31"),
        ("Who won twenty-five years ago?", "2001-01-01", "2001-12-31"),
        ("Who won a dozen years ago?", "2014-01-01", "2014-12-31"),
        ("Who won a hundred years ago?", "1926-01-01", "1926-12-31"),
        ("Who won a couple of years ago?", "2024-01-01", "2024-12-31"),
        ("Who won a few years ago?", "2023-01-01", "2023-12-31"),
        ("What was built two centuries ago?", "1800-01-01", "1899-12-31"),
        ("What was built last century?", "1900-01-01", "1999-12-31"),
        ("What was signed in May?", "2026-05-01", "2026-05-31"),
        ("What was signed in December?", "2025-12-01", "2025-12-31"),
        ("What was signed on 30 November?", "2025-11-30", "2025-11-30"),
    ],
)
def test_a_period(question, start, end):
    assert period(question) == (start, end)


@pytest.mark.parametrize(
    ("question", "start"),
    [
        ("A school, established in 1960, was in which county from 2008 to 2009?", "2008-01-01"),
        ("From 1932 to 1950, what was the name of the school, chartered in 1894?", "1932-01-01"),
        ("Who lived in the tower that was built between 1772 and 1774 from 1774 to 1783?", "1774-01-01"),
        ("Helen Clark, prime minister from 1999 to 2008, received which award in 2005?", "2005-01-01"),
        ("Who was born in 1950?", "1950-01-01"),
    ],
)
def test_a_time_that_only_says_who_is_meant(question, start):
    assert period(question)[0] == start


@pytest.mark.parametrize(
    "question",
    ["Who is currently the mayor?", "What is her latest book?", "Who is the current chair?", "What is it called now?"],
)
def test_the_latest(question):
    assert read_time_asked(question, TODAY).latest
    assert read_time_asked(question, TODAY).period is None


@pytest.mark.parametrize(
    "question",
    [
        "When did he die?",
        "What happened in the last week of the war?",
        "What came before the election?",
        "Where do sea currents flow?",
        "What is electric current?",
        "How long did the November Uprising last?",
        "",
    ],
)
def test_no_time(question):
    assert not read_time_asked(question, TODAY).asks


def test_only_a_range_was_so_from_one_end_to_the_other():
    assert read_time_asked("Who led it from 1998 to 2003?", TODAY).is_range
    assert not read_time_asked("Who led it in the 1980s?", TODAY).is_range


@pytest.mark.parametrize("day", [date.min, date.max, date(2024, 2, 29)])
def test_the_ends_of_the_calendar(day):
    for unit in ("day", "week", "weekend", "month", "year", "decade", "centurie"):
        for question in (
            f"What happened last {unit.replace('ie', 'y')}?",
            f"99 {unit}s ago?",
            f"two trillion {unit}s ago?",
            f"in the past 99 {unit}s",
            f"in the past {'trillion ' * 40}{unit}s",
            "in May",
            "on Monday",
        ):
            read_time_asked(question, day)


@given(st.text(), st.dates())
def test_any_text(text, day):
    read_time_asked(text, day)


@pytest.mark.parametrize(
    ("question", "is_past"),
    [
        ("How many last year?", True),
        ("How many in 2019?", True),
        ("How many before 1990?", True),
        ("How many this year?", False),
        ("How many since 2019?", False),
        ("How many today?", False),
        ("How many?", False),
    ],
)
def test_a_time_that_is_over(question, is_past):
    assert read_time_asked(question, TODAY).is_past is is_past
