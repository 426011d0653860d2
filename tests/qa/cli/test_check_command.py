"""`pullquote check`: verdicts in the terminal, as JSON and as a page; the exit status; wrong input in one sentence."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent.parent
GOOD = "It says “The lamp burned\tfor eleven years.” and a “so-called” lamp.\n"
BAD = "It says “The lamp burned for twelve years.”\n\n> A kettle of fish and three brass lamps were sold.\n"


@pytest.fixture
def draft(tmp_path):
    def draft_(text, name="draft.md"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return draft_


def test_a_good_draft(pullquote, with_lamp, draft):
    ran = pullquote("check", draft(GOOD), status=0)
    assert ran.out == (
        "1. ✓ Exact, line 1\n   The lamp burned\tfor eleven years.\n   — The Moth, “The lamp”, 19 Jun 2024\n\n"
        "1 quotation checked: 1 exact.\nNot checked: 1 too short to check.\n"
    )


def test_a_draft_with_faults(pullquote, with_lamp, draft):
    ran = pullquote("check", draft(BAD), status=1)
    assert "The lamp burned for ⟦twelve⟧ years." in ran.out
    assert "article: The lamp burned\tfor ⟦eleven⟧ years." in ran.out
    assert "2. ? Not found, line 3" in ran.out and "nearest: “" in ran.out
    assert ran.out.endswith("2 quotations checked: 1 altered, 1 not found.\n")


def test_for_programs(pullquote, with_lamp, draft):
    path = draft("\ufeff" + BAD.replace("\n", "\r\n"))
    [told] = pullquote("check", path, "--json", status=1).json
    assert (told["good"], told["counts"]["altered"], told["counts"]["not_found"]) == (False, 1, 1)
    first, second = told["quotations"]
    assert first["text"] == told["draft"][first["start"] : first["end"]] == "The lamp burned for twelve years."
    assert first["parts"][0]["source"]["article_id"] == with_lamp
    assert first["parts"][0]["differences"][0]["draft"]["text"] == "twelve"
    assert second["nearest"]["article_id"] == with_lamp
    assert told["draft"] == BAD.replace("\n", "\r\n")


def test_twice_the_same_to_the_letter(pullquote, with_lamp, draft):
    path = draft(GOOD + BAD)
    for options in ((), ("--json",)):
        assert pullquote("check", path, *options).out == pullquote("check", path, *options).out


def test_standard_input_and_a_page(pullquote, with_lamp, tmp_path):
    page = tmp_path / "report.html"
    pullquote("check", "-", "--html", page, stdin=GOOD, status=0)
    assert "<title>Quotations of standard input</title>" in page.read_text(encoding="utf-8")


def test_a_word_document(pullquote, with_lamp, draft, make_docx):
    path = draft(make_docx("<w:r><w:t>“Nobody asked who paid for the oil.”</w:t></w:r>"), "draft.docx")
    assert "1 exact" in pullquote("check", path, status=0).out


def test_a_draft_without_quotations_is_good(pullquote, with_lamp, draft):
    assert pullquote("check", draft("It's nothing.\n"), status=0).out == "The draft holds no quotation to check.\n"


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("draft.md", b"", "draft.md: the file is empty"),
        ("draft.docx", b"none", "draft.docx: the file is no Word document; save it as .docx"),
        ("draft.odt", b"none", "draft.odt is none of the drafts that can be read: .md .markdown .txt .text .docx"),
        ("draft.txt", bytes(range(256)) * 4, "draft.txt: the file is not text"),
    ],
)
def test_what_is_no_draft_is_told_in_one_sentence(pullquote, with_lamp, draft, name, text, told):
    ran = pullquote("check", draft(text, name), status=2)
    assert told in ran.err and ran.err.startswith("Error: ") and ran.err.count("\n") == 1


def test_the_draft_is_never_overwritten_by_the_report(pullquote, with_lamp, draft):
    path = draft(GOOD)
    before = path.read_bytes()
    for page in (path, path.parent / "." / path.name, "-"):
        assert "--html needs a file of its own" in pullquote("check", path, "--html", page, status=2).err
    assert path.read_bytes() == before


def test_other_wrong_use_is_told_in_one_sentence(pullquote, with_lamp, draft, tmp_path):
    for args, told in (
        ([tmp_path / "none.md"], "cannot be read (No such file or directory): check the path"),
        ([tmp_path], "is none of the drafts"),
        ([draft(GOOD), "--html", tmp_path / "no" / "report.html"], "cannot be written"),
        ([draft(GOOD), "--library", tmp_path / "nowhere"], "there is no library"),
    ):
        ran = pullquote("check", *args, status=2)
        assert told in ran.err and ran.err.count("\n") == 1
    assert "standard input: the file is empty" in pullquote("check", "-", stdin="", status=2).err
    assert "Missing argument" in pullquote("check", status=2).err


def test_annotations_and_several_drafts(pullquote, with_lamp, draft, monkeypatch, tmp_path):
    good, bad = draft(GOOD, "good.md"), draft(BAD, "bad.md")
    monkeypatch.chdir(tmp_path)
    first, second = pullquote("check", "--format", "github", good, bad, status=1).out.splitlines()
    assert first.startswith("::error file=bad.md,line=1,col=10,title=Altered quotation::")
    assert second.startswith("::error file=bad.md,line=3,col=3,title=Not found quotation::")
    assert [told["good"] for told in pullquote("check", "--json", good, bad, status=1).json] == [True, False]
    assert "--html takes one draft" in pullquote("check", good, bad, "--html", tmp_path / "a.html", status=2).err


@pytest.mark.skipif(shutil.which("git") is None, reason="pre-commit needs git")
def test_the_hook_of_pre_commit_stops_a_commit_that_misquotes(with_lamp, tmp_path):
    hooks, own = tmp_path / "hooks", tmp_path / "own"
    environment = os.environ | {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "PRE_COMMIT_HOME": str(tmp_path / "cache"),
        "PYTHONPATH": str(ROOT),
    }

    def run(*command, folder):
        return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)

    for folder in (hooks, own):
        folder.mkdir()
        run("git", "init", "-q", folder=folder)
    shutil.copy(ROOT / ".pre-commit-hooks.yaml", hooks)
    run("git", "add", "-A", folder=hooks)
    run("git", "-c", "user.name=a", "-c", "user.email=a@b.example", "commit", "-qm", "Hooks", folder=hooks)
    statuses = []
    for text in (GOOD, BAD):
        (own / "draft.md").write_text(text, encoding="utf-8")
        run("git", "add", "-A", folder=own)
        command = (sys.executable, "-m", "pre_commit", "try-repo", str(hooks), "pullquote-check", "-v")
        statuses.append(run(*command, "--all-files", folder=own))
    good, bad = statuses
    assert (good.returncode, bad.returncode) == (0, 1), bad.stdout + bad.stderr
    assert "1 exact" in good.stdout and "1 altered, 1 not found" in bad.stdout
