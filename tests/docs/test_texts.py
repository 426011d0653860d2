"""The documents' texts: every command is in them, and what they name is there."""

import re
import shlex
from pathlib import Path

import click
import pytest

from qa.cli.main import main

ROOT = Path(__file__).parent.parent.parent
DOCUMENTS = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    *sorted((ROOT / "docs").glob("*.md")),
    *sorted((ROOT / "benchmarks").glob("*.md")),
]
SOURCES = sorted(path for layer in ("corpus", "index", "qa") for path in (ROOT / layer).rglob("*.py"))
PULLQUOTE = click.Context(main, **main.context_settings)


def blocks(path, language):
    text = path.read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)


def typed_in(text):
    """Return the arguments of each `pullquote …` that a text tells to type, but for what a shell redirects."""
    lines = re.findall(r"^ *(?:\$ )?(?:\S*/)?pullquote (\S.*)", text, flags=re.MULTILINE)
    return [shlex.split(re.split(" [<>|] ", line)[0], comments=True) for line in lines]


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
TYPED = [
    args for path in DOCUMENTS for block in blocks(path, "sh") + blocks(path, "console") for args in typed_in(block)
]
HELP = [
    pytest.param(args, id=f"{' '.join(words)} --help: {' '.join(args)}")
    for words in COMMANDS
    for args in typed_in(command_of(words)[0].help)
]


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_is_in_a_document(words):
    assert any(tuple(args[: len(words)]) == words for args in TYPED)


@pytest.mark.parametrize("args", HELP)
def test_what_the_help_tells_to_type_is_understood(tmp_path, monkeypatch, args):
    """Parsed only, not run; the files it names are there."""
    monkeypatch.chdir(tmp_path)
    for name in ("questions.jsonl", "answer.json"):
        (tmp_path / name).write_text("")
    command, rest = command_of(args)
    with command.make_context(command.name, rest, parent=PULLQUOTE):
        pass


@pytest.mark.parametrize("path", DOCUMENTS + SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_is_recommended_exists(path):
    """A `pullquote …` in a text, a message or a docstring names a command and options that there are."""
    for recommended in re.findall(r"`pullquote ([^`]+)`", path.read_text(encoding="utf-8")):
        command, rest = command_of(recommended.split())
        assert command is not None, recommended
        with click.Context(command, parent=PULLQUOTE, **main.context_settings) as context:
            options = {option for param in command.get_params(context) for option in param.opts}
        assert {word for word in rest if word.startswith("--")} <= options, recommended


def anchors(path):
    """Return what links can name within a document: its headings, in small letters, joined by hyphens."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(path):
    for target, anchor in re.findall(r"\]\(([^)#\s]*)#?([^)\s]*)\)", path.read_text(encoding="utf-8")):
        if "://" not in target:
            led_to = path.parent / target if target else path
            assert led_to.exists(), target
            assert not anchor or anchor in anchors(led_to), f"{target}#{anchor}"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_files_that_are_named_are_there(path):
    """A path of this repository in a text, such as `qa/cite` or `python benchmarks/speed.py`, leads somewhere."""
    folders, kinds = "benchmarks|corpus|docs|index|qa|tests|training", "py|md|jsonl|safetensors"
    named = rf"`(?:python )?((?:{folders})/[\w/-]*(?:\.(?:{kinds}))?)[` ]"
    for target in re.findall(named, path.read_text(encoding="utf-8")):
        assert (ROOT / target).exists(), target


def test_the_architecture_names_every_module():
    modules = {path.name for layer in ("corpus", "index", "qa") for path in (ROOT / layer).rglob("*.py")}
    named = set(re.findall(r"`(?:[\w/]+/)?(\w+\.py)`", (ROOT / "docs" / "architecture.md").read_text("utf-8")))
    assert modules - named == {"__init__.py"}


def test_the_json_that_is_shown_is_the_one_that_is_printed():
    """The JSON of the pages has the keys that answers and reports have."""
    import json

    from qa import Answer
    from qa.checking.report.report_json import serialise_report
    from qa.rendering.answer_json import serialise_answer

    [contract] = map(json.loads, blocks(ROOT / "docs" / "python-and-json.md", "json"))
    [checked] = map(json.loads, blocks(ROOT / "docs" / "checking.md", "json"))
    refused = serialise_answer(Answer("1", "Who?", 0.1, (), "No.", (), ()))
    assert contract.keys() == refused.keys()
    report = serialise_report(_report())
    for shown, told in ((checked, report), (checked["quotations"][0], report["quotations"][0])):
        assert list(shown) == list(told)
    shown, told = (it["quotations"][0]["parts"][0] for it in (checked, report))
    assert list(shown) == list(told) and shown["source"].keys() <= told["source"].keys()
    assert checked["unchecked"][0].keys() == report["unchecked"][0].keys()


def _report():
    from corpus import Article, Span
    from qa.answer import Citation, Quote
    from qa.checking.report.report import (
        CheckedQuotation,
        Difference,
        Part,
        QuotationKind,
        Report,
        UncheckedQuotation,
        UncheckedReason,
        Verdict,
    )

    cited = Citation(1, Quote("a", 0, 8, 1.0), Article("a", "A", "The lamp burned."))
    part = Part(Span(0, 8), cited, (Difference(Span(4, 8), Span(4, 8)),))
    altered = CheckedQuotation(1, Span(0, 8), QuotationKind.MARKS, Verdict.ALTERED, (part,))
    return Report("The wick and more", (altered,), (UncheckedQuotation(Span(9, 12), UncheckedReason.SHORT),))
