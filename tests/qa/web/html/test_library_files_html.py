"""Files on their way into the library: their progress, and what was wrong with them."""

import pytest

from corpus import Problem
from qa.web.html.library_files_html import FileRow, render_files


def sent(tags, markup, name):
    return [a["data-id"] for _, a in tags(markup) if a.get("data-send") == name]


def test_a_file_shows_how_far_it_is(tags, texts):
    rows = [
        FileRow("k1", "done.md", "done", 1.0, "1 article added"),
        FileRow("k2", "big.pdf", "reading", 0.25, "reading"),
        FileRow("k3", "later.txt"),
    ]
    markup = render_files(rows)
    assert [(a["aria-label"], a.get("value")) for tag, a in tags(markup) if tag == "progress"] == [
        ("big.pdf", "0.250"),
        ("later.txt", "0.000"),
    ]
    assert sent(tags, markup, "library_cancel") == ["", "k2", "k3"]
    assert texts(markup, "pq-library-files-head") == ["Adding 3 files, 2 to goCancel all"]
    assert texts(markup, "pq-library-file") == [
        "done.md1 article added",
        "big.pdfreadingCancel",
        "later.txtwaitingCancel",
    ]


def test_a_file_of_which_nothing_is_known_yet_shows_no_share(tags):
    [bar] = [a for tag, a in tags(render_files([FileRow("k", "big.pdf", "reading")])) if tag == "progress"]
    assert "value" not in bar


def test_one_file_needs_no_button_for_all(tags):
    assert sent(tags, render_files([FileRow("k", "a.md")]), "library_cancel") == ["k"]


@pytest.mark.parametrize(
    ("states", "summary"),
    [
        (["done"], "1 file read"),
        (["done", "done"], "2 files read"),
        (["done", "failed"], "1 of 2 files read, 1 could not be read"),
        (["failed", "stopped", "stopped"], "0 of 3 files read, 1 could not be read, 2 cancelled"),
    ],
)
def test_in_the_end_there_is_a_summary(tags, texts, states, summary):
    markup = render_files([FileRow(str(n), f"{n}.md", state, 1.0, "x") for n, state in enumerate(states)])
    assert texts(markup, "pq-library-files-head") == [summary]
    assert not [tag for tag, _ in tags(markup) if tag in ("progress", "button")]


def test_a_problem_stands_beside_its_file_with_its_line(texts):
    problems = (Problem("a.jsonl:7", "the line is not JSON"), Problem("a.jsonl", "the file is empty"))
    markup = render_files([FileRow("k", "a.jsonl", "done", 1.0, "1 article added", problems), FileRow("l", "b.md")])
    assert texts(markup, "pq-wrong") == ["Line 7: The line is not JSON.", "The file is empty."]
    assert texts(markup, "li")[0].endswith("Line 7: The line is not JSON.The file is empty.")


def test_hostile_names_are_exact_and_nothing_but_text(hostile, tags, texts, skeleton):
    def going(text):
        problem = Problem(f"{text}:7", f"x {text}.")
        return render_files([FileRow(text, text, "reading", 0.5, text, (problem,)), FileRow(text, text)])

    markup = going(hostile)
    assert texts(markup, "bdi") == [hostile] * 2
    assert texts(markup, "pq-wrong") == [f"Line 7: X {hostile}."]
    assert sent(tags, markup, "library_cancel") == ["", hostile, hostile]
    assert skeleton(markup) == skeleton(going("plain"))


# What came of a change.
