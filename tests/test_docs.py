"""The documents: every command is in them, and what they tell to type or run works."""

import re
import shlex
from pathlib import Path

import click
import pytest

from corpus import load
from index import DEFAULT_MODEL, Library
from qa.cli.main import main

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    *sorted((ROOT / "docs").glob("*.md")),
    *sorted((ROOT / "benchmarks").glob("*.md")),
]
SOURCES = sorted(path for layer in ("corpus", "index", "qa") for path in (ROOT / layer).rglob("*.py"))
PULLQUOTE = click.Context(main, **main.context_settings)


def blocks(text, language):
    return re.findall(rf"^```{language}\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)


def typed_in(text):
    """Return the arguments of each `pullquote …` in the shell blocks of a document."""
    lines = [line for block in blocks(text, "sh") for line in block.splitlines()]
    found = [re.match(r"(?:\S*/)?pullquote (\S.*)", line) for line in lines]
    return [arguments(match[1]) for match in found if match]


def arguments(line):
    return shlex.split(re.split(" [>|] ", line)[0], comments=True)


def command_of(args):
    """Return the command that the first words name, within its group, and the words after them."""
    command, rest = main, list(args)
    while isinstance(command, click.Group) and rest and not rest[0].startswith("-"):
        command, rest = command.get_command(PULLQUOTE, rest[0]), rest[1:]
    return command, rest


def commands(group=main, before=()):
    """Yield the words that name each command, groups before what is in them."""
    for name in group.list_commands(PULLQUOTE):
        yield (*before, name)
        command = group.get_command(PULLQUOTE, name)
        if isinstance(command, click.Group):
            yield from commands(command, (*before, name))


COMMANDS = [*commands()]
TYPED = [(path.name, args) for path in DOCUMENTS for args in typed_in(path.read_text(encoding="utf-8"))]
HELP = [
    (f"{' '.join(words)} --help", arguments(line.strip().removeprefix("pullquote ")))
    for words in COMMANDS
    for line in command_of(words)[0].help.splitlines()
    if line.strip().startswith("pullquote ")
]


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_is_in_the_readme(words):
    assert any(tuple(args[: len(words)]) == words for args in typed_in(README))


@pytest.mark.parametrize(("place", "args"), TYPED + HELP, ids=lambda it: " ".join(it) if isinstance(it, list) else it)
def test_what_is_to_be_typed_is_understood(tmp_path, monkeypatch, place, args):
    """Parsed only, not run; the files it names are there."""
    monkeypatch.chdir(tmp_path)
    for name in ("questions.jsonl", "answer.json"):
        (tmp_path / name).write_text("")
    command, rest = command_of(args)
    with command.make_context(command.name, rest, parent=PULLQUOTE):
        pass


@pytest.mark.parametrize("code", blocks(README, "python"))
def test_the_readmes_python_runs(code, tmp_path, monkeypatch, capsys, embedder, samples):
    monkeypatch.setattr("index.library.open_embedder", lambda name, cache: embedder)
    monkeypatch.chdir(tmp_path)
    library = Library.open(tmp_path / "library", tmp_path / "cache", DEFAULT_MODEL, create=True)
    list(library.add(article for path in samples for article in load(path)))
    exec(compile(code, "README.md", "exec"), {})
    assert capsys.readouterr().out


def test_the_readme_has_python():
    assert blocks(README, "python")


@pytest.mark.parametrize("path", DOCUMENTS + SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_is_recommended_exists(path):
    """A `pullquote …` in a text, a message or a docstring names a command and options that there are."""
    for recommended in re.findall(r"`pullquote ([^`]+)`", path.read_text(encoding="utf-8")):
        command, rest = command_of(recommended.split())
        assert command is not None, recommended
        with click.Context(command, parent=PULLQUOTE, **main.context_settings) as context:
            options = {option for param in command.get_params(context) for option in param.opts}
        assert {word for word in rest if word.startswith("--")} <= options, recommended


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(path):
    for target in re.findall(r"\]\(([^)#\s]+)\)", path.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (path.parent / target).exists(), target


def test_the_contract_in_the_readme_is_the_one_that_holds():
    """The JSON of the README has the keys that answers have."""
    import json

    from qa import Answer
    from qa.checking.report.report_json import report_json
    from qa.rendering.answer_json import answer_json

    contract, checked = map(json.loads, blocks(README, "json"))
    refused = answer_json(Answer("1", "Who?", 0.1, (), "No.", (), ()))
    assert contract.keys() == refused.keys()
    report = report_json(_report())
    for shown, told in ((checked, report), (checked["quotations"][0], report["quotations"][0])):
        assert list(shown) == list(told)
    shown, told = (it["quotations"][0]["parts"][0] for it in (checked, report))
    assert list(shown) == list(told) and shown["source"].keys() <= told["source"].keys()
    assert checked["unchecked"][0].keys() == report["unchecked"][0].keys()


def _report():
    from corpus import Article, Span
    from qa.answer import Citation, Quote
    from qa.checking.report.report import Checked, Difference, Kind, Part, Report, Unchecked, Verdict, Why

    cited = Citation(1, Quote("a", 0, 8, 1.0), Article("a", "A", "The lamp burned."))
    part = Part(Span(0, 8), cited, (Difference(Span(4, 8), Span(4, 8)),))
    altered = Checked(1, Span(0, 8), Kind.MARKS, Verdict.ALTERED, (part,))
    return Report("The wick and more", (altered,), (Unchecked(Span(9, 12), Why.SHORT),))
