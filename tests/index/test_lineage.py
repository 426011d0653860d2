"""Lineage: what has gone since a state, and which states the present one came from."""

import pytest

from index import lineage
from index.doctor import rebuild
from index.manifest import read_generation


@pytest.fixture
def read(library):
    """Return the present state, the ids of all passages, and what has gone since a state."""

    def read_(since=None):
        with library.database.reading() as connection:
            ids = {row[0] for row in connection.execute("SELECT id FROM passages")}
            gone = None if since is None else lineage.find_gone(connection, since)
            return read_generation(connection), ids, None if gone is None else gone.tolist()

    return read_


def test_what_has_gone_since_each_state(library, articles, read):
    list(library.add(articles(4)))
    first, ids, _ = read()
    library.remove("lamp-1")
    second, fewer, _ = read()
    list(library.add(articles(4)))
    library.remove("lamp-3")
    now, left, _ = read()
    assert read(first)[2] == sorted(ids - left)
    assert read(second)[2] == sorted(fewer - left)
    assert read(now)[2] is None  # nothing has followed it


def test_a_state_that_the_present_one_did_not_come_from(library, articles, read):
    list(library.add(articles(2)))
    number = read()[0].partition("-")[0]
    library.remove("lamp-0")
    assert read(f"{number}-00000000")[2] is None


def test_what_is_undone_is_not_noted(library, articles, read):
    list(library.add(articles(2)))
    before = read()[0]
    with pytest.raises(ZeroDivisionError), library.database.writing() as connection:
        connection.execute("DELETE FROM passages")
        raise ZeroDivisionError
    library.remove("lamp-0")
    assert len(read(before)[2]) == 1


def test_a_rebuilt_library_came_from_no_state(library, articles, read, make_embedder, monkeypatch):
    list(library.add(articles(2)))
    before = read()[0]
    monkeypatch.setattr("index.doctor.open_embedder", lambda name, cache: make_embedder(name))
    rebuild(library.folder, library.folder)
    assert read(before)[2] is None
    again = read()[0]
    library.remove("lamp-0")
    assert len(read(again)[2]) == 1


def test_a_library_of_an_earlier_version_notes_from_its_first_change_on(library, articles, read):
    list(library.add(articles(3)))
    with library.database.noting() as connection:
        for name in ("note_state", "note_gone"):
            connection.execute(f"DROP TRIGGER {name}")
        for name in ("states", "gone"):
            connection.execute(f"DROP TABLE {name}")
    before = read()[0]
    assert read(before)[2] is None
    library.remove("lamp-0")
    assert len(read(before)[2]) == 1


def test_nothing_of_an_article_is_noted(library, make_article):
    list(library.add([make_article("The lamp burned.", "secret-id", "Secret title")]))
    library.remove("secret-id")
    with library.database.reading() as connection:
        kept = [*connection.execute("SELECT * FROM states"), *connection.execute("SELECT * FROM gone")]
    assert not any("secret" in str(row).casefold() for row in kept)
