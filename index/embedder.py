"""Embedding text: the Embedder protocol, and opening a model that follows it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from index import model as models
from index.arrays import Vectors
from index.errors import TextTooLong
from index.model_languages import is_multilingual
from index.prompts import read_prompts

if TYPE_CHECKING:
    from pathlib import Path


class Embedder(Protocol):
    """Turns texts into unit vectors, each folded and behind the prompt that the model wants; truncates no passage."""

    name: str
    fingerprint: str
    dimension: int
    max_tokens: int  # of one text, special tokens included
    engine: str  # what runs it, for people to read
    multilingual: bool  # whether it knows other languages than English

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return the number of tokens of each text as `embed_passages` would embed it: with prompt and special ones."""
        ...

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return unit vectors, (n, dimension) float32; raise TextTooLong rather than truncate a text."""
        ...

    def embed_question(self, text: str) -> Vectors:
        """Return a unit vector, (dimension,) float32; a question may be truncated."""
        ...


def open_embedder(name: str, cache: "Path") -> Embedder:
    """Open the model `name`; OpenVINO runs it if it reproduces the model's vectors, else PyTorch does.

    The first use on a machine converts the model into `cache`; later uses need no PyTorch and start fast. The built-in
    model never needs it.
    """
    from index import conversion, openvino_embedder, runtime
    from index.torch_embedder import TorchEmbedder

    folder = models.find_model_folder(name)
    fingerprint, prompts = models.compute_fingerprint(name, folder), read_prompts(folder)
    converted = cache / fingerprint[:16]
    try:
        tokenizer = runtime.open_tokenizer(folder)
        opened = conversion.open_conversion(converted)
        if opened is None:
            conversion.check_cache(cache)
            if name == models.DEFAULT_MODEL:
                weights = models.check_built_in(folder)
                made = openvino_embedder.keep_built_in(weights, tokenizer, converted)
            else:
                model = models.load_model(name, folder)
                made = openvino_embedder.convert_embedder(model, tokenizer, prompts, converted)
            opened = made, runtime.compile_graph(converted, made.precision)
    except runtime.Unconvertible:
        model = models.load_model(name, folder)
        multilingual = is_multilingual(folder, len(model.tokenizer))
        return TorchEmbedder(name, fingerprint, model, prompts, multilingual=multilingual)
    multilingual = is_multilingual(folder, tokenizer.get_vocab_size())
    return openvino_embedder.OpenVinoEmbedder(name, fingerprint, tokenizer, *opened, multilingual=multilingual)


def refuse_long(embedder: Embedder, texts: Sequence[str]) -> None:
    """Raise TextTooLong if the model cannot read all of a text."""
    counts = embedder.count_tokens(texts)
    if counts and max(counts) > embedder.max_tokens:
        raise TextTooLong(
            f"a text of {max(counts)} tokens is longer than the {embedder.max_tokens} that {embedder.name} reads"
        )
