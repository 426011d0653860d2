"""Assistants over libraries: of the tests' embedder, and of the samples with the real one."""

import pytest

from corpus import load
from qa import Assistant, Settings
from qa.folders import cache_folder
from qa.reading.names import DEFAULT
from qa.reading.opening import open_reader
from qa.reading.similarity import SimilarityReader

# Quotes are shown whatever the confidence.
ALWAYS = Settings(threshold=0.0)


@pytest.fixture(scope="session")
def make_assistant(open_library, make_embedder):
    """Make an assistant over articles, in a library of its own, that always answers."""

    def make(*articles, settings=ALWAYS, embedder=None):
        library = open_library(embedder or make_embedder())
        list(library.add(articles))
        return Assistant(library, SimilarityReader(library), settings)

    return make


@pytest.fixture(scope="session")
def sample_articles(samples):
    return [article for path in samples for article in load(path)]


@pytest.fixture(scope="session")
def over_samples(open_library, sample_articles, embedder):
    """An assistant over the built-in articles, as a user gets it."""
    library = open_library(embedder)
    list(library.add(sample_articles))
    return Assistant(library, open_reader(DEFAULT, library, cache_folder()))
