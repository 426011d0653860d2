"""Streams that are closed, full or not read, and folders that are gone: it works, or one sentence says why not."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="a shell of POSIX")
_FULL = Path("/dev/full")


@pytest.fixture
def shell(open_library, make_embedder, make_article, tmp_path):
    """Run a line of a shell in which `pullquote` is the command, over a library of one article."""
    library = open_library(make_embedder(), tmp_path / "library")
    list(library.add([make_article()]))
    environment = {**os.environ, "PULLQUOTE_LIBRARY": str(library.folder), "PYTHON": sys.executable}
    function = 'pullquote() { "$PYTHON" -c "from qa.cli.main import main; main()" "$@"; }'

    def run(line, **changed):
        ran = subprocess.run(
            ["bash", "-c", f"{function}\n{line}"],
            env=environment | changed, cwd=tmp_path, capture_output=True, encoding="utf-8", timeout=60,
        )  # fmt: skip
        assert "Traceback" not in ran.stderr
        assert "Exception ignored" not in ran.stderr
        return ran

    return run


@pytest.mark.parametrize("command", ["list", "show lamp"])
def test_nobody_reads_the_output(shell, command):
    ran = shell(f"set -o pipefail; pullquote {command} | true")
    assert (ran.returncode, ran.stderr) == (0, "")


@pytest.mark.parametrize(
    ("draft", "status"), [("“The lamp burned for eleven years.”", 0), ("“The lamp burned for two long years.”", 1)]
)
def test_a_check_has_its_status_though_nobody_reads_it(shell, draft, status):
    ran = shell(f"set -o pipefail; echo '{draft}' | pullquote check - | true")
    assert (ran.returncode, ran.stderr) == (status, "")


@pytest.mark.skipif(not _FULL.exists(), reason="there is no /dev/full")
@pytest.mark.parametrize(("command", "status"), [("list", 1), ("show lamp", 1), ("check -", 2)])
def test_the_output_is_full(shell, command, status):
    ran = shell(f"echo '“The lamp burned for eleven years.”' | pullquote {command} > {_FULL}")
    assert ran.returncode == status
    assert ran.stderr.startswith("Error: the output cannot be written (")
    assert ran.stderr.count("\n") == 1


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams(shell, closed):
    ran = shell(f"pullquote list {closed}")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ("lamp" in ran.stdout) == (">&-" not in closed.replace("2>&-", ""))


def test_nothing_is_read_from_a_closed_input(shell):
    ran = shell("pullquote check - <&-")
    assert (ran.returncode, ran.stderr) == (2, "Error: standard input: the file is empty\n")


def test_a_folder_that_is_gone(shell):
    gone = "mkdir gone && cd gone && rmdir ../gone && pullquote"
    assert "lamp" in shell(f"{gone} list").stdout
    ran = shell(f"{gone} serve")
    assert ran.returncode == 1
    assert ran.stderr.endswith(
        "Error: the folder that you are in is gone: change to another one, and serve from there\n"
    )


def test_a_home_and_a_temporary_folder_that_are_not_there(shell):
    nowhere = dict.fromkeys(("HOME", "TMPDIR", "PULLQUOTE_CACHE"), "/dev/null/nowhere")
    assert "lamp" in shell("pullquote list", **nowhere).stdout
    ran = shell(
        "pullquote add --samples --library /dev/null/library", **nowhere | {"PULLQUOTE_CACHE": "/dev/null/cache"}
    )
    assert ran.returncode == 1
    assert ran.stderr.startswith("Error: ")


@pytest.mark.parametrize("locale", ["C", "POSIX", "xx_XX.ISO-8859-1"])
def test_a_locale_that_is_not_of_unicode(shell, locale):
    ran = shell("pullquote show lamp", LC_ALL=locale, LANG=locale, PYTHONCOERCECLOCALE="0", PYTHONUTF8="0")
    assert ran.returncode == 0
    assert "The lamp burned" in ran.stdout
