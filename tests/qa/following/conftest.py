"""A person who follows feeds on a site of this machine."""

import subprocess
import sys
from pathlib import Path

import pytest

from corpus import Link
from corpus.formats.link_lists import read_link_list
from corpus.loading import load_page_in_steps
from qa.adding import Tally
from qa.following.feed_store import Feeds
from qa.following.syncing import Following


class OwnLoader:
    """Reads in this process: a child takes a second to start."""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def load_page(self, page, path, tell):
        path.write_bytes(page.data)
        steps = load_page_in_steps(path, page.name, page.address, page.charset, page.day, tell)
        return (item for item in steps if item is not None)

    def read_links(self, path, base=""):
        return read_link_list(path.read_bytes(), base)


class Person:
    """Follows and syncs; `told` are the problems of the last of it, `tally` what was counted."""

    def __init__(self, library, fetcher, make_told):
        self._library, self._fetcher, self._make_told = library, fetcher, make_told
        self.feeds = Feeds(library.folder)

    def _begin(self, **options):
        told, self.tally = self._make_told(), Tally()
        self.told = told.problems
        return Following(self._library, told, self.tally, self._fetcher, **options)

    def follow(self, *addresses, tags=()):
        return list(self._begin().follow(Link(address, tags=tags) for address in addresses))

    def sync(self, **options):
        list(self._begin(**options).sync())
        return {str(change): count for change, count in self.tally.changes.items()}

    def titles(self):
        return {entry.title for entry in self._library.entries()}


@pytest.fixture
def person(library, fetcher, make_told, monkeypatch):
    monkeypatch.setattr("qa.page_adding.Loader", OwnLoader)
    monkeypatch.setattr("qa.following.list_reading.Loader", OwnLoader)
    return Person(library, fetcher, make_told)


@pytest.fixture
def host(site):
    return f"http://herald.example:{site.port}"


@pytest.fixture
def asked_since(site):
    """Return for which paths the site was asked after so many requests, its rules aside."""

    def list_asked(count):
        return [path for path, _ in site.asked[count:] if path != "/robots.txt"]

    return list_asked


ROOT = Path(__file__).parent.parent.parent.parent
SYNC = """
import runpy, sys
from pathlib import Path
from corpus.web.fetcher import Fetcher
from index import Library
from index.database import Database
from index.folder import LIBRARY
import qa.page_adding, qa.following.list_reading
from qa.adding import Tally
from qa.following.syncing import Following
told = runpy.run_path("tests/qa/conftest.py")["Told"]()
embedder = runpy.run_path("tests/conftest.py")["WordEmbedder"]()
OwnLoader = runpy.run_path("tests/qa/following/conftest.py")["OwnLoader"]
qa.page_adding.Loader = qa.following.list_reading.Loader = OwnLoader
library = Library(Database(Path(sys.argv[1]) / LIBRARY), lambda: embedder)
fetcher = Fetcher(lambda host, port: ["127.0.0.1"], lambda number: True, lambda seconds: None)
list(Following(library, told, Tally(), fetcher).sync())
"""


@pytest.fixture
def start_sync(library):
    """Return what syncs the library in a process of its own, which can be killed."""

    def start():
        return subprocess.Popen([sys.executable, "-c", SYNC, str(library.folder)], cwd=ROOT)

    return start
