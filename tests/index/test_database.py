"""The library's file: what is not a library, and what another version or model made."""

import sqlite3

import pytest

from index import Library, LibraryError, LibraryMismatch
from index.database import Database
from index.folder import LIBRARY


@pytest.fixture
def open_with_words(monkeypatch, tmp_path, make_embedder):
    """Open a library as a program does, with the embedder of the tests for every model name."""
    monkeypatch.setattr("index.library.open_embedder", lambda name, cache: make_embedder(name))

    def open_(folder, model="words", **options):
        return Library.open(folder, tmp_path / "cache", model, **options)

    return open_


def test_there_is_none(open_with_words, tmp_path):
    with pytest.raises(LibraryError, match=r"there is no library in .*: add articles first with `pullquote add PATH`"):
        open_with_words(tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_it_is_made_and_opened_again(open_with_words, tmp_path, make_article):
    made = open_with_words(tmp_path / "deep" / "down", create=True)
    list(made.add([make_article()]))
    assert [entry.id for entry in open_with_words(tmp_path / "deep" / "down").entries()] == ["lamp"]
    assert [entry.id for entry in open_with_words(tmp_path / "deep" / "down", create=True).entries()] == ["lamp"]


@pytest.mark.parametrize("content", [b"", None])
def test_a_file_that_a_crash_left_without_tables(open_with_words, tmp_path, content):
    path = tmp_path / LIBRARY
    if content is None:
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.close()
    else:
        path.write_bytes(content)
    with pytest.raises(LibraryError, match="there is no library"):
        open_with_words(tmp_path)
    assert open_with_words(tmp_path, create=True).entries() == []


@pytest.mark.parametrize("create", [True, False])
@pytest.mark.parametrize("content", [b"garbage" * 1000, b"SQLite format 3\0" + b"\xff" * 5000])
def test_garbage_is_left_alone(open_with_words, tmp_path, content, create):
    path = tmp_path / LIBRARY
    path.write_bytes(content)
    with pytest.raises(LibraryError, match=r"is damaged|cannot be used"):
        open_with_words(tmp_path, create=create)
    assert path.read_bytes() == content


@pytest.mark.parametrize("create", [True, False])
def test_the_database_of_another_program(open_with_words, tmp_path, create):
    connection = sqlite3.connect(tmp_path / LIBRARY)
    connection.execute("CREATE TABLE recipes (name)")
    connection.close()
    with pytest.raises(LibraryError, match="is not a Pullquote library: choose another folder"):
        open_with_words(tmp_path, create=create)


def test_a_table_that_happens_to_be_called_manifest(open_with_words, tmp_path):
    connection = sqlite3.connect(tmp_path / LIBRARY)
    connection.execute("CREATE TABLE manifest (ship, cargo)")
    connection.close()
    with pytest.raises(LibraryError):
        open_with_words(tmp_path, create=True)


def test_a_file_where_the_folder_should_be(open_with_words, tmp_path):
    (tmp_path / "file").write_text("")
    for folder in (tmp_path / "file", tmp_path / "file" / "within"):
        with pytest.raises(LibraryError):
            open_with_words(folder)
        with pytest.raises(LibraryError, match="cannot make the folder"):
            open_with_words(folder, create=True)


def test_a_folder_where_the_file_should_be(open_with_words, tmp_path):
    (tmp_path / LIBRARY).mkdir()
    for create in (True, False):
        with pytest.raises(LibraryError, match="cannot open"):
            open_with_words(tmp_path, create=create)


def test_a_name_too_long(open_with_words, tmp_path):
    for create in (True, False):
        with pytest.raises(LibraryError, match="cannot open"):
            open_with_words(tmp_path / ("x" * 300), create=create)


def test_another_model_is_refused(open_with_words, tmp_path):
    open_with_words(tmp_path, create=True)
    with pytest.raises(LibraryMismatch, match="`pullquote doctor --rebuild --model others`"):
        open_with_words(tmp_path, "others")


def test_other_weights_are_refused(open_with_words, tmp_path, make_embedder, monkeypatch):
    open_with_words(tmp_path, create=True)
    monkeypatch.setattr("index.library.open_embedder", lambda name, cache: make_embedder(name, dimension=16))
    library = open_with_words(tmp_path)
    assert library.entries() == []
    with pytest.raises(LibraryMismatch, match="`pullquote doctor --rebuild`"):
        library.search("Anything?")


def test_another_schema_is_refused(open_with_words, tmp_path):
    library = open_with_words(tmp_path, create=True)
    with library.database.writing() as connection:
        connection.execute("UPDATE manifest SET value = '0' WHERE key = 'schema'")
    with pytest.raises(LibraryMismatch, match="run `pullquote doctor --rebuild`"):
        open_with_words(tmp_path)


def test_a_rebuild_by_another_process_is_noticed(open_with_words, make_embedder, open_library, make_article, tmp_path):
    """A program that had the library open went on with the old model: vectors of two models in one library."""
    from index.doctor import rebuild

    running = open_with_words(tmp_path, create=True)
    list(running.add([make_article()]))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("index.doctor.open_embedder", lambda name, cache: make_embedder(name, dimension=16))
        assert rebuild(tmp_path, tmp_path / "cache", "others") == 1
    with pytest.raises(LibraryMismatch, match="start again"):
        running.search("Which lamp?")
    with pytest.raises(LibraryMismatch, match="start again"):
        list(running.add([make_article("Another lamp.", "other")]))
    anew = open_library(make_embedder("others", dimension=16), tmp_path)
    assert [hit.passage.article_id for hit in anew.search("Which lamp?")] == ["lamp"]


def test_what_fails_inside_is_undone(library, make_article):
    list(library.add([make_article()]))
    before = library.state()
    with pytest.raises(ZeroDivisionError), library.database.writing() as connection:
        connection.execute("DELETE FROM passages")
        _ = 1 / 0
    assert library.state() == before


def test_generations_never_repeat(library, make_article):
    seen = {library.state().generation}
    for n in range(5):
        list(library.add([make_article(f"Lamp {n}.")]))
        seen.add(library.state().generation)
    library.remove("lamp")
    seen.add(library.state().generation)
    assert len(seen) == 7
    assert [int(generation.split("-")[0]) for generation in sorted(seen)] == list(range(1, 8))


def test_a_database_that_is_not_there(tmp_path):
    assert not Database(tmp_path / "no" / LIBRARY).exists()
