"""Opening a reader by its name."""

from pathlib import Path

from index import Library
from qa.reading.foreign import PairScorer, open_foreign
from qa.reading.network import open_built_in
from qa.reading.pairs import PairReader
from qa.reading.reader import Reader
from qa.reading.reader_names import SIMILARITY, TRAINED
from qa.reading.similarity import SimilarityReader
from qa.reading.spans import SpanReader
from qa.reading.weighing import MARKS_ALONE


def open_reader(name: str, library: Library, cache: Path) -> Reader:
    """Open the reader `name`: one of READERS, or a model by its folder or its name on the Hugging Face hub.

    `cache` holds converted networks. Raises ModelError if there is no such reader.
    """
    if name == SIMILARITY:
        return SimilarityReader(library)
    if name == TRAINED:
        return SpanReader(library, open_built_in(cache))
    opened = open_foreign(name, cache)
    return PairReader(library, opened) if isinstance(opened, PairScorer) else SpanReader(library, opened, MARKS_ALONE)
