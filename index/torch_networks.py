"""Networks in PyTorch: wrapped for conversion, and run where OpenVINO cannot run them."""

import contextlib
from collections.abc import Callable, Iterator
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
