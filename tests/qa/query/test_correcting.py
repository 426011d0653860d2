"""Slips in a question are read as what was meant; what an article holds is never changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.query.correcting import correct_spelling

TEXT = "The keeper of the lamp at Northport was Ada Finch. She burned whale oil for eleven years."


@pytest.fixture(scope="module")
def filled(open_library, embedder, make_article):
    library = open_library(embedder)
    list(library.add([make_article(TEXT), make_article("Finches eat seeds.", "bird", "Birds")]))
    return library


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ("Who was the keper of the lamp?", "Who was the keeper of the lamp?"),
        ("who kept the lamp at northprot", "who kept the lamp at Northport"),
        ("Wehn did she burn whale oil?", "when did she burn whale oil?"),
        ("Who is Ada Finch?", "Who is Ada Finch?"),
        ("Who eats seeds?", "Who eats seeds?"),
        ("Where is Montevideo?", "Where is Montevideo?"),
        ("How many lamps cost a lump?", "How many lamps cost a lump?"),
        ("In 1813?", "In 1813?"),
        ("Who wouldn't burn whale oil?", "Who wouldn't burn whale oil?"),
    ],
)
def test_what_is_read(filled, question, read):
    assert correct_spelling(filled, question, filled.search(question)) == read


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ("When did Ida Finch burn whale oil?", "When did Ada Finch burn whale oil?"),
        ("Where did Ada Finsh burn oil?", "Where did Ada Finch burn oil?"),
        ("when did ida finch burn whale oil", "when did Ada Finch burn whale oil"),
        ("where did she finch oil", "where did she finch oil"),
        ("When did Ada Birch burn whale oil?", "When did Ada Birch burn whale oil?"),
        ("When did Eva Finch burn whale oil?", "When did Eva Finch burn whale oil?"),
        ("When did Ida burn whale oil?", "When did Ida burn whale oil?"),
    ],
)
def test_a_name_is_that_of_the_passages_if_one_letter_of_one_word_differs(filled, question, read):
    assert correct_spelling(filled, question, filled.search(question)) == read


def test_a_name_that_two_persons_are_near_is_left_alone(open_library, embedder, make_article):
    library = open_library(embedder)
    list(library.add([make_article("Jon Berg rowed in June. Jen Berg rowed in July."), make_article("Ian.", "x", "X")]))
    question = "When did Jan Berg row?"
    assert correct_spelling(library, question, library.search(question)) == question


def test_a_headline_is_no_name_that_a_verb_slips_from(open_library, embedder, make_article):
    library = open_library(embedder)
    text = "Ada Finch Announces She Will Row. Finch announced it in June."
    list(library.add([make_article(text), make_article("Ian.", "x", "X")]))
    question = "when did finch announce it"
    assert correct_spelling(library, question, library.search(question)) == question


def test_an_article_is_no_part_of_a_name(open_library, embedder, make_article):
    library = open_library(embedder)
    list(library.add([make_article("The Panama Canal opened in 1914."), make_article("Ian.", "x", "X")]))
    question = "When did the Panma Canal open?"
    assert correct_spelling(library, question, library.search(question)) == "When did the Panama Canal open?"


def test_another_ending_is_no_slip_in_another_language(open_library, embedder, make_article):
    library = open_library(embedder)
    list(library.add([make_article("Το φράγμα του Πηνειού χτίστηκε το 1931 από τον μηχανικό Ρήγα.")]))
    for question in ("Ποιος έχτισε το φράγματος;", "Πότε χτίστηκε το φράγμαα;"):
        hits = library.search(question)
        assert correct_spelling(library, question, hits, is_english=False) == question
    question = "Πότε χτίσηκε το φράγμα;"
    assert "χτίστηκε" in correct_spelling(library, question, library.search(question), is_english=False)


@given(st.text())
def test_any_question(filled, question):
    hits = filled.search("lamp")
    once = correct_spelling(filled, question, hits)
    assert correct_spelling(filled, once, hits) == once


def test_what_was_searched_is_told(make_assistant, make_article, embedder):
    answer = make_assistant(make_article(TEXT), embedder=embedder).ask("Who was the keper?")
    assert answer.question == "Who was the keper?"
    assert answer.searched == "Who was the keeper?"
