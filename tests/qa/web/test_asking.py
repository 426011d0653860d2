"""Asking on the page: what is shown at once and what comes after, and that nothing a visitor sends is trusted."""

import sqlite3
import threading
from itertools import pairwise

import pytest

from corpus import Article, Source, Span
from index import Filters, LibraryError
from qa import PullquoteError
from qa.conversations.exchange import turns
from qa.conversations.store import FILE_NAME, Conversations
from qa.errors import NoSuchConversation, QuestionError
from qa.web.asking import Desk, filters_from, span_in, whole
from qa.web.settings import WebSettings

NONE = ("", "", [], "")
UNIQUE = "amber birch cedar daisy ember fable grove heron ivory jolly koala lemon maple north olive pearl quilt raven "
UNIQUE += "salty tulip umbra vivid wheat xenon yacht zebra acorn bison cobra delta eagle flute ghost hazel inlet joker"
GATES = [UNIQUE.split()[n : n + 3] for n in range(0, 36, 3)]
ARTICLES = (
    Article(
        "lamp",
        "Lamp",
        "The lamp burned whale oil.\n\nNobody trimmed the lamp in March.\n\nA brass lamp stood beside the door.",
        Source(publisher="The Moth", published="2019-05"),
    ),
    Article("moon", "Moon", "The Eagle landed on the Moon. Collins stayed in orbit.", Source(published="2024")),
    Article("gates", "Gates", "\n\n".join(f"A lantern hung by {' '.join(gate)}." for gate in GATES)),
    Article(
        "hostile",
        "<script>alert(1)</script> ${1+1}",
        "The quaxol eats ${window.x=1} and <script>alert(2)</script>.",
        Source(url="javascript:alert(3)", publisher="Zembla & Sons", authors=("<b>Bob</b>",), published="1999"),
    ),
)


@pytest.fixture
def assistant(make_assistant, word_reader):
    return make_assistant(*ARTICLES, reader=word_reader)


@pytest.fixture
def kept(assistant):
    return Conversations(assistant.library)


@pytest.fixture
def desk(assistant, kept):
    return Desk(assistant, kept, WebSettings())


@pytest.fixture
def asked(desk):
    """Ask a question and return the last view."""

    def ask(question="Which lamp?", conversation="", fields=NONE, **more):
        *_, view = desk.ask(conversation, question, fields, **more)
        return view

    return ask


@pytest.fixture
def reads(assistant, monkeypatch):
    """Have something happen each time before passages are read."""
    return lambda do: monkeypatch.setattr(assistant._reader, "reads", do)


def said(view, number=-1):
    return view.chat[number]["content"]


def chips(view, texts):
    return [len(texts(message["content"], "pq-chip")) for message in view.chat[1::2]]


def questions(view, texts):
    return [text for message in view.chat[::2] for text in texts(message["content"], "pq-question")]


# A question and its answer.


def test_a_question_is_shown_at_once_and_then_answered_quote_by_quote(desk, texts):
    views = list(desk.ask("", "  Which lamp?\r\n", NONE))
    assert [chips(view, texts) for view in views] == [[0], [1], [2], [3]]
    assert [len(texts(view.sources, "mark")) for view in views] == [0, 1, 2, 3]
    assert "Searching your articles…" in said(views[0])
    assert ["pq-acts" in said(view) for view in views] == [False, False, False, True]
    assert all(questions(view, texts) == ["Which lamp?"] for view in views)
    assert len({view.conversation for view in views} - {""}) == 1
    assert [[message["role"] for message in view.chat] for view in views] == [["user", "assistant"]] * 4
    assert desk.shown(views[-1].conversation) == views[-1]
    assert not any(view.refused or view.welcome or view.filters for view in views)


def test_each_view_keeps_the_quotes_before(desk, texts):
    words = [texts(said(view), "pq-words") for view in desk.ask("", "Which lamp?", NONE)]
    assert all(later[: len(earlier)] == earlier for earlier, later in pairwise(words))
    assert words[-1][0] == "The lamp burned whale oil."


