"""The built-in encoder as an OpenVINO graph, made of its weights alone: BERT, as Devlin et al. 2019 describe it.

Its names are those that transformers gives the weights of such a model.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load_file

from index.errors import ModelError
from index.runtime import make_graph
from index.runtime import operations as ops

if TYPE_CHECKING:
    import openvino as ov

Weights = Mapping[str, NDArray[np.float32]]
# What the weights do not tell of the built-in model; its config.json does.
_HEADS, _EPSILON = 12, 1e-12
# Added to the attention score of padding, which then counts for nothing; half precision has room for it.
_NEVER = -10_000


def read_weights(file: Path) -> dict[str, NDArray[np.float32]]:
    """Return the tensors of a safetensors file, as float32; raise ModelError if it is none."""
    try:
        return {name: tensor.astype(np.float32) for name, tensor in load_file(file).items()}
    except (OSError, SafetensorError) as error:
        raise ModelError(f"the weights in {file} cannot be read: install pullquote anew") from error


def make_embedding_graph(weights: Weights) -> "ov.Model":
    """Return the graph that gives each text's vector, (texts, width): the mean over its tokens, of length 1."""
    ids, mask = _make_inputs()
    counted = ops.unsqueeze(ops.convert(mask, "f32"), _number(-1))
    total = ops.reduce_sum(ops.multiply(_encode(weights, ids, mask), counted), _number(1))
    mean = ops.divide(total, ops.reduce_sum(counted, _number(1)))
    return make_graph(ops.normalize_l2(mean, _number(1), _EPSILON, "max"), ids, mask)


def make_scoring_graph(weights: Weights) -> "ov.Model":
    """Return the graph that gives each token's scores, (texts, tokens, scores), by the layer `head` of the weights."""
    ids, mask = _make_inputs()
    return make_graph(_project(weights, "head", _encode(weights, ids, mask)), ids, mask)


def _make_inputs() -> tuple[Any, Any]:
    return ops.parameter([-1, -1], np.int64), ops.parameter([-1, -1], np.int64)


def _encode(weights: Weights, ids: Any, mask: Any) -> Any:  # noqa: ANN401
    """Return the encoder's last states, (texts, tokens, width)."""
    padding = ops.subtract(ops.constant(np.float32(1)), ops.convert(mask, "f32"))
    bias = ops.unsqueeze(ops.multiply(padding, ops.constant(np.float32(_NEVER))), _number([1, 2]))
    states = _embed(weights, ids)
    layer = 0
    while f"encoder.layer.{layer}.output.dense.weight" in weights:
        name = f"encoder.layer.{layer}"
        attended = _project(weights, f"{name}.attention.output.dense", _attend(weights, name, states, bias))
        states = _normalise(weights, f"{name}.attention.output.LayerNorm", ops.add(attended, states))
        inner = ops.gelu(_project(weights, f"{name}.intermediate.dense", states), "erf")
        outer = _project(weights, f"{name}.output.dense", inner)
        states = _normalise(weights, f"{name}.output.LayerNorm", ops.add(outer, states))
        layer += 1
    return states


def _embed(weights: Weights, ids: Any) -> Any:  # noqa: ANN401
    """Return the sum of the embeddings of each token, its place, and the one segment that there is."""
    first = _number(0)
    length = ops.gather(ops.shape_of(ids), _number(1), first)
    places = ops.range(first, length, _number(1), "i64")
    words = ops.gather(_take(weights, "embeddings.word_embeddings.weight"), ids, first)
    positions = ops.gather(_take(weights, "embeddings.position_embeddings.weight"), places, first)
    segment = ops.gather(_take(weights, "embeddings.token_type_embeddings.weight"), first, first)
    return _normalise(weights, "embeddings.LayerNorm", ops.add(ops.add(words, segment), positions))


def _attend(weights: Weights, layer: str, states: Any, bias: Any) -> Any:  # noqa: ANN401
    """Return what each token takes from the others: attention of several heads, side by side."""

    def part(name: str) -> Any:  # noqa: ANN401
        projected = _project(weights, f"{layer}.attention.self.{name}", states)
        return _swap(ops.reshape(projected, _number([0, 0, _HEADS, -1]), True))

    attended = ops.scaled_dot_product_attention(part("query"), part("key"), part("value"), bias)
    return ops.reshape(_swap(attended), _number([0, 0, -1]), True)


def _project(weights: Weights, name: str, states: Any) -> Any:  # noqa: ANN401
    """Return states times the matrix of a layer, with its bias."""
    product = ops.matmul(states, _take(weights, f"{name}.weight"), False, True)
    return ops.add(product, _take(weights, f"{name}.bias"))


def _normalise(weights: Weights, name: str, states: Any) -> Any:  # noqa: ANN401
    """Return states of mean 0 and variance 1, scaled and shifted by a layer's weights."""
    even = ops.mvn(states, _number([-1]), True, _EPSILON, "inside_sqrt")
    return ops.add(ops.multiply(even, _take(weights, f"{name}.weight")), _take(weights, f"{name}.bias"))


def _swap(states: Any) -> Any:  # noqa: ANN401
    """Exchange tokens and heads."""
    return ops.transpose(states, _number([0, 2, 1, 3]))


def _take(weights: Weights, name: str) -> Any:  # noqa: ANN401
    return ops.constant(weights[name])


def _number(value: int | list[int]) -> Any:  # noqa: ANN401
    return ops.constant(np.array(value, dtype=np.int64))
