"""Embedding text: the Embedder protocol, and sentence-transformers models run by OpenVINO or by PyTorch."""

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from index import model as models
from index.errors import TextTooLong

if TYPE_CHECKING:
    from pathlib import Path

    import torch
    from sentence_transformers import SentenceTransformer
    from tokenizers import Tokenizer

    from index.runtime import Conversion, Run

Vectors = NDArray[np.float32]
# Texts tokenized at a time: a token's record takes far more memory than its letters.
_BLOCK = 1024
# Texts are padded to a multiple of this many tokens, if the longest a model reads is one.
_MULTIPLE = 8
# What a converted model is tried with.
_PROBE = (
    "The treaty was signed on 19 June 2024, and neither side has published its annexes. It replaced an agreement of "
    "2000 that had asked for consultation only. Observers read the clause on mutual assistance in two ways: as a "
    "promise, or as a warning meant for others. Prices rose by 3.5% in the same month; few people noticed."
)
PROBES = [" ".join(_PROBE.split()[: 2 + 7 * n]) for n in range(8)] * 4


class Embedder(Protocol):
    """Turns texts into unit vectors, and refuses to cut a text that is too long for it."""

    name: str
    fingerprint: str
    dimension: int
    max_tokens: int  # of one text, special tokens included
    engine: str  # how it runs, for people to read

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return the number of tokens of each text as `embed_passages` would embed it, special ones included."""
        ...

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return unit vectors, (n, dimension) float32; raise TextTooLong rather than cut a text."""
        ...

    def embed_question(self, text: str) -> Vectors:
        """Return a unit vector, (dimension,) float32; a question may be cut to the model's length."""
        ...


def open_embedder(name: str, cache: "Path") -> Embedder:
    """Open the model `name`, run by OpenVINO where that reproduces its vectors, else by PyTorch.

    The first use on a machine converts the model into `cache`; later ones need no PyTorch and start fast.
    """
    from index import runtime

    folder = models.model_folder(name)
    fingerprint = models.compute_fingerprint(name, folder)
    converted = cache / fingerprint[:16]
    try:
        tokenizer = runtime.tokenizer_of(folder)
        opened = runtime.open_conversion(converted)
        if opened is None:
            conversion = convert_embedder(models.load(name, folder), tokenizer, converted)
            opened = conversion, runtime.compile_network(converted, conversion.precision)
    except runtime.Unconvertible:
        return TorchEmbedder(name, fingerprint, models.load(name, folder))
    return OpenVinoEmbedder(name, fingerprint, tokenizer, *opened)


def convert_embedder(model: "SentenceTransformer", tokenizer: "Tokenizer", folder: "Path") -> "Conversion":
    """Convert `model` into `folder`; see runtime.convert."""
    from index import runtime

    query_prompt, passage_prompt = (model.prompts.get(name) or "" for name in ("query", "document"))
    max_tokens = int(model.max_seq_length or 512)
    # sentence-transformers would cut a probe that is longer than the model reads.
    probes = [text for text in PROBES if len(tokenizer.encode(passage_prompt + text).ids) <= max_tokens]
    reference = model.encode_document(probes, normalize_embeddings=True, show_progress_bar=False)

    def forward(ids: "torch.Tensor", mask: "torch.Tensor") -> "torch.Tensor":
        embedding: torch.Tensor = model({"input_ids": ids, "attention_mask": mask})["sentence_embedding"]
        return embedding

    return runtime.convert(
        runtime.as_network(model, forward),
        runtime.Probe(
            lambda run: _encode(run, tokenizer, [passage_prompt + text for text in probes], max_tokens), reference
        ),
        folder,
        {
            "dimension": int(reference.shape[1]),
            "max_tokens": max_tokens,
            "query_prompt": query_prompt,
            "passage_prompt": passage_prompt,
        },
    )


def _encode(run: "Run", tokenizer: "Tokenizer", texts: Sequence[str], max_tokens: int) -> Vectors:
    """Return the unit vectors of `texts`, (n, dimension), in their order; n is at least 1."""
    from index import runtime

    tokens = [encoding.ids for encoding in tokenizer.encode_batch_fast(list(texts))]
    vectors = np.stack(runtime.run_all(run, tokens, 1 if max_tokens % _MULTIPLE else _MULTIPLE))
    unit: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return unit


class OpenVinoEmbedder:
    """A converted model: starts in a fraction of a second and embeds several times as fast as PyTorch."""

    def __init__(self, name: str, fingerprint: str, tokenizer: "Tokenizer", conversion: "Conversion", run: "Run"):
        self.name = name
        self.fingerprint = fingerprint
        facts = conversion.facts
        self.dimension, self.max_tokens = int(facts["dimension"]), int(facts["max_tokens"])
        self.engine = f"OpenVINO {conversion.runtime}, {conversion.precision}, cosine {conversion.cosine} to float32"
        self._prompts = str(facts["query_prompt"]), str(facts["passage_prompt"])
        self._tokenizer = tokenizer
        self._run = run
        self._lock = threading.Lock()  # one inference request serves one caller at a time

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """See Embedder."""
        prompt = self._prompts[1]
        blocks = (texts[first : first + _BLOCK] for first in range(0, len(texts), _BLOCK))
        return [
            len(encoding.ids)
            for block in blocks
            for encoding in self._tokenizer.encode_batch_fast([prompt + text for text in block])
        ]

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """See Embedder."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        _refuse_long(self, texts)
        return self._encode([self._prompts[1] + text for text in texts])

    def embed_question(self, text: str) -> Vectors:
        """See Embedder."""
        prompted = self._prompts[0] + text
        offsets = self._tokenizer.encode(prompted).offsets
        if len(offsets) > self.max_tokens:
            # The last token is a special one, which the shortened text gets again.
            prompted = prompted[: offsets[self.max_tokens - 2][1]]
        vector: Vectors = self._encode([prompted])[0]
        return vector

    def _encode(self, texts: Sequence[str]) -> Vectors:
        with self._lock:
            return _encode(self._run, self._tokenizer, texts, self.max_tokens)


class TorchEmbedder:
    """The model as sentence-transformers runs it, for models that OpenVINO cannot run."""

    def __init__(self, name: str, fingerprint: str, model: "SentenceTransformer"):
        self.name = name
        self.fingerprint = fingerprint
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

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """See Embedder."""
        _refuse_long(self, texts)
        with self._lock:
            vectors = self._model.encode_document(list(texts), normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, dtype=np.float32).reshape(len(texts), self.dimension)

    def embed_question(self, text: str) -> Vectors:
        """See Embedder."""
        with self._lock:
            vector = self._model.encode_query(text, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vector, dtype=np.float32)


def _refuse_long(embedder: Embedder, texts: Sequence[str]) -> None:
    counts = embedder.count_tokens(texts)
    if counts and max(counts) > embedder.max_tokens:
        raise TextTooLong(
            f"a text of {max(counts)} tokens is longer than the {embedder.max_tokens} that {embedder.name} reads"
        )
