"""What is set off in a quote as the answer, and where nothing is."""

import pytest

from corpus import Span
from qa.answering.marking import unmark, unmark_names
from qa.quote import Quote
from qa.reading.reader import Reading

TEXT = "Northport Mayor Ada Finch even accused the ferry of sending empty boats to Vey. Nobody was hurt."


@pytest.fixture
def article(make_article):
    return make_article(TEXT)


def read(article, *marked):
    spans = [Span(TEXT.index(said), TEXT.index(said) + len(said)) for said in marked]
    return Reading(tuple(Quote(article.id, 0, len(TEXT), 1.0, span) for span in spans), 0.9)


@pytest.mark.parametrize(
    ("question", "marked", "stays"),
    [
        ("Did Finch accuse the ferry of sending empty boats?", "Northport Mayor Ada Finch", False),
        ("did finch accuse the ferry?", "Ada Finch", False),
        ("Did the mayor accuse the ferry?", "Ada Finch", True),
        ("Was anyone hurt?", "Nobody was hurt", True),
        ("Did Finch accuse anyone?", "accused the ferry", True),
        ("Who accused the ferry, was it Finch?", "Ada Finch", True),
    ],
)
def test_a_name_is_no_answer_to_whether_it_did(article, question, marked, stays):
    [quote] = unmark_names(question, read(article, marked), lambda _: article).quotes
    assert (quote.highlight is not None) == stays


def test_what_is_near_is_not_marked(article):
    assert [quote.highlight for quote in unmark(read(article, "Vey", "Nobody")).quotes] == [None, None]
