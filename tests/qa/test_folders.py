"""The folders that are used unless told otherwise."""

from pathlib import Path

from qa.folders import cache_folder, find_place, library_folder


def test_what_the_environment_says(monkeypatch):
    monkeypatch.setenv("PULLQUOTE_LIBRARY", "some/where")
    monkeypatch.setenv("PULLQUOTE_CACHE", "else/where")
    assert (library_folder(), cache_folder()) == (Path("some/where"), Path("else/where"))


def test_without_a_word_from_the_environment(monkeypatch):
    for unset in (monkeypatch.delenv, lambda name, raising: monkeypatch.setenv(name, "")):
        unset("PULLQUOTE_LIBRARY", raising=False)
        unset("PULLQUOTE_CACHE", raising=False)
        assert library_folder().is_absolute()
        assert library_folder().name == "library"
        assert "pullquote" in str(library_folder())
        assert "pullquote" in str(cache_folder())


def test_a_library_is_named_by_a_folder_or_an_address(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    address = find_place("postgresql://me:secret@db.example/news")
    assert str(address) == "postgresql://me@db.example/news" and address.folder.name.startswith("news-")
    same = find_place("postgresql://you@db.example/news?connect_timeout=5")
    others = ["postgresql://db.example/olds", "postgresql://db2.example/news", "postgresql:///news?host=/run/db"]
    assert same.folder == address.folder
    assert len({find_place(each).folder for each in others} | {address.folder}) == 4
    monkeypatch.setenv("PULLQUOTE_LIBRARY", "postgres://db.example/news")
    assert find_place(None).folder == address.folder
    assert find_place("postgresql") == Path("postgresql")
