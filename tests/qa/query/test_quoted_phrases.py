"""Phrases in quotation marks stand in an article letter for letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa import Settings, Status
from qa.query.quoted_phrases import find_phrases, list_required, stands_in


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ('Who said "the Eagle has landed"?', ("the Eagle has landed",)),
        ("Who said “the Eagle has landed”?", ("the Eagle has landed",)),
        ("Was „Lampe“ or «lampe» meant?", ("Lampe", "lampe")),
        ('"one" and "two" and "one"', ("one", "two")),
        ("What is the keeper's lamp?", ()),
        ('A 5" lamp', ()),
        ('Who said ""?', ()),
        ('Who said "!"?', ()),
    ],
)
def test_what_is_quoted(question, found):
    assert find_phrases(question) == found


@pytest.mark.parametrize(
    ("text", "phrase", "held"),
    [
        ("The Eagle has landed.", "the eagle has\nlanded", True),
        ("The Eagle has just landed.", "the eagle has landed", False),
        ("The Eagles landed.", "Eagle", False),
        ("The keeper’s lamp", "keeper's lamp", True),
        ("The oﬃ\u00adcer’s ﬁrst day", "officer's first", True),
        ("In 1931⁴ it rose", "19314", False),
    ],
)
def test_whole_words_in_their_order(text, phrase, held):
    assert stands_in(text, [phrase]) is held


@pytest.mark.parametrize(
    ("question", "required"),
    [
        ('Who said "the Eagle has landed"?', ("the Eagle has landed",)),
        ('Who said "mutual assistance"?', ("mutual assistance",)),
        ('Who wrote "The Lord of the Rings"?', ()),
        ('Who starred in "127 Hours"?', ()),
        ('Who said "go on"?', ("go on",)),
        ('Was "Hamlet" called "a play of plays"?', ("a play of plays",)),
    ],
)
def test_a_phrase_must_stand_and_a_title_need_not(question, required):
    assert list_required(question) == required


@given(st.text(), st.text())
def test_any_text(text, question):
    assert stands_in(text, []) is False
    for phrase in find_phrases(question):
        assert phrase in question
        assert stands_in(f"{text} {phrase} {text}", [phrase])


@pytest.fixture
def assistant(make_assistant, make_article):
    return make_assistant(
        make_article("The lamp went out. The keeper slept. Nobody saw the lamp.", "a", "A"),
        make_article("The keeper saw the lamp go out. The lamp was old.", "b", "B"),
    )


def test_only_articles_that_hold_the_phrase_are_read(assistant):
    answer = assistant.ask('Who wrote "lamp was old"?')
    assert {hit.passage.article_id for hit in answer.hits} == {"b"}


def test_a_phrase_of_stop_words_is_looked_for_too(assistant):
    assert {hit.passage.article_id for hit in assistant.ask('Is it "go out"?').hits} == {"b"}


def test_a_phrase_that_stands_nowhere_is_refused_with_what_is_near(make_assistant, make_article):
    assistant = make_assistant(make_article("The lamp went out."), settings=Settings(threshold=0.01))
    answer = assistant.ask('Who said "the lamp is blue"?')
    assert answer.status is Status.NOT_FOUND
    assert answer.reason == "No article that was searched holds the words “the lamp is blue”."
    assert answer.nearest
