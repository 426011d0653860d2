"""The cases of titles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.cite.casing import recase
from qa.cite.marked_text import FIELD, strip_marks

CASES = ("lowercase", "uppercase", "capitalize-first", "capitalize-all", "sentence", "title")


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("the price of bread", "The Price of Bread"),
        ("a story about reading", "A Story about Reading"),
        ("what it is for", "What It Is For"),
        ("bread: the price of it", "Bread: The Price of It"),
        ("state-of-the-art lamps", "State-of-the-Art Lamps"),
        ("anti-intellectual life", "Anti-intellectual Life"),
        ("my iPhone and NASA", "My iPhone and NASA"),
        ("“the lamp” of “a keeper”", "“The Lamp” of “a Keeper”"),
        ("why? a reason", "Why? A Reason"),
        ("the keeper's lamp", "The Keeper's Lamp"),
        ("émile in paris", "Émile in Paris"),
    ],
)
def test_headline_style(title, printed):
    assert recase(title, "title") == printed
    assert recase(f"{FIELD[0]}{title}{FIELD[1]}", "title") == f"{FIELD[0]}{printed}{FIELD[1]}"


def test_sentence_case_keeps_names():
    assert recase("the death of Donald in Paris", "sentence") == "The death of Donald in Paris"
    assert recase("WAR IN EUROPE", "sentence") == "War in europe"
    assert recase("NASA", "sentence") == "NASA"


@given(st.text(), st.sampled_from(CASES))
def test_a_case_changes_case_alone(text, case):
    assert strip_marks(recase(text, case)).upper().casefold() == strip_marks(text).upper().casefold()


def test_an_unknown_case_is_none():
    assert recase("as It is", "odd") == "as It is"
