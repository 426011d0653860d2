"""Dates in prose, as precise as they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.english.moments import moments

# A Thursday.
PUBLISHED = "2024-06-20"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("19 June", "June 19, 2024"),
        ("Wednesday", "June 19, 2024"),
        ("2024-06-19", "19th of June 2024"),
        ("the 1930s", "1934"),
        ("the early 9th century", "in 812"),
        ("June 2024", "19 June 2024"),
        ("in May", "May 1919"),
    ],
)
def test_the_same_date(one, other):
    (first,), (second,) = moments(one, PUBLISHED), moments(other, PUBLISHED)
    assert first.meets(second)
    assert second.meets(first)


@pytest.mark.parametrize(
    ("one", "other"),
    [("19 June 2024", "21 June 2024"), ("Tuesday", "19 June 2024"), ("1871", "1874"), ("the 12th century", "1340")],
)
def test_another_date(one, other):
    (first,), (second,) = moments(one, PUBLISHED), moments(other, PUBLISHED)
    assert not first.meets(second)
    assert not second.meets(first)


def test_a_day_of_the_week_beside_its_date_is_no_other_date():
    assert len(moments("on Wednesday, 19 June 2024", PUBLISHED)) == 1


def test_a_day_of_the_week_needs_to_know_when_it_was_told():
    assert moments("on Wednesday", None) == moments("on Wednesday", "2024") == ()


@pytest.mark.parametrize("text", ["around 1790", "before 1790", "until 3 March 1790", "by May 1790"])
def test_a_border_is_vague(text):
    assert moments(text)[0].vague


@pytest.mark.parametrize("text", ["", "1,934 people", "$1934", "45 June", "may come", "19341", "1200 BC"])
def test_no_date(text):
    assert moments(text) == ()


@given(st.text(alphabet="0123456789, Junemaychtdsrof-", max_size=40), st.sampled_from([None, "2024", PUBLISHED, "x"]))
def test_dates_stand_in_the_text(text, published):
    for moment in moments(text, published):
        assert 0 <= moment.start < moment.end <= len(text)
        assert moment.meets(moment)