def test_what_is_not_found_is_answered_at_once(desk, texts):
    pending, done = desk.ask("", "Who bakes bread?", NONE)
    assert "Searching" in said(pending)
    assert texts(said(done), "pq-reason") and texts(said(done), "pq-label")
    assert texts(done.sources, "mark")


def test_a_conversation_is_kept_and_listed_by_its_first_question(desk, asked, assistant, texts):
    view = asked("Which lamp?")
    assert texts(view.history, "pq-talk")[0].startswith("Which lamp?")
    other = Desk(assistant, Conversations(assistant.library), WebSettings())
    again = other.open(view.conversation)
    assert (again.chat, again.sources, again.history) == (view.chat, view.sources, view.history)
    asked("Which moon?", view.conversation)
    assert len(texts(desk.open().history, "pq-talk")) == 1


def test_before_anything_is_asked_the_articles_are_named(desk):
    view = desk.open()
    assert (view.chat, view.conversation, view.filters, view.refused) == ([], "", Filters(), False)
    assert "4 articles" in view.welcome
    for unknown in ("nope", "x" * 10_000, None, 7):
        assert desk.open(unknown) == view


def test_a_follow_up_is_understood_from_the_turns_before(asked, kept, texts):
    first = asked("Who trimmed the lamp?")
    assert "pq-searched" not in said(first)
    second = asked("When?", first.conversation)
    exchange = kept.exchanges(first.conversation)[1]
    assert (exchange.question, "lamp" in exchange.answer.searched) == ("When?", True)
    assert texts(said(second), "pq-whole") == [exchange.answer.searched]
    exactly = asked("When?", first.conversation, exactly=True)
    assert kept.exchanges(first.conversation)[2].answer.searched == "When?"
    assert "pq-searched" not in said(exactly)


@pytest.mark.parametrize("sent", ["yes", 1, None, [True], "true"])
def test_only_what_is_ticked_is_searched_exactly(asked, kept, sent):
    first = asked("Who trimmed the lamp?")
    asked("When?", first.conversation, exactly=sent)
    assert "lamp" in kept.exchanges(first.conversation)[1].answer.searched


def test_a_long_conversation_shows_its_end_and_keeps_its_numbers(assistant, kept, texts):
    desk, conversation = Desk(assistant, kept, WebSettings(most_exchanges=3)), ""
    for n in range(5):
        *_, view = desk.ask(conversation, f"Which lamp? {n}", NONE)
        conversation = view.conversation
    assert questions(view, texts) == ["Which lamp? 2", "Which lamp? 3", "Which lamp? 4"]
    assert "chip-5-1" in said(view)
    assert len(kept.exchanges(conversation)) == 5


def test_hostile_text_comes_to_nothing(desk, asked, tags):
    view = asked("<script>alert(0)</script> What does the quaxol eat?")
    pieces = [message["content"] for message in view.chat]
    pieces += [view.sources, view.history, desk.open().welcome, desk.read(view.conversation, "hostile")]
    assert not {tag for piece in pieces for tag, _ in tags(piece)} & {"script", "img"}
    assert "quote-1-1" in view.sources


# What cannot be asked.


@pytest.mark.parametrize("nothing", ["", " \n", "\0", "\ud800", None, 7, ["x"], {}, True])
def test_no_question_changes_nothing(desk, kept, nothing):
    assert list(desk.ask("", nothing, NONE)) == []
    assert kept.all() == []


@pytest.mark.parametrize(
    ("question", "fields", "why"),
    [
        ("x" * 5000, NONE, "The question has 5,000 characters"),
        ("Who?", ("yesterday", "", [], ""), "'yesterday' is not a date"),
        ("Who?", ("2020", "2019", [], ""), "The dates end in 2019, before they begin in 2020"),
        ("Who?", ("", "", ["Nobody"], ""), "No article is by the publisher Nobody"),
        ("Who?", ("", "", [], "nope"), "The library holds no article 'nope'"),
        ("Who?", ("", "", [], "x" * 10_000), "The library holds no article 'xxx"),
        ("Who?", ("", "", ["x" * 10_000], ""), "No article is by the publisher xxx"),
    ],
)
def test_a_refused_question_is_given_back_and_not_kept(desk, asked, kept, texts, question, fields, why):
    [view] = desk.ask("", question, fields)
    assert view.refused and view.conversation == "" and kept.all() == []
    assert texts(said(view), "pq-error")[0].startswith(why)
    assert len(view.chat[0]["content"]) < 1200 and len(texts(said(view), "pq-error")[0]) < 500
    before = asked("Which lamp?")
    [view] = desk.ask(before.conversation, question, fields)
    assert view.refused and view.conversation == before.conversation
    assert questions(view, texts)[0] == "Which lamp?" and len(view.chat) == 4
    assert len(kept.exchanges(before.conversation)) == 1


