"""Searching passages: by words and by meaning, with the words marked."""

import pytest

from index import Filters
from qa.errors import QuestionError
from qa.retrieval.passage_search import search_passages


@pytest.fixture
def shore(library, make_article):
    """A library of two articles."""
    quay = make_article("The quay burned in the night. Nobody was hurt.", "quay", "The quay", publisher="The Moth")
    bread = make_article("Bread rises in an hour.", "bread", "Bread", pages=(0,))
    list(library.add([quay, bread]))
    return library


def test_the_words_are_marked_where_they_stand(shore):
    best = search_passages(shore, "burning quays", 1, Filters())[0]
    assert [best.article.text[slice(*mark)] for mark in best.marks] == ["quay", "burned"]
    assert best.text == best.article.text and best.page is None


def test_what_is_quoted_must_stand_in_the_article(shore):
    assert [found.article.id for found in search_passages(shore, 'bread "in the night"', 9, Filters())] == ["quay"]
    assert search_passages(shore, '"in the morning"', 9, Filters()) == []


def test_filters_hold(shore):
    found = search_passages(shore, "bread", 9, Filters(publishers=("The Moth",)))
    assert [(each.article.id, each.marks) for each in found] == [("quay", ())]


@pytest.mark.parametrize("words", ["", " \n", "x" * 20_000])
def test_words_that_are_no_search(shore, words):
    with pytest.raises(QuestionError, match="look for"):
        search_passages(shore, words, 9, Filters())
