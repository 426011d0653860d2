"""What is set off in a quote as the answer, and where nothing is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Span
from qa.answering.marking import complete_mark, unmark, unmark_names
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


DATED = "It rained. The ferry cost $84,000 and sank on Aug. 27, 2016, with 12 people, 40% of the crew. It was May."


@pytest.mark.parametrize(
    ("marked", "whole"),
    [
        ("Aug", "Aug. 27, 2016"),
        ("27", "Aug. 27, 2016"),
        ("on Aug", "on Aug. 27, 2016"),
        ("84,000", "$84,000"),
        ("40", "40%"),
        ("12 people", "12 people"),
        ("ferry", "ferry"),
        ("May", "May"),
    ],
)
def test_what_is_marked_in_part_is_marked_whole(make_article, marked, whole):
    article = make_article(f"Ada Finch wrote. {DATED}")
    start, at = article.text.index(DATED), article.text.index(marked, len("Ada Finch wrote."))
    quote = Quote("lamp", start, len(article.text), 1.0, Span(at, at + len(marked)))
    assert article.text[slice(*complete_mark(quote, article).highlight)] == whole


def test_nothing_is_marked_where_nothing_was(make_article):
    quote = Quote("lamp", 0, 10, 1.0)
    assert complete_mark(quote, make_article(DATED)) == quote


@given(st.integers(0, len(DATED) - 1), st.integers(1, 30))
def test_a_mark_only_grows_within_its_quote(make_article, start, length):
    end = min(len(DATED), start + length)
    found = complete_mark(Quote("lamp", 0, len(DATED), 1.0, Span(start, end)), make_article(DATED)).highlight
    assert 0 <= found.start <= start < end <= found.end <= len(DATED)