def test_a_refused_question_is_forgotten_by_the_next(asked, texts):
    refused = asked("x" * 5000, asked("Which lamp?").conversation)
    view = asked("Which moon?", refused.conversation)
    assert questions(view, texts) == ["Which lamp?", "Which moon?"]


def test_a_question_the_library_fails_at_is_kept_with_its_error(desk, asked, kept, reads, texts):
    def fail():
        raise LibraryError("the library is damaged: restore it")

    reads(fail)
    view = asked("Which lamp?")
    assert texts(said(view), "pq-error")[0].startswith("The library is damaged: restore it.")
    assert not view.refused
    assert kept.exchanges(view.conversation)[0].error == "the library is damaged: restore it"
    assert turns(kept.exchanges(view.conversation)) == []


def test_an_unforeseen_fault_is_told(desk, reads, texts):
    def fail():
        raise ZeroDivisionError

    reads(fail)
    asking = desk.ask("", "Which lamp?", NONE)
    pending = next(asking)
    with pytest.raises(ZeroDivisionError):
        next(asking)
    view = desk.failed(pending.conversation)
    assert texts(said(view), "pq-error")[0].startswith("Something went wrong: see the program’s own window")
    assert desk.failed(pending.conversation) == view


# Filters.


def test_filters_are_checked(assistant):
    library = assistant.library
    found = filters_from((" 2018 ", None, ["Zembla & Sons", 3], "lamp"), library)
    assert found == Filters("2018", None, ("Zembla & Sons",), ("lamp",))
    assert not filters_from(("", "", None, ""), library)
    assert filters_from(("2018-05", "2018", [], None), library) == Filters("2018-05", "2018")
    for wrong in (("2020", "2019", [], ""), ("x", "", [], ""), ("", "", ["Nobody's Gazette"], ""), ("", "", [], "x")):
        with pytest.raises(PullquoteError):
            filters_from(wrong, library)


@pytest.mark.parametrize(
    "fields", [("", "", ["Zembla & Sons"], ""), ("", "2000", [], ""), ("", "", [], "hostile"), ("1999", "1999", [], "")]
)
def test_filters_narrow_the_answer(asked, kept, texts, fields):
    view = asked("Which lamp?", fields=fields)
    [exchange] = kept.exchanges(view.conversation)
    assert {it.article.id for it in exchange.answer.nearest} == {"hostile"} and not exchange.answer.quotes
    assert texts(view.chat[0]["content"], "pq-filtered")


def test_a_conversation_opens_with_the_filters_of_its_last_question(desk, asked):
    fields = ("2018", "2020", ["The Moth"], "lamp")
    view = asked("Which lamp?", fields=fields)
    assert view.filters is None and desk.shown(view.conversation).filters is None
    assert desk.open(view.conversation).filters == Filters("2018", "2020", ("The Moth",), ("lamp",))
    asked("Which moon?", view.conversation)
    assert desk.open(view.conversation).filters == Filters()


def test_a_quote_of_ones_own_leaves_the_filters_as_they_were(desk, asked):
    """A conversation that was opened again had lost them."""
    view = asked("Which lamp?", fields=("2018", "", [], ""))
    desk.quote(view.conversation, "lamp", 0, 5)
    assert desk.open(view.conversation).filters == Filters("2018")


def test_a_filter_on_an_article_that_is_gone_is_explained(desk, asked, assistant, texts):
    fields = ("", "", [], "lamp")
    view = asked("Which lamp?", fields=fields)
    assistant.library.remove("lamp")
    assert texts(desk.shown(view.conversation).chat[0]["content"], "pq-filtered") == [
        "an article that is no longer in the library"
    ]
    assert texts(desk.chosen(fields), "bdi") == ["an article that is no longer in the library"]
    assert asked("Which lamp?", view.conversation, fields).refused


