"""Search: passages for a question, as the product finds them: by its words or by its vector."""

from collections.abc import Mapping, Sequence

import bm25s
import numpy as np

from corpus import Article, Passage
from index.embedder import Embedder
from index.words import stem_words

_FOUND = 6


class Search:
    """Passages by the words of a question (BM25) and by its vector."""

    def __init__(self, embedder: Embedder, passages: Sequence[Passage], articles: Mapping[str, Article]):
        self._embedder = embedder
        self._passages = passages
        self._index = bm25s.BM25()
        texts = [p.text_in(articles[p.article_id]) for p in passages]
        titled = (articles[p.article_id].title + "\n" + text for p, text in zip(passages, texts, strict=True))
        self._index.index([stem_words(text) for text in titled], show_progress=False)
        self._vectors = embedder.embed_passages(texts)

    def __call__(self, question: str) -> list[Passage]:
        """Return the passages that are best by words or by vector."""
        wanted = [word for word in stem_words(question) if word in self._index.vocab_dict]
        most = min(_FOUND, len(self._passages))
        best, _ = self._index.retrieve([wanted], k=most, show_progress=False) if wanted else ([[]], None)
        cosines = self._vectors @ self._embedder.embed_question(question)
        nearest = np.argpartition(-cosines, min(most, len(cosines) - 1))[:most]
        return [self._passages[i] for i in dict.fromkeys([*best[0], *nearest])]
