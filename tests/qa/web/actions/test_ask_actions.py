"""Asking on the page: what is shown at once and what comes after, and what is asked again, edited or stopped."""

import threading
from itertools import pairwise

import pytest

from index import Filters, LibraryError
from qa.conversations.exchange import list_turns

NONE = ("", "", [], [], "")


# A question and its answer.


def test_a_question_is_shown_at_once_and_then_answered_quote_by_quote(
    ask_actions, views, said, chips, questions, texts, refuses
):
    shown = list(ask_actions.ask("", "  Which lamp?\r\n", NONE))
    assert [chips(view) for view in shown] == [[0], [1], [2], [3]]
    assert [len(texts(view.sources, "mark")) for view in shown] == [0, 1, 2, 3]
    assert "Searching your articles…" in said(shown[0])
    assert ["pq-acts" in said(view) for view in shown] == [False, False, False, True]
    assert all(questions(view) == ["Which lamp?"] for view in shown)
    assert len({view.conversation for view in shown} - {""}) == 1
    assert [[message["role"] for message in view.chat] for view in shown] == [["user", "assistant"]] * 4
    assert views.show(shown[-1].conversation) == shown[-1]
    assert not any(refuses(view) or view.welcome or view.filters for view in shown)


def test_each_view_keeps_the_quotes_before(ask_actions, said, texts):
    words = [texts(said(view), "pq-words") for view in ask_actions.ask("", "Which lamp?", NONE)]
    assert all(later[: len(earlier)] == earlier for earlier, later in pairwise(words))
    assert words[-1][0] == "The lamp burned whale oil."


def test_what_is_not_found_is_answered_at_once(ask_actions, said, texts):
    pending, done = ask_actions.ask("", "Who bakes bread?", NONE)
    assert "Searching" in said(pending)
    assert texts(said(done), "pq-reason") and texts(said(done), "pq-label")
    assert texts(done.sources, "mark")


def test_a_conversation_is_kept_and_listed_by_its_first_question(
    open_actions, actions, conversations_actions, asked, texts
):
    view = asked("Which lamp?")
    assert texts(view.conversations, "pq-conversation")[0].startswith("Which lamp?")
    other = open_actions(actions.assistant).conversations
    again = other.open(view.conversation)
    assert (again.chat, again.sources, again.conversations) == (view.chat, view.sources, view.conversations)
    asked("Which moon?", view.conversation)
    assert len(texts(conversations_actions.open().conversations, "pq-conversation")) == 1


def test_a_follow_up_is_understood_from_the_turns_before(asked, kept, said, texts):
    first = asked("Who trimmed the lamp?")
    assert "pq-searched" not in said(first)
    second = asked("When?", first.conversation)
    exchange = kept.list_exchanges(first.conversation)[1]
    assert (exchange.question, "lamp" in exchange.answer.searched) == ("When?", True)
    assert texts(said(second), "pq-whole") == [exchange.answer.searched]
    exactly = asked("When?", first.conversation, exactly=True)
    assert kept.list_exchanges(first.conversation)[2].answer.searched == "When?"
    assert "pq-searched" not in said(exactly)


@pytest.mark.parametrize("sent", ["yes", 1, None, [True], "true"])
def test_only_what_is_ticked_is_searched_exactly(asked, kept, sent):
    first = asked("Who trimmed the lamp?")
    asked("When?", first.conversation, exactly=sent)
    assert "lamp" in kept.list_exchanges(first.conversation)[1].answer.searched


# What cannot be asked.


@pytest.mark.parametrize("nothing", ["", " \n", "\0", "\ud800", None, 7, ["x"], {}, True])
def test_no_question_changes_nothing(ask_actions, kept, nothing):
    assert list(ask_actions.ask("", nothing, NONE)) == []
    assert kept.list_all() == []


