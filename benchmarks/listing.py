"""Lists of a large library: `pullquote list`, and the Library tab's first page and its search.

    python benchmarks/listing.py [--articles 250000] [--library DIR]

The articles are freely invented, and their vectors made up: nothing is embedded. With --library they are stored there
once and kept. The baseline, in the same run, is SQLite's own time to read the index that lists are made of.
"""

import argparse
import os
import pty
import random
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from corpus import Article, Passage, Source, Span
from index import Library, passage_store, store
from index.database import Database
from index.folder import LIBRARY
from index.model import DEFAULT_MODEL
from qa.folders import cache_folder
from qa.web.actions.library_actions import LibraryActions
from qa.web.html.library_html import Order
from qa.web.web_settings import WebSettings

_WORDS = (
    "harbour", "quay", "lamp", "oil", "council", "mayor", "bridge", "baker", "river", "ferry", "toll", "winter",
    "storm", "boat", "school", "teacher", "vote", "road", "tram", "coal", "salt", "tower", "bell", "clock", "market",
)  # fmt: skip
_SENTENCES, _IN_PASSAGE, _DIMENSION = 6, 3, 8
_AT_ONCE = 1 << 16


def main() -> None:
    """Print every figure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=250_000)
    parser.add_argument("--library", type=Path)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = chosen.library or Path(temporary)
        if not (folder / LIBRARY).exists():
            _build(folder, chosen.articles)
        library = Library.open(folder, cache_folder())
        print(f"library                {library.state().articles:9,} articles")
        with library.database.reading() as connection:
            query = "SELECT id, title FROM articles ORDER BY published IS NULL, published DESC, title, id"
            _tell("the index alone", lambda: connection.execute(query).fetchall())
        for name, options in (("list, into a pipe", []), ("list --json", ["--json"]), ("list -n 20", ["-n", "20"])):
            _tell(name, lambda options=options: _list(folder, options))
        _tell("list, in a terminal", lambda: _list_in_terminal(folder))
        print(f"memory                 {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:9.0f} MB at most")
        tab = LibraryActions(library, WebSettings())
        for name in ("first", "next"):
            _tell(f"the tab, {name} time", lambda: tab.list_articles("", "", Order()))
            _tell(f"its search, {name} time", lambda: tab.list_articles("harbour quay", "", Order()))


def _build(folder: Path, count: int) -> None:
    database = Database(folder / LIBRARY)
    database.create({"model": DEFAULT_MODEL, "fingerprint": "made up"})
    with database.writing() as connection:
        for article, passages in _invent(count):
            store.insert(connection, article, passage_store.make_rows(passages, np.ones((2, _DIMENSION))))


def _invent(count: int) -> Iterator[tuple[Article, list[Passage]]]:
    """Yield articles of six sentences, each with its two passages."""
    chance = random.Random(7)
    for number in range(count):
        sentences = [f"The {' '.join(chance.choices(_WORDS, k=12))} {number}." for _ in range(_SENTENCES)]
        day = f"20{chance.randint(0, 24):02}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        source = Source(publisher=f"The {chance.choice(_WORDS).title()} Gazette", published=day, authors=("Ada Quill",))
        title = f"{chance.choice(_WORDS).title()} and {chance.choice(_WORDS)}, the {number:,}th"
        article = Article(f"article-{number}", title, " ".join(sentences), source)
        spans, at = [], 0
        for sentence in sentences:
            spans.append(Span(at, at + len(sentence)))
            at += len(sentence) + 1
        cut = (tuple(spans[:_IN_PASSAGE]), tuple(spans[_IN_PASSAGE:]))
        yield article, [Passage(article.id, part[0].start, part[-1].end, part) for part in cut]


def _command(folder: Path, options: list[str]) -> list[str]:
    return [sys.executable, "-c", "from qa.cli.main import main; main()", "list", "--library", str(folder), *options]


def _list(folder: Path, options: list[str]) -> None:
    subprocess.run(_command(folder, options), check=True, stdout=subprocess.DEVNULL)


def _list_in_terminal(folder: Path) -> None:
    reader, writer = pty.openpty()
    draining = threading.Thread(target=_drain, args=(reader,), daemon=True)
    draining.start()
    subprocess.run(_command(folder, []), check=True, stdout=writer)
    os.close(writer)
    draining.join()


def _drain(reader: int) -> None:
    try:
        while os.read(reader, _AT_ONCE):
            pass
    except OSError:  # the terminal was closed
        pass


def _tell(name: str, call: Callable[[], object]) -> None:
    began = time.perf_counter()
    call()
    print(f"{name:22} {time.perf_counter() - began:9.2f} s")


if __name__ == "__main__":
    main()
