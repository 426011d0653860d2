"""Nothing that is sent is trusted: garbage changes nothing, and comes to a sentence at most."""

import sqlite3

import pytest

from corpus import PullquoteError
from qa.basket import basket_store as baskets
from qa.conversations.conversation_store import FILE_NAME, Conversations
from qa.errors import QuestionError
from qa.web.actions.sent_values import read_whole_number

NONE = ("", "", [], "")

GARBAGE = [None, True, False, 3.5, float("nan"), "", "x" * 10_000, "\ud800", "\0", [], ["x"], {}, {"id": 1}, -1, 10**30]
CALLS = {
    "open": lambda actions, it, _: actions.conversations.open(it),
    "shown": lambda actions, it, _: actions.views.show(it),
    "suggest": lambda actions, it, _: actions.views.show_suggestions(it),
    "ask: from": lambda actions, it, own: _refused(actions.ask.ask(own, "Which lamp?", (it, "", [], ""))),
    "ask: to": lambda actions, it, own: _refused(actions.ask.ask(own, "Which lamp?", ("", it, [], ""))),
    "ask: publishers": lambda actions, it, own: _refused(actions.ask.ask(own, "Which lamp?", ("", "", it, ""))),
    "ask: article": lambda actions, it, own: _refused(actions.ask.ask(own, "Which lamp?", ("", "", [], it))),
    "ask: question": lambda actions, it, own: _refused(actions.ask.ask(own, it, NONE)),
    "retry: conversation": lambda actions, it, _: list(actions.ask.retry(it, 1)),
    "retry: number": lambda actions, it, own: list(actions.ask.retry(own, it)),
    "stop": lambda actions, it, _: actions.ask.stop(it),
    "failed": lambda actions, it, _: actions.ask.fail(it),
    "rate: conversation": lambda actions, it, _: actions.ask.rate(it, 1, 1),
    "rate: number": lambda actions, it, own: actions.ask.rate(own, it, 1),
    "rate: rating": lambda actions, it, own: actions.ask.rate(own, 1, it if it != -1 else 2),
    "quote: article": lambda actions, it, own: actions.reader.quote(own, it, 0, 5),
    "quote: start": lambda actions, it, own: actions.reader.quote(own, "lamp", it, 5),
    "quote: end": lambda actions, it, own: actions.reader.quote(own, "lamp", 0, it),
    "withdraw: conversation": lambda actions, it, _: actions.reader.withdraw(it, 1),
    "withdraw: number": lambda actions, it, own: actions.reader.withdraw(own, it),
    "read: conversation": lambda actions, it, _: actions.reader.open(it, "lamp"),
    "read: article": lambda actions, it, own: actions.reader.open(own, it),
    "read: start": lambda actions, it, own: actions.reader.open(own, "lamp", it, 5),
    "read: end": lambda actions, it, own: actions.reader.open(own, "lamp", 0, it),
    "rename: conversation": lambda actions, it, own: actions.conversations.rename(it, "name", own),
    "rename: current": lambda actions, it, own: actions.conversations.rename(own, None, it),
    "forget": lambda actions, it, own: actions.conversations.delete(it, own),
    "forget: current": lambda actions, it, _: actions.conversations.delete(it, it),
    "chips: from": lambda actions, it, _: actions.filters.show_chips((it, "", [], "")),
    "chips: to": lambda actions, it, _: actions.filters.show_chips(("", it, [], "")),
    "chips: publishers": lambda actions, it, _: actions.filters.show_chips(("", "", it, "")),
    "chips: article": lambda actions, it, _: actions.filters.show_chips(("", "", [], it)),
    "prefer_length": lambda actions, it, _: actions.settings.prefer_length(it),
    "keep: conversation": lambda actions, it, _: actions.basket.keep(it, 1, 1),
    "keep: number": lambda actions, it, own: actions.basket.keep(own, it, 1),
    "keep: quote": lambda actions, it, own: actions.basket.keep(own, 1, it),
    "note: quote": lambda actions, it, _: actions.basket.note(it, "A note."),
    "note: text": lambda actions, it, _: actions.basket.note(1, it if not isinstance(it, str) else 7),
    "place: quote": lambda actions, it, _: actions.basket.move(it, 1),
    "place: number": lambda actions, it, _: actions.basket.move(2, it),
    "discard": lambda actions, it, _: actions.basket.drop(it),
    "prefer_style": lambda actions, it, _: actions.cite.prefer_style(it),
    "check": lambda actions, it, _: list(actions.check.check(it)),
    "stop a check": lambda actions, it, _: actions.check.stop(str(it)),
    "basket": lambda actions, it, _: actions.basket.open(it if it != "x" * 10_000 else it[:81]),
}


def _refused(views):
    """Go on with a question only as far as it is refused: whether it is begun, the first view tells."""
    for view in views:
        refused = 'id="turn-0"' in view.chat[-2]["content"]
        assert refused or "Searching" in view.chat[-1]["content"]
        if not refused:
            raise QuestionError("it would have been asked")


@pytest.fixture(scope="module")
def settled(open_actions):
    """Rooms with a conversation that holds an answer, one of a quote, a basket, and nothing that waits."""
    actions = open_actions()
    *_, view = actions.ask.ask("", "Which lamp?", NONE)
    own = actions.reader.quote("", "lamp", 0, 5)
    for which in (1, 2):
        actions.basket.keep(view.conversation, 1, which)
    return actions, (view.conversation, own.conversation)


def state(library):
    """Return all that the library's folder holds of conversations and baskets, but for when each was changed."""
    with sqlite3.connect(library.folder / FILE_NAME) as connection:
        tables = {
            table: connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()
            for table in ("conversations", "exchanges", "preferences")
        }
    connection.close()
    with sqlite3.connect(library.folder / baskets.FILE_NAME) as connection:
        tables["baskets"] = connection.execute("SELECT * FROM quotes ORDER BY basket, place").fetchall()
    connection.close()
    return tables, library.entries()


@pytest.mark.parametrize("call", CALLS)
def test_no_garbage_changes_anything_or_fails_otherwise_than_with_a_sentence(settled, call, monkeypatch):
    actions, conversations = settled
    library = actions.assistant.library
    monkeypatch.setattr("qa.web.actions.welcome_actions.suggestions", lambda *_: [])
    # A question that garbage does not keep from being asked is not.
    monkeypatch.setattr(Conversations, "begin", _begin)
    for garbage in GARBAGE:
        for own in conversations:
            before = state(library)
            try:
                CALLS[call](actions, garbage, own)
            except PullquoteError as error:
                assert str(error)
                str(error).encode()
            assert state(library) == before, repr(garbage)[:100]


def _begin(*_):
    raise QuestionError("it would have been asked")


@pytest.mark.parametrize("garbage", GARBAGE, ids=lambda it: repr(it)[:20])
def test_a_question_with_garbage_beside_it_is_asked_by_itself(asked, questions, garbage):
    first = asked("Which lamp?")
    edited = asked("Which moon?", first.conversation, replacing=garbage)
    assert questions(edited) == ["Which lamp?", "Which moon?"]
    if garbage != "\ud800":
        other = asked("Which moon?", garbage)
        assert questions(other) == ["Which moon?"] and other.conversation != first.conversation


def test_a_whole_number_is_nothing_else():
    assert [read_whole_number(it) for it in (0, -1, 7)] == [0, -1, 7]
    assert [read_whole_number(it) for it in (True, 1.0, "1", None, [], 10**30, -(10**30))] == [None] * 7
