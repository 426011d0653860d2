"""The doctor of all that lies in a library's folder: kept answers and quotes, mended or rescued with the articles."""

import shutil
from dataclasses import replace

import pytest
from argon2 import PasswordHasher

from corpus import ListKind
from index import Filters, Library
from index.database import Database
from index.folder import LIBRARY
from index.pages import read_records
from qa import mending
from qa.answer import Answer, Citation
from qa.basket.basket_store import FILE_NAME as BASKETS
from qa.basket.basket_store import Baskets
from qa.conversations.conversation_file import FILE_NAME as CONVERSATIONS
from qa.conversations.conversation_store import Conversations
from qa.errors import BasketError
from qa.following.feed_store import Feeds
from qa.people.users import Role, Users
from qa.programs.keys import Keys, Scope
from qa.quote import Quote

PAGE = 4096


@pytest.fixture
def kept(library, make_article):
    """A library with a conversation of two answers and a basket of two quotes."""
    article = make_article("The lamp burned whale oil. Nobody trimmed it in March.")
    list(library.add([article]))
    citations = [Citation(1, Quote("lamp", 0, 26, 0.5), article), Citation(1, Quote("lamp", 27, 54, 0.5), article)]
    conversations, baskets = Conversations(library), Baskets(library)
    talk = conversations.start("What burned?")
    for number, citation in enumerate(citations, 1):
        conversations.begin(talk, f"Question {number}?", Filters())
        conversations.finish(talk, number, Answer("a", "q", 0.5, (citation,), None, (), ()))
        baskets.keep(citation, note=f"note {number}")
    conversations.prefer("answer length", "long")
    return library, conversations, baskets


def damage(store, statement):
    with store._connections.writing() as connection:
        assert connection.execute(statement).rowcount


def test_all_is_well(kept):
    assert mending.examine(kept[0]) == []
    assert {path.name.partition(".")[0] for path in kept[0].folder.iterdir()} == {"library", "conversations", "baskets"}


@pytest.mark.parametrize(
    "change",
    ["replace(answer, 'whale', 'snail')", "'{'", "'[]'", "'{}'", "substr(answer, 1, 99)", "CAST(x'ff' AS TEXT)"],
)
def test_a_kept_answer_that_is_damaged(kept, change):
    """A changed word was shown as the article's own, and half of an answer ended in status 500."""
    library, conversations, _ = kept
    damage(conversations, f"UPDATE exchanges SET answer = {change} WHERE number = 1")
    [talk] = conversations.list_all()
    first, second = conversations.list_exchanges(talk.id)
    assert (first.answer, first.error) == (None, "what was kept here is damaged: ask again")
    assert second.answer.quotes[0].text == "Nobody trimmed it in March."
    [finding] = mending.examine(library)
    assert finding.mended
    assert "1 answer in conversations.sqlite could not be read" in finding.message
    assert mending.examine(library) == []


def test_kept_filters_that_are_damaged(kept):
    library, conversations, _ = kept
    damage(conversations, "UPDATE exchanges SET filters = '[\"x\", null, [], []]' WHERE number = 2")
    [talk] = conversations.list_all()
    assert conversations.list_exchanges(talk.id)[1].error
    assert [finding.mended for finding in mending.examine(library)] == [True]
    assert mending.examine(library) == []


@pytest.mark.parametrize("change", ["replace(citation, 'whale', 'snail')", "'{'", "substr(citation, 1, 99)"])
def test_a_kept_quote_that_is_damaged(kept, change):
    library, _, baskets = kept
    damage(baskets, f"UPDATE quotes SET citation = {change} WHERE id = 1")
    with pytest.raises(BasketError, match="a quote in the basket is damaged: run `pullquote doctor` to take it out"):
        baskets.list_quotes()
    [finding] = mending.examine(library)
    assert finding.message == "a quote of lamp in baskets.sqlite could not be read: taken out"
    assert [it.note for it in baskets.list_quotes()] == ["note 2"]
    assert mending.examine(library) == []


def test_what_an_earlier_version_kept_is_read(kept):
    library, conversations, baskets = kept
    damage(conversations, "UPDATE exchanges SET answer = substr(answer, 1, instr(answer, char(10)) - 1)")
    damage(baskets, "UPDATE quotes SET citation = substr(citation, 1, instr(citation, char(10)) - 1)")
    [talk] = conversations.list_all()
    assert [it.answer.quotes[0].text for it in conversations.list_exchanges(talk.id)]
    assert len(baskets.list_quotes()) == 2
    assert mending.examine(library) == []


def closed(kept, to):
    """Copy a library's folder as the end of a program leaves it."""
    library, conversations, baskets = kept
    for connections in (library.database._connections, conversations._connections, baskets._connections):
        connections._local.connection.close()
        del connections._local.connection
    return shutil.copytree(library.folder, to)


def test_answers_and_quotes_are_rescued_with_the_articles(kept, tmp_path, word_embedder, monkeypatch):
    monkeypatch.setattr("index.rescue.open_embedder", lambda name, cache: word_embedder)
    before = [kept[1].list_exchanges(talk.id) for talk in kept[1].list_all()], kept[2].list_quotes()
    damaged, new = closed(kept, tmp_path / "damaged"), tmp_path / "new"
    for name in (LIBRARY, CONVERSATIONS, BASKETS):  # nothing leads to anything any more
        data = (damaged / name).read_bytes()
        (damaged / name).write_bytes(bytes(PAGE) + data[PAGE:])
    rescued = mending.rescue(damaged, new, tmp_path, None, lambda _: None)
    assert rescued.saved == 1
    library = Library(Database(new / LIBRARY), lambda: word_embedder)
    conversations, baskets = Conversations(library), Baskets(library)
    assert (
        [conversations.list_exchanges(talk.id) for talk in conversations.list_all()],
        baskets.list_quotes(),
    ) == before
    assert conversations.get_preference("answer length", "") == "long"
    assert mending.examine(library) == []


