"""Annotations of GitHub Actions: one command a line, each escaped as GitHub asks, with the draft's own place."""

import pytest

from qa.checking.report.github import list_annotations

DRAFT = "We read:\n\nIt says “Nobody asked\nwho paid 100% for the oil.” and “The lamp burned for eleven years.”\n"


def test_a_fault_is_an_error_at_its_line(report):
    [command] = list_annotations(report(DRAFT), "essays/on, lamps: one.md")
    head, _, message = command.removeprefix("::error ").partition("::")
    assert head == "file=essays/on%2C lamps%3A one.md,line=3,col=10,title=Altered quotation"
    assert message.split("%0A")[:2] == [
        "“Nobody asked who paid 100%25 for the oil.”",
        "article: “Nobody asked who paid for the oil.” — “The lamp on the cape”",
    ]
    assert "\n" not in command and "\r" not in command


def test_a_warning_is_a_warning(report):
    [command] = list_annotations(report("“The lamp burned … who paid for the oil.”"), "a.md")
    assert command.startswith("::warning file=a.md,line=1,col=2,title=Exact quotation::An ellipsis leaves out “for")


@pytest.mark.parametrize(
    ("file", "has_lines", "head"), [(None, True, "line=3,col=10,"), ("a.docx", False, "file=a.docx,")]
)
def test_what_has_no_file_or_no_lines_names_none(report, file, has_lines, head):
    [command] = list_annotations(report(DRAFT), file, has_lines=has_lines)
    assert command.startswith(f"::error {head}title=")


def test_a_right_draft_has_no_annotation(report):
    assert list(list_annotations(report("“The lamp burned for eleven years.”"), "a.md")) == []