@pytest.mark.parametrize(
    ("question", "fields", "why"),
    [
        ("x" * 5000, NONE, "The question has 5,000 characters"),
        ("Who?", ("yesterday", "", [], [], ""), "'yesterday' is not a date"),
        ("Who?", ("2020", "2019", [], [], ""), "The dates end in 2019, before they begin in 2020"),
        ("Who?", ("", "", ["Nobody"], [], ""), "The library holds no article by the publisher 'Nobody'"),
        ("Who?", ("", "", [], [], "nope"), "The library holds no article 'nope'"),
        ("Who?", ("", "", [], [], "x" * 10_000), "The library holds no article 'xxx"),
        ("Who?", ("", "", ["x" * 10_000], [], ""), "The library holds no article by the publisher 'xxx"),
    ],
)
def test_a_refused_question_is_given_back_and_not_kept(
    ask_actions, asked, kept, said, questions, texts, refuses, question, fields, why
):
    [view] = ask_actions.ask("", question, fields)
    assert refuses(view) and view.conversation == "" and kept.list_all() == []
    assert texts(said(view), "pq-error")[0].startswith(why)
    assert len(view.chat[0]["content"]) < 1200 and len(texts(said(view), "pq-error")[0]) < 500
    before = asked("Which lamp?")
    [view] = ask_actions.ask(before.conversation, question, fields)
    assert refuses(view) and view.conversation == before.conversation
    assert questions(view)[0] == "Which lamp?" and len(view.chat) == 4
    assert len(kept.list_exchanges(before.conversation)) == 1


def test_a_refused_question_is_forgotten_by_the_next(asked, questions):
    refused = asked("x" * 5000, asked("Which lamp?").conversation)
    view = asked("Which moon?", refused.conversation)
    assert questions(view) == ["Which lamp?", "Which moon?"]


def test_a_question_the_library_fails_at_is_kept_with_its_error(asked, kept, reads, said, texts, refuses):
    def fail():
        raise LibraryError("the library is damaged: restore it")

    reads(fail)
    view = asked("Which lamp?")
    assert texts(said(view), "pq-error")[0].startswith("The library is damaged: restore it.")
    assert not refuses(view)
    assert kept.list_exchanges(view.conversation)[0].error == "the library is damaged: restore it"
    assert list_turns(kept.list_exchanges(view.conversation)) == []


def test_an_unforeseen_fault_is_told(ask_actions, reads, said, texts):
    def fail():
        raise ZeroDivisionError

    reads(fail)
    asking = ask_actions.ask("", "Which lamp?", NONE)
    pending = next(asking)
    with pytest.raises(ZeroDivisionError):
        next(asking)
    view = ask_actions.fail(pending.conversation)
    assert texts(said(view), "pq-error")[0].startswith("Something went wrong: see the program’s own window")
    assert ask_actions.fail(pending.conversation) == view


# Filters.


@pytest.mark.parametrize(
    "fields",
    [
        ("", "", ["Zembla & Sons"], [], ""),
        ("", "2000", [], [], ""),
        ("", "", [], [], "hostile"),
        ("1999", "1999", [], [], ""),
    ],
)
def test_filters_narrow_the_answer(asked, kept, texts, fields):
    view = asked("Which lamp?", fields=fields)
    [exchange] = kept.list_exchanges(view.conversation)
    assert {each.article.id for each in exchange.answer.nearest} == {"hostile"} and not exchange.answer.quotes
    assert texts(view.chat[0]["content"], "pq-filtered")


# Asked again, edited, stopped.


def test_an_edited_question_takes_the_place_of_the_last(asked, kept, questions):
    first = asked("Which lamp?")
    second = asked("Which moon?", first.conversation)
    number = kept.list_exchanges(first.conversation)[-1].number
    edited = asked("Which lantern?", second.conversation, replacing=number)
    assert questions(edited) == ["Which lamp?", "Which lantern?"]


def test_an_edited_question_of_before_is_asked_once_more(asked, questions):
    first = asked("Which lamp?")
    asked("Which moon?", first.conversation)
    edited = asked("Which lantern?", first.conversation, replacing=1)
    assert questions(edited) == ["Which lamp?", "Which moon?", "Which lantern?"]


