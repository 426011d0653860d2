"""Running networks on OpenVINO, each converted once, in the fastest precision that is exact enough."""

import errno
import hashlib
import json
import shutil
import sys
import time
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, cast

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from index.errors import ModelError
from index.folder import make_folder
from index.model import quiet
from index.scratch import Scratch

# OpenVINO would tell an analytics host of every import, and keep a number for this person in their home.
sys.modules.setdefault("openvino_telemetry", cast("ModuleType", None))
import openvino as ov  # noqa: E402

if TYPE_CHECKING:
    import torch

Tokens = NDArray[np.int64]
# (token ids, attention mask), both (n, length) -> what the network says of each text, float32
Run = Callable[[Tokens, Tokens], NDArray[np.float32]]
# Small batches of texts of like length waste the least on padding; what is read for a question goes in one.
_BATCH = 10
# OpenVINO's name of a capability, and of the precision it allows; float32 always works.
_PRECISIONS = {"BF16": "bf16", "FP16": "f16", "FP32": "f32"}
_FILES = ("model.xml", "model.bin")
_FACTS = "conversion.json"
# A precision is used only if what it says of every probe keeps this cosine to float32 in PyTorch.
LEAST_COSINE = 0.999


class Unconvertible(ModelError):
    """Raised when OpenVINO cannot run a network, or does not reproduce what it says."""


@dataclass(frozen=True, slots=True)
class Probe:
    """What shows whether a converted network is exact: `ask` runs it on `texts` texts, `reference` is what it must say.

    Both are rows, (texts, any), whose cosines are taken; `ask` is timed.
    """

    ask: Callable[[Run], NDArray[np.float32]]
    reference: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Conversion:
    """What was measured when a network was converted; kept beside it and valid on the same device only.

    `facts` are what its user has to know of it; `digests` are those of its files.
    """

    device: str
    runtime: str
    precision: str
    cosine: float
    texts_per_second: float
    facts: Mapping[str, int | str]
    digests: Mapping[str, str]


def read_conversion(folder: Path) -> Conversion | None:
    """Return the conversion kept in `folder`, or None if there is none for this device and runtime, or no whole one."""
    try:
        written, _, digest = (folder / _FACTS).read_bytes().rpartition(b"\n")
        kept = Conversion(**json.loads(written))
        if hashlib.sha256(written).hexdigest() != digest.decode() or kept.digests != _compute_digests(folder):
            return None
    except (OSError, ValueError, TypeError):
        return None
    return kept if (kept.device, kept.runtime) == (_read_device(), _read_version()) else None


def open_conversion(folder: Path) -> tuple[Conversion, Run] | None:
    """Return what is kept in `folder`, ready to run, or None if it cannot be used here."""
    conversion = read_conversion(folder)
    if conversion is None:
        return None
    try:
        return conversion, compile_network(folder, conversion.precision)
    except RuntimeError:  # the files have been changed just now
        return None


def tokenizer_of(model_folder: Path) -> Tokenizer:
    """Return the model's tokenizer, set to cut nothing and to pad nothing."""
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


def convert(network: "torch.nn.Module", probe: Probe, folder: Path, facts: Mapping[str, int | str]) -> Conversion:
    """Convert `network`, called with token ids and attention mask, into `folder` in one step: a crash leaves no half.

    Raises Unconvertible if no precision says what `probe` expects, ModelError if there is no writing to `folder`.
    """
    try:
        make_folder(folder.parent)
        with Scratch(folder.parent) as scratch:
            made = scratch.path
            _save(_trace(network), made)
            precision, cosine, rate = _choose_precision(probe, made)
            measured = (_read_device(), _read_version(), precision, round(cosine, 6), round(rate, 1))
            conversion = Conversion(*measured, facts, _compute_digests(made))
            written = json.dumps(asdict(conversion), indent=1).encode()
            (made / _FACTS).write_bytes(written + b"\n" + hashlib.sha256(written).hexdigest().encode())
            shutil.rmtree(folder, ignore_errors=True)
            made.replace(folder)
    except OSError as error:
        # Another process put its own there first: as good as ours.
        if (kept := read_conversion(folder)) is None:
            raise _explain_unwritable(folder.parent, error) from error
        conversion = kept
    return conversion


def open_network(folder: Path, load: "Callable[[], torch.nn.Module]", ask: Callable[[Run], NDArray[np.float32]]) -> Run:
    """Return what runs a network: the conversion in `folder`, made at the first use from what `load` returns.

    Where `ask`, as in Probe, shows that OpenVINO does not reproduce it, the network itself is run, in PyTorch.
    """
    if opened := open_conversion(folder):
        return opened[1]
    network = load()
    exact = in_torch(network)
    try:
        conversion = convert(network, Probe(ask, ask(exact)), folder, {})
    except Unconvertible:
        return exact
    return compile_network(folder, conversion.precision)


def compile_network(folder: Path, precision: str) -> Run:
    """Compile the model in `folder` for this processor."""
    settings = {"INFERENCE_PRECISION_HINT": precision, "PERFORMANCE_HINT": "LATENCY", "NUM_STREAMS": "1"}
    request = ov.Core().compile_model(folder / "model.xml", "CPU", settings).create_infer_request()

    def run(ids: NDArray[np.int64], mask: NDArray[np.int64]) -> NDArray[np.float32]:
        return np.array(request.infer([ids, mask])[0], dtype=np.float32)

    return run


