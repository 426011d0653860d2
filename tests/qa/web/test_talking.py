"""Talking on the page: conversations are opened with their filters, renamed and forgotten, answers rated."""

import pytest

from index import Filters
from qa.errors import NoSuchConversation

NONE = ("", "", [], "")


def test_before_anything_is_asked_the_articles_are_named(talks):
    view = talks.open()
    assert (view.chat, view.conversation, view.filters) == ([], "", Filters())
    assert "4 articles" in view.welcome
    for unknown in ("nope", "x" * 10_000, None, 7):
        assert talks.open(unknown) == view


def test_a_conversation_opens_with_the_filters_of_its_last_question(talks, views, asked):
    fields = ("2018", "2020", ["The Moth"], "lamp")
    view = asked("Which lamp?", fields=fields)
    assert view.filters is None and views.shown(view.conversation).filters is None
    assert talks.open(view.conversation).filters == Filters("2018", "2020", ("The Moth",), ("lamp",))
    asked("Which moon?", view.conversation)
    assert talks.open(view.conversation).filters == Filters()


def test_a_quote_of_ones_own_leaves_the_filters_as_they_were(talks, lectern, asked):
    """A conversation that was opened again had lost them."""
    view = asked("Which lamp?", fields=("2018", "", [], ""))
    lectern.quote(view.conversation, "lamp", 0, 5)
    assert talks.open(view.conversation).filters == Filters("2018")


def test_a_conversation_is_renamed_in_the_list(talks, asked, texts):
    one, two = asked("Which lamp?").conversation, asked("Which moon?").conversation
    listed = talks.rename(one, " The \n lamps ", two)
    assert [text.partition("Delete")[0] for text in texts(listed, "pq-talk")] == ["Which moon?", "The lamps"]
    assert f'data-current="{two}"' in listed
    for nothing in ("", " ", None, 7):
        assert talks.rename(one, nothing, two) == listed


def test_a_conversation_is_forgotten(talks, asked, kept):
    one, two = asked("Which lamp?").conversation, asked("Which moon?").conversation
    other = talks.forget(one, two)
    assert (other.conversation, other.filters, bool(other.chat)) == (two, None, True)
    assert one not in other.history
    own = talks.forget(two, two)
    assert (own.conversation, own.filters, own.chat) == ("", Filters(), []) and own.welcome
    assert kept.all() == []
    assert talks.forget(two, two).conversation == ""


def test_an_answer_is_rated_and_the_verdict_taken_back(talks, asked, kept, said, texts):
    view = asked()
    for rating, label in ((1, ["Rated right"]), (-1, ["Rated wrong"]), (0, [])):
        view = talks.rate(view.conversation, 1, rating)
        assert texts(said(view), "pq-on") == label
        assert kept.exchanges(view.conversation)[0].rating == rating


def test_what_is_no_answer_cannot_be_rated(desk, talks, lectern):
    pending = next(desk.ask("", "Which lamp?", NONE))
    own = lectern.quote("", "lamp", 0, 5)
    for conversation, number in ((pending.conversation, 1), (own.conversation, 1), (own.conversation, 2)):
        with pytest.raises(NoSuchConversation):
            talks.rate(conversation, number, 1)
