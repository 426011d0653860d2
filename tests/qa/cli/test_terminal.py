"""Answers and lists as a person reads them in a terminal."""

import re

from qa import Citation, Quote
from qa.cli.terminal import reference


def test_a_reference_leaves_out_what_is_not_known(make_article):
    text = "one two three"
    whole = make_article(
        text, title="Lamp", pages=(0, 4), publisher="The Moth", published="2024-06", url="https://a.example/"
    )
    quote = Quote("lamp", 4, 7, 1.0)
    assert reference(Citation(1, quote, whole)) == "The Moth, “Lamp”, Jun 2024, p. 2, https://a.example/"
    assert reference(Citation(1, quote, make_article(text, title="Lamp"))) == "“Lamp”"


def test_in_a_terminal_words_stand_out_and_nothing_else_changes(pullquote, with_lamp, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    out = pullquote("ask", "How long did the lamp burn?", status=0).out
    assert "\x1b[1m" in out
    assert "lamp burned for eleven years." in " ".join(re.sub(r"\x1b\[[\d;]*m", "", out).split())
