"""The command `pullquote` as a whole: help, exit statuses, and a few runs in a process of their own."""

import json

import click
import pytest

from corpus import PullquoteError
from qa.cli.main import main

COMMANDS = main.list_commands(click.Context(main))
BASKET = main.get_command(click.Context(main), "basket")
RUN = "import sys; from qa.cli.main import main; main(prog_name='pullquote')"


def test_the_commands():
    assert set(COMMANDS) == {
        "add", "ask", "search", "basket", "resolve", "check", "copy", "list", "show", "tag", "remove", "serve",
        "doctor", "eval", "ratings", "mcp", "keys", "follow", "sync", "unfollow", "users", "zotero",
    }  # fmt: skip


@pytest.mark.parametrize("command", [*COMMANDS, *(f"basket {name}" for name in BASKET.commands)])
def test_every_command_has_help_with_an_example(pullquote, command):
    ran = pullquote(*command.split(), "--help", status=0)
    assert f"\n  pullquote {command}" in ran.out
    assert pullquote(*command.split(), "-h").out == ran.out
    *group, name = command.split()
    loaded = (BASKET if group else main).get_command(click.Context(main), name)
    assert loaded.name == name
    assert loaded.help.split("\n")[0].endswith(".")
    for option in loaded.params:
        if isinstance(option, click.Option) and option.name not in {"help", "port"}:
            assert option.help, option.name


def test_help_names_every_command(pullquote):
    out = pullquote("--help", status=0).out
    for command in COMMANDS:
        assert f"\n  {command}  " in out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_can_complete(pullquote, monkeypatch, shell):
    monkeypatch.setenv("_PULLQUOTE_COMPLETE", f"{shell}_source")
    assert f"_PULLQUOTE_COMPLETE={shell}_complete " in pullquote(status=0).out


@pytest.mark.parametrize(
    ("typed", "completed"), [("se", {"search", "serve"}), ("ask --quiet", {"--quiet-exit"}), ("basket e", {"export"})]
)
def test_what_is_completed(pullquote, monkeypatch, typed, completed):
    monkeypatch.setenv("_PULLQUOTE_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", f"pullquote {typed}")
    monkeypatch.setenv("COMP_CWORD", str(len(typed.split())))
    assert {line.partition(",")[2] for line in pullquote(status=0).out.splitlines()} == completed


def test_without_a_command(pullquote):
    assert "Usage: pullquote" in pullquote(status=2).err


def test_an_unknown_command(pullquote):
    ran = pullquote("answer", status=2)
    assert ran.err.splitlines()[-1] == "Error: No such command 'answer'."


@pytest.mark.parametrize(
    "args", [["add", "--nope"], ["ask", "Who?", "--from"], ["serve", "--port", "0"], ["serve", "--port", "x"]]
)
def test_wrong_options(pullquote, args):
    ran = pullquote(*args, status=2)
    assert ran.err.splitlines()[-1].startswith("Error: ")


def test_every_error_of_ours_becomes_a_sentence(pullquote, monkeypatch, with_lamp):
    def fail(*_, **__):
        raise PullquoteError("something is wrong: mend it")

    monkeypatch.setattr("index.library.Library.walk", fail)
    ran = pullquote("list", status=1)
    assert (ran.out, ran.err) == ("", "Error: something is wrong: mend it\n")


def test_the_environment_chooses_the_library(pullquote, lamp, tmp_path, monkeypatch):
    monkeypatch.setenv("PULLQUOTE_LIBRARY", str(tmp_path / "chosen"))
    pullquote("add", lamp, status=0)
    assert (tmp_path / "chosen" / "library.sqlite").exists()
    assert pullquote("list", "--library", tmp_path / "chosen", status=0).out == pullquote("list", status=0).out


def test_an_empty_choice_is_none(pullquote, with_lamp, monkeypatch):
    monkeypatch.setenv("PULLQUOTE_MODEL", "")
    pullquote("list", status=0)


def test_a_whole_session(run, lamp, tmp_path):
    """Added, asked and removed, each in a process of its own."""
    assert run(RUN, "add", lamp).stdout == "1 added (1 passage embedded).\n"
    ran = run(RUN, "ask", "--json", "How long did the lamp burn?")
    [answer] = [json.loads(line) for line in ran.stdout.splitlines()]
    assert answer["status"] == "answered"
    assert ran.stderr == ""
    run(RUN, "remove", answer["quotes"][0]["article_id"])
    failed = run(RUN, "ask", "Who?", "--library", tmp_path / "none", check=False)
    assert (failed.returncode, failed.stdout) == (1, "")
    assert failed.stderr.startswith("Error: there is no library")


def test_output_that_cannot_take_a_letter(pullquote, with_lamp):
    """Quotation marks are beyond ASCII, and ended in a UnicodeEncodeError where output is not."""
    for args in (["ask", "How long did the lamp burn?"], ["list"], ["show", with_lamp], ["doctor"]):
        assert pullquote(*args, charset="ascii", status=0).out
    [answer] = pullquote("ask", "--json", "Which lamp — “that”?", charset="ascii").json
    assert answer["question"] == "Which lamp — “that”?"


@pytest.mark.parametrize(
    "args", [["ask", "Who?", "--publisher", "\udcff"], ["ask", "Who?", "--article", "\udcff"], ["add", "\udcff"]]
)
def test_an_argument_that_is_not_unicode(pullquote, with_lamp, args):
    assert len(pullquote(*args, status=1).err.splitlines()) == 1