def test_chips_say_what_stands_in_the_fields(desk, texts):
    assert texts(desk.chosen((" 2018 ", "yesterday", ["The Moth", 3], "lamp")), "bdi") == [
        "Lamp",
        "2018",
        "yesterday",
        "The Moth",
    ]
    assert desk.chosen(NONE) == desk.chosen((None, 3, "The Moth", None)) == ""


# Asked again, edited, stopped.


def test_an_edited_question_takes_the_place_of_the_last(asked, kept, texts):
    first = asked("Which lamp?")
    second = asked("Which moon?", first.conversation)
    number = kept.exchanges(first.conversation)[-1].number
    edited = asked("Which lantern?", second.conversation, replacing=number)
    assert questions(edited, texts) == ["Which lamp?", "Which lantern?"]


def test_an_edited_question_of_before_is_asked_once_more(asked, texts):
    first = asked("Which lamp?")
    asked("Which moon?", first.conversation)
    edited = asked("Which lantern?", first.conversation, replacing=1)
    assert questions(edited, texts) == ["Which lamp?", "Which moon?", "Which lantern?"]


def test_an_edited_question_leans_on_what_stays(asked, kept):
    first = asked("Who trimmed the lamp?")
    asked("Which moon?", first.conversation)
    number = kept.exchanges(first.conversation)[-1].number
    asked("When?", first.conversation, replacing=number)
    assert "lamp" in kept.exchanges(first.conversation)[-1].answer.searched


def test_an_edited_question_that_is_refused_leaves_the_old_one(asked, texts):
    first = asked("Which lamp?")
    refused = asked("x" * 5000, first.conversation, replacing=1)
    assert questions(refused, texts)[0] == "Which lamp?" and chips(refused, texts) == [3, 0]
    assert asked("Which lamp?", first.conversation, fields=("x", "", [], ""), replacing=1).refused
    assert chips(asked("Which moon?", first.conversation), texts)[0] == 3


def test_the_last_question_is_asked_again_in_its_place(desk, asked, assistant, kept, texts):
    first = asked("Which lamp?", fields=("2018", "", [], ""))
    assistant.library.remove("lamp")
    *_, again = desk.retry(first.conversation, 1)
    assert questions(again, texts) == ["Which lamp?"] and chips(again, texts) != [3]
    [exchange] = kept.exchanges(first.conversation)
    assert exchange.filters == Filters("2018")


def test_what_was_searched_exactly_is_so_again(desk, asked, kept):
    conversation = asked("Who trimmed the lamp?").conversation
    asked("When?", conversation, exactly=True)
    list(desk.retry(conversation, 2))
    asked("When?", conversation)
    list(desk.retry(conversation, kept.exchanges(conversation)[-1].number))
    assert ["lamp" in it.answer.searched for it in kept.exchanges(conversation)] == [True, False, True]


def test_a_question_of_before_is_asked_again_at_the_end(desk, asked, texts):
    first = asked("Which lamp?")
    asked("Which moon?", first.conversation)
    *_, again = desk.retry(first.conversation, 1)
    assert questions(again, texts) == ["Which lamp?", "Which moon?", "Which lamp?"]


def test_what_was_never_asked_is_not_asked_again(desk, asked, kept):
    view = desk.quote("", "lamp", 0, 5)
    for number in (1, 2, 0, -1, True, 1.0, "1", None):
        assert list(desk.retry(view.conversation, number)) == []
    asked("Which lamp?", view.conversation)
    for number in (2.0, "2", [2]):
        assert list(desk.retry(view.conversation, number)) == []
    assert len(kept.exchanges(view.conversation)) == 2


def test_a_question_that_is_stopped_stays_stopped(desk, kept, texts):
    asking = desk.ask("", "Which lamp?", NONE)
    pending = next(asking)
    stopped = desk.stop(pending.conversation)
    assert texts(said(stopped), "pq-error")[0].startswith("Stopped.")
    *_, last = asking
    assert last == stopped == desk.shown(pending.conversation)
    assert desk.stop(pending.conversation) == stopped
    assert kept.exchanges(pending.conversation)[0].answer is None


