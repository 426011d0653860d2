"""Scratch folders: gone when they are removed, and when their process was killed; never a living one's."""

import os
import signal
import subprocess
import sys
import tempfile

import pytest

from index.errors import LibraryError
from index.scratch import Scratch, clear, clear_all, make_temporary

_HOLDING = """
import pathlib, sys, time
from index.scratch import Scratch
scratch = Scratch(pathlib.Path(sys.argv[1]))
(scratch.path / "half").write_text("1")
print(scratch.path, flush=True)
time.sleep(600)
"""


@pytest.fixture
def holding(tmp_path):
    """Start processes that each hold a scratch folder with a file in it; all are ended at last."""
    started = []

    def hold():
        process = subprocess.Popen([sys.executable, "-c", _HOLDING, tmp_path], stdout=subprocess.PIPE, text=True)
        started.append(process)
        return process, tmp_path / process.stdout.readline().strip()

    yield hold
    for process in started:
        process.kill()
        process.communicate()


def test_it_is_there_until_it_is_removed(tmp_path):
    with Scratch(tmp_path) as scratch:
        assert scratch.path.parent == tmp_path
        (scratch.path / "file").write_text("1", encoding="utf-8")
        if os.name != "nt":
            assert scratch.path.stat().st_mode & 0o777 == 0o700
    assert list(tmp_path.iterdir()) == []
    scratch.remove()


def test_what_was_moved_out_of_it_stays(tmp_path):
    with Scratch(tmp_path) as scratch:
        scratch.path.replace(tmp_path / "kept")
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]


def test_a_killed_ones_goes_and_a_living_ones_stays(holding, tmp_path):
    (killed, left), (living, kept) = holding(), holding()
    mine = Scratch(tmp_path)
    killed.kill()
    killed.wait()
    assert left.is_dir()
    clear(tmp_path)
    assert not left.exists()
    assert (kept / "half").is_file()
    assert mine.path.is_dir()
    assert len(list(tmp_path.iterdir())) == 4  # two folders and their locks
    living.kill()
    living.wait()
    mine.remove()
    Scratch(tmp_path).remove()  # a new one clears, too
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="POSIX's processes can be stopped")
def test_a_stopped_one_lives(holding, tmp_path):
    process, kept = holding()
    process.send_signal(signal.SIGSTOP)
    clear(tmp_path)
    assert (kept / "half").is_file()


def test_what_is_not_ours_stays(tmp_path):
    names = ["notes.lock", "pullquote-1.lock", ".pullquote-2", ".pullquote-3.txt"]
    for name in names:
        (tmp_path / name).write_text("mine", encoding="utf-8")
    clear(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names)


@pytest.mark.skipif(os.name == "nt", reason="POSIX's files only")
def test_a_strangers_link_or_pipe_is_not_followed(tmp_path):
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "page").write_text("mine", encoding="utf-8")
    place = tmp_path / "place"
    place.mkdir()
    os.mkfifo(place / ".pullquote-1.lock")
    (place / ".pullquote-2.lock").symlink_to(tmp_path / "papers" / "page")
    (place / ".pullquote-3").symlink_to(tmp_path / "papers")
    (place / ".pullquote-3.lock").write_text("", encoding="utf-8")
    clear(place)
    assert (tmp_path / "papers" / "page").read_text(encoding="utf-8") == "mine"


def test_places_that_are_not_there(tmp_path, monkeypatch):
    def nowhere():
        raise FileNotFoundError(2, "No usable temporary directory found")

    monkeypatch.setattr(tempfile, "gettempdir", nowhere)
    (tmp_path / "file").write_text("1", encoding="utf-8")
    clear_all(tmp_path / "none", tmp_path / "none" / "at all", tmp_path / "file", tmp_path / ("long" * 100))
    with pytest.raises(LibraryError, match="TMPDIR"):
        make_temporary()


def test_a_temporary_folder_that_takes_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(tmp_path / "gone"))
    with pytest.raises(LibraryError, match=r"gone.*TMPDIR"):
        make_temporary()
