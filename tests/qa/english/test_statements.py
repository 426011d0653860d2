"""Statements: a finite verb of the line's own, whose subject is not its reader."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.english.statements import states

STATING = """
Photo ID is needed to vote.
Sign up today has closed, the school said.
Listen now pays well, they found.
Learn more words and the brain ages more slowly, she found.
Translated by Cora Lind, the poem won a prize.
Sources: two keepers, who asked for the oil, said it was gone.
Subscribe rates fell in March.
Credit: none of the banks gave it.
The lamp wasn't lit.
"""
NAMING = """
Photo by Ada Finch
Sign up for the Gazette's newsletter
Get the news you will need in your inbox.
Sign up to have the briefing by noon.
Click here if the form was lost.
Read more about the keeper who left
Get the best of our trusted, curated stories
Recommended for you
All rights reserved.
Must read
"""


@pytest.mark.parametrize("line", STATING.strip().splitlines())
def test_what_says_something(line):
    assert states(line)


@pytest.mark.parametrize("line", NAMING.strip().splitlines())
def test_what_names_or_bids(line):
    assert not states(line)


@given(st.text(max_size=80))
def test_a_clause_that_another_word_subordinates_changes_nothing(text):
    assert states(f"Read more about what {text}") in (True, False)
    assert not states("Read more about what was lost when they left")
