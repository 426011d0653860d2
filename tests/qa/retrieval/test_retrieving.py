"""Retrieving: a question without a time or a phrase is only searched for; the others are steered."""

from datetime import date

import pytest

from index import Filters
from qa.query.conversation import Turn
from qa.query.time_asked import NO_TIME, read_time_asked
from qa.retrieval.retrieving import find_article_spoken_of, retrieve

TODAY = date(2026, 11, 24)
TERMS = [
    f"Ada Finch was mayor of Northport from {year} to {year + 4}. The town was quiet. " + "Ships came by. " * 40
    for year in range(1900, 2000, 5)
]


@pytest.fixture
def filled(library, make_article):
    articles = [
        make_article(text, f"a{n}", f"Northport {n}", published=f"20{n:02}-01-01") for n, text in enumerate(TERMS)
    ]
    list(library.add(articles))
    return library


def test_without_times_it_is_the_search(library, make_article):
    question = "Who was mayor of Northport?"
    list(library.add([make_article(text, f"a{n}", f"Northport {n}", published=None) for n, text in enumerate(TERMS)]))
    assert retrieve(library, question, NO_TIME, 10, Filters()) == library.search(question, 10)


def test_newer_articles_come_before_others_that_are_as_near(filled):
    question = "Were there ships at Northport?"
    hits = retrieve(filled, question, read_time_asked(question, TODAY), 20, Filters())
    days = [filled.article(hit.passage.article_id).source.published for hit in hits]
    assert sum(day > "2009" for day in days[:10]) > 5


def test_passages_of_the_time_come_first(filled):
    question = "Who was mayor of Northport from 1960 to 1964?"
    best = retrieve(filled, question, read_time_asked(question, TODAY), 3, Filters())[0]
    assert "from 1960 to 1964" in best.passage.text_in(filled.article(best.passage.article_id))


def test_of_like_passages_the_latest_come_first(filled):
    question = "What is the latest on the ships of Northport?"
    hits = retrieve(filled, question, read_time_asked(question, TODAY), 20, Filters())
    newest = [filled.article(hit.passage.article_id).source.published for hit in hits[:5]]
    assert min(newest) > "2009"


def test_filters_hold(filled):
    question = 'Was the "town was quiet" in 1960?'
    hits = retrieve(filled, question, read_time_asked(question, TODAY), 10, Filters(published_to="2003"))
    assert hits
    assert all(filled.article(hit.passage.article_id).source.published < "2004" for hit in hits)


def test_the_article_that_was_spoken_of_comes_first(filled):
    """Twenty articles are as near to the question; the answer before it stands in one of them."""
    question, history = "Who was mayor of Northport?", [Turn("user", "And then?"), Turn("assistant", TERMS[12])]
    article_id = find_article_spoken_of(filled, history, Filters())
    alone, spoken = (retrieve(filled, question, NO_TIME, 10, Filters(), id_)[0] for id_ in (None, article_id))
    assert "1960" in spoken.passage.text_in(filled.article(spoken.passage.article_id))
    assert spoken.score > alone.score


def test_what_was_quoted_is_known_and_not_searched_for(filled):
    history = [Turn("user", "And then?"), Turn("assistant", TERMS[12], "that one")]
    assert find_article_spoken_of(filled, history, Filters()) == "that one"
    assert (
        find_article_spoken_of(filled, [*history, Turn("user", "Why?"), Turn("assistant", "Nobody says.")], Filters())
        == "that one"
    )
    long_ago = [*history, *(Turn("user", "Why?"), Turn("assistant", "Quasars are redshifted by space.")) * 2]
    assert find_article_spoken_of(filled, long_ago, Filters()) is None


def test_what_was_said_of_nothing_in_the_library_changes_nothing(filled):
    history = [Turn("assistant", "Quasars are redshifted by the expansion of space.")]
    assert find_article_spoken_of(filled, history, Filters()) is None
    assert find_article_spoken_of(filled, (), Filters()) is None
