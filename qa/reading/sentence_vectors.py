"""SentenceVectors: the vectors of sentences, kept for the next question."""

from collections.abc import Sequence

import numpy as np

from index import Library, Vectors

# Vectors that are kept; each takes about 2 kB.
_KEPT = 20_000


class SentenceVectors:
    """Embeds sentences, and keeps their vectors."""

    def __init__(self, library: Library):
        self._library = library
        self._known: dict[str, Vectors] = {}

    def __call__(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of sentences, (n, dimension); only those that are not kept are embedded."""
        # Another thread may begin a new cache meanwhile; this call goes on with its own.
        known = self._known if len(self._known) + len(texts) <= _KEPT else {}
        new = [text for text in dict.fromkeys(texts) if text not in known]
        known.update(zip(new, self._library.embedder.embed_passages(new), strict=True))
        self._known = known
        return np.array([known[text] for text in texts]).reshape(len(texts), self._library.embedder.dimension)
