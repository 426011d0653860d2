"""Retrieving: a question without a time or a phrase is only searched for; the others are steered."""

from datetime import date

import pytest

from index import Filters
from qa.retrieving import retrieve
from qa.timing.asked import asked

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


def test_without_a_time_it_is_the_search(filled):
    question = "Who was mayor of Northport?"
    assert retrieve(filled, question, asked(question, TODAY), 10, Filters()) == filled.search(question, 10)


def test_passages_of_the_time_come_first(filled):
    question = "Who was mayor of Northport from 1960 to 1964?"
    best = retrieve(filled, question, asked(question, TODAY), 3, Filters())[0]
    assert "from 1960 to 1964" in best.passage.text_in(filled.article(best.passage.article_id))


def test_of_like_passages_the_latest_come_first(filled):
    question = "What is the latest on the ships of Northport?"
    hits = retrieve(filled, question, asked(question, TODAY), 20, Filters())
    newest = [filled.article(hit.passage.article_id).source.published for hit in hits[:5]]
    assert min(newest) > "2009"


def test_filters_hold(filled):
    question = 'Was the "town was quiet" in 1960?'
    hits = retrieve(filled, question, asked(question, TODAY), 10, Filters(published_to="2003"))
    assert hits
    assert all(filled.article(hit.passage.article_id).source.published < "2004" for hit in hits)
