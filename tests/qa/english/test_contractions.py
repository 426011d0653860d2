"""Contractions: their apostrophes, where they were typed without."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.english.contractions import find_contracted, restore_apostrophes


@pytest.mark.parametrize(
    ("typed", "restored"),
    [
        ("whats it called", "what's it called"),
        ("Whos the keeper", "Who's the keeper"),
        ("who wouldnt let her", "who wouldn't let her"),
        ("is it true theyre closed and cant open", "is it true they're closed and can't open"),
        ("dont im youve", "don't i'm you've"),
    ],
)
def test_a_contraction_gets_its_apostrophe(typed, restored):
    assert restore_apostrophes(typed) == restored


@pytest.mark.parametrize(
    "text",
    [
        "what's its name, and were they well",
        "Who is Im Yoon?",
        "Who wrote Ive Gone?",
        'who said "dont look up"',
        "who said “whats up”",
        "WHATS ON",
        "whats.example",
        "@whats",
        "ill met by moonlight",
    ],
)
def test_what_is_another_word_stays(text):
    assert restore_apostrophes(text) == text


@given(st.text())
def test_nothing_else_changes(text):
    restored = restore_apostrophes(text)
    assert restored.replace("'", "").lower() == text.replace("'", "").lower()
    assert restore_apostrophes(restored) == restored


@pytest.mark.parametrize(("word", "before"), [("they're", "they"), ("What’s", "what"), ("Ada's", ""), ("lamp", "")])
def test_the_word_before_an_ending(word, before):
    assert find_contracted(word) == before
