"""Networks of others, from a hub or a folder: extractive ones, which mark answers, and cross-encoders."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from index import model as models
from index.errors import ModelError
from qa.reading.network import PROBES, Marks, TitledPassage, probe

if TYPE_CHECKING:
    import torch
    from tokenizers import Encoding, Tokenizer

    from index.runtime import Run

# Tokens that a network reads at most, and the share of them that a question may take.
_LONGEST, _QUESTION = 512, 0.25
# How far the scores of a text may change when a network reads others beside it.
_TOLERANCE = 1e-3
# Errors of a model that does not run as others do.
_UNFIT = (AttributeError, IndexError, KeyError, NotImplementedError, RuntimeError, TypeError, ValueError)


@dataclass(frozen=True, slots=True)
class EncodedPair:
    """A question and a text as a network reads them: the ids of all tokens, and the indexes of those `inside` the text.

    `offsets` are (tokens of the text, 2), in characters of the text, without spaces around a token.
    """

    ids: list[int]
    inside: list[int]
    offsets: NDArray[np.int64]


class PairEncoder:
    """Encodes questions with texts by the model's own tokenizer."""

    def __init__(self, tokenizer: "Tokenizer", longest: int):
        tokenizer.encode_special_tokens = True  # "[SEP]" in a text is text
        self._tokenizer = tokenizer
        self._longest = longest
        empty = tokenizer.encode("", "")
        #: The token between question and text, if the model tells the two apart.
        self.separator = [id_ for id_, kind in zip(empty.ids, empty.type_ids, strict=True) if kind == 0][-1]

    def __call__(self, question: str, texts: Sequence[str]) -> list[EncodedPair]:
        """Return the question with each text; both are cut at their ends if they are too long."""
        encoded = self._tokenizer.encode_batch([(question, text) for text in texts])
        return [self._encode_pair(encoding, text) for encoding, text in zip(encoded, texts, strict=True)]

    def _encode_pair(self, encoding: "Encoding", text: str) -> EncodedPair:
        parts = encoding.sequence_ids
        asked, read = ([n for n, part in enumerate(parts) if part == side] for side in (0, 1))
        cut = set(asked[int(self._longest * _QUESTION) :])
        cut.update(read[max(0, self._longest - (len(parts) - len(read) - len(cut))) :])
        kept = [n for n in range(len(parts)) if n not in cut]
        spans = {n: _trim(text, *encoding.offsets[n]) for n in read if n not in cut}
        inside = [n for n, i in enumerate(kept) if i in spans and spans[i][0] < spans[i][1]]
        offsets = np.array([spans[kept[n]] for n in inside], dtype=np.int64).reshape(len(inside), 2)
        return EncodedPair([encoding.ids[n] for n in kept], inside, offsets)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of a token without its spaces, which some tokenizers count; empty if it is all spaces."""
    token = text[start:end]
    return end - len(token.lstrip()), start + len(token.rstrip())


class ForeignMarker:
    """A model for extractive question answering; the scores of its first token are the null score."""

    def __init__(self, pairs: PairEncoder, run: "Run"):
        self._pairs = pairs
        self._run = run

    def mark(self, question: str, places: Sequence[TitledPassage]) -> list[Marks]:
        """See Marker; titles are not read, for such models learn from passages alone."""
        from index import runtime

        pairs = self._pairs(question, [place.text for place in places])
        scores = runtime.run_all(self._run, [pair.ids for pair in pairs])
        return [_make_marks(score, pair) for score, pair in zip(scores, pairs, strict=True)]


def _make_marks(score: NDArray[np.float32], pair: EncodedPair) -> Marks:
    starts, ends = score[pair.inside].T
    return Marks(starts, ends, pair.offsets, float(score[0].sum()), np.zeros_like(starts))


class CrossEncoder:
    """A cross-encoder: it scores how well a text answers a question."""

    def __init__(self, pairs: PairEncoder, run: "Run"):
        self._pairs = pairs
        self._run = run

    def score(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the score of each text, (texts,)."""
        from index import runtime

        pairs = self._pairs(question, texts)
        scores = runtime.run_all(self._run, [pair.ids for pair in pairs])
        return np.array(scores, dtype=np.float32).reshape(len(texts))


def open_foreign(name: str, cache: Path) -> ForeignMarker | CrossEncoder:
    """Open a model by its folder or its name on the hub; it is converted into `cache` at its first use.

    Raises ModelError if there is none, or if it is of another kind.
    """
    from index import conversion, runtime

    folder = models.find_reader_folder(name)
    config = models.read_reader_config(name, folder)
    positions = config.get("max_position_embeddings") or _LONGEST
    # Models like RoBERTa leave their first two positions unused.
    pairs = PairEncoder(runtime.open_tokenizer(folder), min(_LONGEST, positions - 2))
    marking = config["architectures"][0].endswith(models.MARKING)

    def load() -> "torch.nn.Module":
        network = _make_network(models.load_reader(name, folder), config, pairs.separator, marking=marking)
        _refuse_unfit(name, network, [pair.ids for pair in pairs(_TEXTS[0], [*_TEXTS, _LONG_TEXT])])
        return network

    def ask(run: "Run") -> NDArray[np.float32]:
        return probe(ForeignMarker(pairs, run)) if marking else _probe_scores(CrossEncoder(pairs, run))

    run = conversion.open_network(cache / f"reader-{models.compute_reader_fingerprint(folder)[:16]}", load, ask)
    return ForeignMarker(pairs, run) if marking else CrossEncoder(pairs, run)


_TEXTS = [text for question, place in PROBES for text in (question, place.text)]
_LONG_TEXT = "lamp " * 2 * _LONGEST


def _make_network(
    model: "torch.nn.Module", config: dict[str, Any], separator: int, *, marking: bool
) -> "torch.nn.Module":
    """Return a model as a network that gives the start and the end score of each token, or one score."""
    from index import torch_networks

    typed = (config.get("type_vocab_size") or 0) > 1

    def forward(ids: "torch.Tensor", mask: "torch.Tensor") -> "torch.Tensor | tuple[torch.Tensor, ...]":
        given = {"input_ids": ids, "attention_mask": mask}
        if typed:
            ends = (ids == separator).long()
            given["token_type_ids"] = ((ends.cumsum(1) - ends) > 0).long() * mask
        said = model(**given)
        return (said.start_logits, said.end_logits) if marking else said.logits

    return torch_networks.wrap_module(model, forward)


def _refuse_unfit(name: str, network: "torch.nn.Module", texts: Sequence[Sequence[int]]) -> None:
    """Raise ModelError if a model does not run as others do, or scores a text otherwise beside longer ones."""
    from index import runtime, torch_networks

    run = torch_networks.make_torch_run(network)
    try:
        together = runtime.run_all(run, texts)
        alone = [runtime.run_all(run, [text])[0] for text in texts]
        same = all(np.allclose(b[: len(a)], a, atol=_TOLERANCE) for a, b in zip(alone, together, strict=True))
    except _UNFIT as error:
        raise ModelError(f"{name} cannot be a reader: it does not run as an encoder of a pair of texts") from error
    if not same:
        raise ModelError(f"{name} cannot be a reader: what it says of a text depends on what is read beside it")


def _probe_scores(scorer: CrossEncoder) -> NDArray[np.float32]:
    """Return the scores of the probes in one row, less their mean: only their differences count."""
    scores = np.concatenate([scorer.score(question, _TEXTS) for question, _ in PROBES])
    row: NDArray[np.float32] = (scores - scores.mean())[None]
    return row