def test_what_is_answered_is_not_stopped(desk, asked):
    view = asked()
    assert desk.stop(view.conversation) == desk.failed(view.conversation) == view


def test_a_question_that_is_edited_while_it_is_asked_gets_no_answer(desk, texts):
    asking = desk.ask("", "Which lamp?", NONE)
    pending = next(asking)
    editing = desk.ask(pending.conversation, "Which moon?", NONE, False, 1)
    next(editing)
    list(asking)
    *_, edited = editing
    assert questions(edited, texts) == ["Which moon?"]
    assert texts(said(edited), "pq-words") == ["The Eagle landed on the Moon."]


def test_a_conversation_deleted_while_it_is_asked_is_not_there_any_more(desk, kept):
    asking = desk.ask("", "Which lamp?", NONE)
    pending = next(asking)
    desk.forget(pending.conversation, pending.conversation)
    *_, last = asking
    assert (last.chat, last.conversation) == ([], "") and last.welcome
    assert kept.all() == []
    retrying = desk.retry((view := list(desk.ask("", "Which lamp?", NONE))[-1]).conversation, 1)
    next(retrying)
    desk.forget(view.conversation, "")
    *_, last = retrying
    assert (last.chat, last.conversation) == ([], "")


def test_a_question_that_the_program_was_ended_at_can_be_asked_again(desk, texts):
    pending = next(desk.ask("", "Which lamp?", NONE))
    opened = desk.open(pending.conversation)
    assert texts(said(opened), "pq-error")[0].startswith("It was stopped before it was answered.")
    *_, again = desk.retry(pending.conversation, 1)
    assert chips(again, texts) == [3]


# Ratings.


def test_an_answer_is_rated_and_the_verdict_taken_back(desk, asked, kept, texts):
    view = asked()
    for rating, label in ((1, ["Rated right"]), (-1, ["Rated wrong"]), (0, [])):
        view = desk.rate(view.conversation, 1, rating)
        assert texts(said(view), "pq-on") == label
        assert kept.exchanges(view.conversation)[0].rating == rating


def test_what_is_no_answer_cannot_be_rated(desk, asked):
    refused = next(desk.ask("", "Which lamp?", NONE))
    own = desk.quote("", "lamp", 0, 5)
    for conversation, number in ((refused.conversation, 1), (own.conversation, 1), (own.conversation, 2)):
        with pytest.raises(NoSuchConversation):
            desk.rate(conversation, number, 1)


# Quotes of one's own.


def test_a_selection_is_quoted_in_whole_sentences(desk, kept, texts):
    view = desk.quote("", "moon", 10, 33)
    assert texts(said(view), "pq-words") == ["The Eagle landed on the Moon. Collins stayed in orbit."]
    assert texts(view.chat[0]["content"], "pq-owned") == ["You quoted"]
    assert kept.name(view.conversation) == "Quoted from “Moon”"
    view = desk.quote(view.conversation, "moon", 0, 1)
    assert texts(said(view), "pq-words") == ["The Eagle landed on the Moon."]
    assert "quote-2-1" in view.sources
    assert turns(kept.exchanges(view.conversation)) == []


def test_what_cannot_be_quoted_is_refused_with_a_sentence(assistant, kept):
    desk = Desk(assistant, kept, WebSettings(longest_own_quote=30))
    for article_id, start, end, why in (
        ("moon", 0, 40, "at most 30 characters"),
        ("moon", 0, 10**30, "no sentence was selected"),
        ("moon", 10, 10, "no sentence was selected"),
        ("lamp", 27, 28, "no sentence was selected"),  # between two paragraphs
        ("nope", 0, 1, "no article 'nope'"),
        (None, 0, 1, "nothing was selected"),
    ):
        with pytest.raises(PullquoteError, match=why):
            desk.quote("", article_id, start, end)
    assert kept.all() == []


