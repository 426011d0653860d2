"""Trained tensors: read from a file, and put in place of a network's parameters."""

from collections.abc import Mapping
from pathlib import Path

import torch
from safetensors.torch import load_file


def read_tensors(file: Path) -> dict[str, torch.Tensor]:
    """Return the tensors of a safetensors file, as float32."""
    return {name: tensor.float() for name, tensor in load_file(file).items()}


def change_parameters(module: torch.nn.Module, tensors: Mapping[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """Put tensors in place of the module's parameters with the same names; return those with other names.

    The tensors `name.down` and `name.up` are a low-rank change: up @ down is added to the parameter `name`.
    """
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
