"""Connections: a file of any tables, each thread with a connection of its own, transactions whole or not at all."""

import gc
import sqlite3
import threading

import pytest

from index import Connections, LibraryError
from index.sqlite_files import Connection


@pytest.fixture
def connections(tmp_path):
    """Connections to a file with one empty table."""
    opened = Connections(tmp_path / "notes.sqlite")
    with opened.open_transaction() as connection:
        connection.execute("CREATE TABLE notes (text TEXT)")
    return opened


def add_note(connections, text):
    with connections.open_transaction("BEGIN IMMEDIATE") as connection:
        connection.execute("INSERT INTO notes VALUES (?)", (text,))


def list_notes(connections):
    with connections.open_transaction() as connection:
        return [row[0] for row in connection.execute("SELECT text FROM notes ORDER BY rowid")]


def run_in_thread(act):
    thread = threading.Thread(target=act)
    thread.start()
    thread.join()


def test_a_new_file_is_opened_by_several_at_once(tmp_path):
    """Two that put a file into WAL mode at the same time were told at once that it was in use."""
    errors = []

    def opens(path, together):
        together.wait()
        try:
            with Connections(path).open_transaction("BEGIN IMMEDIATE") as connection:
                connection.execute("CREATE TABLE IF NOT EXISTS notes (text TEXT)")
        except LibraryError as error:
            errors.append(error)

    for number in range(25):
        together = threading.Barrier(4)
        path = tmp_path / f"{number}.sqlite"
        threads = [threading.Thread(target=opens, args=(path, together)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert not errors


def test_what_is_written_is_kept(connections):
    add_note(connections, "one")
    assert list_notes(connections) == ["one"]
    assert list_notes(Connections(connections.path)) == ["one"]


def test_what_fails_inside_is_undone(connections):
    with pytest.raises(ZeroDivisionError), connections.open_transaction() as connection:
        connection.execute("INSERT INTO notes VALUES ('one')")
        _ = 1 / 0
    assert list_notes(connections) == []
    add_note(connections, "two")
    assert list_notes(connections) == ["two"]


def test_a_transaction_inside_another_is_part_of_it(connections):
    with pytest.raises(ZeroDivisionError), connections.open_transaction() as outer:
        add_note(connections, "one")
        assert list_notes(connections) == ["one"]
        with connections.open_transaction() as inner:
            assert inner is outer
        _ = 1 / 0
    assert list_notes(connections) == []


def test_each_thread_has_a_connection_of_its_own(connections):
    seen = []

    def look():
        with connections.open_transaction() as connection:
            seen.append(connection)

    look()
    look()
    run_in_thread(look)
    assert seen[0] is seen[1]
    assert seen[0] is not seen[2]


def test_a_reader_sees_one_state_while_another_thread_writes(connections):
    add_note(connections, "one")
    with connections.open_transaction():
        assert list_notes(connections) == ["one"]
        run_in_thread(lambda: add_note(connections, "two"))
        assert list_notes(connections) == ["one"]
    assert list_notes(connections) == ["one", "two"]


def test_a_connection_closes_when_its_thread_has_ended(connections, monkeypatch):
    opened, closed = [], []

    def close(connection):
        closed.append(id(connection))
        sqlite3.Connection.close(connection)

    def use():
        with connections.open_transaction() as connection:
            opened.append(id(connection))

    monkeypatch.setattr(Connection, "close", close)
    run_in_thread(use)
    gc.collect()
    assert set(opened) <= set(closed)
    assert list_notes(connections) == []


def test_foreign_keys_hold(connections):
    with pytest.raises(LibraryError, match="FOREIGN KEY"), connections.open_transaction() as connection:
        connection.execute("CREATE TABLE a (id INTEGER PRIMARY KEY)")
        connection.execute("CREATE TABLE b (a INTEGER REFERENCES a (id))")
        connection.execute("INSERT INTO b VALUES (7)")


def test_text_that_is_not_unicode(connections):
    with pytest.raises(LibraryError, match="not Unicode text: check how it is encoded"):
        add_note(connections, "\udcff")
    assert list_notes(connections) == []


def test_a_file_that_another_writes_for_too_long(connections, monkeypatch):
    monkeypatch.setattr("index.sqlite_files._BUSY_SECONDS", 0.05)
    other = Connections(connections.path)
    with connections.open_transaction("BEGIN IMMEDIATE"), pytest.raises(LibraryError, match="another program"):
        add_note(other, "one")
    add_note(other, "two")
    assert list_notes(connections) == ["two"]


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(LibraryError, match="check that the folder exists"):
        list_notes(Connections(tmp_path / "none" / "notes.sqlite"))


@pytest.mark.parametrize(
    ("remedy", "message"), [((), "restore it from a backup, or move it away$"), (("ask for help",), "ask for help$")]
)
def test_a_damaged_file_and_what_to_do_about_it(tmp_path, remedy, message):
    path = tmp_path / "notes.sqlite"
    path.write_bytes(b"garbage" * 1000)
    with pytest.raises(LibraryError, match=rf"notes.sqlite is damaged \(.*\): {message}") as raised:
        list_notes(Connections(path, *remedy))
    assert isinstance(raised.value.__cause__, sqlite3.Error)
