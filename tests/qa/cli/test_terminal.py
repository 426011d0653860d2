"""Answers and lists as a person reads them in a terminal."""

import io
import re

from rich.console import Console
from rich.text import Text

from corpus import Span
from qa import Answer, Citation, Quote
from qa.answer import Conflict, LaterArticle
from qa.cli.console import write
from qa.cli.terminal import print_answer
from qa.rendering.source_line import describe_source


def test_a_reference_leaves_out_what_is_not_known(make_article):
    text = "one two three"
    whole = make_article(
        text, title="Lamp", pages=(0, 4), publisher="The Moth", published="2024-06", url="https://a.example/"
    )
    quote = Quote("lamp", 4, 7, 1.0)
    assert describe_source(Citation(1, quote, whole)) == "The Moth, “Lamp”, Jun 2024, p. 2, https://a.example/"
    assert describe_source(Citation(1, quote, make_article(text, title="Lamp"))) == "“Lamp”"


def test_in_a_terminal_words_stand_out_and_nothing_else_changes(pullquote, with_lamp, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    out = pullquote("ask", "How long did the lamp burn?", status=0).out
    assert "\x1b[1m" in out
    assert "lamp burned for eleven years." in " ".join(re.sub(r"\x1b\[[\d;]*m", "", out).split())


def test_no_address_is_broken_over_lines():
    address = "https://a.example/" + "a-long-way-to-the-quay/" * 5
    printed = io.StringIO()
    out = Console(file=printed, force_terminal=True, width=40, color_system=None)
    write(out, Text(f"The Moth, “The lamp and the quay”, {address}"))
    assert printed.getvalue().splitlines()[-1].strip() == address
    assert max(map(len, printed.getvalue().splitlines()[:-1])) <= 40


def test_marks_around_a_quote_are_not_doubled(make_article, capsys):
    article = make_article('It was clear," he said.', title="A pact")
    print_answer(Answer("1", "Who?", 1.0, (Citation(1, Quote("lamp", 0, 23, 1.0), article),), None, (), ()))
    assert capsys.readouterr().out.startswith('‘It was clear," he said.’ [1]')


def test_marks_in_a_title_are_nested(make_article):
    article = make_article("one two", title="The “end” of oil")
    assert describe_source(Citation(1, Quote("lamp", 0, 3, 1.0), article)) == "“The ‘end’ of oil”"


def test_that_sources_disagree_is_said_first(make_article, capsys):
    moth, bee = (
        make_article(f"It cost {n}.", f"a{n}", "Prices", publisher=f"The {name}", published=f"2024-06-1{n}")
        for n, name in ((2, "Moth"), (1, "Bee"))
    )
    cited = tuple(Citation(n, Quote(it.id, 0, 10, 1.0), it) for n, it in enumerate((moth, bee), 1))
    conflict = Conflict("number", tuple((citation, Span(8, 9)) for citation in cited))
    print_answer(Answer("1", "How much?", 1.0, cited, None, (), (), conflict))
    assert capsys.readouterr().out == (
        "The sources disagree: The Moth (12 Jun 2024) says 2; The Bee (11 Jun 2024) says 1.\n\n"
        "“It cost 2.” [1]\n  The Moth, “Prices”, 12 Jun 2024\n\n"
        "“It cost 1.” [2]\n  The Bee, “Prices”, 11 Jun 2024\n\n"
    )


def test_a_reference_begins_with_the_speaker(make_article):
    article = make_article('"It is clear," said Dmitry Peskov.', title="A pact", publisher="The Courier")
    whole = Citation(1, Quote(article.id, 0, len(article.text), 1.0), article)
    assert describe_source(whole) == "Dmitry Peskov, quoted in The Courier, “A pact”"


def test_a_later_article_is_named_last(make_article, capsys):
    article = make_article("one two three")
    later = LaterArticle("c", "Lamp [out]", "The Moth", "2024-07-01")
    quotes = (Citation(1, Quote("lamp", 4, 7, 1.0), article),)
    print_answer(Answer("1", "Is it lit?", 0.9, quotes, None, (), (), later=later))
    assert capsys.readouterr().out.rstrip().splitlines()[-1] == later.text