def test_a_quote_of_ones_own_is_taken_out_again_and_nothing_else(desk, asked, kept, texts):
    conversation = asked("Which lamp?").conversation
    desk.quote(conversation, "moon", 0, 1)
    for number in (1, 3, 0, 2.0, "2", None, True):
        assert len(desk.withdraw(conversation, number).chat) == 4
    view = desk.withdraw(conversation, 2)
    assert questions(view, texts) == ["Which lamp?"] and len(view.chat) == 2
    own = desk.quote("", "moon", 0, 1).conversation
    assert len(desk.withdraw(own, True).chat) == 2


# The reader.


def test_an_article_is_read_with_what_the_conversation_quotes_of_it(desk, asked, texts):
    conversation = asked("Which lamp?").conversation
    desk.quote(conversation, "lamp", 30, 31)
    opened = desk.read(conversation, "lamp", 0, 26)
    assert texts(opened, "pq-text") == [ARTICLES[0].text]
    assert texts(opened, "mark") == ARTICLES[0].text.split("\n\n")
    assert texts(opened, "pq-now") == ["The lamp burned whale oil."]
    assert opened.count('class="pq-number"') == 4
    assert texts(desk.read("", "lamp"), "mark") == texts(desk.read(conversation, "moon"), "mark") == []


@pytest.mark.parametrize(
    "wrong", [(-1, 5), (5, 5), (5, 4), (0, 10**30), (0, "5"), (None, 5), (0.0, 5.0), (False, True)]
)
def test_offsets_that_are_none_open_an_article_at_its_beginning(desk, texts, wrong):
    assert texts(desk.read("", "lamp", *wrong), "pq-now") == []


def test_an_article_that_is_not_there_is_not_read(desk):
    for unknown in ("nope", None, 7, ["lamp"], "x" * 10_000):
        with pytest.raises(PullquoteError):
            desk.read("", unknown)


# The list of conversations.


def test_a_conversation_is_renamed_in_the_list(desk, asked, texts):
    one, two = asked("Which lamp?").conversation, asked("Which moon?").conversation
    listed = desk.rename(one, " The \n lamps ", two)
    assert [text.partition("Delete")[0] for text in texts(listed, "pq-talk")] == ["Which moon?", "The lamps"]
    assert f'data-current="{two}"' in listed
    for nothing in ("", " ", None, 7):
        assert desk.rename(one, nothing, two) == listed


def test_a_conversation_is_forgotten(desk, asked, kept):
    one, two = asked("Which lamp?").conversation, asked("Which moon?").conversation
    other = desk.forget(one, two)
    assert (other.conversation, other.filters, bool(other.chat)) == (two, None, True)
    assert one not in other.history
    own = desk.forget(two, two)
    assert (own.conversation, own.filters, own.chat) == ("", Filters(), []) and own.welcome
    assert kept.all() == []
    assert desk.forget(two, two).conversation == ""


# The welcome.


def test_questions_are_suggested_once_for_each_state_of_the_library(desk, assistant, monkeypatch, texts):
    found = []

    def suggestions(_, most):
        found.append(most)
        return [f"Suggested {len(found)}?"]

    monkeypatch.setattr("qa.web.asking.suggestions", suggestions)
    assert "Suggested" not in desk.open().welcome
    starts = texts(desk.suggest(""), "pq-start")
    assert starts[0] == "Suggested 1?" and len(starts) == WebSettings().most_starts
    assert texts(desk.suggest(""), "pq-start") == texts(desk.open().welcome, "pq-start") == starts
    assistant.library.remove("moon")
    assert texts(desk.suggest(None), "pq-start")[0] == "Suggested 2?"
    assert found == [WebSettings().most_starts] * 2


def test_nothing_is_suggested_in_a_conversation_that_has_begun(desk, asked, monkeypatch):
    monkeypatch.setattr("qa.web.asking.suggestions", None)
    assert desk.suggest(asked().conversation) == ""


# The length of answers.


