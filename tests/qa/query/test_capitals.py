"""Capitals: names that were typed small are written as the answers write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.query.capitals import learn_spellings

SAID = (
    "Senator Ada Finch spoke in West Marl for six hours. Marl's mayor said the White House knew. Then Finch met Pope "
    "Urbanus. Free lamps were lit, and the lamps of Quorn were not free."
)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("tell me about ada finchs speech", "tell me about Ada Finch's speech"),
        ("tell me about finch's speech", "tell me about Finch's speech"),
        ("What did the white house say", "What did the White House say"),
        ("who is pope urbanus", "who is Pope Urbanus"),
        ("what did the senator say to the pope in the house", "what did the senator say to the pope in the house"),
        ("what is free in quorn", "what is free in Quorn"),
        ("did Ada meet finch", "did Ada meet finch"),
    ],
)
def test_a_name_gets_its_capital(typed, written):
    assert learn_spellings([SAID]).restore(typed) == written


@given(st.lists(st.text()), st.text())
def test_only_capitals_and_apostrophes_are_new(said, text):
    restored = learn_spellings(said).restore(text)
    assert restored.replace("'", "").casefold() == text.replace("'", "").casefold()