def test_what_was_asked_in_a_conversation_that_is_lost_is_kept(kept, tmp_path, word_embedder, monkeypatch):
    monkeypatch.setattr("index.rescue.open_embedder", lambda name, cache: word_embedder)
    damaged = closed(kept, tmp_path / "damaged")
    whole = (damaged / CONVERSATIONS).read_bytes()
    for page in range(len(whole) // PAGE):
        data = whole[: page * PAGE] + bytes(PAGE) + whole[(page + 1) * PAGE :]
        (damaged / CONVERSATIONS).write_bytes(data)
        if not any("What burned?" in record.values for record in read_records(damaged / CONVERSATIONS)):
            break
    mending.rescue(damaged, tmp_path / "new", tmp_path, None, lambda _: None)
    conversations = Conversations(Library(Database(tmp_path / "new" / LIBRARY), lambda: word_embedder))
    [talk] = conversations.list_all()
    assert talk.name == "Question 1?"
    assert len(conversations.list_exchanges(talk.id)) == 2


@pytest.mark.parametrize("name", [CONVERSATIONS, BASKETS])
def test_a_damaged_file_beside_the_library(kept, tmp_path, name, open_library, make_embedder):
    folder = closed(kept, tmp_path / "damaged")
    data = (folder / name).read_bytes()
    (folder / name).write_bytes(data[: 2 * PAGE] + bytes(PAGE) + data[3 * PAGE :])
    [finding] = mending.examine(open_library(make_embedder(), folder))
    assert not finding.mended
    assert finding.message.startswith(f"{name} is damaged (")
    assert "run `pullquote doctor --rescue NEW_FOLDER`" in finding.message


def test_keys_are_looked_after(kept, tmp_path, word_embedder, monkeypatch):
    monkeypatch.setattr("index.rescue.open_embedder", lambda name, cache: word_embedder)
    library, *_ = kept
    keys = Keys(library.folder)
    key, other = keys.add("notes", Scope.WRITE), keys.add("other", Scope.READ)
    keys.revoke("other")
    assert mending.examine(library) == []
    mending.rescue(library.folder, tmp_path / "new", tmp_path, None, lambda _: None)
    rescued = Keys(tmp_path / "new")
    assert rescued.list_all() == keys.list_all()
    assert (rescued.find_scope(key.encode()), rescued.find_scope(other.encode())) == (Scope.WRITE, None)
    damage(keys, "UPDATE keys SET scope = 'all'")
    assert keys.find_scope(key.encode()) is None
    [finding] = mending.examine(library)
    assert finding.mended and "a key in keys.sqlite could not be read" in finding.message
    assert keys.list_all() == [] and mending.examine(library) == []


def test_followed_feeds_are_looked_after(kept, tmp_path, word_embedder, monkeypatch):
    monkeypatch.setattr("index.rescue.open_embedder", lambda name, cache: word_embedder)
    library, *_ = kept
    feeds = Feeds(library.folder)
    feeds.follow("https://herald.example/feed", ListKind.RSS, "The Herald", ["news"])
    assert mending.examine(library) == []
    mending.rescue(library.folder, tmp_path / "new", tmp_path, None, lambda _: None)
    assert Feeds(tmp_path / "new").list_all() == feeds.list_all()
    damage(feeds, "UPDATE feeds SET kind = 'x'")
    [finding] = mending.examine(library)
    assert finding.mended and "follow it again" in finding.message


def test_users_and_what_is_theirs_are_looked_after(kept, tmp_path, word_embedder, monkeypatch):
    library = kept[0]
    monkeypatch.setattr("qa.people.passwords._HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    users = Users(library.folder)
    ada = users.add("ada", Role.EDITOR, "four quiet harbour lamps")
    session = users.begin_session(ada)
    hers = Baskets(library, users.find_folder(ada))
    [citation, _] = [quote.citation for quote in kept[2].list_quotes()]
    hers.keep(citation, note="hers")
    hers.keep(replace(citation, number=2), "other", note="damaged")
    damage(hers, "UPDATE quotes SET citation = '{' WHERE basket = 'other'")
    [finding] = mending.examine(library)
    assert finding.mended and "could not be read" in finding.message
    damaged = closed(kept, tmp_path / "damaged")
    monkeypatch.setattr("index.rescue.open_embedder", lambda name, cache: word_embedder)
    mending.rescue(damaged, tmp_path / "new", tmp_path, None, lambda done: None)
    rescued, again = Users(tmp_path / "new"), Library(Database(tmp_path / "new" / LIBRARY), lambda: word_embedder)
    assert rescued.list_all() == [ada] and rescued.check_password("ada", "four quiet harbour lamps") == ada
    assert rescued.find_session(session.encode()) is None
    [quote] = Baskets(again, rescued.find_folder(ada)).list_quotes()
    assert quote.note == "hers" and rescued.find_folder(ada).stat().st_mode & 0o077 == 0
