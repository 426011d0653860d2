"""Opening a reader by its name."""

from pathlib import Path

from index import Library
from qa.reading.calibration import MARKS_ALONE
from qa.reading.cross_encoder_reader import CrossEncoderReader
from qa.reading.extractive_reader import ExtractiveReader
from qa.reading.foreign_networks import CrossEncoder, open_foreign
from qa.reading.network import open_built_in
from qa.reading.reader import Reader
from qa.reading.reader_names import SIMILARITY, TRAINED
from qa.reading.similarity_reader import SimilarityReader


def open_reader(name: str, library: Library, cache: Path) -> Reader:
    """Open one of READERS by its name, or a model by its folder or its name on the Hugging Face hub.

    `cache` holds converted networks. Raises ModelError if there is no such reader.
    """
    if name == SIMILARITY:
        return SimilarityReader(library)
    if name == TRAINED:
        return ExtractiveReader(library, open_built_in(cache))
    opened = open_foreign(name, cache)
    return (
        CrossEncoderReader(library, opened)
        if isinstance(opened, CrossEncoder)
        else ExtractiveReader(library, opened, MARKS_ALONE)
    )
