"""Opening a reader by its name."""

from pathlib import Path

from index import Library
from qa.reading.names import SIMILARITY
from qa.reading.network import open_built_in
from qa.reading.reader import Reader
from qa.reading.similarity import SimilarityReader
from qa.reading.spans import SpanReader


def open_reader(name: str, library: Library, cache: Path) -> Reader:
    """Open the reader `name`, one of READERS; `cache` holds converted networks."""
    if name == SIMILARITY:
        return SimilarityReader(library)
    return SpanReader(library, open_built_in(cache))
