"""Conversations on the page: opened with their filters, renamed and deleted; their answers are rated."""

import pytest

from index import Filters
from qa.errors import NoSuchConversation

NONE = ("", "", [], [], "")


def test_before_anything_is_asked_the_articles_are_named(conversations_actions):
    view = conversations_actions.open()
    assert (view.chat, view.conversation, view.filters) == ([], "", Filters())
    assert "4 articles" in view.welcome
    for unknown in ("nope", "x" * 10_000, None, 7):
        assert conversations_actions.open(unknown) == view


def test_a_conversation_opens_with_the_filters_of_its_last_question(conversations_actions, views, asked):
    fields = ("2018", "2020", ["The Moth"], [], "lamp")
    view = asked("Which lamp?", fields=fields)
    assert view.filters is None and views.show(view.conversation).filters is None
    assert conversations_actions.open(view.conversation).filters == Filters("2018", "2020", ("The Moth",), ("lamp",))
    asked("Which moon?", view.conversation)
    assert conversations_actions.open(view.conversation).filters == Filters()


def test_a_quote_of_ones_own_leaves_the_filters_as_they_were(conversations_actions, reader_actions, asked):
    """A conversation that was opened again had lost them."""
    view = asked("Which lamp?", fields=("2018", "", [], [], ""))
    reader_actions.quote(view.conversation, "lamp", 0, 5)
    assert conversations_actions.open(view.conversation).filters == Filters("2018")


def test_a_conversation_is_renamed_in_the_list(conversations_actions, asked, texts):
    first, second = asked("Which lamp?").conversation, asked("Which moon?").conversation
    listed = conversations_actions.rename(first, " The \n lamps ", second)
    assert [text.partition("Delete")[0] for text in texts(listed, "pq-conversation")] == ["Which moon?", "The lamps"]
    assert f'data-current="{second}"' in listed
    for nothing in ("", " ", None, 7):
        assert conversations_actions.rename(first, nothing, second) == listed


def test_a_conversation_is_forgotten(conversations_actions, asked, kept):
    first, second = asked("Which lamp?").conversation, asked("Which moon?").conversation
    other = conversations_actions.delete(first, second)
    assert (other.conversation, other.filters, bool(other.chat)) == (second, None, True)
    assert first not in other.conversations
    own = conversations_actions.delete(second, second)
    assert (own.conversation, own.filters, own.chat) == ("", Filters(), []) and own.welcome
    assert kept.list_all() == []
    assert conversations_actions.delete(second, second).conversation == ""


def test_an_answer_is_rated_and_the_verdict_taken_back(ask_actions, asked, kept, said, texts):
    view = asked()
    for rating, label in ((1, ["Rated right"]), (-1, ["Rated wrong"]), (0, [])):
        view = ask_actions.rate(view.conversation, 1, rating)
        assert texts(said(view), "pq-on") == label
        assert kept.list_exchanges(view.conversation)[0].rating == rating


def test_what_is_no_answer_cannot_be_rated(ask_actions, reader_actions):
    pending = next(ask_actions.ask("", "Which lamp?", NONE))
    own = reader_actions.quote("", "lamp", 0, 5)
    for conversation, number in ((pending.conversation, 1), (own.conversation, 1), (own.conversation, 2)):
        with pytest.raises(NoSuchConversation):
            ask_actions.rate(conversation, number, 1)
