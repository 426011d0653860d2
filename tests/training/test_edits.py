"""Changed questions: a near miss differs from the question, and what is typed in a hurry keeps its words."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.edits import Names, hurried, near_miss

PASSAGE = "In 1812 Ada Finch kept the lamp in Northport. Her brother Tom Reed won the largest prize in 1815."
NAMES = Names([("Who kept the lamp?", "Ada Finch"), ("Who won the prize?", "Tom Reed"), ("Where was it?", "Northport")])


@pytest.mark.parametrize(
    "question",
    ["When did Ada Finch keep the lamp?", "Who won the largest prize?", "What happened in 1812?", "Who kept the lamp?"],
)
def test_a_near_miss_differs(question):
    for seed in range(50):
        changed = near_miss(question, "1815", PASSAGE, PASSAGE, NAMES, random.Random(seed))
        assert changed is None or changed.lower() != question.lower()


def test_a_name_is_exchanged_for_one_of_its_kind():
    changed = {
        near_miss("When did Ada Finch rest?", "1812", PASSAGE, PASSAGE, NAMES, random.Random(n)) for n in range(99)
    }
    assert "When did Tom Reed rest?" in changed
    assert "When did Northport rest?" not in changed


@given(st.text(min_size=1), st.integers())
def test_any_text_can_be_changed(text, seed):
    rng = random.Random(seed)
    near_miss(text, "", text, text, NAMES, rng)


@given(st.lists(st.from_regex("[a-z]{4,9}", fullmatch=True), min_size=2, max_size=9), st.integers())
def test_slips_keep_the_number_of_words_or_drop_stop_words(words, seed):
    typed = hurried(" ".join(words) + "?", random.Random(seed)).split()
    assert 1 <= len(typed) <= len(words)
