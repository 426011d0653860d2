"""TorchEmbedder: a sentence-transformers model in PyTorch, for models that OpenVINO cannot run."""

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from corpus.folding import fold_letters
from index.embedder import refuse_long
from index.prompts import Prompts

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

    from index.arrays import Vectors


class TorchEmbedder:
    """An Embedder that sentence-transformers runs."""

    def __init__(
        self,
        name: str,
        fingerprint: str,
        model: "SentenceTransformer",
        prompts: Prompts = Prompts(),  # noqa: B008
        *,
        multilingual: bool = False,
    ):
        self.name = name
        self.fingerprint = fingerprint
        self.multilingual = multilingual
        self.dimension = int(model.get_embedding_dimension() or 0)
        self.max_tokens = int(model.max_seq_length or 512)
        self.engine = "PyTorch, float32"
        self._model = model
        self._prompts = prompts
        self._lock = threading.Lock()

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """See Embedder."""
        if not texts:
            return []
        prompted = [self._prompts.passage + fold_letters(text).value for text in texts]
        return [len(ids) for ids in self._model.tokenizer(prompted, truncation=False, verbose=False)["input_ids"]]

    def embed_passages(self, texts: Sequence[str]) -> "Vectors":
        """See Embedder."""
        refuse_long(self, texts)
        with self._lock:
            vectors = encode_passages(self._model, self._prompts, [fold_letters(text).value for text in texts])
        return vectors.reshape(len(texts), self.dimension)

    def embed_question(self, text: str) -> "Vectors":
        """See Embedder."""
        with self._lock:
            vector: Vectors = encode_queries(self._model, self._prompts, [fold_letters(text).value])[0]
        return vector


def encode_passages(model: "SentenceTransformer", prompts: Prompts, texts: Sequence[str]) -> "Vectors":
    """Return the unit vectors of passages, (n, any), as sentence-transformers computes them."""
    vectors = model.encode_document(
        list(texts), prompt=prompts.passage, normalize_embeddings=True, show_progress_bar=False
    )
    return np.asarray(vectors, dtype=np.float32)


def encode_queries(model: "SentenceTransformer", prompts: Prompts, texts: Sequence[str]) -> "Vectors":
    """Return the unit vectors of queries, (n, any), as sentence-transformers computes them."""
    vectors = model.encode_query(list(texts), prompt=prompts.query, normalize_embeddings=True, show_progress_bar=False)
    return np.asarray(vectors, dtype=np.float32)