def test_answers_are_as_long_as_is_preferred(desk, asked, assistant, texts):
    assert desk.length == "standard"
    for length, quotes in (("short", 1), ("standard", 5), ("long", 10)):
        desk.prefer_length(length)
        assert Desk(assistant, Conversations(assistant.library), WebSettings()).length == desk.length == length
        assert chips(asked("Which lantern?"), texts) == [quotes]
    for wrong in ("endless", "", None, 7, ["short"], "x" * 10_000):
        desk.prefer_length(wrong)
        assert desk.length == "long"


# Nothing that is sent is trusted.

GARBAGE = [None, True, False, 3.5, float("nan"), "", "x" * 10_000, "\ud800", "\0", [], ["x"], {}, {"id": 1}, -1, 10**30]
CALLS = {
    "open": lambda desk, it, _: desk.open(it),
    "shown": lambda desk, it, _: desk.shown(it),
    "suggest": lambda desk, it, _: desk.suggest(it),
    "ask: from": lambda desk, it, own: _refused(desk.ask(own, "Which lamp?", (it, "", [], ""))),
    "ask: to": lambda desk, it, own: _refused(desk.ask(own, "Which lamp?", ("", it, [], ""))),
    "ask: publishers": lambda desk, it, own: _refused(desk.ask(own, "Which lamp?", ("", "", it, ""))),
    "ask: article": lambda desk, it, own: _refused(desk.ask(own, "Which lamp?", ("", "", [], it))),
    "ask: question": lambda desk, it, own: _refused(desk.ask(own, it, NONE)),
    "retry: conversation": lambda desk, it, _: list(desk.retry(it, 1)),
    "retry: number": lambda desk, it, own: list(desk.retry(own, it)),
    "stop": lambda desk, it, _: desk.stop(it),
    "failed": lambda desk, it, _: desk.failed(it),
    "rate: conversation": lambda desk, it, _: desk.rate(it, 1, 1),
    "rate: number": lambda desk, it, own: desk.rate(own, it, 1),
    "rate: rating": lambda desk, it, own: desk.rate(own, 1, it if it != -1 else 2),
    "quote: article": lambda desk, it, own: desk.quote(own, it, 0, 5),
    "quote: start": lambda desk, it, own: desk.quote(own, "lamp", it, 5),
    "quote: end": lambda desk, it, own: desk.quote(own, "lamp", 0, it),
    "withdraw: conversation": lambda desk, it, _: desk.withdraw(it, 1),
    "withdraw: number": lambda desk, it, own: desk.withdraw(own, it),
    "read: conversation": lambda desk, it, _: desk.read(it, "lamp"),
    "read: article": lambda desk, it, own: desk.read(own, it),
    "read: start": lambda desk, it, own: desk.read(own, "lamp", it, 5),
    "read: end": lambda desk, it, own: desk.read(own, "lamp", 0, it),
    "rename: conversation": lambda desk, it, own: desk.rename(it, "name", own),
    "rename: current": lambda desk, it, own: desk.rename(own, None, it),
    "forget": lambda desk, it, own: desk.forget(it, own),
    "forget: current": lambda desk, it, _: desk.forget(it, it),
    "chosen: from": lambda desk, it, _: desk.chosen((it, "", [], "")),
    "chosen: to": lambda desk, it, _: desk.chosen(("", it, [], "")),
    "chosen: publishers": lambda desk, it, _: desk.chosen(("", "", it, "")),
    "chosen: article": lambda desk, it, _: desk.chosen(("", "", [], it)),
    "prefer_length": lambda desk, it, _: desk.prefer_length(it),
}


def _refused(views):
    """Go on with a question only as far as it is refused: whether it is begun, the first view tells."""
    for view in views:
        assert view.refused or "Searching" in said(view)
        if not view.refused:
            raise QuestionError("it would have been asked")


@pytest.fixture(scope="module")
def settled(make_assistant, word_reader):
    """A desk with a conversation that holds an answer, one of a quote, and nothing that waits."""
    assistant = make_assistant(*ARTICLES, reader=word_reader)
    desk = Desk(assistant, Conversations(assistant.library), WebSettings())
    *_, view = desk.ask("", "Which lamp?", NONE)
    own = desk.quote("", "lamp", 0, 5)
    return desk, assistant.library, (view.conversation, own.conversation)


