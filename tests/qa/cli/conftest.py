"""The command line in this process, over the real models, opened once."""

import json
from dataclasses import dataclass

import pytest
from click.testing import CliRunner

from corpus import load
from index import DEFAULT_MODEL, Library
from index.embedder import open_embedder
from qa.cli.main import main
from qa.folders import cache_folder, library_folder


@dataclass(frozen=True)
class Ran:
    """What a command printed, and its exit status."""

    out: str
    err: str
    status: int

    @property
    def json(self):
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def pullquote(embedder, marker, monkeypatch):
    """Run a command; whatever it was given, it must not end in a traceback."""

    def opened(name, cache):
        return embedder if name == DEFAULT_MODEL else open_embedder(name, cache)

    monkeypatch.setattr("index.library.open_embedder", opened)
    monkeypatch.setattr("index.doctor.open_embedder", opened)
    monkeypatch.setattr("qa.reading.opening.open_built_in", lambda cache: marker)

    def run(*args, stdin=None, status=None, charset="utf-8"):
        result = CliRunner(charset).invoke(main, [str(arg) for arg in args], input=stdin, prog_name="pullquote")
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert "Traceback" not in result.output
        if status is not None:
            assert result.exit_code == status, result.output
        return Ran(result.stdout, result.stderr, result.exit_code)

    return run


@pytest.fixture
def lamp(tmp_path):
    """A file that holds an article."""
    path = tmp_path / "lamp.md"
    path.write_text(
        "---\ntitle: The lamp\npublisher: The Moth\npublished: 2024-06-19\n---\n"
        "The lamp burned\tfor eleven years. Nobody asked who paid for the oil.\n\nIt went out in March 1812.\n",
        encoding="utf-8",
    )
    return path


@pytest.fixture
def with_lamp(pullquote, lamp):
    """A library that holds the article of `lamp`; return its id."""
    library = Library.open(library_folder(), cache_folder(), create=True)
    [added] = library.add(load(lamp))
    return added.article.id


@pytest.fixture
def toll_articles():
    """Two articles of different months, which tell of one thing: what "last month" is depends on the day."""
    told = {
        "may": ("2024-05-06", "On 6 May 2024 the ferry toll rose to 4 crowns."),
        "june": ("2024-06-10", "On 10 June 2024 the ferry toll rose to 9 crowns."),
    }
    return [{"id": id_, "title": "Toll", "text": text, "published": day} for id_, (day, text) in told.items()]
