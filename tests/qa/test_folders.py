"""The folders that are used unless told otherwise."""

from pathlib import Path

from qa.folders import cache_folder, library_folder


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