def test_an_edited_question_leans_on_what_stays(asked, kept):
    first = asked("Who trimmed the lamp?")
    asked("Which moon?", first.conversation)
    number = kept.list_exchanges(first.conversation)[-1].number
    asked("When?", first.conversation, replacing=number)
    assert "lamp" in kept.list_exchanges(first.conversation)[-1].answer.searched


def test_an_edited_question_that_is_refused_leaves_the_old_one(asked, chips, questions, refuses):
    first = asked("Which lamp?")
    refused = asked("x" * 5000, first.conversation, replacing=1)
    assert questions(refused)[0] == "Which lamp?" and chips(refused) == [3, 0]
    assert refuses(asked("Which lamp?", first.conversation, fields=("x", "", [], [], ""), replacing=1))
    assert chips(asked("Which moon?", first.conversation))[0] == 3


def test_the_last_question_is_asked_again_in_its_place(actions, ask_actions, asked, kept, chips, questions):
    first = asked("Which lamp?", fields=("2018", "", [], [], ""))
    actions.assistant.library.remove("lamp")
    *_, again = ask_actions.retry(first.conversation, 1)
    assert questions(again) == ["Which lamp?"] and chips(again) != [3]
    [exchange] = kept.list_exchanges(first.conversation)
    assert exchange.filters == Filters("2018")


def test_what_was_searched_exactly_is_so_again(ask_actions, asked, kept):
    conversation = asked("Who trimmed the lamp?").conversation
    asked("When?", conversation, exactly=True)
    list(ask_actions.retry(conversation, 2))
    asked("When?", conversation)
    list(ask_actions.retry(conversation, kept.list_exchanges(conversation)[-1].number))
    assert ["lamp" in each.answer.searched for each in kept.list_exchanges(conversation)] == [True, False, True]


def test_a_question_of_before_is_asked_again_at_the_end(ask_actions, asked, questions):
    first = asked("Which lamp?")
    asked("Which moon?", first.conversation)
    *_, again = ask_actions.retry(first.conversation, 1)
    assert questions(again) == ["Which lamp?", "Which moon?", "Which lamp?"]


def test_what_was_never_asked_is_not_asked_again(ask_actions, reader_actions, asked, kept):
    view = reader_actions.quote("", "lamp", 0, 5)
    for number in (1, 2, 0, -1, True, 1.0, "1", None):
        assert list(ask_actions.retry(view.conversation, number)) == [view]
    view = asked("Which lamp?", view.conversation)
    for number in (2.0, "2", [2]):
        assert list(ask_actions.retry(view.conversation, number)) == [view]
    assert len(kept.list_exchanges(view.conversation)) == 2


def test_a_question_that_is_stopped_stays_stopped(ask_actions, views, kept, said, texts):
    asking = ask_actions.ask("", "Which lamp?", NONE)
    pending = next(asking)
    stopped = ask_actions.stop(pending.conversation)
    assert texts(said(stopped), "pq-error")[0].startswith("Stopped.")
    *_, last = asking
    assert last == stopped == views.show(pending.conversation)
    assert ask_actions.stop(pending.conversation) == stopped
    assert kept.list_exchanges(pending.conversation)[0].answer is None


def test_what_is_answered_is_not_stopped(ask_actions, asked):
    view = asked()
    assert ask_actions.stop(view.conversation) == ask_actions.fail(view.conversation) == view


def test_a_question_that_is_edited_while_it_is_asked_gets_no_answer(ask_actions, said, questions, texts):
    asking = ask_actions.ask("", "Which lamp?", NONE)
    pending = next(asking)
    editing = ask_actions.ask(pending.conversation, "Which moon?", NONE, False, 1)
    next(editing)
    list(asking)
    *_, edited = editing
    assert questions(edited) == ["Which moon?"]
    assert texts(said(edited), "pq-words") == ["The Eagle landed on the Moon."]


