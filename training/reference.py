"""`python -m training.reference`: write what the built-in networks say of their probes in PyTorch, in float32.

The product ships both files, so that the graphs it makes of the weights are held against PyTorch without having it.
"""

from pathlib import Path

import click
import numpy as np
import torch

from index.model import DEFAULT_MODEL, find_model_folder, get_encoder, load_model
from index.openvino_embedder import PROBES, REFERENCE
from index.prompts import Prompts
from index.runtime import open_tokenizer
from index.torch_embedder import encode_passages
from index.torch_networks import make_torch_run, wrap_module
from qa.reading import network
from training.parameters import change_parameters, read_tensors


@click.command()
def main() -> None:
    """Write both references to where the product reads them."""
    write_vectors(REFERENCE)
    write_marks(network.REFERENCE)


def write_vectors(file: Path) -> None:
    """Write the built-in model's vector of each probe, once."""
    model = load_model(DEFAULT_MODEL, find_model_folder(DEFAULT_MODEL))
    np.save(file, encode_passages(model, Prompts(), list(dict.fromkeys(PROBES))))


def write_marks(file: Path) -> None:
    """Write the marks that the built-in reader gives its probes."""
    folder = find_model_folder(DEFAULT_MODEL)
    encoder = get_encoder(load_model(DEFAULT_MODEL, folder))
    head = change_parameters(encoder, read_tensors(network.WEIGHTS))

    def forward(ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        hidden: torch.Tensor = encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        return hidden @ head["head.weight"].T + head["head.bias"]

    run = make_torch_run(wrap_module(encoder, forward))
    np.save(file, network.probe(network.BuiltInMarker(open_tokenizer(folder), run)))


if __name__ == "__main__":
    main()
