"""Conversations are kept until they are deleted, whoever else writes, whatever happens while a question is asked."""

import sqlite3
import threading

import pytest

from index import Filters, LibraryError, LibraryMismatch
from qa.conversations.conversation_file import FILE_NAME
from qa.conversations.conversation_store import LONGEST_NAME, Conversations
from qa.conversations.exchange import Exchange
from qa.errors import NoSuchConversation

FILTERS = Filters("2019", "2020-05", ("The Moth", "P&Q"), ("lamp",))


@pytest.fixture
def reopened(library):
    """Open the conversations of the same library anew."""
    return lambda: Conversations(library)


def numbers(conversations, conversation):
    return [exchange.number for exchange in conversations.list_exchanges(conversation)]


def rows(conversations):
    """Return the number of exchanges that the file holds."""
    with sqlite3.connect(conversations._library.folder / FILE_NAME) as connection:
        [(count,)] = connection.execute("SELECT count(*) FROM exchanges")
    connection.close()
    return count


def test_a_question_is_kept_from_when_it_is_asked(conversations, answered, reopened):
    conversation = conversations.start("Which lamp?")
    pending = conversations.begin(conversation, "Which lamp?", FILTERS)
    assert pending == Exchange(1, "Which lamp?", FILTERS)
    assert reopened().list_exchanges(conversation) == (pending,)
    conversations.finish(conversation, 1, answered())
    assert reopened().list_exchanges(conversation) == (Exchange(1, "Which lamp?", FILTERS, answered()),)


def test_an_error_is_kept_as_its_sentence(conversations, reopened):
    conversation = conversations.start("Which lamp?")
    conversations.begin(conversation, "Which lamp?", Filters())
    conversations.finish(conversation, 1, "the library is damaged")
    assert reopened().list_exchanges(conversation) == (Exchange(1, "Which lamp?", error="the library is damaged"),)


def test_a_quote_of_ones_own_is_kept_as_such(library, conversations, make_article, cite, answered, reopened):
    article = make_article()
    list(library.add([article]))
    conversation = conversations.start("Quoted from “Lamp”")
    kept = conversations.keep(conversation, "Quoted from “Lamp”", answered(cite(article, article.text)))
    assert kept.own and kept.answer.quotes
    assert reopened().list_exchanges(conversation) == (kept,)


def test_the_last_exchanges_are_given_oldest_first(conversations):
    conversation = conversations.start("0")
    for n in range(5):
        conversations.begin(conversation, str(n), Filters())
    assert [it.question for it in conversations.list_exchanges(conversation)] == list("01234")
    assert [it.question for it in conversations.list_exchanges(conversation, 2)] == ["3", "4"]
    assert numbers(conversations, conversation) == [1, 2, 3, 4, 5]


def test_conversations_are_listed_the_one_that_was_changed_last_first(conversations):
    one, two, three = (conversations.start(name) for name in ("one", "two", "three"))
    assert [it.name for it in conversations.list_all()] == ["three", "two", "one"]
    conversations.begin(one, "Which lamp?", Filters())
    assert [it.id for it in conversations.list_all()] == [one, three, two]
    assert conversations.list_all()[0].changed > conversations.list_all()[1].changed


@pytest.mark.parametrize(
    ("first", "name"),
    [
        ("Which lamp?", "Which lamp?"),
        ("  Which\n\tlamp?  ", "Which lamp?"),
        ("Which \u202elamp?", "Which lamp?"),
        ("x" * 80, "x" * 80),
        ("x" * 81, "x" * 80 + "…"),
        ("word " * 30, "word " * 15 + "word…"),
    ],
)
def test_a_conversation_is_named_by_its_first_question(conversations, first, name):
    assert conversations.get_name(conversations.start(first)) == name
    assert len(name) <= LONGEST_NAME + 1


def test_a_name_is_trimmed_and_an_empty_one_is_none(conversations, reopened):
    conversation = conversations.start("Which lamp?")
    conversations.rename(conversation, "  The\n lamp  ")
    assert reopened().get_name(conversation) == "The lamp"
    for empty in ("", " \n\t"):
        conversations.rename(conversation, empty)
        assert reopened().get_name(conversation) == "The lamp"


