"""Dates as people read them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.rendering.dates import format_date


@pytest.mark.parametrize(
    ("iso", "shown"),
    [
        ("2024-06-20", "20 Jun 2024"),
        ("2024-06-01", "1 Jun 2024"),
        ("2024-06", "Jun 2024"),
        ("2024", "2024"),
        ("2024-13-01", "2024-13-01"),
        ("last week", "last week"),
        ("", ""),
    ],
)
def test_a_date_as_precise_as_it_is_known(iso, shown):
    assert format_date(iso) == shown


@given(st.dates())
def test_any_date_keeps_its_year(day):
    for length in (4, 7, 10):
        assert format_date(str(day)[:length]).endswith(str(day)[:4])


@given(st.text())
def test_any_text(text):
    assert text == "" or format_date(text)
