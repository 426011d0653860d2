"""Looking into a library's tables, from within and from other processes; a small model of its own kind."""

import shutil

import pytest

from index import model
from index.database import Database
from index.embedder import open_embedder
from index.postgresql.posting_rows import read_places

# For code that `run` runs: the same embedder, and articles of one sentence each.
PRELUDE = """
import os, runpy, signal, sys
from pathlib import Path
from corpus import Article
from index import Library
from index.places import Address, open_engine
import index.library, index.store
WordEmbedder = runpy.run_path("tests/conftest.py")["WordEmbedder"]

def open_library(place, embedder):
    url, _, folder = place.rpartition("|")
    engine = open_engine(Address(url, Path(folder)) if url else Path(folder))
    engine.create({"model": embedder.name, "fingerprint": embedder.fingerprint})
    return Library(engine, lambda: embedder)

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


def pytest_generate_tests(metafunc):
    """Run tests with a library of each kind that they or their module name; others with one in a folder."""
    if "library_kind" in metafunc.fixturenames:
        marker = metafunc.definition.get_closest_marker("kinds")
        kinds = marker.args if marker else getattr(metafunc.module, "KINDS", ("folder",))
        metafunc.parametrize("library_kind", kinds, scope="session")


@pytest.fixture(scope="session")
def open_of_kind(open_library, library_kind, addresses, request):
    """Open the library of whatever belongs to a folder, by default a new one, of the kind that the test is for."""

    def open_(embedder, folder=None):
        if library_kind == "folder":
            return open_library(embedder, folder)
        address = addresses.get(folder) or request.getfixturevalue("make_address")()
        addresses[address.folder] = address
        return open_library(embedder, address)

    return open_


@pytest.fixture(scope="session")
def addresses():
    """The addresses of the shared libraries of tests, by their folders."""
    return {}


@pytest.fixture(scope="session")
def name_place(addresses):
    """Return where a library is, for PRELUDE's `open_library`."""
    return lambda library: f"{addresses[library.folder].url if library.folder in addresses else ''}|{library.folder}"


@pytest.fixture(scope="session")
def find_place(addresses):
    """Return the place of a library."""
    return lambda library: addresses.get(library.folder, library.folder)


@pytest.fixture(scope="session")
def short_vector(library_kind):
    """A vector of one number in SQL."""
    return {"folder": "x'0000'", "postgresql": "'[1]'"}[library_kind]


@pytest.fixture
def library(open_of_kind, word_embedder):
    """An empty library over the WordEmbedder."""
    return open_of_kind(word_embedder)


@pytest.fixture(scope="session")
def tables():
    """Return what every table of a library holds."""

    def read_shared(connection):
        indexed = connection.execute("SELECT block, entries FROM postings WHERE word = ''").fetchall()
        passages = {row[0] for row in connection.execute("SELECT id FROM passages")}
        return {
            "articles": {row[0] for row in connection.execute("SELECT id FROM articles")},
            "passages": passages,
            "words": set(read_places(indexed).ids.tolist()),
            "vocabulary": {row[0] for row in connection.execute("SELECT word FROM vocabulary WHERE word != ''")},
            "vectors": passages,
        }

    def read(library):
        with library.database.reading() as connection:
            if not isinstance(library.database, Database):
                return read_shared(connection)
            return {
                "articles": {row[0] for row in connection.execute("SELECT id FROM articles")},
                "passages": {row[0] for row in connection.execute("SELECT id FROM passages")},
                "words": {row[0] for row in connection.execute("SELECT id FROM words_docsize")},
                "vocabulary": {row[0] for row in connection.execute("SELECT term FROM vocabulary")},
                "vectors": set(
                    library.database.vectors.provide_index(connection, library.embedder.dimension).ids.tolist()
                ),
            }

    return read


@pytest.fixture(scope="session")
def tiny(tmp_path_factory):
    """A sentence-transformers model of its own kind: one layer, 16 dimensions, random weights."""
    with model.silence_libraries():
        import torch
        from sentence_transformers import SentenceTransformer
        from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
        from transformers import BertConfig, BertModel, BertTokenizerFast

        torch.manual_seed(0)
        folder = tmp_path_factory.mktemp("tiny")
        letters = [chr(code) for code in range(33, 127)]
        words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters, *(f"##{letter}" for letter in letters)]
        (folder / "vocab.txt").write_text("\n".join(words))
        config = BertConfig(
            vocab_size=len(words), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32
        )
        BertModel(config).save_pretrained(folder / "bert")
        BertTokenizerFast(str(folder / "vocab.txt")).save_pretrained(folder / "bert")
        body = Transformer(str(folder / "bert"), max_seq_length=500)
        whole = SentenceTransformer(modules=[body, Pooling(16), Normalize()], device="cpu")
        whole.save(str(folder / "model"))
    return folder / "model"


@pytest.fixture(scope="session")
def tiny_cache(tiny, tmp_path_factory):
    """A cache that holds the conversion of `tiny`."""
    cache = tmp_path_factory.mktemp("cache")
    open_embedder(str(tiny), cache)
    return cache


@pytest.fixture
def converted(tiny_cache, tmp_path):
    """A cache of a test's own that holds the conversion of `tiny`; return the conversion's folder."""
    [folder] = shutil.copytree(tiny_cache, tmp_path / "cache").iterdir()
    return folder


@pytest.fixture
def copy_of_tiny(tiny, tmp_path):
    return shutil.copytree(tiny, tmp_path / "copy")
