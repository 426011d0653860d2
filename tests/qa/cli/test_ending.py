"""How a command ends that is told to, or killed: it leaves nothing, or the next start removes what it left."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="POSIX's signals")

# Each stops a command in the middle of what it writes, and says so.
_STOP = """
import pathlib, signal, sys, time
signal.signal(signal.SIGHUP, signal.SIG_DFL)  # whoever runs the tests may have told them to ignore it
def stop(*_, **__):
    print("in the middle", flush=True)
    time.sleep(600)
"""
_SITUATIONS = {
    # The model's graph is being kept.
    "add": """
from index import runtime
runtime.ov.save_model = lambda _, path, **__: stop(pathlib.Path(path).write_text("half"))
arguments = ["add", "--samples"]
""",
    # The index of vectors is being kept.
    "ask": """
import numpy as np
from index import vectors
vectors.faiss.write_index = lambda *_: stop()
from qa.assistant import Assistant
from qa.folders import find_place
def opened(library, **_):
    folder = find_place(library)
    folder.mkdir(parents=True, exist_ok=True)
    vectors.VectorIndex(3).save(folder / "vectors-1.faiss")
Assistant.open = opened
arguments = ["ask", "Who?"]
""",
    # A basket is being exported.
    "basket export": """
from qa.basket import exporting
exporting.os.fsync = stop
from qa.cli import basket_export_command as basketing
basketing.export_command.callback = lambda **_: exporting.write(pathlib.Path("out.md"), b"half")
arguments = ["basket", "export"]
""",
    # Questions are being answered in a library of their own.
    "eval": """
from qa.cli import eval_command as evaluating
evaluating._read_questions = lambda _: []
def opened(library, *_, **__):
    folder = pathlib.Path(library)
    folder.mkdir()
    stop((folder / "library.sqlite").write_text("1"))
evaluating.open_assistant = opened
arguments = ["eval", "."]
""",
}
_RUN = "\nfrom qa.cli.main import main\nmain(arguments)\n"


class Place:
    """Folders of their own for commands, and the commands run in them."""

    def __init__(self, folder):
        self.folder = folder
        self.names = ("cache", "desk", "library", "temporary")
        for name in self.names:
            (folder / name).mkdir()
        self.environment = {
            **os.environ,
            "PULLQUOTE_CACHE": str(folder / "cache"),
            "PULLQUOTE_LIBRARY": str(folder / "library"),
            "TMPDIR": str(folder / "temporary"),
        }

        self.started = []

    def start(self, code, *arguments, stdin=None):
        process = subprocess.Popen(
            [sys.executable, "-c", code, *arguments], stdin=stdin,
            env=self.environment, cwd=self.folder / "desk", stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.started.append(process)
        return process

    def end(self, process, number):
        process.send_signal(number)
        _, err = process.communicate(timeout=60)
        assert "Traceback" not in err
        return process.returncode

    @property
    def left(self):
        return sorted(path.name for name in self.names for path in (self.folder / name).iterdir())


@pytest.fixture
def place(tmp_path):
    made = Place(tmp_path)
    yield made
    for process in made.started:
        process.kill()
        with process:
            pass


@pytest.mark.parametrize(
    ("situation", "name"),
    [
        *((situation, "SIGTERM") for situation in _SITUATIONS),
        ("ask", "SIGINT"),
        ("basket export", "SIGINT"),
        ("basket export", "SIGHUP"),
    ],
)
def test_a_command_that_is_told_to_end_leaves_nothing(place, situation, name):
    number = signal.Signals[name]
    process = place.start(_STOP + _SITUATIONS[situation] + _RUN)
    assert process.stdout.readline() == "in the middle\n"
    assert place.left
    assert place.end(process, number) == 128 + number
    assert place.left == []


# Ctrl-C while a module is imported.
_IMPORTING = """
import sys, time
slow, sys.argv[1:] = sys.argv[1], ["list"]
class Slow:
    def find_spec(self, name, *_):
        if name == slow:
            print("in the middle", flush=True)
            time.sleep(600)
