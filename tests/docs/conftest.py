"""A desk for what a document tells to do: a home with a library of the samples, and commands in this process."""

import contextlib
import io
import shlex
import shutil
import subprocess
import zipfile
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

from corpus import load
from corpus.web.requesting import Reply
from index import Filters
from qa import Assistant
from qa.basket.basket_store import Baskets
from qa.cli.main import main
from qa.conversations.conversation_store import Conversations
from qa.web.api import create_api
from qa.web.guard import Guard

ROOT = Path(__file__).parent.parent.parent
TOKEN, PORT = "TOKEN", 7860
QUESTION = "When did the Panama Canal open?"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SENTENCE = "<w:p><w:r><w:t>“It is quite clear,” he said.</w:t></w:r></w:p>"
DOCX = f'<w:document xmlns:w="{WORD}"><w:body>{SENTENCE}</w:body></w:document>'
# A draft that is not right is checked all the same, and ends with 1; a question that nothing answers with 4.
STATUSES = {"check": (0, 1), "ask": (0, 4), "search": (0, 4)}


@cache
def plan(*arguments):
    """Return the lines that make would run, as a person would type them."""
    planned = subprocess.run(
        ["make", "--dry-run", "--no-print-directory", *arguments], cwd=ROOT, capture_output=True, text=True, check=True
    )
    lines = planned.stdout.replace("/python -m pip", "/pip").replace(" --quiet", "")
    return lines.replace("--requirement", "-r").replace("--editable", "-e").splitlines()


# What the addresses of the pages lead to.
PROSE = "<p>The ferry crosses in eleven minutes, and nobody on the pier has ever counted the crossings of a spring.</p>"
ARTICLE = f"<html><head><title>Ferry</title></head><body><article><h1>Ferry</h1>{PROSE * 9}</article></body></html>"
WEB = {
    "https://herald.example/": "<html><link rel=alternate type=application/rss+xml href=/feed.xml></html>",
    "https://herald.example/feed.xml": "<rss><channel><item><link>https://herald.example/toll</link></item></channel></rss>",
    "https://herald.example/toll": ARTICLE,
    "https://courier.example/sitemap.xml": "<urlset><url><loc>https://courier.example/a</loc></url></urlset>",
    "https://courier.example/a": ARTICLE,
}
OPML = '<opml><body><outline type="rss" xmlUrl="https://herald.example/feed.xml"/></body></opml>'
BOOKMARKS = (
    '<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><DT><A HREF="https://herald.example/toll" TAGS="boats">Toll</A></DL>'
)


def answer_request(address, headers, find_numbers, *, most, seconds):
    """Answer in place of the web."""
    body = WEB.get(address)
    return Reply(404, {}) if body is None else Reply(200, {"content-type": "text/html"}, body.encode())


class Desk:
    """Does what a document tells to do in this process; `open_client` opens what speaks to the page."""

    def __init__(self, open_client):
        self._open_client, self._names = open_client, {}

    def run(self, code):
        """Run Python code, after all that was run before it; return what it printed."""
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            exec(compile(code, "a document", "exec"), self._names)
        return printed.getvalue()

    def type(self, line):
        """Type a command and return what it printed; fail if it fails."""
        words, target = split_off(">", shlex.split(line))
        words, source = split_off("<", words)
        program, *arguments = [str(Path(word).expanduser()) if word.startswith("~") else word for word in words]
        if Path(program).name == "pullquote":
            output = run_pullquote(arguments, source and source.read_text(encoding="utf-8"))
        elif program == "curl":
            output = self._send(*arguments)
        elif program == "make":
            output = "\n".join(plan(*arguments))
        else:
            assert line in plan("--always-make", "run"), "neither a command, nor what make would run"
            output = ""
        if target:
            target.write_text(output, encoding="utf-8")
        return "" if target else output

    def _send(self, address, *options):
        pairs = list(zip(options[::2], options[1::2], strict=True))
        headers, given = dict(value.split(": ") for name, value in pairs if name == "-H"), dict(pairs)
        assert given.keys() <= {"-H", "-X", "--json", "--data-binary"}, f"options that are not known: {given}"
        body = given.get("--json")
        if body is not None:
            headers["Content-Type"] = "application/json"
        elif "--data-binary" in given:
            body = Path(given["--data-binary"].removeprefix("@")).read_bytes()
        method = given.get("-X") or ("GET" if body is None else "POST")
        answer = self._open_client().request(method, address, headers=headers, content=body)
        assert answer.status_code in (200, 201, 204), answer.text
        return answer.text


def split_off(sign, words):
    """Return words without what a shell would redirect by a sign, and the file that it names, if it does."""
    if sign not in words:
        return words, None
    at = words.index(sign)
    return words[:at] + words[at + 2 :], Path(words[at + 1])


