"""TorchEmbedder: a sentence-transformers model in PyTorch, for models that OpenVINO cannot run."""

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from index.embedder import refuse_long

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

    from index.arrays import Vectors


class TorchEmbedder:
    """An Embedder that sentence-transformers runs."""

    def __init__(self, name: str, fingerprint: str, model: "SentenceTransformer", *, multilingual: bool = False):
        self.name = name
        self.fingerprint = fingerprint
        self.multilingual = multilingual
        self.dimension = int(model.get_embedding_dimension() or 0)
        self.max_tokens = int(model.max_seq_length or 512)
        self.engine = "PyTorch, float32"
        self._model = model
        self._lock = threading.Lock()

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """See Embedder."""
        if not texts:
            return []
        prompt = self._model.prompts.get("document") or ""
        prompted = [prompt + text for text in texts]
        return [len(ids) for ids in self._model.tokenizer(prompted, truncation=False, verbose=False)["input_ids"]]

    def embed_passages(self, texts: Sequence[str]) -> "Vectors":
        """See Embedder."""
        refuse_long(self, texts)
        with self._lock:
            vectors = self._model.encode_document(list(texts), normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, dtype=np.float32).reshape(len(texts), self.dimension)

    def embed_question(self, text: str) -> "Vectors":
        """See Embedder."""
        with self._lock:
            vector = self._model.encode_query(text, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vector, dtype=np.float32)
