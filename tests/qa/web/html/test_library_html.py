"""The library's list, files on their way into it, and what came of a change."""

from dataclasses import replace

import pytest

from corpus import Problem, Source
from index import Entry
from qa.web.html.library_files_html import FileRow, render_files
from qa.web.html.library_html import COLUMNS, Order, render_articles, render_details, render_removed
from qa.web.html.notice_html import render_notice


def entry(title, **source):
    return Entry(f"id-{title}", title, Source(**source), 1234, 2, "2024-01-02T03:04:05+00:00")


def sent(tags, markup, name):
    return [a["data-id"] for _, a in tags(markup) if a.get("data-send") == name]


def test_hostile_text_is_exact_and_nothing_but_text(hostile, tags, texts, skeleton):
    def listed(text):
        known = {"authors": (text,), "publisher": text, "url": "javascript:x", "published": text}
        return render_articles([entry(text, **known)], 1, text, Order())

    markup = listed(hostile)
    assert texts(markup, "pq-title") == [hostile]
    assert texts(markup, "td")[1:3] == [hostile, hostile]
    for name in ("reader_open", "library_details", "library_remove"):
        assert sent(tags, markup, name) == [f"id-{hostile}"]
    assert skeleton(markup) == skeleton(listed("plain"))
    assert "a" not in [tag for tag, _ in tags(markup)]


def test_a_row_says_what_is_known(texts):
    markup = render_articles([entry("Lamp", authors=("A", "B"), publisher="P", published="2024-06")], 1, "", Order())
    assert texts(markup, "td") == ["LampA, B", "P", "Jun 2024", "1,234", "2 Jan 2024", "DetailsRemove"]
    assert texts(render_articles([entry("Lamp")], 1, "", Order()), "td")[:3] == ["Lamp", "", ""]


@pytest.mark.parametrize("column", [name for name, _ in COLUMNS])
@pytest.mark.parametrize("falling", [False, True])
def test_the_order_is_told(tags, column, falling):
    heads = [a for tag, a in tags(render_articles([entry("Lamp")], 1, "", Order(column, falling))) if tag == "th"]
    sorted_by = {a["class"]: a["aria-sort"] for a in heads if "aria-sort" in a}
    assert sorted_by == {f"pq-col-{column}": "descending" if falling else "ascending"}


def test_each_column_can_be_sorted_by(tags):
    markup = render_articles([entry("Lamp")], 1, "", Order())
    assert [a["data-column"] for _, a in tags(markup) if a.get("data-send") == "library_sort"] == [
        each for each, _ in COLUMNS
    ]


def test_a_long_list_says_what_it_leaves_out(texts):
    markup = render_articles([entry(str(n)) for n in range(200)], 10_000, "", Order())
    assert texts(markup, "h2") == ["10,000 articles"]
    assert texts(markup, "pq-hint") == ["The first 200 are shown; search to find others."]
    assert texts(render_articles([entry("Lamp")], 1, "", Order()), "pq-hint") == []


def test_an_empty_list_says_why(hostile, texts):
    assert texts(render_articles([], 0, hostile, Order()), "pq-hint") == [
        f"No title, author or publisher has “{hostile}” in it."
    ]
    assert texts(render_articles([], 0, "", Order()), "pq-hint") == ["There are no articles here yet."]


# Files on their way.


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


def test_a_removal_can_be_undone(hostile, tags, texts, skeleton):
    markup = render_removed(hostile, hostile)
    assert texts(markup, "p") == [f"Removed “{hostile}”. Undo"]
    assert sent(tags, markup, "library_restore") == [hostile]
    assert skeleton(markup) == skeleton(render_removed("x", "x"))


def test_a_report_is_a_sentence_and_none_is_nothing(hostile, texts, skeleton):
    assert texts(render_notice(f"x {hostile}."), "pq-notice") == [f"X {hostile}."]
    assert skeleton(render_notice(f"x {hostile}.")) == skeleton(render_notice("x", wrong=True))
    assert "pq-wrong" in render_notice("x", wrong=True) and "pq-wrong" not in render_notice("x")
    assert render_notice("") == render_notice("", wrong=True) == ""


def test_details_tell_what_cannot_be_changed(hostile, texts, skeleton):
    lamp = replace(entry("Lamp", path="lamp.md"), passages=1)
    assert texts(render_details(lamp), "dd") == ["lamp.md", "1,234 words, 1 passage", "2 Jan 2024", "id-Lamp"]
    assert texts(render_details(entry("Lamp")), "dt") == ["Length", "Added", "Id"]
    assert texts(render_details(entry(hostile, path=hostile)), "dd")[::3] == [hostile, f"id-{hostile}"]
    assert skeleton(render_details(entry(hostile, path=hostile))) == skeleton(render_details(lamp))