def as_network(
    module: "torch.nn.Module",
    forward: "Callable[[torch.Tensor, torch.Tensor], torch.Tensor | tuple[torch.Tensor, ...]]",
) -> "torch.nn.Module":
    """Return `module` as a network that is called with token ids and attention mask, which `forward` does.

    Where it returns several tensors they become one, side by side in a last dimension.
    """
    import torch

    class Network(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.module = module

        def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
            said = forward(ids, mask)
            return said if isinstance(said, torch.Tensor) else torch.stack(said, dim=-1)

    return Network().eval()


def read_tensors(file: Path) -> "dict[str, torch.Tensor]":
    """Return the tensors of a safetensors file, as float32."""
    from safetensors.torch import load_file

    return {name: tensor.float() for name, tensor in load_file(file).items()}


def change(module: "torch.nn.Module", tensors: "Mapping[str, torch.Tensor]") -> "dict[str, torch.Tensor]":
    """Put tensors in the place of the module's parameters of the same names; return those that it has no name for.

    `name.down` and `name.up` are together what is added to the parameter `name`, as up @ down.
    """
    import torch

    parameters, rest = dict(module.named_parameters()), {}
    with torch.no_grad():
        for name, tensor in tensors.items():
            base = name.removesuffix(".up")
            if name in parameters:
                parameters[name].copy_(tensor)
            elif base != name:
                parameters[base].add_(tensor @ tensors[f"{base}.down"])
            elif not name.endswith(".down"):
                rest[name] = tensor
    return rest


def in_torch(network: "torch.nn.Module") -> Run:
    """Return what runs the network itself, in PyTorch's float32."""
    import torch

    def run(ids: Tokens, mask: Tokens) -> NDArray[np.float32]:
        with torch.no_grad():
            said: NDArray[np.float32] = network(torch.from_numpy(ids), torch.from_numpy(mask)).float().numpy()
        return said

    return run


def run_all(run: Run, texts: Sequence[Sequence[int]], multiple: int = 1) -> list[NDArray[np.float32]]:
    """Return what the network says of each text, given as token ids, in their order, and of what pads it.

    A network has to prepare for every new length, and keeps what it prepared: padding to a `multiple` is faster and
    takes less memory, where it can read that far.
    """
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    said: dict[int, NDArray[np.float32]] = {}
    for first in range(0, len(order), _BATCH):
        batch = order[first : first + _BATCH]
        ids = np.zeros((len(batch), -(-len(texts[batch[-1]]) // multiple) * multiple), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, i in enumerate(batch):
            ids[row, : len(texts[i])] = texts[i]
            mask[row, : len(texts[i])] = 1
        said.update(zip(batch, run(ids, mask), strict=True))
    return [said[i] for i in range(len(texts))]


def _explain_unwritable(cache: Path, error: OSError) -> ModelError:
    return ModelError(
        f"the converted model cannot be kept in {cache} ({error.strerror or error}): "
        "make room for it there, or name another folder in PULLQUOTE_CACHE"
    )


def _save(model: ov.Model, folder: Path) -> None:
    """Write a graph into a folder; raise OSError if that cannot be done, most often for want of room."""
    try:
        ov.save_model(model, folder / _FILES[0], compress_to_fp16=True)
    except RuntimeError as error:  # all that OpenVINO says of a full disk is that its stream is bad
        raise OSError(errno.ENOSPC, "the disk may be full") from error
    if not all((folder / name).is_file() for name in _FILES):
        raise OSError(errno.ENOSPC, "the disk may be full")


def _compute_digests(folder: Path) -> dict[str, str]:
    """Return the digests of the files of a converted network; raise OSError."""
    found = {}
    for name in _FILES:
        with (folder / name).open("rb") as file:
            found[name] = hashlib.file_digest(file, "sha256").hexdigest()
    return found


def _read_version() -> str:
    return str(ov.__version__).split("-", maxsplit=1)[0]


def _read_device() -> str:
    return str(ov.Core().get_property("CPU", "FULL_DEVICE_NAME"))


def _choose_precision(probe: Probe, folder: Path) -> tuple[str, float, float]:
    """Try each precision the processor has; return the fastest exact one, its least cosine, and texts a second."""
    capabilities = ov.Core().get_property("CPU", "OPTIMIZATION_CAPABILITIES")
    tried = []
    for precision in (name for capability, name in _PRECISIONS.items() if capability in capabilities):
        try:
            run = compile_network(folder, precision)
            probe.ask(run)
        except RuntimeError as error:
            raise Unconvertible(f"OpenVINO cannot run this model: {error}") from error
        began = time.perf_counter()
        said = probe.ask(run)
        rate = len(said) / (time.perf_counter() - began)
        cosines = (_normalise(said) * _normalise(probe.reference)).sum(axis=1)
        tried.append((rate, float(cosines.min()), precision))
    exact = [result for result in tried if result[1] >= LEAST_COSINE]
    if not exact:
        raise Unconvertible(f"OpenVINO does not reproduce what this model says: {tried}")
    rate, cosine, precision = max(exact)
    return precision, cosine, rate


def _normalise(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    unit: NDArray[np.float32] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return unit


def _trace(network: "torch.nn.Module") -> ov.Model:
    """Turn the network into an OpenVINO graph.

    `ov.convert_model` would do the same, but it reports its use over the network.
    """
    import torch
    from openvino.frontend import FrontEndManager
    from openvino.frontend.pytorch.ts_decoder import TorchScriptPythonDecoder

    example = torch.ones(2, 16, dtype=torch.long)
    with torch.no_grad(), quiet(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            decoder = TorchScriptPythonDecoder(network, example_input=(example, example))
            frontend = FrontEndManager().load_by_framework("pytorch")
            return frontend.convert(frontend.load(decoder))
        except (RuntimeError, ValueError, TypeError, KeyError) as error:
            raise Unconvertible(f"OpenVINO cannot convert this model: {error}") from error