sys.meta_path.insert(0, Slow())
from qa.cli.entry import run
run()
"""


@pytest.mark.parametrize(
    ("module", "status"),
    [("click", -signal.SIGINT), ("corpus.errors", -signal.SIGINT), ("qa.cli.library_commands", 130), ("index", 130)],
)
def test_an_interruption_of_the_first_moments_is_quiet(place, module, status):
    process = place.start(_IMPORTING, module)
    assert process.stdout.readline() == "in the middle\n"
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err.strip()) == (status, "", "")


_WAITING = """
from qa.programs import mcp_server
serve = mcp_server._serve
async def serve_and_say(server):
    print("in the middle", flush=True)
    await serve(server)
mcp_server._serve = serve_and_say
arguments = ["mcp"]
"""


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_a_command_that_waits_for_its_input_ends_though_none_comes(place, name):
    process = place.start(_STOP + _WAITING + _RUN, stdin=subprocess.PIPE)
    assert process.stdout.readline() == "in the middle\n"
    time.sleep(0.2)  # it reads
    process.send_signal(signal.Signals[name])
    assert process.wait(timeout=60) == 128 + signal.Signals[name]
    assert process.communicate()[1] == ""


@pytest.mark.parametrize("situation", _SITUATIONS)
def test_what_a_killed_command_leaves_is_removed_at_the_next_start(place, situation):
    code = _STOP + _SITUATIONS[situation] + _RUN
    process = place.start(code)
    assert process.stdout.readline() == "in the middle\n"
    left = place.left
    assert place.end(process, signal.SIGKILL) == -signal.SIGKILL
    assert place.left == left
    if situation == "basket export":  # beside what it was to write, where only the next export looks
        again = place.start(
            "import sys, pathlib\nfrom qa.basket.exporting import write\nwrite(pathlib.Path('o'), b'1')"
        )
        again.communicate(timeout=60)
        assert place.left == ["o"]
    else:
        again = place.start("from qa.cli.main import main\nmain(['list'])")
        assert "there is no library" in again.communicate(timeout=60)[1]
        assert place.left == []


# A server that has an upload, without its page: only the folder matters to the others.
_UPLOADED = """
from qa.web.page.mounting import open_upload_folder
file = pathlib.Path(open_upload_folder(), "a.md")
file.write_text("It burned.")
print(file, flush=True)
time.sleep(600)
"""


def test_two_servers_do_not_clear_each_others_uploads(place):
    """One is killed, and what it left is removed while the other still has its own; that one ends by a signal."""
    place.environment["PULLQUOTE_CACHE"] = os.environ["PULLQUOTE_CACHE"]  # nothing is to be converted
    port = _free_port()
    one = place.start(_STOP + _UPLOADED)
    other = place.start("from qa.cli.main import main\nmain()", "serve", "--no-token", "--port", str(port))
    left = Path(one.stdout.readline().strip())
    assert "ready" in other.stdout.readline()
    uploaded = place.folder / _upload(port)
    assert left.is_file() and uploaded.is_file() and left.parent != uploaded.parent
    assert place.end(one, signal.SIGKILL) == -signal.SIGKILL
    assert left.is_file()
    assert place.start("from qa.cli.main import main\nmain(['list'])").wait(timeout=60) == 0
    assert (left.exists(), uploaded.is_file()) == (False, True)
    assert len(list((place.folder / "temporary").iterdir())) == 2  # the folder and its lock
    assert place.end(other, signal.SIGINT) == 128 + signal.SIGINT
    assert list((place.folder / "temporary").iterdir()) == []


def _free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def _upload(port):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    form = b'--of\r\nContent-Disposition: form-data; name="files"; filename="a.md"\r\n\r\nIt burned.\r\n--of--\r\n'
    connection.request("POST", "/gradio_api/upload", form, {"Content-Type": "multipart/form-data; boundary=of"})
    try:
        return connection.getresponse().read().decode().strip('[]"')
    finally:
        connection.close()