def run_pullquote(arguments, given):
    ran = CliRunner().invoke(main, arguments, input=given, prog_name="pullquote")
    if ran.exception and not isinstance(ran.exception, SystemExit):
        raise ran.exception
    assert ran.exit_code in STATUSES.get(arguments[0], (0,)), ran.output
    return ran.output


@pytest.fixture(scope="session")
def share(embedder, marker):
    """Have every command use the same models from now on: to open them takes longer than all the rest."""

    def share_(patching):
        patching.setattr("index.library.open_embedder", lambda name, cache: embedder)
        patching.setattr("index.doctor.open_embedder", lambda name, cache: embedder)
        patching.setattr("qa.reading.opening.open_built_in", lambda cache: marker)

    return share_


@pytest.fixture(scope="session")
def furnished(share, tmp_path_factory, samples):
    """A home with a library of the samples, in which an answer is rated right, and the files that the pages name."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patching:
        share(patching)
        assistant = Assistant.open(home / "library", create=True)
    list(assistant.library.add(article for path in samples for article in load(path)))
    conversations = Conversations(assistant.library)
    conversation = conversations.start(QUESTION)
    exchange = conversations.begin(conversation, QUESTION, Filters())
    conversations.finish(conversation, exchange.number, assistant.ask(QUESTION))
    conversations.rate(conversation, exchange.number, 1)
    (home / "Articles").mkdir()
    for file in (home / "Articles" / "ferry.md", home / "notes.md"):
        file.write_text(f"---\ntitle: {file.stem}\n---\nThe ferry crosses in eleven minutes.\n", encoding="utf-8")
    (home / "password.txt").write_text("four quiet harbour lamps\n", encoding="utf-8")
    (home / "feeds.opml").write_text(OPML, encoding="utf-8")
    (home / "bookmarks.html").write_text(BOOKMARKS, encoding="utf-8")
    with zipfile.ZipFile(home / "chapter.docx", "w") as packed:
        packed.writestr("word/document.xml", DOCX)
    return home


@pytest.fixture
def zotero(open_zotero, monkeypatch):
    """A Zotero that runs on this machine, with a paper in a collection."""
    site = open_zotero()
    path = site.storage / "FILE0001" / "lock.txt"
    path.parent.mkdir(parents=True)
    path.write_text("The lock was measured for eleven years, and nobody asked who paid for it.\n", encoding="utf-8")
    site.pages.files["FILE0001"] = path.as_uri()
    site.pages.change("PAPER001", itemType="journalArticle", title="A lock", collections=["CANALS01"])
    link = {"linkMode": "imported_file", "filename": "lock.txt", "parentItem": "PAPER001"}
    site.pages.change("FILE0001", itemType="attachment", **link)
    site.pages.collections["CANALS01"] = {"key": "CANALS01", "data": {"key": "CANALS01", "name": "Canals"}}
    monkeypatch.setattr("corpus.zotero.zotero_api.LOCAL_PORT", site.port)


@pytest.fixture
def desk(furnished, share, tmp_path, monkeypatch, zotero):
    """A desk in a home of its own; what would show the page only tells its address."""
    home = shutil.copytree(furnished, tmp_path / "home")
    share(monkeypatch)
    monkeypatch.chdir(home)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("PULLQUOTE_LIBRARY", str(home / "library"))
    monkeypatch.setattr("qa.web.app.serve", lambda _, host, port, ready, **__: ready(f"http://{host}:{port}/"))
    monkeypatch.setattr("qa.web.sharing.share", lambda _, sharing, ready: ready(f"http://{sharing.host}/"))
    monkeypatch.setattr("corpus.web.fetcher.request", answer_request)
    monkeypatch.setattr("corpus.web.fetcher._PACE", 0.0)
    monkeypatch.setattr("click.launch", lambda address: 0)

    def open_client():
        assistant = Assistant.open(home / "library")
        api = create_api(assistant, Conversations(assistant.library), Baskets(assistant.library))
        return TestClient(Guard(api, port=PORT, token=TOKEN, dress=lambda *_: ""), base_url=f"http://127.0.0.1:{PORT}")

    def post(remote, path, sent):
        answer = open_client().post(f"/api/v1/{path}", json=sent, headers={"Authorization": f"Bearer {remote._key}"})
        assert answer.status_code == 200, answer.text
        return answer.json()

    monkeypatch.setattr("qa.programs.remote_assistant.RemoteAssistant._post", post)
    return Desk(open_client)


@pytest.fixture(scope="session")
def planned():
    """Return the lines that make would run for its arguments, as a person would type them."""
    return plan
