"""Nothing that is sent is trusted: garbage changes nothing, and comes to a sentence at most."""

import sqlite3

import pytest

from corpus import PullquoteError
from qa.basket import basket_store as baskets
from qa.conversations.conversation_file import FILE_NAME
from qa.conversations.conversation_store import Conversations
from qa.errors import QuestionError
from qa.web.sent import whole

NONE = ("", "", [], "")

GARBAGE = [None, True, False, 3.5, float("nan"), "", "x" * 10_000, "\ud800", "\0", [], ["x"], {}, {"id": 1}, -1, 10**30]
CALLS = {
    "open": lambda rooms, it, _: rooms.talks.open(it),
    "shown": lambda rooms, it, _: rooms.views.shown(it),
    "suggest": lambda rooms, it, _: rooms.views.suggest(it),
    "ask: from": lambda rooms, it, own: _refused(rooms.desk.ask(own, "Which lamp?", (it, "", [], ""))),
    "ask: to": lambda rooms, it, own: _refused(rooms.desk.ask(own, "Which lamp?", ("", it, [], ""))),
    "ask: publishers": lambda rooms, it, own: _refused(rooms.desk.ask(own, "Which lamp?", ("", "", it, ""))),
    "ask: article": lambda rooms, it, own: _refused(rooms.desk.ask(own, "Which lamp?", ("", "", [], it))),
    "ask: question": lambda rooms, it, own: _refused(rooms.desk.ask(own, it, NONE)),
    "retry: conversation": lambda rooms, it, _: list(rooms.desk.retry(it, 1)),
    "retry: number": lambda rooms, it, own: list(rooms.desk.retry(own, it)),
    "stop": lambda rooms, it, _: rooms.desk.stop(it),
    "failed": lambda rooms, it, _: rooms.desk.failed(it),
    "rate: conversation": lambda rooms, it, _: rooms.talks.rate(it, 1, 1),
    "rate: number": lambda rooms, it, own: rooms.talks.rate(own, it, 1),
    "rate: rating": lambda rooms, it, own: rooms.talks.rate(own, 1, it if it != -1 else 2),
    "quote: article": lambda rooms, it, own: rooms.lectern.quote(own, it, 0, 5),
    "quote: start": lambda rooms, it, own: rooms.lectern.quote(own, "lamp", it, 5),
    "quote: end": lambda rooms, it, own: rooms.lectern.quote(own, "lamp", 0, it),
    "withdraw: conversation": lambda rooms, it, _: rooms.lectern.withdraw(it, 1),
    "withdraw: number": lambda rooms, it, own: rooms.lectern.withdraw(own, it),
    "read: conversation": lambda rooms, it, _: rooms.lectern.read(it, "lamp"),
    "read: article": lambda rooms, it, own: rooms.lectern.read(own, it),
    "read: start": lambda rooms, it, own: rooms.lectern.read(own, "lamp", it, 5),
    "read: end": lambda rooms, it, own: rooms.lectern.read(own, "lamp", 0, it),
    "rename: conversation": lambda rooms, it, own: rooms.talks.rename(it, "name", own),
    "rename: current": lambda rooms, it, own: rooms.talks.rename(own, None, it),
    "forget": lambda rooms, it, own: rooms.talks.forget(it, own),
    "forget: current": lambda rooms, it, _: rooms.talks.forget(it, it),
    "chips: from": lambda rooms, it, _: rooms.desk.chips((it, "", [], "")),
    "chips: to": lambda rooms, it, _: rooms.desk.chips(("", it, [], "")),
    "chips: publishers": lambda rooms, it, _: rooms.desk.chips(("", "", it, "")),
    "chips: article": lambda rooms, it, _: rooms.desk.chips(("", "", [], it)),
    "prefer_length": lambda rooms, it, _: rooms.desk.prefer_length(it),
    "keep: conversation": lambda rooms, it, _: rooms.collection.keep(it, 1, 1),
    "keep: number": lambda rooms, it, own: rooms.collection.keep(own, it, 1),
    "keep: quote": lambda rooms, it, own: rooms.collection.keep(own, 1, it),
    "note: quote": lambda rooms, it, _: rooms.collection.note(it, "A note."),
    "note: text": lambda rooms, it, _: rooms.collection.note(1, it if not isinstance(it, str) else 7),
    "place: quote": lambda rooms, it, _: rooms.collection.place(it, 1),
    "place: number": lambda rooms, it, _: rooms.collection.place(2, it),
    "discard": lambda rooms, it, _: rooms.collection.discard(it),
    "prefer_style": lambda rooms, it, _: rooms.collection.prefer_style(it),
    "check": lambda rooms, it, _: list(rooms.proofs.check(it)),
    "stop a check": lambda rooms, it, _: rooms.proofs.stop(str(it)),
    "basket": lambda rooms, it, _: rooms.collection.open(it if it != "x" * 10_000 else it[:81]),
}


def _refused(views):
    """Go on with a question only as far as it is refused: whether it is begun, the first view tells."""
    for view in views:
        refused = 'id="turn-0"' in view.chat[-2]["content"]
        assert refused or "Searching" in view.chat[-1]["content"]
        if not refused:
            raise QuestionError("it would have been asked")


@pytest.fixture(scope="module")
def settled(open_rooms):
    """Rooms with a conversation that holds an answer, one of a quote, a basket, and nothing that waits."""
    rooms = open_rooms()
    *_, view = rooms.desk.ask("", "Which lamp?", NONE)
    own = rooms.lectern.quote("", "lamp", 0, 5)
    for which in (1, 2):
        rooms.collection.keep(view.conversation, 1, which)
    return rooms, (view.conversation, own.conversation)


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
    rooms, conversations = settled
    library = rooms.assistant.library
    monkeypatch.setattr("qa.web.welcoming.suggestions", lambda *_: [])
    # A question that garbage does not keep from being asked is not.
    monkeypatch.setattr(Conversations, "begin", _begin)
    for garbage in GARBAGE:
        for own in conversations:
            before = state(library)
            try:
                CALLS[call](rooms, garbage, own)
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
    assert [whole(it) for it in (0, -1, 7)] == [0, -1, 7]
    assert [whole(it) for it in (True, 1.0, "1", None, [], 10**30, -(10**30))] == [None] * 7
