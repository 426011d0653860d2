"""Numbers in words."""

import re

import pytest

from qa.english.number_words import SPELLED_NUMBER, read_number


@pytest.mark.parametrize(
    ("spelled", "worth", "place"),
    [
        ("seven", 7, 1),
        ("twenty-five", 25, 1),
        ("a dozen", 12, 1),
        ("two dozen", 24, 1),
        ("two hundred and four", 204, 1),
        ("a hundred", 100, 100),
        ("three thousand two hundred", 3200, 100),
        ("half a million", 500_000, 100_000),
        ("three and a half million", 3_500_000, 100_000),
        ("TWO BILLION", 2 * 10**9, 10**9),
    ],
)
def test_a_number_in_words(spelled, worth, place):
    assert re.fullmatch(SPELLED_NUMBER, spelled, re.IGNORECASE)
    assert read_number(spelled) == (worth, place)


@pytest.mark.parametrize("text", ["", "k", "someone", "tenth", "half", "a"])
def test_no_number(text):
    assert not re.fullmatch(SPELLED_NUMBER, text, re.IGNORECASE)
