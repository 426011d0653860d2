"""Nothing that is sent is trusted: garbage changes nothing, and comes to a sentence at most."""

import sqlite3

import pytest

from corpus import PullquoteError
from qa.basket import basket_store as baskets
from qa.conversations.conversation_file import FILE_NAME
from qa.conversations.conversation_store import Conversations
from qa.errors import QuestionError
from qa.web.actions.sent_values import read_digits, read_whole_number

NONE = ("", "", [], [], "")

GARBAGE = [None, True, False, 3.5, float("nan"), "", "x" * 10_000, "\ud800", "\0", [], ["x"], {}, {"id": 1}, -1, 10**30]
CALLS = {
    "open": lambda actions, garbage, _: actions.conversations.open(garbage),
    "shown": lambda actions, garbage, _: actions.views.show(garbage),
    "suggest": lambda actions, garbage, _: actions.views.show_suggestions(garbage),
    "ask: from": lambda actions, garbage, own: _refused(actions.ask.ask(own, "Which lamp?", (garbage, "", [], [], ""))),
    "ask: to": lambda actions, garbage, own: _refused(actions.ask.ask(own, "Which lamp?", ("", garbage, [], [], ""))),
    "ask: publishers": lambda actions, garbage, own: _refused(
        actions.ask.ask(own, "Which lamp?", ("", "", garbage, [], ""))
    ),
    "ask: tags": lambda actions, garbage, own: _refused(actions.ask.ask(own, "Which lamp?", ("", "", [], garbage, ""))),
    "ask: article": lambda actions, garbage, own: _refused(
        actions.ask.ask(own, "Which lamp?", ("", "", [], [], garbage))
    ),
    "ask: question": lambda actions, garbage, own: _refused(actions.ask.ask(own, garbage, NONE)),
    "retry: conversation": lambda actions, garbage, _: list(actions.ask.retry(garbage, 1)),
    "retry: number": lambda actions, garbage, own: list(actions.ask.retry(own, garbage)),
    "stop": lambda actions, garbage, _: actions.ask.stop(garbage),
    "failed": lambda actions, garbage, _: actions.ask.fail(garbage),
    "rate: conversation": lambda actions, garbage, _: actions.ask.rate(garbage, 1, 1),
    "rate: number": lambda actions, garbage, own: actions.ask.rate(own, garbage, 1),
    "rate: rating": lambda actions, garbage, own: actions.ask.rate(own, 1, garbage if garbage != -1 else 2),
    "quote: article": lambda actions, garbage, own: actions.reader.quote(own, garbage, 0, 5),
    "quote: start": lambda actions, garbage, own: actions.reader.quote(own, "lamp", garbage, 5),
    "quote: end": lambda actions, garbage, own: actions.reader.quote(own, "lamp", 0, garbage),
    "withdraw: conversation": lambda actions, garbage, _: actions.reader.withdraw(garbage, 1),
    "withdraw: number": lambda actions, garbage, own: actions.reader.withdraw(own, garbage),
    "read: conversation": lambda actions, garbage, _: actions.reader.open(garbage, "lamp"),
    "read: article": lambda actions, garbage, own: actions.reader.open(own, garbage),
    "read: start": lambda actions, garbage, own: actions.reader.open(own, "lamp", garbage, 5),
    "read: end": lambda actions, garbage, own: actions.reader.open(own, "lamp", 0, garbage),
    "rename: conversation": lambda actions, garbage, own: actions.conversations.rename(garbage, "name", own),
    "rename: current": lambda actions, garbage, own: actions.conversations.rename(own, None, garbage),
    "forget": lambda actions, garbage, own: actions.conversations.delete(garbage, own),
    "forget: current": lambda actions, garbage, _: actions.conversations.delete(garbage, garbage),
    "chips: from": lambda actions, garbage, _: actions.filters.show_chips((garbage, "", [], [], "")),
    "chips: to": lambda actions, garbage, _: actions.filters.show_chips(("", garbage, [], [], "")),
    "chips: publishers": lambda actions, garbage, _: actions.filters.show_chips(("", "", garbage, [], "")),
    "chips: tags": lambda actions, garbage, _: actions.filters.show_chips(("", "", [], garbage, "")),
    "chips: article": lambda actions, garbage, _: actions.filters.show_chips(("", "", [], [], garbage)),
    "prefer_length": lambda actions, garbage, _: actions.settings.prefer_length(garbage),
    "keep: conversation": lambda actions, garbage, _: actions.basket.keep(garbage, 1, 1),
    "keep: number": lambda actions, garbage, own: actions.basket.keep(own, garbage, 1),
    "keep: quote": lambda actions, garbage, own: actions.basket.keep(own, 1, garbage),
    "note: quote": lambda actions, garbage, _: actions.basket.note(garbage, "A note."),
    "note: text": lambda actions, garbage, _: actions.basket.note(1, garbage if not isinstance(garbage, str) else 7),
    "place: quote": lambda actions, garbage, _: actions.basket.move(garbage, 1),
    "place: number": lambda actions, garbage, _: actions.basket.move(2, garbage),
    "discard": lambda actions, garbage, _: actions.basket.drop(garbage),
    "prefer_style": lambda actions, garbage, _: actions.cite.prefer_style(garbage),
    "check": lambda actions, garbage, _: list(actions.check.check(garbage)),
    "stop a check": lambda actions, garbage, _: actions.check.stop(str(garbage)),
    "basket": lambda actions, garbage, _: actions.basket.open(garbage if garbage != "x" * 10_000 else garbage[:81]),
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
    monkeypatch.setattr("qa.web.actions.welcome_actions.suggest_questions", lambda *_: [])
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


@pytest.mark.parametrize("garbage", GARBAGE, ids=lambda garbage: repr(garbage)[:20])
def test_a_question_with_garbage_beside_it_is_asked_by_itself(asked, questions, garbage):
    first = asked("Which lamp?")
    edited = asked("Which moon?", first.conversation, replacing=garbage)
    assert questions(edited) == ["Which lamp?", "Which moon?"]
    if garbage != "\ud800":
        other = asked("Which moon?", garbage)
        assert questions(other) == ["Which moon?"] and other.conversation != first.conversation


def test_a_whole_number_is_nothing_else():
    assert [read_whole_number(garbage) for garbage in (0, -1, 7)] == [0, -1, 7]
    assert [read_whole_number(garbage) for garbage in (True, 1.0, "1", None, [], 10**30, -(10**30))] == [None] * 7


def test_digits_are_nothing_else():
    assert [read_digits(text) for text in ("0", "7", "123456789")] == [0, 7, 123456789]
    assert [read_digits(garbage) for garbage in (7, None, "", "-1", "1.0", "²", "x", "1234567890", ["1"])] == [None] * 9
