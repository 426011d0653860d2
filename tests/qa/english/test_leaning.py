"""Leaning: a sentence that begins with a pronoun needs the one before it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.english.leaning import leans


@pytest.mark.parametrize(
    "sentence",
    ["He kept the lamp.", "“It went out.”", "('Their oil had run out.')", "This was in 1812.", "The latter burned on.",
     "Both were lit again.", "Such lamps are dear.", "That's how it went out."],
)  # fmt: skip
def test_what_leans(sentence):
    assert leans(sentence)


@pytest.mark.parametrize(
    "sentence",
    ["", "Ada Finch kept it.", "Item one is oil.", "Heather kept the lamp.", "Theirry came.", "The lamp was his.",
     "Thistles grew there.", "Thatcher resigned.", "In this year it went out.", "it went out"],
)  # fmt: skip
def test_what_stands_alone(sentence):
    assert not leans(sentence)


@given(st.text(max_size=20), st.sampled_from(["She left.", "“They left.”", "Ada left.", "Thesis done."]))
def test_a_sentence_inside_a_text_leans_as_it_does_alone(before, sentence):
    assert leans(before + sentence, len(before)) == leans(sentence)
