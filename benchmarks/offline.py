"""That the program keeps to itself: every command on a machine that never ran it, watched by strace.

    python benchmarks/offline.py [--pullquote PROGRAM]

For each command: names looked up, connections beyond this machine, and files changed outside the library, the cache,
the temporary folder and the folder of what was asked for (but for the one file that Gradio writes beside its own code
when it is first started); at the end, what is left that nobody asked for. Needs Linux
and strace; exit status 1 if there was anything.
"""

import argparse
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from benchmarks.observing import Observed, observe, observing

_QUESTION, _ANSWER = "When did the Panama Canal open?", "15 August 1914"
_DRAFT = "The canal “opened to traffic on 15 August 1914”, they say, and “the lamp burned for eleven years”.\n"
_HTML = "<html><head><title>Bread</title></head><body><article><p>{}</p></article></body></html>"
_BREAD = "The bakers of the town paid for the bridge. Each loaf cost a farthing more until the last stone was set. "
_PDF = b"""%PDF-1.4
1 0 obj
<< /Type /Catalog /Pages 2 0 R >>
endobj
2 0 obj
<< /Type /Pages /Count 1 /Kids [5 0 R] >>
endobj
3 0 obj
<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>
endobj
4 0 obj
<< /Length 66 >>
stream
BT /F1 12 Tf 50 700 Td (The ferry crosses in eleven minutes.) Tj ET
endstream
endobj
5 0 obj
<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 3 0 R >> >> >>
endobj
trailer << /Size 6 /Root 1 0 R >>
%%EOF
"""
# What Python code that is not the command may do first.
_IMPORTS = (
    "import corpus, index, qa, qa.basket.exporting, qa.checking, qa.cite.references, "
    "qa.conversations.conversation_store"
)
_PASSWORD = "eleven years of lamp oil"
# Seconds that a server is waited for.
_PATIENCE = 60


class Machine:
    """A machine on which Pullquote was just installed: its folders are empty, its environment tells only of them."""

    def __init__(self, folder: Path, pullquote: Path):
        self.folder, self.pullquote = folder.resolve(), pullquote
        self.library, self.cache = (self.folder / of / "pullquote" for of in ("data", "cache"))
        self.home, self.temporary, self.desk = (self.folder / name for name in ("home", "temporary", "desk"))
        for made in (self.home, self.temporary, self.desk):
            made.mkdir()
        self.environment = {
            "HOME": str(self.home),
            "TMPDIR": str(self.temporary),
            **{f"XDG_{name.upper()}_HOME": str(self.folder / name) for name in ("data", "cache", "config", "state")},
            "PATH": "/usr/bin:/bin",
            "LANG": "C.UTF-8",
        }
        self._folders = (
            self.library,
            self.cache,
            self.temporary,
            self.desk,
            _find_gradio_seed(pullquote.with_name("python")),
        )

    def run(self, *arguments: str | Path, sent: str = "") -> tuple[str, Observed]:
        """Run the command to its end, with what is sent to it; return what it printed, and what was seen of it."""
        return self._run(str(self.pullquote), *map(str, arguments), sent=sent)

    def run_code(self, code: str) -> tuple[str, Observed]:
        """Run Python code; see `run`."""
        return self._run(str(self.pullquote.with_name("python")), "-c", code)

    def serve(self, use: Callable[[str], None], *options: str) -> Observed:
        """Serve the page while `use` opens the address that is printed; it ends by Ctrl-C."""
        command = [str(self.pullquote), "serve", "--port", str(_free_port()), *options]
        with observing(command, self._folders, self.environment, self.folder) as (process, observed):
            try:
                assert process.stdout is not None
                use(process.stdout.readline().partition(" at ")[2].partition(" ")[0])
            finally:
                os.killpg(process.pid, signal.SIGINT)
                process.communicate()
        return observed

    def left(self) -> list[Path]:
        """Return what stands where nothing should."""
        kept = (self.library, self.cache, self.desk)
        return [path for path in self.folder.rglob("*") if path.is_file() and not _is_in(path, kept)] + [
            path for folder in (self.home, self.temporary) for path in folder.iterdir() if path.is_dir()
        ]

    def _run(self, *command: str, sent: str = "") -> tuple[str, Observed]:
        ran, observed = observe(command, self._folders, self.environment, self.folder, sent)
        # 1 is the status of a draft with faults.
        if ran.returncode not in (0, 1) or "Traceback" in ran.stderr:
            raise RuntimeError(f"{' '.join(command)} failed: {ran.stderr}")
        return ran.stdout, observed


