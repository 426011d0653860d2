"""Networks in PyTorch: wrapped for conversion, changed by trained tensors, run where OpenVINO cannot run them."""

import contextlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import torch

    from index.runtime import Run, Tokens


def wrap_module(
    module: "torch.nn.Module",
    forward: "Callable[[torch.Tensor, torch.Tensor], torch.Tensor | tuple[torch.Tensor, ...]]",
) -> "torch.nn.Module":
    """Return `module` as a network that takes token ids and attention mask, and computes what `forward` returns.

    If `forward` returns several tensors, they become one, side by side in a last dimension.
    """
    import torch

    class Network(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.module = module

        def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
            output = forward(ids, mask)
            return output if isinstance(output, torch.Tensor) else torch.stack(output, dim=-1)

    return Network().eval()


def make_torch_run(network: "torch.nn.Module") -> "Run":
    """Return a function that runs the network itself, in PyTorch's float32."""
    import torch

    def run(ids: "Tokens", mask: "Tokens") -> NDArray[np.float32]:
        with torch.no_grad():
            output: NDArray[np.float32] = network(torch.from_numpy(ids), torch.from_numpy(mask)).float().numpy()
        return output

    return run


@contextlib.contextmanager
def prepare_tracing() -> "Iterator[tuple[torch.Tensor, torch.Tensor]]":
    """Give token ids and attention mask as an example, and compute no gradients inside the block."""
    import torch

    example = torch.ones(2, 16, dtype=torch.long)
    with torch.no_grad():
        yield example, example


def read_tensors(file: Path) -> "dict[str, torch.Tensor]":
    """Return the tensors of a safetensors file, as float32."""
    from safetensors.torch import load_file

    return {name: tensor.float() for name, tensor in load_file(file).items()}


def change_parameters(module: "torch.nn.Module", tensors: "Mapping[str, torch.Tensor]") -> "dict[str, torch.Tensor]":
    """Put tensors in place of the module's parameters with the same names; return those with other names.

    The tensors `name.down` and `name.up` are a low-rank change: up @ down is added to the parameter `name`.
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
