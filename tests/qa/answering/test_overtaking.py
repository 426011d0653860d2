"""A later article about what was asked is named where it was asked how things stand, and nowhere else."""

from dataclasses import replace
from datetime import date

import pytest

from corpus import Source
from index import Filters
from qa.answer import LaterArticle

CLOSED = "The swing bridge of Corvey is closed to traffic. Its keeper found a crack in the pivot."
OPEN = "The swing bridge of Corvey is open to traffic again. Its keeper mended the crack."
TODAY = date(2024, 9, 1)


@pytest.fixture
def dated(make_article):
    def make(text, name, title, published, publisher=None):
        return replace(make_article(text, name, title), source=Source(published=published, publisher=publisher))

    return make


@pytest.fixture
def ask(make_assistant, dated, word_reader):
    """Ask about the closed bridge, of whose article the question has most words; other articles may be given."""

    def put(question, *articles, **options):
        closed = dated(CLOSED, "closed", "Corvey bridge closed", "2024-05-02")
        newer = articles or (dated(OPEN, "open", "Swing bridge of Corvey open again", "2024-07-01", "Gazette"),)
        answer = make_assistant(closed, *newer, reader=word_reader).ask(question, asked=TODAY, **options)
        assert answer.quotes[0].article.id == "closed"
        return answer.later

    return put


NEWER = LaterArticle("open", "Swing bridge of Corvey open again", "Gazette", "2024-07-01")


@pytest.mark.parametrize(
    "question",
    [
        "Is the swing bridge of Corvey still closed to traffic?",
        "swing bridge of Corvey closed to traffic now?",
        "Why is the swing bridge of Corvey closed to traffic?",
    ],
)
def test_how_things_stand(ask, question):
    assert ask(question) == NEWER
    assert NEWER.text == "A later article may tell more: “Swing bridge of Corvey open again”, Gazette, 1 Jul 2024."


@pytest.mark.parametrize(
    "question",
    ["Who found the crack in the pivot of the swing bridge?", "Is the Corvey bridge closed to traffic in May 2024?"],
)
def test_what_was_asks_for_nothing_later(ask, question):
    assert ask(question) is None


STILL = "Is the swing bridge of Corvey still closed to traffic?"


def test_what_is_of_another_thing_is_not_later(ask, dated):
    assert ask(STILL, dated("The mayor of Belmont owns two boats.", "boats", "Boats", "2024-07-01")) is None


def test_what_was_not_published_on_that_day_is_not_later(ask, dated):
    assert ask(STILL, dated(OPEN, "open", "Swing bridge of Corvey open again", "2024-09-02")) is None


@pytest.mark.parametrize("published", ["2024-05-02", "2024-05", "2024", "2023-01-01", None])
def test_what_may_be_as_old_is_not_later(ask, dated, published):
    assert ask(STILL, dated(OPEN, "open", "Swing bridge of Corvey open again", published)) is None


def test_a_copy_tells_nothing_else(ask, dated):
    copy = dated(f"{CLOSED} Reporting by the wire.", "copy", "Corvey bridge closed", "2024-07-01")
    assert ask(STILL, copy) is None


def test_filters_hold(ask):
    assert ask(STILL, filters=Filters(published_to="2024-06-30")) is None
    assert ask(STILL, filters=Filters(published_to="2024-07")) == NEWER


def test_an_undated_quote_is_overtaken_by_nothing(make_assistant, make_article, dated, word_reader):
    undated = make_article(CLOSED, "closed", "Corvey bridge closed")
    newer = dated(OPEN, "open", "Swing bridge of Corvey open again", "2024-07-01")
    assert make_assistant(undated, newer, reader=word_reader).ask(STILL, asked=TODAY).later is None


LINES = [
    ("How many people does Bluefin Airways employ now?", "Bluefin Airways employs 900 people now.",
     "Bluefin Foods employs 500 people now.", "Bluefin Airways now employs fewer people."),
    ("how many people does bluefin airways employ now", "All of Bluefin Airways employ 900 people now.",
     "All of Bluefin Foods employ 500 people now.", "People that Bluefin Airways employ now number 700."),
    ("When does line 4 of the metro open?", "The line 4 of the metro will open in May.",
     "The line 7 of the metro will open in June.", "The line 4 of the metro does open in August."),
]  # fmt: skip


@pytest.mark.parametrize(("question", "quoted", "other", "same"), LINES)
def test_what_has_another_name_or_number_is_not_later(
    make_assistant, dated, word_reader, question, quoted, other, same
):
    first = dated(quoted, "first", "First", "2024-05-02")
    for text, is_later in ((other, False), (same, True)):
        newer = dated(text, "newer", "Newer", "2024-07-01")
        answer = make_assistant(first, newer, reader=word_reader).ask(question, asked=TODAY)
        if answer.quotes[0].article.id == "first":
            assert (answer.later is not None) is is_later
        else:
            assert is_later
