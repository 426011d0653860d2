"""A network small enough to train in a test, and examples that it can learn."""

import numpy as np
import pytest

from index import model
from training.model import Encoded, TokenScores

# The token that is the answer wherever it stands.
ANSWER = 7


@pytest.fixture(scope="session")
def make_network():
    """Make an encoder with its three scores; the same weights for the same seed."""

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