def test_deleting_a_conversation_deletes_what_was_asked_in_it(conversations, answered, ask):
    gone, _ = ask(answered())
    stays, _ = ask(answered())
    conversations.delete(gone)
    assert [it.id for it in conversations.list_all()] == [stays]
    assert rows(conversations) == 1


def test_what_is_not_kept_any_more_is_an_error_with_a_sentence(conversations):
    conversation = conversations.start("Which lamp?")
    for unknown in ("nope", "", "\ud800", "x" * 100_000):
        for call in (
            lambda id_: conversations.get_name(id_),
            lambda id_: conversations.list_exchanges(id_),
            lambda id_: conversations.begin(id_, "Which lamp?", Filters()),
            lambda id_: conversations.rename(id_, "name"),
            lambda id_: conversations.delete(id_),
            lambda id_: conversations.withdraw(id_, 1),
            lambda id_: conversations.rate(id_, 1, 1),
        ):
            with pytest.raises(LibraryError if unknown == "\ud800" else NoSuchConversation, match=": "):
                call(unknown)
    for call in (lambda: conversations.withdraw(conversation, 1), lambda: conversations.rate(conversation, 1, 1)):
        with pytest.raises(NoSuchConversation, match="deleted meanwhile"):
            call()


# While a question is being asked, anything may happen to it.


def test_a_question_that_was_stopped_stays_so(conversations, answered):
    conversation = conversations.start("Which lamp?")
    conversations.begin(conversation, "Which lamp?", Filters())
    conversations.finish(conversation, 1, "stopped")
    conversations.finish(conversation, 1, answered())
    conversations.finish(conversation, 1, "something went wrong")
    assert conversations.list_exchanges(conversation) == (Exchange(1, "Which lamp?", error="stopped"),)


def test_an_answer_is_not_stopped_afterwards(conversations, answered):
    conversation = conversations.start("Which lamp?")
    conversations.begin(conversation, "Which lamp?", Filters())
    conversations.finish(conversation, 1, answered())
    conversations.finish(conversation, 1, "stopped")
    assert conversations.list_exchanges(conversation) == (Exchange(1, "Which lamp?", answer=answered()),)


def test_the_answer_of_a_question_that_is_gone_is_dropped(conversations, answered):
    conversation = conversations.start("Which lamp?")
    conversations.begin(conversation, "Which lamp?", Filters())
    conversations.withdraw(conversation, 1)
    conversations.finish(conversation, 1, answered())
    assert conversations.list_exchanges(conversation) == ()
    conversations.begin(conversation, "Which lamp?", Filters())
    conversations.delete(conversation)
    conversations.finish(conversation, 1, answered())
    conversations.finish(conversation, 2, answered())
    assert conversations.list_all() == [] and rows(conversations) == 0


def test_the_answer_of_a_withdrawn_question_is_not_given_to_the_next(conversations, answered):
    """The next question got its number, and its answer: whoever edited a question while it was asked saw it."""
    conversation = conversations.start("Which lamp?")
    withdrawn = conversations.begin(conversation, "Which lamp?", Filters())
    conversations.withdraw(conversation, withdrawn.number)
    edited = conversations.begin(conversation, "Which moon?", Filters())
    conversations.finish(conversation, withdrawn.number, answered())
    assert conversations.list_exchanges(conversation) == (edited,)
    conversations.finish(conversation, edited.number, answered(question="Which moon?"))
    assert conversations.list_exchanges(conversation)[0].answer.question == "Which moon?"


def test_a_question_is_withdrawn_once(conversations):
    conversation = conversations.start("0")
    for n in range(3):
        conversations.begin(conversation, str(n), Filters())
    conversations.withdraw(conversation, 2)
    assert [it.question for it in conversations.list_exchanges(conversation)] == ["0", "2"]
    with pytest.raises(NoSuchConversation):
        conversations.withdraw(conversation, 2)


# Ratings and preferences.


def test_an_answer_is_rated_and_the_verdict_taken_back(conversations, answered, ask, reopened):
    conversation, number = ask(answered())
    for rating in (1, -1, 0):
        conversations.rate(conversation, number, rating)
        assert reopened().list_exchanges(conversation)[0].rating == rating
        assert conversations.count_rated() == abs(rating)


