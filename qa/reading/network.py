"""The network that marks an answer in a passage, token by token."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.folding import FoldedLetters, fold_letters
from index import model as models
from index.errors import ModelError

if TYPE_CHECKING:
    import openvino as ov
    from tokenizers import Encoding, Tokenizer

    from index.runtime import Run

WEIGHTS = Path(__file__).parent / "weights.safetensors"
# The digest of the file; docs/reader.md tells how training/ made it.
WEIGHTS_SHA256 = "30478a045a6e60abdc6e63f96a47ea354b40cde7d9d55451621d908bb651f926"
# Its marks of PROBES, see `probe`; `python -m training.reference` writes them.
REFERENCE = Path(__file__).parent / "built_in_marks.npy"
# Tokens that are read of a question, of a title, and of all together.
_LONGEST_QUESTION, _LONGEST_TITLE, _LONGEST = 64, 32, 512
# Texts are padded to a multiple of so many tokens, which saves an eighth of the time.
_MULTIPLE = 16
# Words that begin a question; key words do not.
_ASKING = re.compile(
    r"\W*(?:(?:in|on|at|by|to|for|from|of|with|and|but) )?(?:who|whom|whose|what|when|where|why|how|which|"
    r"is|are|was|were|did|do|does|has|have|had|can|could|will|would|should)\b",
    re.IGNORECASE,
)


class TitledPassage(NamedTuple):
    """A passage as a network reads it."""

    title: str
    text: str


# A converted network is tried with each question on each passage.
PROBES = (
    (
        "When was the treaty signed?",
        TitledPassage("Treaty", "The treaty was signed on 19 June 2024 in the old town hall."),
    ),
    (
        "Who kept the lamp?",
        TitledPassage("", "It went out in March 1812. The keeper was Ada Finch, who had come from the north."),
    ),
    (
        "Why did prices rise?",
        TitledPassage("Bread", "Few people noticed. The harvest had failed twice, and so prices rose by 3.5%."),
    ),
)


@dataclass(frozen=True, slots=True)
class Marks:
    """The start score and the end score of each token of a passage.

    `offsets` are (tokens, 2), in characters of the passage. `null_score` is the score of "no answer here", on the scale
    of a start and an end score together. `answering` says how far each token stands in a sentence that answers, and
    `null_answering` is that score of "no sentence here"; they are 0 of a network that only marks spans.
    """

    starts: NDArray[np.float32]
    ends: NDArray[np.float32]
    offsets: NDArray[np.int64]
    null_score: float
    answering: NDArray[np.float32]
    null_answering: float = 0.0


class Marker(Protocol):
    """Marks answers in passages."""

    def mark(self, question: str, places: Sequence[TitledPassage]) -> list[Marks]:
        """Return the marks of each passage."""
        ...


class BuiltInMarker:
    """The network that training/ made of the encoder of the built-in embedding model."""

    def __init__(self, tokenizer: "Tokenizer", run: "Run"):
        self._tokenizer = tokenizer
        self._run = run
        self._cls, self._sep = tokenizer.encode("").ids

    def mark(self, question: str, places: Sequence[TitledPassage]) -> list[Marks]:
        """See Marker."""
        from index import runtime

        asked = self._tokenizer.encode(end_question(question), add_special_tokens=False).ids[:_LONGEST_QUESTION]
        titles = self._encode([place.title for place in places])
        texts = self._encode([place.text for place in places])
        heads = [[self._cls, *asked, self._sep, *title.ids[:_LONGEST_TITLE], self._sep] for title in titles]
        whole = [
            [*head, *text.ids[: _LONGEST - 1 - len(head)], self._sep] for head, text in zip(heads, texts, strict=True)
        ]
        scores = runtime.run_all(self._run, whole, _MULTIPLE)
        return [
            _make_marks(score[len(head) : len(ids) - 1], score[0], text.offsets)
            for head, ids, text, score in zip(heads, whole, texts, scores, strict=True)
        ]

    def _encode(self, texts: Sequence[str]) -> "list[Encoding]":
        return self._tokenizer.encode_batch(list(texts), add_special_tokens=False)


def mark_folded(marker: Marker, question: str, places: Sequence[TitledPassage]) -> list[Marks]:
    """Return the marks of each passage, whose letters are folded for the network; offsets are those of the passage."""
    texts = [fold_letters(place.text) for place in places]
    folded = [
        TitledPassage(fold_letters(place.title).value, text.value) for place, text in zip(places, texts, strict=True)
    ]
    marked = marker.mark(fold_letters(question).value, folded)
    return [_unfold(marks, text) for marks, text in zip(marked, texts, strict=True)]


def _unfold(marks: Marks, text: FoldedLetters) -> Marks:
    offsets = [text.unfold(start, end) for start, end in marks.offsets.tolist()]
    return replace(marks, offsets=np.array(offsets, dtype=np.int64).reshape(marks.offsets.shape))


def end_question(question: str) -> str:
    """Return a question with a question mark if it lacks one, and key words as they are.

    In training, nearly all questions without an answer had one: without it the network is too sure.
    """
    return f"{question}?" if _ASKING.match(question) and not question.rstrip().endswith("?") else question


def _make_marks(scores: NDArray[np.float32], nothing: NDArray[np.float32], offsets: Sequence[tuple[int, int]]) -> Marks:
    kept = np.array(offsets[: len(scores)], dtype=np.int64).reshape(len(scores), 2)
    starts, ends, answering = scores.T
    return Marks(starts, ends, kept, float(nothing[:2].sum()), answering, float(nothing[2]))


def open_built_in(cache: Path) -> BuiltInMarker:
    """Open the built-in network; its graph is made and kept in `cache` at its first use."""
    from index import conversion, runtime

    folder = models.find_model_folder(models.DEFAULT_MODEL)
    tokenizer = runtime.open_tokenizer(folder)
    run = conversion.open_graph(
        cache / f"reader-{WEIGHTS_SHA256[:16]}",
        lambda: _make_graph(folder),
        conversion.Probe(lambda run: probe(BuiltInMarker(tokenizer, run)), np.load(REFERENCE)),
    )
    return BuiltInMarker(tokenizer, run)


def probe(marker: Marker) -> NDArray[np.float32]:
    """Return the marks of the probes, a row for each, padded to one length."""
    places = [place for _, place in PROBES]
    marked = [marks for question, _ in PROBES for marks in marker.mark(question, places)]
    rows = np.zeros((len(marked), 2 * _LONGEST), dtype=np.float32)
    for row, marks in zip(rows, marked, strict=True):
        scores = np.concatenate([marks.starts, marks.ends, [marks.null_score]])
        row[: len(scores)] = scores
    return rows


def _make_graph(folder: Path) -> "ov.Model":
    """Return the graph of the embedding model's encoder with the trained weights, and their scores on top."""
    from index import encoder_graph

    if sha256(WEIGHTS.read_bytes()).hexdigest() != WEIGHTS_SHA256:
        raise ModelError(f"the reader's weights in {WEIGHTS} are damaged: reinstall pullquote")
    encoder = encoder_graph.read_weights(models.check_built_in(folder))
    return encoder_graph.make_scoring_graph(encoder | encoder_graph.read_weights(WEIGHTS))
