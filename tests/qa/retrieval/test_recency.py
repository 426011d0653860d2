"""How a day of publication fits."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.query.time_asked import NO_TIME, read_time_asked
from qa.retrieval.recency import score_recency

TODAY = date(2026, 11, 24)
LATEST = read_time_asked("What is the latest?", TODAY)


def test_newer_is_better_for_the_latest():
    fits = [
        score_recency(LATEST, day)
        for day in ("2026-11-24", "2026-11-23", "2026-11-01", "2026-06", "2024", "1990-01-01")
    ]
    assert fits == sorted(fits, reverse=True)
    assert fits[0] == 1
    assert fits[-1] == -1
    assert len(set(fits)) == len(fits)


def test_an_article_of_the_time_is_better_than_a_later_one_and_an_earlier_one_is_worst():
    last_week = read_time_asked("What did he say last week?", TODAY)
    assert score_recency(last_week, "2026-11-18") == score_recency(last_week, "2026-11") == 1
    assert 0.9 < score_recency(last_week, "2026-11-24") < 1
    assert score_recency(last_week, "2026-11-10") == -1
    in_2019 = read_time_asked("Who won in 2019?", TODAY)
    assert score_recency(in_2019, "2019") > score_recency(in_2019, "2020-03") > score_recency(in_2019, "2026") > 0


@pytest.mark.parametrize("question", ["How many so far this year?", "How many in 2026?", "How many since May 2026?"])
def test_of_a_time_that_lasts_the_newest_is_best_and_what_was_before_it_worst(question):
    asked = read_time_asked(question, TODAY)
    fits = [score_recency(asked, day) for day in ("2026-11-23", "2026-10", "2026-06-01", "2025-12-31")]
    assert fits == sorted(fits, reverse=True) and len(set(fits)) == 4
    assert fits[-1] == -1


@pytest.mark.parametrize("published", [None, "", "soon", "2024-13", "2024-02-30", "0000"])
def test_an_unknown_date_says_nothing(published):
    assert score_recency(LATEST, published) == 0


def test_what_is_dated_after_today_is_no_news_of_today():
    assert score_recency(LATEST, "2026-12-24") == score_recency(LATEST, "2027") == -1
    assert score_recency(LATEST, "2026-11-25") == 1  # where it is asked, the day is another
    assert score_recency(LATEST, "2026-11") > 0.9  # the month has begun
    assert score_recency(NO_TIME, "2026-12-24") == 1


@given(st.dates(), st.dates(), st.sampled_from(["the latest", "in 2019", "before 1990", "since 2003", "last week"]))
def test_any_day(day, today, question):
    found = read_time_asked(f"What was it {question}?", today)
    if found:
        for length in (4, 7, 10):
            assert -1 <= score_recency(found, str(day)[:length]) <= 1
