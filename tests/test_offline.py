"""Offline, literally: on a machine that never ran it, no command speaks to another, or leaves what nobody asked for."""

import os
import shutil
import sys
from pathlib import Path

import pytest

from benchmarks.observing import observe
from benchmarks.offline import Machine, commands

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="strace is a tool of Linux")
_PULLQUOTE = Path(sys.executable).with_name("pullquote")
# A question to a name server of this machine, a socket with an address beyond it (nothing is sent), and a file.
_TALKATIVE = """
import pathlib, socket
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one, socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as other:
    one.sendto(b"12" + bytes.fromhex("01000001000000000000") + b"\\4moth\\7example\\0\\0\\1\\0\\1", ("127.0.0.1", 53))
    other.connect(("192.0.2.1", 443))
pathlib.Path("elsewhere", "sub").mkdir(parents=True)
pathlib.Path("elsewhere", "sub", "é").write_text("1")
pathlib.Path("elsewhere", "sub", "é").rename("own/moved")
pathlib.Path("own", "file").write_text("2")
"""


@pytest.fixture(scope="module")
def machine(tmp_path_factory):
    if shutil.which("strace") is None:
        # What is never tested on a machine that decides would not stay true.
        (pytest.fail if "CI" in os.environ else pytest.skip)("strace is missing: install it")
    return Machine(tmp_path_factory.mktemp("machine"), _PULLQUOTE)


@pytest.fixture(scope="module")
def seen(machine):
    """What was seen of each command, in the order in which they were run."""
    return dict(commands(machine))


def test_the_watch_sees(machine, tmp_path):
    (tmp_path / "own").mkdir()
    ran, watched = observe([sys.executable, "-c", _TALKATIVE], [tmp_path / "own"], os.environ, tmp_path)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert watched.lookups == {"moth.example"}
    assert watched.connections == {"192.0.2.1 port 443"}
    elsewhere = tmp_path / "elsewhere"
    assert watched.files == {str(path) for path in (elsewhere, elsewhere / "sub", elsewhere / "sub" / "é")}


def test_no_command_looks_up_a_name(seen):
    assert {name: it.lookups for name, it in seen.items() if it.lookups} == {}


def test_no_command_speaks_to_another_machine(seen):
    assert {name: it.connections for name, it in seen.items() if it.connections} == {}


def test_no_command_changes_a_file_outside_its_folders(seen):
    assert {name: it.files for name, it in seen.items() if it.files} == {}


def test_nothing_is_left_in_the_home_or_the_temporary_folder(machine, seen):
    assert {"add .txt .md .html .pdf .jsonl", "serve", "users add", "serve --auth"} <= set(seen)
    assert machine.left() == []
