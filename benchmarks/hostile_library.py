"""Libraries whose texts are cut as ever and embedded at once: how long embedding takes hangs on a text's length alone.

    python benchmarks/hostile_library.py add FILE --library DIR

As a program this is the command `pullquote` over such a library. Its vectors say nothing; the built-in model can open
the library all the same.
"""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np

import index.library
from corpus import Article, load
from index import DEFAULT_MODEL, Library
from index.arrays import Vectors
from index.model import DEFAULT_SHA256, find_model_folder
from index.runtime import open_tokenizer
from qa.cli.add_command import list_samples
from qa.cli.main import main
from qa.folders import cache_folder


class QuickEmbedder:
    """Counts tokens as the built-in model does, and embeds every text as the same vector."""

    name, fingerprint, engine = DEFAULT_MODEL, DEFAULT_SHA256, "none"
    dimension, max_tokens = 384, 256
    _block = 1024

    def __init__(self) -> None:
        self._tokenizer = open_tokenizer(find_model_folder(DEFAULT_MODEL))
        self._vector = np.full(self.dimension, self.dimension**-0.5, dtype=np.float32)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """See Embedder."""
        blocks = (list(texts[first : first + self._block]) for first in range(0, len(texts), self._block))
        return [len(it.ids) for block in blocks for it in self._tokenizer.encode_batch_fast(block)]

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """See Embedder."""
        return np.tile(self._vector, (len(texts), 1))

    def embed_question(self, text: str) -> Vectors:
        """See Embedder."""
        return self._vector


def quickly(call: Callable[[], object]) -> None:
    """Call something with libraries that embed at once."""
    real = index.library.open_embedder
    index.library.open_embedder = lambda name, cache: QuickEmbedder()
    try:
        call()
    finally:
        index.library.open_embedder = real


def made(folder: Path, articles: Iterable[Article] = ()) -> Library:
    """Make a library of the sample articles and others."""
    samples = [it for path in list_samples() for it in load(path) if isinstance(it, Article)]
    opened: list[Library] = []
    quickly(lambda: opened.append(Library.open(folder, cache_folder(), create=True)))
    quickly(lambda: list(opened[0].add([*samples, *articles])))
    return opened[0]


if __name__ == "__main__":
    quickly(main)
