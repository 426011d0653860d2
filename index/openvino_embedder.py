"""OpenVinoEmbedder: a converted sentence-transformers model, and its conversion."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from corpus.folding import fold_letters
from index import encoder_graph, runtime
from index.arrays import Vectors
from index.conversion import Conversion, Probe, convert
from index.embedder import refuse_long
from index.model import DEFAULT_LENGTH
from index.prompts import Prompts
from index.runtime import Run
from index.torch_embedder import encode_passages, encode_queries
from index.torch_networks import wrap_module

if TYPE_CHECKING:
    import torch
    from sentence_transformers import SentenceTransformer
    from tokenizers import Tokenizer

# Texts are tokenized in blocks: a token's record takes far more memory than its letters.
_BLOCK = 1024
# Texts are padded to a multiple of this many tokens, if the longest text that a model reads is such a multiple.
_MULTIPLE = 8
# A converted model is tried on beginnings of this text.
_PROBE = (
    "The treaty was signed on 19 June 2024, and neither side has published its annexes. It replaced an agreement of "
    "2000 that had asked for consultation only. Observers read the clause on mutual assistance in two ways: as a "
    "promise, or as a warning meant for others. Prices rose by 3.5% in the same month; few people noticed."
)
_TRIED, _TIMES = 8, 4
PROBES = [" ".join(_PROBE.split()[: 2 + 7 * n]) for n in range(_TRIED)] * _TIMES
# The built-in model's vectors of those beginnings, (_TRIED, dimension); `python -m training.reference` writes them.
REFERENCE = Path(__file__).parent / "built_in_vectors.npy"


class OpenVinoEmbedder:
    """An Embedder that starts in a fraction of a second, and embeds several times as fast as PyTorch."""

    def __init__(
        self,
        name: str,
        fingerprint: str,
        tokenizer: "Tokenizer",
        conversion: Conversion,
        run: Run,
        *,
        multilingual: bool = False,
    ):
        self.name = name
        self.fingerprint = fingerprint
        self.multilingual = multilingual
        facts = conversion.facts
        self.dimension, self.max_tokens = int(facts["dimension"]), int(facts["max_tokens"])
        self.engine = f"OpenVINO {conversion.runtime}, {conversion.precision}, cosine {conversion.cosine} to float32"
        self._prompts = str(facts["query_prompt"]), str(facts["passage_prompt"])
        self._tokenizer = tokenizer
        self._run = run

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """See Embedder."""
        prompt = self._prompts[1]
        blocks = (texts[first : first + _BLOCK] for first in range(0, len(texts), _BLOCK))
        return [
            len(encoding.ids)
            for block in blocks
            for encoding in self._tokenizer.encode_batch_fast([prompt + fold_letters(text).value for text in block])
        ]

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """See Embedder."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        refuse_long(self, texts)
        return self._encode([self._prompts[1] + fold_letters(text).value for text in texts])

    def embed_question(self, text: str) -> Vectors:
        """See Embedder."""
        prompted = self._prompts[0] + fold_letters(text).value
        offsets = self._tokenizer.encode(prompted).offsets
        if len(offsets) > self.max_tokens:
            # The last token is a special one, which the shortened text gets again.
            prompted = prompted[: offsets[self.max_tokens - 2][1]]
        vector: Vectors = self._encode([prompted])[0]
        return vector

    def _encode(self, texts: Sequence[str]) -> Vectors:
        return _encode(self._run, self._tokenizer, texts, self.max_tokens)


def keep_built_in(weights: Path, tokenizer: "Tokenizer", folder: Path) -> Conversion:
    """Make the graph of the built-in model from its weights, and keep it in `folder`; see conversion.convert."""
    reference = np.tile(np.load(REFERENCE), (_TIMES, 1))
    facts: dict[str, int | str] = {
        "dimension": int(reference.shape[1]),
        "max_tokens": DEFAULT_LENGTH,
        "query_prompt": "",
        "passage_prompt": "",
    }

    def ask(run: Run) -> Vectors:
        return _encode(run, tokenizer, PROBES, DEFAULT_LENGTH)

    graph = encoder_graph.make_embedding_graph(encoder_graph.read_weights(weights))
    return convert(graph, Probe(ask, reference), folder, facts)


def convert_embedder(
    model: "SentenceTransformer", tokenizer: "Tokenizer", prompts: Prompts, folder: Path
) -> Conversion:
    """Convert `model` into `folder`; see conversion.convert."""
    max_tokens = int(model.max_seq_length or 512)
    # sentence-transformers would truncate a probe that is longer than the model reads.
    short = [
        text
        for text in PROBES
        if all(len(tokenizer.encode(prompt + text).ids) <= max_tokens for prompt in (prompts.query, prompts.passage))
    ]
    # A model may treat the two in different ways.
    reference = np.concatenate([encode_passages(model, prompts, short), encode_queries(model, prompts, short)])
    probes = [prompt + text for prompt in (prompts.passage, prompts.query) for text in short]

    def forward(ids: "torch.Tensor", mask: "torch.Tensor") -> "torch.Tensor":
        embedding: torch.Tensor = model({"input_ids": ids, "attention_mask": mask})["sentence_embedding"]
        return embedding

    def ask(run: Run) -> Vectors:
        return _encode(run, tokenizer, probes, max_tokens)

    facts: dict[str, int | str] = {
        "dimension": int(reference.shape[1]),
        "max_tokens": max_tokens,
        "query_prompt": prompts.query,
        "passage_prompt": prompts.passage,
    }
    return convert(runtime.trace(wrap_module(model, forward)), Probe(ask, reference), folder, facts)


def _encode(run: Run, tokenizer: "Tokenizer", texts: Sequence[str], max_tokens: int) -> Vectors:
    """Return the unit vectors of `texts`, (n, dimension), in order; n is at least 1."""
    tokens = [encoding.ids for encoding in tokenizer.encode_batch_fast(list(texts))]
    vectors = np.stack(runtime.run_all(run, tokens, 1 if max_tokens % _MULTIPLE else _MULTIPLE))
    unit: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return unit
