"""Looking into a library's tables, from within and from other processes."""

import pytest

# For code that `run` runs: the same embedder, and articles of one sentence each.
PRELUDE = """
import os, runpy, signal, sys
from pathlib import Path
from corpus import Article
from index import Library
from index.database import Database
from index.folder import LIBRARY
import index.library, index.store
WordEmbedder = runpy.run_path("tests/conftest.py")["WordEmbedder"]

def open_library(folder, embedder):
    database = Database(Path(folder) / LIBRARY)
    database.create({"model": embedder.name, "fingerprint": embedder.fingerprint})
    return Library(database, lambda: embedder)

def articles(count):
    return [Article(f"lamp-{n}", f"Lamp {n}", f"The lamp number {n} burned.") for n in range(count)]
"""


@pytest.fixture(scope="session")
def run_with_library(run):
    """Run code in a process of its own that knows `open_library`, `WordEmbedder` and `articles`."""

    def run_(code, *args, **options):
        return run(PRELUDE + code, *args, **options)

    return run_


@pytest.fixture(scope="session")
def articles(make_article):
    """The articles that PRELUDE's `articles` makes."""

    def make(count):
        return [make_article(f"The lamp number {n} burned.", f"lamp-{n}", f"Lamp {n}") for n in range(count)]

    return make


@pytest.fixture(scope="session")
def tables():
    """Return what every table of a library holds."""

    def read(library):
        with library.database.reading() as connection:
            return {
                "articles": {row[0] for row in connection.execute("SELECT id FROM articles")},
                "passages": {row[0] for row in connection.execute("SELECT id FROM passages")},
                "words": {row[0] for row in connection.execute("SELECT id FROM words_docsize")},
                "vocabulary": {row[0] for row in connection.execute("SELECT term FROM vocabulary")},
                "vectors": set(library._snapshots.provide_index(connection, library.embedder.dimension).ids.tolist()),
            }

    return read
