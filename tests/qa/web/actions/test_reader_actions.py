"""The reader view: articles are opened at a quote, and selections quoted in whole sentences."""

import pytest

from corpus import Article, PullquoteError, Span
from qa.conversations.conversation_store import Conversations
from qa.conversations.exchange import list_turns
from qa.web.actions.reader_actions import read_span


def test_a_selection_is_quoted_in_whole_sentences(reader_actions, kept, said, texts):
    view = reader_actions.quote("", "moon", 10, 33)
    assert texts(said(view), "pq-words") == ["The Eagle landed on the Moon. Collins stayed in orbit."]
    assert texts(view.chat[0]["content"], "pq-owned") == ["You quoted"]
    assert kept.get_name(view.conversation) == "Quoted from “Moon”"
    view = reader_actions.quote(view.conversation, "moon", 0, 1)
    assert texts(said(view), "pq-words") == ["The Eagle landed on the Moon."]
    assert "quote-2-1" in view.sources
    assert list_turns(kept.list_exchanges(view.conversation)) == []


def test_what_cannot_be_quoted_is_refused_with_a_sentence(open_actions):
    actions = open_actions(longest_own_quote=30)
    for article_id, start, end, why in (
        ("moon", 0, 40, "at most 30 characters"),
        ("moon", 0, 10**30, "no sentence was selected"),
        ("moon", 10, 10, "no sentence was selected"),
        ("lamp", 27, 28, "no sentence was selected"),  # between two paragraphs
        ("nope", 0, 1, "no article 'nope'"),
        (None, 0, 1, "nothing was selected"),
    ):
        with pytest.raises(PullquoteError, match=why):
            actions.reader.quote("", article_id, start, end)
    assert Conversations(actions.assistant.library).list_all() == []


def test_a_quote_of_ones_own_is_taken_out_again_and_nothing_else(reader_actions, asked, questions):
    conversation = asked("Which lamp?").conversation
    reader_actions.quote(conversation, "moon", 0, 1)
    for number in (1, 3, 0, 2.0, "2", None, True):
        assert len(reader_actions.withdraw(conversation, number).chat) == 4
    view = reader_actions.withdraw(conversation, 2)
    assert questions(view) == ["Which lamp?"] and len(view.chat) == 2
    own = reader_actions.quote("", "moon", 0, 1).conversation
    assert len(reader_actions.withdraw(own, True).chat) == 2


def test_an_article_is_read_with_what_the_conversation_quotes_of_it(actions, reader_actions, asked, texts):
    lamp, conversation = actions.assistant.library.article("lamp"), asked("Which lamp?").conversation
    reader_actions.quote(conversation, "lamp", 42, 43)
    opened = reader_actions.open(conversation, "lamp", 0, 26)
    assert texts(opened, "pq-reader-text") == [lamp.text]
    assert texts(opened, "mark") == lamp.text.split("\n\nRain fell.\n\n")
    assert texts(opened, "pq-now") == ["The lamp burned whale oil."]
    assert opened.count('class="pq-number"') == 4
    assert (
        texts(reader_actions.open("", "lamp"), "mark") == texts(reader_actions.open(conversation, "moon"), "mark") == []
    )


@pytest.mark.parametrize(
    "wrong", [(-1, 5), (5, 5), (5, 4), (0, 10**30), (0, "5"), (None, 5), (0.0, 5.0), (False, True)]
)
def test_offsets_that_are_none_open_an_article_at_its_beginning(reader_actions, texts, wrong):
    assert texts(reader_actions.open("", "lamp", *wrong), "pq-now") == []


def test_an_article_that_is_not_there_is_not_read(reader_actions):
    for unknown in ("nope", None, 7, ["lamp"], "x" * 10_000):
        with pytest.raises(PullquoteError):
            reader_actions.open("", unknown)


@pytest.mark.parametrize(
    ("start", "end", "span"),
    [(0, 5, (0, 5)), (3, 4, (3, 4)), (-1, 4, None), (4, 4, None), (0, 6, None), ("0", 5, None)],
)
def test_a_span_is_one_in_the_article(start, end, span):
    assert read_span(Article("a", "A", "Text."), start, end) == (span and Span(*span))
