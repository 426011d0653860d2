"""Slips: the word that was meant, if one slip leads to it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.spelling import correct_word

KINDS = ("folder", "postgresql")

KNOWN = {"lamp": 9, "lantern": 2, "lamps": 1, "lighthous": 3, "late": 5, "lake": 7}


@pytest.mark.parametrize(
    ("word", "meaning"),
    [
        ("lampp", "lamp"),
        ("lanter", "lantern"),
        ("latnern", "lantern"),
        ("ligthouse", "lighthous"),
        ("lkae", "lake"),
        ("lame", "lamp"),
        ("lmp", None),
        ("1969", None),
        ("zzzzzzz", None),
    ],
)
def test_what_was_meant(word, meaning):
    assert correct_word(word, KNOWN) == meaning


@given(st.text(), st.dictionaries(st.text(min_size=1), st.integers(1, 9)))
def test_only_known_words(word, known):
    assert correct_word(word, known) in {None, *known}


def test_a_misspelt_question_finds_its_passage(library, make_article):
    texts = ["The lantern burned whale oil.", "The harbour was small.", "The larder was full."]
    list(library.add([make_article(text, f"a{n}", "Untitled") for n, text in enumerate(texts)]))
    _, bm25 = library.rank_passages("Which lanterm?")
    [passage] = library.passages(bm25).values()
    assert passage.article_id == "a0"