def test_what_is_no_answer_is_not_rated(library, conversations, make_article, cite, answered):
    article = make_article()
    list(library.add([article]))
    conversation = conversations.start("Which lamp?")
    conversations.begin(conversation, "Being asked", Filters())
    conversations.begin(conversation, "Refused", Filters())
    conversations.finish(conversation, 2, "it cannot be asked")
    conversations.keep(conversation, "Quoted from “Lamp”", answered(cite(article, article.text)))
    for number in (1, 2, 3, 4):
        with pytest.raises(NoSuchConversation):
            conversations.rate(conversation, number, 1)
    assert conversations.count_rated() == 0


def test_rated_answers_come_with_what_was_asked_before_them(conversations, answered, ask):
    one, _ = ask(answered(question="1"), rating=1)
    for question, rating in (("2", 0), ("3", -1)):
        ask(answered(question=question), one, rating)
    ask(answered(question="other"))
    found = [(id_, [it.question for it in upto]) for id_, upto in conversations.list_rated()]
    assert found == [(one, ["1"]), (one, ["1", "2", "3"])]


def test_a_preference_is_kept(conversations, reopened):
    assert conversations.get_preference("answer length", "standard") == "standard"
    conversations.prefer("answer length", "short")
    conversations.prefer("answer length", "long")
    assert reopened().get_preference("answer length", "standard") == "long"
    assert reopened().get_preference("theme", "system") == "system"


# The file.


def test_a_later_version_is_refused_with_what_to_do(library, conversations):
    with sqlite3.connect(library.folder / FILE_NAME) as connection:
        connection.execute("PRAGMA user_version = 2")
    connection.close()
    with pytest.raises(LibraryMismatch, match=f"later version of Pullquote: use that version, or move {FILE_NAME}"):
        Conversations(library)


def test_a_damaged_file_is_one_sentence(library):
    (library.folder / FILE_NAME).write_bytes(b"not a database at all" * 100)
    with pytest.raises(LibraryError, match="is damaged"):
        Conversations(library)


def test_conversations_outlast_what_happens_to_the_library(conversations, library, open_library, answered, ask):
    conversation, _ = ask(answered())
    other = open_library(library.embedder, library.folder)
    assert Conversations(other).list_exchanges(conversation) == conversations.list_exchanges(conversation)


def test_threads_ask_in_one_conversation_at_once(conversations, answered):
    conversation = conversations.start("Which lamp?")
    errors = []

    def asks(name):
        try:
            for n in range(10):
                pending = conversations.begin(conversation, f"{name} {n}", Filters())
                conversations.finish(conversation, pending.number, answered(question=f"{name} {n}"))
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=asks, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors
    exchanges = conversations.list_exchanges(conversation)
    assert sorted(it.number for it in exchanges) == list(range(1, 31))
    assert all(it.answer.question == it.question for it in exchanges)


CODE = """
import sys
from pathlib import Path
from index import Filters, Library
from index.database import Database
from index.folder import LIBRARY
from qa.conversations.conversation_store import Conversations

conversations = Conversations(Library(Database(Path(sys.argv[1]) / LIBRARY), None))
for n in range(20):
    exchange = conversations.begin(sys.argv[2], f"{sys.argv[3]} {n}", Filters())
    conversations.finish(sys.argv[2], exchange.number, f"{sys.argv[3]} {n}")
"""


def test_processes_ask_in_one_conversation_at_once(conversations, library, run):
    conversation = conversations.start("Which lamp?")
    threads = [threading.Thread(target=run, args=(CODE, library.folder, conversation, name)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    exchanges = conversations.list_exchanges(conversation)
    assert len(exchanges) == 40 and all(it.error == it.question for it in exchanges)


def test_processes_that_open_a_new_file_at_once_agree(library, run):
    code = CODE.partition("for n")[0] + "conversations.start('Which lamp?')"
    threads = [threading.Thread(target=run, args=(code, library.folder)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(Conversations(library).list_all()) == 2
