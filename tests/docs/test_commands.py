"""The documents' commands: what a page tells to type is run, in its order, and prints what the page shows.

A `sh` block holds commands; a `console` block commands behind a `$`, and what they print, in which a line `…` stands
for any lines. The `python` blocks of a page are one program; a `text` block behind one shows what it prints. A block
under a line like "`draft.md`:" shows what that file holds.
"""

import re
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parent.parent.parent
BLOCK = re.compile(r"(?:^`(?P<file>[\w.-]+)`:\n\n)?^```(?P<language>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


class Step(NamedTuple):
    """What a page has its reader do, and what it shows of the output, None for nothing; a file is made, not run."""

    kind: str
    content: str
    shown: str | None = None
    file: str | None = None


def steps_of(page):
    """Return the steps of a page, in order."""
    steps = []
    for block in BLOCK.finditer(page):
        kind, text = block["language"], block["text"]
        if block["file"]:
            steps.append(Step("file", text, file=block["file"]))
        elif kind == "sh":
            steps += [Step("command", line) for line in text.splitlines() if line and not line.startswith("#")]
        elif kind == "console":
            typed = [part.partition("\n") for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]]
            steps += [Step("command", line, shown) for line, _, shown in typed]
        elif kind == "python":
            steps.append(Step("python", text))
        elif kind == "text" and steps and steps[-1].kind == "python":
            steps[-1] = steps[-1]._replace(shown=text)
    return steps


def shows(shown, printed):
    """Say whether a page shows what was printed, blanks at the ends of lines aside."""
    pattern = "\n".join(".*" if line == "…" else re.escape(line.rstrip()) for line in shown.rstrip().splitlines())
    trimmed = "\n".join(line.rstrip() for line in printed.rstrip().splitlines())
    return re.fullmatch(pattern, trimmed, flags=re.DOTALL) is not None


TEXTS = {
    str(path.relative_to(ROOT)): path.read_text(encoding="utf-8")
    for path in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md")))
}
PAGES = {name: steps for name, text in TEXTS.items() if (steps := steps_of(text))}


def do(desk, step):
    """Do a step of a page and return what it printed."""
    if step.kind == "file":
        return str(Path(step.file).write_text(step.content, encoding="utf-8"))
    return desk.run(step.content) if step.kind == "python" else desk.type(step.content)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_does_what_it_shows(desk, page):
    for step in PAGES[page]:
        printed = do(desk, step)
        if step.shown is not None:
            assert shows(step.shown, printed), f"{page} shows of {step.content!r}:\n{step.shown}\nbut it is:\n{printed}"


def test_every_block_is_of_a_kind_that_is_known():
    """A block of commands in another language, or with more behind it, would not be run."""
    kinds = {kind for text in TEXTS.values() for kind in re.findall(r"^```(.+)$", text, flags=re.MULTILINE)}
    assert kinds <= {"sh", "console", "python", "text", "json", "markdown", "yaml"}


def test_make_does_what_the_readme_tells_those_without_it(planned):
    [typed] = [block["text"].splitlines() for block in BLOCK.finditer(TEXTS["README.md"]) if "-m venv" in block["text"]]
    assert typed == [line for line in planned("--always-make", "run") if not line.startswith("touch ")]


@pytest.mark.parametrize(
    ("shown", "printed", "agree"),
    [
        ("one\ntwo\n", "one \ntwo\n\n", True),
        ("one\n…\nfour\n", "one\ntwo\nthree\nfour\n", True),
        ("one… more\n", "one… more\n", True),
        ("one\n", "one\ntwo\n", False),
        ("a.c\n", "abc\n", False),
        ("", "one\n", False),
    ],
)
def test_what_is_shown_is_held_against_what_is_printed(shown, printed, agree):
    assert shows(shown, printed) is agree


def test_a_page_is_read_whole():
    page = (
        "`a.txt`:\n\n```text\nfile\n```\n```console\n$ one\nx\n\n$ two\n```\n"
        "```sh\nthree\n\n# four\nfive\n```\n```python\nsix\n```\n\n```text\ny\n```\n```json\nseven\n```\n"
    )
    assert steps_of(page) == [
        Step("file", "file\n", file="a.txt"),
        Step("command", "one", "x\n\n"),
        Step("command", "two", ""),
        Step("command", "three"),
        Step("command", "five"),
        Step("python", "six\n", "y\n"),
    ]
