"""Answers and lists as a person reads them in a terminal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa import Citation, Quote
from qa.cli.terminal import readable_date, reference


@pytest.mark.parametrize(
    ("iso", "expected"),
    [
        ("2024-06-19", "19 June 2024"),
        ("2024-06-01", "1 June 2024"),
        ("2024-06", "June 2024"),
        ("2024", "2024"),
        (None, ""),
        ("", ""),
    ],
)
def test_a_date_as_precise_as_it_is_known(iso, expected):
    assert readable_date(iso) == expected


@given(st.dates())
def test_any_date(day):
    for length in (4, 7, 10):
        assert readable_date(str(day)[:length]).endswith(str(day)[:4].lstrip("0") or "0") or day.year < 1000


def test_a_reference_leaves_out_what_is_not_known(make_article):
    text = "one two three"
    whole = make_article(
        text, title="Lamp", pages=(0, 4), publisher="The Moth", published="2024-06", url="https://a.example/"
    )
    quote = Quote("lamp", 4, 7, 1.0)
    assert reference(Citation(1, quote, whole)) == "The Moth, “Lamp”, June 2024, p. 2, https://a.example/"
    assert reference(Citation(1, quote, make_article(text, title="Lamp"))) == "“Lamp”"
