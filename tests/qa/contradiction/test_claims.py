"""What a sentence says to a question of yes or no."""

import pytest

from qa.contradiction.claims import read_claim

QUESTION = "Did Parliament approve the harbour bill?"


@pytest.mark.parametrize(
    ("text", "yes", "told"),
    [
        ("Parliament approved the harbour bill.", True, None),
        ("Parliament rejected the harbour bill.", False, "rejected"),
        ("Parliament did not approve the harbour bill.", False, "not approve"),
        ("Parliament didn't approve the harbour bill.", False, "didn't approve"),
        ("Parliament refused to approve the harbour bill.", False, "refused to approve"),
        ("Parliament voted down the harbour bill.", False, "voted down"),
        ("Parliament did not reject the harbour bill.", True, "not reject"),
        ("Parliament approved the harbour bill, which does not cover ferries.", True, None),
    ],
)
def test_yes_or_no(text, yes, told):
    found = read_claim(QUESTION, text)
    assert found.is_yes is yes
    assert text[found.start : found.end] == (told or text)


@pytest.mark.parametrize(
    "text",
    [
        "Parliament may approve the harbour bill.",
        "Parliament has not yet approved the harbour bill.",
        "Critics say that Parliament approved the harbour bill.",
        "Parliament approved the harbour bill but rejected the budget.",
        "Parliament promised to approve the harbour bill.",
    ],
)
def test_what_is_left_open(text):
    assert read_claim(QUESTION, text) is None


def test_a_name_has_no_opposite():
    assert read_claim("Did Mr Close win?", "Mr Close won in the open.").is_yes
