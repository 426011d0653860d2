"""Preparing a network for OpenVINO once, in the fastest precision that is exact enough, and keeping the result."""

import errno
import hashlib
import json
import os
import shutil
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index import runtime
from index.errors import ModelError
from index.folder import make_folder
from index.runtime import FILES, Run, Unconvertible
from index.scratch import Scratch
from index.torch_networks import make_torch_run

if TYPE_CHECKING:
    import openvino as ov
    import torch

_FACTS = "conversion.json"
# A precision is used only if its output for every probe keeps this cosine to PyTorch's in float32.
LEAST_COSINE = 0.999


@dataclass(frozen=True, slots=True)
class Probe:
    """A test of a graph: `ask` runs it on texts, `reference` is the output that PyTorch has in float32.

    Both are rows, (texts, any), and their cosines are compared; `ask` is timed.
    """

    ask: Callable[[Run], NDArray[np.float32]]
    reference: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Conversion:
    """What was measured when a network was converted; it is kept beside the network and valid on one device only.

    `facts` are what the network's user has to know of it; `digests` are those of its files.
    """

    device: str
    runtime: str
    precision: str
    cosine: float
    texts_per_second: float
    facts: Mapping[str, int | str]
    digests: Mapping[str, str]


def read_conversion(folder: Path) -> Conversion | None:
    """Return the conversion in `folder`; None if there is no undamaged one for this device and runtime."""
    try:
        stored, _, digest = (folder / _FACTS).read_bytes().rpartition(b"\n")
        conversion = Conversion(**json.loads(stored))
        if hashlib.sha256(stored).hexdigest() != digest.decode() or conversion.digests != _compute_digests(folder):
            return None
    except (OSError, ValueError, TypeError):
        return None
    here = (runtime.read_device(), runtime.read_version())
    return conversion if (conversion.device, conversion.runtime) == here else None


def open_conversion(folder: Path) -> tuple[Conversion, Run] | None:
    """Return the conversion in `folder` and its network, ready to run; None if it cannot be used here."""
    conversion = read_conversion(folder)
    if conversion is None:
        return None
    try:
        return conversion, runtime.compile_graph(folder, conversion.precision)
    except RuntimeError:  # the files have just been changed
        return None


def convert(graph: "ov.Model", probe: Probe, folder: Path, facts: Mapping[str, int | str]) -> Conversion:
    """Keep `graph`, of token ids and attention mask, in `folder`, as fast as it runs; a crash leaves nothing half done.

    Raises Unconvertible if no precision gives the output that `probe` expects, ModelError if the result cannot be kept.
    """
    try:
        make_folder(folder.parent)
        with Scratch(folder.parent) as scratch:
            made = scratch.path
            runtime.save_graph(graph, made)
            precision, cosine, rate = _choose_precision(probe, made)
            measured = (runtime.read_device(), runtime.read_version(), precision, round(cosine, 6), round(rate, 1))
            conversion = Conversion(*measured, facts, _compute_digests(made))
            stored = json.dumps(asdict(conversion), indent=1).encode()
            (made / _FACTS).write_bytes(stored + b"\n" + hashlib.sha256(stored).hexdigest().encode())
            shutil.rmtree(folder, ignore_errors=True)
            made.replace(folder)
    except OSError as error:
        # Another process may have put its own there first, which is as good.
        if (kept := read_conversion(folder)) is None:
            raise _explain_unwritable(folder.parent, error) from error
        conversion = kept
    return conversion


def check_cache(cache: Path) -> None:
    """Raise ModelError if nothing can be kept in a cache: it is told before a network is loaded, which takes long."""
    try:
        there = next((place for place in (cache, *cache.parents) if place.exists()), cache)
        fault = errno.ENOTDIR if not there.is_dir() else 0 if os.access(there, os.W_OK) else errno.EACCES
        if fault:
            raise OSError(fault, os.strerror(fault))
    except OSError as error:
        raise _explain_unwritable(cache, error) from error


def open_graph(folder: Path, make: "Callable[[], ov.Model]", probe: Probe) -> Run:
    """Return a function that runs the graph that is kept in `folder`; at first use `make` makes it.

    Raises Unconvertible if OpenVINO does not give the output that `probe` expects, ModelError if it cannot be kept.
    """
    if opened := open_conversion(folder):
        return opened[1]
    check_cache(folder.parent)
    conversion = convert(make(), probe, folder, {})
    return runtime.compile_graph(folder, conversion.precision)


def open_network(folder: Path, load: "Callable[[], torch.nn.Module]", ask: Callable[[Run], NDArray[np.float32]]) -> Run:
    """Return a function that runs a network: its conversion in `folder`, made at first use from what `load` returns.

    If OpenVINO does not reproduce the network's output for `ask` (see Probe), the network itself runs, in PyTorch.
    """
    if opened := open_conversion(folder):
        return opened[1]
    check_cache(folder.parent)
    network = load()
    exact = make_torch_run(network)
    try:
        conversion = convert(runtime.trace(network), Probe(ask, ask(exact)), folder, {})
    except Unconvertible:
        return exact
    return runtime.compile_graph(folder, conversion.precision)


def _choose_precision(probe: Probe, folder: Path) -> tuple[str, float, float]:
    """Try each precision of the processor; return the fastest exact one, its least cosine, and texts a second."""
    tried = []
    for precision in runtime.list_precisions():
        try:
            run = runtime.compile_graph(folder, precision)
            probe.ask(run)
        except RuntimeError as error:
            raise Unconvertible(f"OpenVINO cannot run this model: {error}") from error
        began = time.perf_counter()
        output = probe.ask(run)
        rate = len(output) / (time.perf_counter() - began)
        cosines = (_normalise(output) * _normalise(probe.reference)).sum(axis=1)
        tried.append((rate, float(cosines.min()), precision))
    exact = [result for result in tried if result[1] >= LEAST_COSINE]
    if not exact:
        raise Unconvertible(f"OpenVINO does not reproduce what this model says: {tried}")
    rate, cosine, precision = max(exact)
    return precision, cosine, rate


def _normalise(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    unit: NDArray[np.float32] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return unit


def _compute_digests(folder: Path) -> dict[str, str]:
    """Return the digests of the files of a converted network; raise OSError."""
    digests = {}
    for name in FILES:
        with (folder / name).open("rb") as file:
            digests[name] = hashlib.file_digest(file, "sha256").hexdigest()
    return digests


def _explain_unwritable(cache: Path, error: OSError) -> ModelError:
    return ModelError(
        f"the converted model cannot be kept in {cache} ({error.strerror or error}): "
        "make room for it there, or name another folder in PULLQUOTE_CACHE"
    )
