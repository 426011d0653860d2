"""Writing the weights that the product ships: what training changed in the encoder, in half precision."""

from hashlib import sha256
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

from training.model import ANSWERING

_MATRIX = 2


def export(checkpoint: Path, base: dict[str, torch.Tensor], file: Path, rank: int | None = None) -> str:
    """Write the weights of a checkpoint, and return the file's SHA-256.

    With a rank, each changed matrix is written as `up @ down` of that rank, to be added to the matrix in `base`.
    """
    weights = {
        name.removeprefix("weight."): tensor
        for name, tensor in load_file(checkpoint).items()
        if name.startswith("weight.")
    }
    tensors: dict[str, torch.Tensor] = {}
    for name, tensor in weights.items():
        name = name.removeprefix("encoder.")
        if rank and name in base and tensor.ndim == _MATRIX:
            up, sizes, down = torch.linalg.svd(tensor - base[name], full_matrices=False)
            root = sizes[:rank].sqrt()
            tensors[f"{name}.up"] = (up[:, :rank] * root).half().contiguous()
            tensors[f"{name}.down"] = (root[:, None] * down[:rank]).half().contiguous()
        else:
            tensors[name] = tensor.half().contiguous()
    save_file(tensors, file)
    return sha256(file.read_bytes()).hexdigest()


def average(before: Path, after: Path, share: float, file: Path) -> str:
    """Write the mean of two rounds' weights, `share` of it the later one's, and return the file's SHA-256.

    What was learned last costs some of what was learned before; the mean keeps most of both (Wortsman et al. 2022,
    "Robust fine-tuning of zero-shot models"). The answering score, which the round before does not train, is taken from
    the later one alone.
    """
    earlier, later = load_file(before), load_file(after)
    mean = {name: share * later[name].float() + (1 - share) * earlier[name].float() for name in later}
    for name in ("head.weight", "head.bias"):
        mean[name][ANSWERING] = later[name][ANSWERING].float()
    save_file({name: tensor.half().contiguous() for name, tensor in mean.items()}, file)
    return sha256(file.read_bytes()).hexdigest()
