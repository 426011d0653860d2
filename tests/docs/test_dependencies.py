"""The page of the dependencies names what pyproject.toml does, the locks hold no more, and PyTorch is seldom needed."""

import contextlib
import re
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = [named for extra in PROJECT["optional-dependencies"].values() for named in extra]


def name_of(requirement):
    """Return the normal form of the name that a requirement begins with."""
    return re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", requirement)[0]).lower()


def described():
    """Return the packages that the first columns of the page's tables of packages name."""
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    tables = re.findall(r"^\| package .*\n\|[-|]+\n((?:\|.*\n)+)", page, flags=re.MULTILINE)
    return [row.split("|")[1].strip() for table in tables for row in table.splitlines()]


def locked(name):
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return {name_of(line) for line in lines if line and line[0] not in "#-"}


def needed(requirements):
    """Return the names of what is installed for some requirements, and for theirs in turn."""
    names, waiting = set(), [(Requirement(text), "") for text in requirements]
    while waiting:
        requirement, extra = waiting.pop()
        if requirement.marker and not requirement.marker.evaluate({"extra": extra}):
            continue
        for chosen in {(requirement.name, extra) for extra in ("", *requirement.extras)} - names:
            names.add(chosen)
            with contextlib.suppress(PackageNotFoundError):
                waiting += [(Requirement(text), chosen[1]) for text in requires(requirement.name) or ()]
    return {name_of(name) for name, _ in names}


def test_every_dependency_is_described_once_and_nothing_else():
    names = described()
    assert sorted(names) == sorted({name_of(named) for named in PROJECT["dependencies"] + EXTRAS})


def test_each_has_a_reason_and_a_licence():
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    for name in described():
        assert re.search(rf"^\| {name} (\| [^|]{{3,}}){{3}}\|$", page, flags=re.MULTILINE), name


@pytest.mark.skipif(sys.platform != "linux", reason="the locks are made on Linux")
def test_the_lock_of_the_program_holds_only_what_it_runs_on():
    assert locked("requirements.txt") - needed(PROJECT["dependencies"]) == set()


@pytest.mark.skipif(sys.platform != "linux", reason="the locks are made on Linux")
def test_the_lock_of_the_tools_holds_only_what_they_need_besides():
    tools = locked("requirements-dev.txt")
    assert (
        tools - needed(EXTRAS)
        == tools & locked("requirements.txt")
        == tools & locked("requirements-models.txt")
        == set()
    )


@pytest.mark.skipif(sys.platform != "linux", reason="the locks are made on Linux")
def test_the_lock_of_other_models_holds_what_they_need_besides():
    models = locked("requirements-models.txt")
    assert models & locked("requirements.txt") == set()
    assert needed(PROJECT["optional-dependencies"]["models"]) - locked("requirements.txt") - {"setuptools"} == models


def test_adding_a_question_and_the_page_need_no_pytorch(run, tmp_path):
    """The first time, too, when the networks' graphs are made."""
    heavy = {"torch", "transformers", "sentence_transformers", "scipy", "sklearn", "sympy"}
    code = f"""
import sys
from qa import Assistant
from qa.web.app import build_app
from corpus import Article
assistant = Assistant.open(create=True)
list(assistant.library.add([Article("canal", "Panama", "The Panama Canal opened on 15 August 1914.")]))
print(assistant.ask("When did the Panama Canal open?").quotes[0].text)
build_app(assistant, 7860, "token")
print("loaded:", *({heavy} & set(sys.modules)))
"""
    places = {"PULLQUOTE_LIBRARY": str(tmp_path / "library"), "PULLQUOTE_CACHE": str(tmp_path / "cache")}
    shown = run(code, **places).stdout
    assert "15 August 1914" in shown and shown.splitlines()[-1] == "loaded:"
