"""OpenVINO: networks are turned into its graphs, compiled for this processor, and run."""

import errno
import sys
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from index.errors import ModelError
from index.fair_lock import FairLock
from index.model import silence_libraries
from index.torch_networks import prepare_tracing

# OpenVINO would report every import to an analytics host, and keep a number for this person in their home.
sys.modules.setdefault("openvino_telemetry", cast("ModuleType", None))
import openvino as ov  # noqa: E402

if TYPE_CHECKING:
    import torch

Tokens = NDArray[np.int64]
# The operations that graphs are made of.
operations = ov.opset13
# (token ids, attention mask), both (n, length) -> the network's output for each text, float32
Run = Callable[[Tokens, Tokens], NDArray[np.float32]]
# The files of a graph.
FILES = ("model.xml", "model.bin")
# Small batches of texts of similar length need the least padding; the passages of a question fit into one.
_BATCH = 10
# OpenVINO's name of a capability, and the precision that it allows; float32 always works.
_PRECISIONS = {"BF16": "bf16", "FP16": "f16", "FP32": "f32"}


class Unconvertible(ModelError):
    """Raised when OpenVINO cannot run a network, or does not reproduce its output."""


def open_tokenizer(model_folder: Path) -> Tokenizer:
    """Open a model's tokenizer, which then neither truncates nor pads."""
    file = model_folder / "tokenizer.json"
    if not file.is_file():
        raise Unconvertible(f"{model_folder} has no tokenizer.json: save the model with a fast tokenizer")
    try:
        tokenizer = Tokenizer.from_file(str(file))
    except Exception as error:
        if type(error) is not Exception:  # tokenizers raises nothing narrower
            raise
        raise Unconvertible(f"{file} is damaged: {error}") from error
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def trace(network: "torch.nn.Module") -> ov.Model:
    """Turn a network into an OpenVINO graph; raise Unconvertible.

    `ov.convert_model` would do the same, but it reports its use over the network.
    """
    from openvino.frontend import FrontEndManager
    from openvino.frontend.pytorch.ts_decoder import TorchScriptPythonDecoder

    with prepare_tracing() as example, silence_libraries(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            decoder = TorchScriptPythonDecoder(network, example_input=example)
            frontend = FrontEndManager().load_by_framework("pytorch")
            return frontend.convert(frontend.load(decoder))
        except (RuntimeError, ValueError, TypeError, KeyError) as error:
            raise Unconvertible(f"OpenVINO cannot convert this model: {error}") from error


def make_graph(output: Any, *inputs: Any) -> ov.Model:  # noqa: ANN401
    """Return the graph that computes a node of `operations` from its inputs."""
    return ov.Model([output], list(inputs), "network")


def save_graph(graph: ov.Model, folder: Path) -> None:
    """Write a graph into a folder; raise OSError if that fails, mostly for want of room."""
    try:
        ov.save_model(graph, folder / FILES[0], compress_to_fp16=True)
    except RuntimeError as error:  # at a full disk OpenVINO only says that its stream is bad
        raise OSError(errno.ENOSPC, "the disk may be full") from error
    if not all((folder / name).is_file() for name in FILES):
        raise OSError(errno.ENOSPC, "the disk may be full")


def compile_graph(folder: Path, precision: str) -> Run:
    """Compile the graph in `folder` for this processor; raise RuntimeError if it cannot be run."""
    settings = {"INFERENCE_PRECISION_HINT": precision, "PERFORMANCE_HINT": "LATENCY", "NUM_STREAMS": "1"}
    request = ov.Core().compile_model(folder / FILES[0], "CPU", settings).create_infer_request()
    # A request serves one caller at a time. Who embeds a long article has many batches, a question one.
    turns = FairLock()

    def run(ids: Tokens, mask: Tokens) -> NDArray[np.float32]:
        with turns:
            return np.array(request.infer([ids, mask])[0], dtype=np.float32)

    return run


def run_all(run: Run, texts: Sequence[Sequence[int]], multiple: int = 1) -> list[NDArray[np.float32]]:
    """Return the network's output for each text, given as token ids, and for its padding.

    A network prepares for every new length, and keeps what it prepared. Padding each text to a `multiple` is therefore
    faster and takes less memory, if the network can read such a length.
    """
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    outputs: dict[int, NDArray[np.float32]] = {}
    for first in range(0, len(order), _BATCH):
        batch = order[first : first + _BATCH]
        ids = np.zeros((len(batch), -(-len(texts[batch[-1]]) // multiple) * multiple), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, i in enumerate(batch):
            ids[row, : len(texts[i])] = texts[i]
            mask[row, : len(texts[i])] = 1
        outputs.update(zip(batch, run(ids, mask), strict=True))
    return [outputs[i] for i in range(len(texts))]


def list_precisions() -> list[str]:
    """Return the precisions that this processor offers."""
    capabilities = ov.Core().get_property("CPU", "OPTIMIZATION_CAPABILITIES")
    return [precision for capability, precision in _PRECISIONS.items() if capability in capabilities]


def read_version() -> str:
    """Return OpenVINO's version."""
    return str(ov.__version__).split("-", maxsplit=1)[0]


def read_device() -> str:
    """Return the name of this processor."""
    return str(ov.Core().get_property("CPU", "FULL_DEVICE_NAME"))
