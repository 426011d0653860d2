"""`pullquote search`: the passages that hold some words, for people and for programs."""

import re

import pytest


@pytest.fixture(autouse=True)
def filled(with_lamp):
    return with_lamp


def test_for_people(pullquote):
    out = pullquote("search", "burning", "lamps", status=0).out
    assert out.startswith("1. The lamp burned\tfor eleven years.")
    assert "\n  The Moth, “The lamp”, 19 Jun 2024\n" in out


def test_the_words_stand_out_in_a_terminal(pullquote, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    assert re.search(r"\x1b\[1mlamp\x1b\[0m \x1b\[1mburned", pullquote("search", "burning lamps", status=0).out)


def test_for_programs(pullquote, filled):
    [found] = pullquote("search", "-", "--json", "-n", "1", stdin="the lamp\n", status=0).json
    assert (found["article_id"], found["publisher"]) == (filled, "The Moth")
    text = pullquote("show", filled, "--json").json[0]["text"]
    assert text[found["start"] : found["end"]] == found["text"]
    assert [text[slice(*mark)] for mark in found["marks"]] == ["lamp"]


def test_the_exit_status_tells_whether_anything_is_found(pullquote):
    assert pullquote("search", "lamp", "--to", "2001", status=4).out == "No passage was found.\n"
    assert pullquote("search", "lamp", "--to", "2001", "--json", "--quiet-exit", status=0).out == ""
    assert "give the words to look for" in pullquote("search", status=2).err
    assert "the nearest is 'The Moth'" in pullquote("search", "lamp", "--publisher", "Moths", status=1).err