def commands(machine: Machine) -> Iterator[tuple[str, Observed]]:
    """Run every command on a machine; yield what it is called in the table, and what was seen of it."""
    desk = machine.desk
    (desk / "draft.md").write_text(_DRAFT, encoding="utf-8")

    def run(name: str, expected: str, *arguments: str | Path, sent: str = "") -> tuple[str, Observed]:
        out, observed = machine.run(*arguments, sent=sent)
        if expected not in out:
            raise RuntimeError(f"{name} printed {out!r}, in which there is no {expected!r}")
        return name, observed

    yield "import", machine.run_code(_IMPORTS)[1]
    yield run("--help", "Usage", "--help")
    yield run("add .txt .md .html .pdf .jsonl", "16 added", "add", "--samples", _put_articles(desk / "articles"))
    yield run("list", "Bread", "list")
    yield run("ask --cite", _ANSWER, "ask", _QUESTION, "--cite", "apa")
    yield run("ask --reader similarity", "Panama", "ask", _QUESTION, "--reader", "similarity")
    yield run("check .md", "not found", "check", desk / "draft.md", "--html", desk / "report.html")
    yield run("basket add", "", "basket", "add", _QUESTION)
    yield run("basket export .docx", "", "basket", "export", "--output", desk / "quotes.docx")
    yield run("check .docx", "exact", "check", desk / "quotes.docx")
    yield run("mcp", "", "mcp")
    yield run("follow", "address", "follow")
    yield run("sync", "Nothing is followed", "sync")
    yield run("doctor", "All is well", "doctor")
    yield run("doctor --rebuild", "", "doctor", "--rebuild")
    yield run("eval", "hit_at_5", "eval", _put_questions(desk / "set"))
    yield "serve", machine.serve(_use_page)
    yield run("users add", "Added ada", "users", "add", "ada", "--editor", sent=f"{_PASSWORD}\n")
    yield run("users list", "ada", "users", "list")
    yield "serve --auth", machine.serve(_use_page_as_ada, "--auth")


def _find_gradio_seed(python: Path) -> Path:
    """Return the file of a random number that Gradio writes beside its own code when it is first started."""
    code = "import importlib.util; print(importlib.util.find_spec('gradio').origin)"
    found = subprocess.run([python, "-c", code], capture_output=True, text=True, check=True)
    return Path(found.stdout.strip()).with_name("hash_seed.txt")


def _put_articles(folder: Path) -> Path:
    """Write an article in each format into a folder."""
    folder.mkdir()
    (folder / "bread.html").write_text(_HTML.format(_BREAD * 5), encoding="utf-8")
    (folder / "bridge.txt").write_text(f"The bridge\n\n{_BREAD}", encoding="utf-8")
    (folder / "ferry.pdf").write_bytes(_PDF)
    (folder / "lamp.md").write_text("# Lamp\n\nIt went out in March 1812.\n", encoding="utf-8")
    (folder / "map.jsonl").write_text(json.dumps({"id": "map", "title": "Map", "text": "Nobody drew one."}) + "\n")
    return folder


def _put_questions(folder: Path) -> Path:
    """Write a question set of one article and two questions into a folder."""
    folder.mkdir()
    article = {"id": "map", "title": "Map", "text": "The river moved in one night. Ada Quill drew a new map in 1799."}
    asked = {"id": "1", "question": "Who drew a new map?", "answerable": True, "answers": ["Ada Quill"]}
    (folder / "corpus.jsonl").write_text(json.dumps(article) + "\n", encoding="utf-8")
    question = {**asked, "gold": [{"article_id": "map", "start": 31, "end": 65}]}
    (folder / "questions.jsonl").write_text(json.dumps(question) + "\n", encoding="utf-8")
    return folder


def _use_page(address: str) -> None:
    """Do as a page of a single person is used."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.netloc, timeout=_PATIENCE)
    _ask_page(connection, {"Authorization": f"Bearer {parts.query.removeprefix('token=')}"} if parts.query else {})
    connection.close()


def _use_page_as_ada(address: str) -> None:
    """Log in, and do as a page is used."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=_PATIENCE)
    form = urlencode({"name": "ada", "password": _PASSWORD})
    connection.request("POST", "/login", form, {"Content-Type": "application/x-www-form-urlencoded"})
    response = connection.getresponse()
    response.read()
    if response.status != http.HTTPStatus.SEE_OTHER:
        raise RuntimeError(f"POST /login answered {response.status}")
    _ask_page(connection, {"Cookie": (response.getheader("Set-Cookie") or "").partition(";")[0]})
    connection.close()


def _ask_page(connection: http.client.HTTPConnection, headers: dict[str, str]) -> None:
    """Open the page, ask over HTTP, and upload a file."""
    form = (
        b'--of\r\nContent-Disposition: form-data; name="files"; filename="lamp.md"\r\n'
        b"Content-Type: text/plain\r\n\r\nIt burned.\r\n--of--\r\n"
    )
    for method, path, kind, sent, expected in (
        ("GET", "/", "", b"", "Pullquote"),
        ("POST", "/api/ask", "application/json", json.dumps({"question": _QUESTION}).encode(), _ANSWER),
        ("POST", "/gradio_api/upload", "multipart/form-data; boundary=of", form, "pullquote"),
    ):
        connection.request(method, path, sent, headers | ({"Content-Type": kind} if kind else {}))
        got = connection.getresponse().read().decode()
        if expected not in got:
            raise RuntimeError(f"{method} {path} answered {got!r}")


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _is_in(path: Path, folders: Iterable[Path]) -> bool:
    return any(path.is_relative_to(folder) for folder in folders)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pullquote", type=Path, default=Path(sys.executable).with_name("pullquote"))
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        machine = Machine(Path(folder), chosen.pullquote.absolute())
        kept_to_itself = True
        print("| command | look-ups | connections | files outside | |")
        print("|---|---|---|---|---|")
        for name, seen in commands(machine):
            kept_to_itself &= seen.is_nothing
            told = ", ".join(sorted({*seen.lookups, *seen.connections, *seen.files}))
            print(
                f"| {name} | {len(seen.lookups)} | {len(seen.connections)} | {len(seen.files)} | {told} |", flush=True
            )
        left = [str(path.relative_to(machine.folder)) for path in machine.left()]
        print(f"left behind: {', '.join(left) or 'nothing'}")
    raise SystemExit(bool(left) or not kept_to_itself)


if __name__ == "__main__":
    main()