def test_a_page_that_has_left_is_shown_nothing_and_the_answer_is_kept(ask_actions, views, kept, reads, chips, said):
    leaving, answered = threading.Event(), threading.Event()
    reads(lambda: (leaving.set(), answered.wait(10)))
    asking = ask_actions.ask("", "Which lamp?", NONE, page="page")
    pending = next(asking)
    threading.Thread(target=lambda: (leaving.wait(10), ask_actions.leave("page"))).start()
    assert list(asking) == [None]
    assert "pq-elsewhere" in said(views.show(pending.conversation))
    answered.set()
    # Another question is asked meanwhile, and by another page.
    assert len(list(ask_actions.ask("", "Which moon?", NONE, page="other"))) > 1
    ask_actions._pending._threads.shutdown()
    assert chips(views.show(pending.conversation)) == [3]


def test_a_page_that_stops_is_shown_that_only(ask_actions, said, texts):
    asking = ask_actions.ask("", "Which lamp?", NONE, page="page")
    pending = next(asking)
    stopped = ask_actions.stop(pending.conversation, "page")
    assert texts(said(stopped), "pq-error")[0].startswith("Stopped.")
    assert list(asking) == [None]
    # The page is free again.
    assert None not in list(ask_actions.retry(pending.conversation, 1, "page"))


def test_a_conversation_deleted_while_it_is_asked_is_not_there_any_more(ask_actions, conversations_actions, kept):
    asking = ask_actions.ask("", "Which lamp?", NONE)
    pending = next(asking)
    conversations_actions.delete(pending.conversation, pending.conversation)
    *_, last = asking
    assert (last.chat, last.conversation) == ([], "") and last.welcome
    assert kept.list_all() == []
    retrying = ask_actions.retry((view := list(ask_actions.ask("", "Which lamp?", NONE))[-1]).conversation, 1)
    next(retrying)
    conversations_actions.delete(view.conversation, "")
    *_, last = retrying
    assert (last.chat, last.conversation) == ([], "")


def test_a_question_that_the_program_was_ended_at_can_be_asked_again(
    ask_actions, conversations_actions, said, chips, texts
):
    pending = next(ask_actions.ask("", "Which lamp?", NONE))
    opened = conversations_actions.open(pending.conversation)
    assert texts(said(opened), "pq-error")[0].startswith("It was stopped before it was answered.")
    *_, again = ask_actions.retry(pending.conversation, 1)
    assert chips(again) == [3]


# The length of answers.


def test_answers_are_as_long_as_is_preferred(open_actions, actions, settings_actions, asked, chips):
    assert settings_actions.length == "standard"
    for length, quotes in (("short", 1), ("standard", 5), ("long", 10)):
        settings_actions.prefer_length(length)
        assert open_actions(actions.assistant).settings.length == settings_actions.length == length
        assert chips(asked("Which lantern?")) == [quotes]
    for wrong in ("endless", "", None, 7, ["short"], "x" * 10_000):
        settings_actions.prefer_length(wrong)
        assert settings_actions.length == "long"


# Several at once.


def test_conversations_that_are_asked_at_once_keep_apart(ask_actions, views, questions):
    first, second = ask_actions.ask("", "Which lamp?", NONE), ask_actions.ask("", "Which lantern?", NONE)
    views = [(next(first), next(second))]
    views += list(zip(first, second, strict=False))
    for lamp, lantern in views:
        assert questions(lamp) == ["Which lamp?"] and "lantern" not in lamp.sources
        assert questions(lantern) == ["Which lantern?"] and "brass" not in lantern.sources


def test_threads_ask_at_once(ask_actions, kept):
    wanted = ["Which lamp?", "Which moon?", "Which lantern?", "What does the quaxol eat?"]
    conversations, errors = {}, []

    def ask(question):
        try:
            *_, view = ask_actions.ask("", question, NONE)
            conversations[question] = view.conversation
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=ask, args=(question,)) for question in wanted]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors
    for question, conversation in conversations.items():
        [exchange] = kept.list_exchanges(conversation)
        assert exchange.question == exchange.answer.question == question and exchange.answer.quotes
