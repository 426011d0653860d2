"""Asking on the page: what is shown at once, and that nothing a visitor sends is trusted."""

import pytest

from qa import PullquoteError
from qa.web.asking import Desk, failed, filters_from
from qa.web.conversation import turns
from qa.web.settings import WebSettings

NO_FILTERS = ("", "", [])


@pytest.fixture
def desk(assistant):
    return Desk(assistant, WebSettings(most_exchanges=3))


def test_a_question_is_shown_at_once_and_then_answered(desk):
    pending, done = desk.ask((), "  Who suspected the Broad Street pump?\r\n", NO_FILTERS)
    assert "Searching your articles…" in pending.chat[-1]["content"]
    assert [message["role"] for message in done.chat] == ["user", "assistant"]
    assert done.exchanges[0].answer.quotes
    assert "quote-1-1" in done.sources


def test_a_follow_up_is_understood_from_the_turns_before(desk):
    *_, first = desk.ask((), "What did the eruption of Krakatoa sound like?", NO_FILTERS)
    *_, second = desk.ask(first.exchanges, "When was it?", NO_FILTERS)
    assert [turn.role for turn in turns(second.exchanges)] == ["user", "assistant"] * 2
    assert second.exchanges[1].answer.quotes[0].article.title.startswith("Krakatoa")
    assert {"chip-1-1", "chip-2-1"} <= {f"chip-{n}-1" for n in (1, 2) if f"chip-{n}-1" in str(second.chat)}


def test_what_was_searched_is_shown_and_can_be_asked_exactly(desk):
    *_, first = desk.ask((), "What did the eruption of Krakatoa sound like?", NO_FILTERS)
    assert "searching:" not in first.chat[-1]["content"]
    *_, second = desk.ask(first.exchanges, "When was it?", NO_FILTERS)
    assert second.exchanges[1].question == "When was it?"
    assert "Krakatoa" in second.exchanges[1].answer.searched
    assert "searching:" in second.chat[-1]["content"]
    *_, third = desk.ask(first.exchanges, "When was it?", NO_FILTERS, True)
    assert third.exchanges[1].answer.searched == "When was it?"
    assert "searching:" not in third.chat[-1]["content"]
    for sent in ("yes", 1, None, [True]):
        *_, third = desk.ask(first.exchanges, "When was it?", NO_FILTERS, sent)
        assert "Krakatoa" in third.exchanges[1].answer.searched


def test_a_long_conversation_keeps_its_end_and_its_numbers(desk):
    exchanges = ()
    for _ in range(5):
        *_, view = desk.ask(exchanges, "Who suspected the pump?", NO_FILTERS)
        exchanges = view.exchanges
    assert [exchange.number for exchange in exchanges] == [3, 4, 5]


@pytest.mark.parametrize("nothing", ["", " \n", None, 7, ["x"]])
def test_no_question_changes_nothing(desk, nothing):
    assert list(desk.ask((), nothing, NO_FILTERS)) == []


def test_errors_are_sentences_in_the_chat(desk):
    *_, view = desk.ask((), "x" * 5000, NO_FILTERS)
    assert "The question has 5&#44;000 characters" in view.chat[-1]["content"]
    assert len(view.chat[0]["content"]) < 1000
    *_, view = desk.ask((), "Who?", ("yesterday", "", []))
    assert "is not a date" in view.chat[-1]["content"]
    assert turns(view.exchanges) == []
    assert "went wrong" in failed(view.exchanges).chat[-1]["content"]


def test_filters_are_checked(assistant):
    found = filters_from((" 2018 ", None, ["Zembla & Sons", 3]), assistant.library)
    assert (found.published_from, found.published_to, found.publishers) == ("2018", None, ("Zembla & Sons",))
    assert not filters_from(("", "", None), assistant.library)
    assert filters_from(("2018-05", "2018", []), assistant.library)
    for fields in (("2020", "2019", []), ("x", "", []), ("", "", ["Nobody's Gazette"])):
        with pytest.raises(PullquoteError):
            filters_from(fields, assistant.library)


def test_filters_narrow_the_answer(desk):
    *_, view = desk.ask((), "Who suspected the Broad Street pump?", ("", "", ["Zembla & Sons"]))
    assert view.exchanges[0].filters.publishers == ("Zembla & Sons",)
    assert all(c.article.id == "hostile" for c in (*view.exchanges[0].answer.quotes, *view.exchanges[0].answer.nearest))


def test_only_articles_that_exist_are_asked_about(desk):
    for unknown in (None, 3, "no such", ["hostile"]):
        assert list(desk.ask_about((), unknown, NO_FILTERS)) == []
    *_, view = desk.ask_about((), "hostile", NO_FILTERS)
    assert view.exchanges[0].question == "<script>alert(1)</script> ${1+1}"
    assert view.exchanges[0].answer is not None


def test_the_first_view_names_articles(desk):
    view = desk.open()
    assert view.chat == [] and "3 articles" in view.welcome