def state(library):
    """Return all that the library's folder holds of conversations, but for when each was changed."""
    with sqlite3.connect(library.folder / FILE_NAME) as connection:
        tables = {
            table: connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()
            for table in ("conversations", "exchanges", "preferences")
        }
    connection.close()
    return tables, library.entries()


@pytest.mark.parametrize("call", CALLS)
def test_no_garbage_changes_anything_or_fails_otherwise_than_with_a_sentence(settled, call, monkeypatch):
    desk, library, conversations = settled
    monkeypatch.setattr("qa.web.asking.suggestions", lambda *_: [])
    # A question that garbage does not keep from being asked is not.
    monkeypatch.setattr(Conversations, "begin", _begin)
    for garbage in GARBAGE:
        for own in conversations:
            before = state(library)
            try:
                CALLS[call](desk, garbage, own)
            except PullquoteError as error:
                assert str(error)
                str(error).encode()
            assert state(library) == before, repr(garbage)[:100]


def _begin(*_):
    raise QuestionError("it would have been asked")


@pytest.mark.parametrize("garbage", GARBAGE, ids=lambda it: repr(it)[:20])
def test_a_question_with_garbage_beside_it_is_asked_by_itself(desk, asked, kept, texts, garbage):
    first = asked("Which lamp?")
    edited = asked("Which moon?", first.conversation, replacing=garbage)
    assert questions(edited, texts) == ["Which lamp?", "Which moon?"]
    if garbage != "\ud800":
        other = asked("Which moon?", garbage)
        assert questions(other, texts) == ["Which moon?"] and other.conversation != first.conversation


def test_no_conversation_leaks_into_another(desk, asked, kept):
    """Whatever is shown of one holds nothing that was asked or quoted in the other, and nothing leans on it."""
    one, two = asked("Who trimmed the lamp?").conversation, asked("Which moon?").conversation
    desk.quote(one, "gates", 0, 5)
    asked("When?", two)
    assert "lamp" not in kept.exchanges(two)[1].answer.searched.lower()
    for view in (desk.open(two), desk.shown(two), desk.rate(two, 1, 1), desk.stop(two)):
        shown = str(view.chat) + view.sources + view.welcome
        assert not [word for word in ("lamp", "lantern", one) if word in shown]
    assert "lamp" not in desk.read(two, "moon") and "<mark>" not in desk.read(two, "lamp")
    assert "moon" not in (str(desk.open(one).chat) + desk.open(one).sources).lower()
    desk.withdraw(two, 2)
    list(desk.retry(two, 2))
    assert len(kept.exchanges(one)) == 2


def test_conversations_that_are_asked_at_once_keep_apart(desk, texts):
    one, two = desk.ask("", "Which lamp?", NONE), desk.ask("", "Which lantern?", NONE)
    views = [(next(one), next(two))]
    views += list(zip(one, two, strict=False))
    for lamp, lantern in views:
        assert questions(lamp, texts) == ["Which lamp?"] and "lantern" not in lamp.sources
        assert questions(lantern, texts) == ["Which lantern?"] and "brass" not in lantern.sources


def test_threads_ask_at_once(desk, kept):
    wanted, found, errors = ["Which lamp?", "Which moon?", "Which lantern?", "What does the quaxol eat?"], {}, []

    def ask(question):
        try:
            *_, view = desk.ask("", question, NONE)
            found[question] = view.conversation
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=ask, args=(question,)) for question in wanted]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors
    for question, conversation in found.items():
        [exchange] = kept.exchanges(conversation)
        assert exchange.question == exchange.answer.question == question and exchange.answer.quotes


@pytest.mark.parametrize(
    ("start", "end", "span"),
    [(0, 5, (0, 5)), (3, 4, (3, 4)), (-1, 4, None), (4, 4, None), (0, 6, None), ("0", 5, None)],
)
def test_a_span_is_one_in_the_article(start, end, span):
    assert span_in(Article("a", "A", "Text."), start, end) == (span and Span(*span))


def test_a_whole_number_is_nothing_else():
    assert [whole(it) for it in (0, -1, 7)] == [0, -1, 7]
    assert [whole(it) for it in (True, 1.0, "1", None, [], 10**30, -(10**30))] == [None] * 7
