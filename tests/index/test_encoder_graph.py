"""The graphs of an encoder, held against transformers' own on random weights."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import model, runtime
from index.encoder_graph import make_embedding_graph, make_scoring_graph, read_weights
from index.errors import ModelError

WIDTH, LONGEST = 48, 24


@pytest.fixture(scope="module")
def bert():
    """An encoder of two layers whose every weight counts, biases too."""
    with model.silence_libraries():
        import torch
        from transformers import BertConfig, BertModel

        torch.manual_seed(0)
        sizes = {"vocab_size": 30, "hidden_size": WIDTH, "num_hidden_layers": 2, "intermediate_size": 64}
        config = BertConfig(**sizes, num_attention_heads=12, max_position_embeddings=LONGEST)
        encoder = BertModel(config, add_pooling_layer=False).eval()
        with torch.no_grad():
            for parameter in encoder.parameters():
                parameter.add_(torch.randn_like(parameter) / 3)
        return encoder


@pytest.fixture(scope="module")
def weights(bert):
    rows = np.random.default_rng(0).normal(size=(4, WIDTH)).astype(np.float32)
    tensors = {name: parameter.detach().numpy() for name, parameter in bert.named_parameters()}
    return tensors | {"head.weight": rows[:3], "head.bias": rows[3, :3]}


@pytest.fixture(scope="module")
def run_graph(tmp_path_factory):
    """Return a function that keeps a graph and opens it."""

    def opened(graph):
        folder = tmp_path_factory.mktemp("graph")
        runtime.save_graph(graph, folder)
        return runtime.compile_graph(folder, "f32")

    return opened


@pytest.fixture(scope="module")
def embed(weights, run_graph):
    return run_graph(make_embedding_graph(weights))


@pytest.fixture(scope="module")
def score(weights, run_graph):
    return run_graph(make_scoring_graph(weights))


def encode(bert, ids, mask):
    import torch

    with torch.no_grad():
        return bert(torch.from_numpy(ids), torch.from_numpy(mask)).last_hidden_state.numpy()


@given(
    lengths=st.lists(st.integers(1, LONGEST), min_size=1, max_size=4), seed=st.integers(0, 1000), pad=st.integers(0, 29)
)
def test_texts_of_any_length_are_read_as_transformers_does(bert, weights, embed, score, lengths, seed, pad):
    ids = np.random.default_rng(seed).integers(0, 30, size=(len(lengths), max(lengths)))
    mask = (np.arange(max(lengths)) < np.array(lengths)[:, None]).astype(np.int64)
    ids = np.where(mask, ids, pad)  # what stands in the padding counts for nothing
    states = encode(bert, ids, mask)
    means = np.stack([row[:length].mean(axis=0) for row, length in zip(states, lengths, strict=True)])
    unit = means / np.linalg.norm(means, axis=1, keepdims=True)
    np.testing.assert_allclose(embed(ids, mask), unit, atol=0.01)
    scores = states @ weights["head.weight"].T + weights["head.bias"]
    np.testing.assert_allclose(score(ids, mask)[mask == 1], scores[mask == 1], atol=0.1, rtol=0.01)


def test_weights_that_are_none_are_refused(tmp_path):
    (tmp_path / "weights.safetensors").write_text("no weights")
    with pytest.raises(ModelError, match="cannot be read"):
        read_weights(tmp_path / "weights.safetensors")
