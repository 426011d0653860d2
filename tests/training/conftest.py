"""A network small enough to train in a test, examples that it can learn, and sets of questions as files."""

import gzip
import json

import numpy as np
import pytest

from index import model
from training import fit as fitting
from training.model import Encoded, TokenScores

# The token that is the answer wherever it stands.
ANSWER = 7


@pytest.fixture(scope="session")
def make_network():
    """Make an encoder with three scores a token; the same weights for the same seed."""

    def make(seed=0):
        with model.silence_libraries():
            import torch
            from transformers import BertConfig, BertModel

            torch.manual_seed(seed)
            config = BertConfig(
                vocab_size=40, hidden_size=16, num_hidden_layers=2, num_attention_heads=2, intermediate_size=32,
                max_position_embeddings=64, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0,
                initializer_range=0.2,
            )  # fmt: skip
            return TokenScores(BertModel(config, add_pooling_layer=False), 16)

    return make


@pytest.fixture
def short_runs(monkeypatch):
    """Examples kept aside, lines of the log and checkpoints to the measure of few examples."""
    monkeypatch.setattr(fitting, "_ASIDE", 32)
    monkeypatch.setattr(fitting, "_SORTED", 4)
    monkeypatch.setattr(fitting, "_LOGGED", 4)
    monkeypatch.setattr(fitting, "_CHECKPOINT", -1)


@pytest.fixture(scope="session")
def encoded():
    """Examples whose answer is the one token ANSWER; a third of them hold none."""
    rng = np.random.default_rng(1)
    listed = []
    for n in range(160):
        ids = rng.integers(8, 40, size=rng.integers(10, 30)).astype(np.int32)
        place = int(rng.integers(1, len(ids))) if n % 3 else 0
        if place:
            ids[place] = ANSWER
        listed.append(Encoded(ids, place, place))
    return listed


@pytest.fixture
def write_set(tmp_path):
    """Write a set of a name into a folder, which is returned: its articles and its questions."""

    def write(name, articles, questions):
        for kind, rows in (("corpus", articles), ("questions", questions)):
            with gzip.open(tmp_path / f"{name}.{kind}.jsonl.gz", "wt", encoding="utf-8") as lines:
                lines.writelines(json.dumps(row) + "\n" for row in rows)
        return tmp_path

    return write


@pytest.fixture(scope="session")
def read_log():
    """Read the lines of a run's log."""

    def read(folder):
        return [json.loads(line) for line in (folder / "log.jsonl").read_text(encoding="utf-8").splitlines()]

    return read
