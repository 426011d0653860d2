"""`python -m training DATA WORK`: make the examples, train, and write the weights; goes on where it was stopped."""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import click
import torch
from transformers import BertModel

from corpus import Article
from index.embedder import open_embedder
from index.model import DEFAULT_MODEL, find_model_folder
from index.runtime import open_tokenizer
from index.torch_networks import change_parameters, read_tensors
from training import examples as making
from training.data import Question, read
from training.export import export
from training.fit import Plan, fit
from training.model import ATTENTION, SpanScores, encode


@click.command()
@click.argument("data", type=click.Path(path_type=Path, exists=True))
@click.argument("work", type=click.Path(path_type=Path))
@click.option("--rounds", default=2, show_default=True, help="Times that new examples are made and trained on.")
@click.option("--steps", default=8_000, show_default=True, help="Batches of a round.")
@click.option("--frozen-layers", default=0, show_default=True, help="Lowest layers left as they are.")
@click.option("--rate", default=1e-4, show_default=True, help="Highest learning rate.")
@click.option("--rank", type=int, help="Write the weights as low-rank differences of this rank, too.")
@click.option("--bfloat16", is_flag=True, help="Compute in bfloat16, where the processor has it.")
@click.option("--seed", default=7, show_default=True)
def main(data: Path, work: Path, rounds: int, rank: int | None, seed: int, **plan: Any) -> None:  # noqa: ANN401
    """Train the reader on DATA, questions in SQuAD's form, keeping everything in the folder WORK."""
    articles, questions = read(data)
    folders = [work / f"round-{number}" for number in range(1, rounds + 1)]
    before: Path | None = None
    for number, folder in enumerate(folders):
        weights = folder / "weights.safetensors"
        if not weights.exists():
            folder.mkdir(parents=True, exist_ok=True)
            model = _network(before)
            examples = _examples(articles, questions, folder, seed + number)
            click.echo(f"{folder.name}: {len(examples)} examples; see {folder / 'log.jsonl'}")
            fit(
                model,
                encode(open_tokenizer(find_model_folder(DEFAULT_MODEL)), examples),
                Plan(seed=seed + number, **plan),
                folder,
            )
            export(folder / "checkpoint.safetensors", {}, weights)
        click.echo(f"{weights}: SHA-256 {sha256(weights.read_bytes()).hexdigest()}")
        before = weights
    if rank:
        base = {name: p.detach() for name, p in _network().encoder.named_parameters()}
        file = work / f"rank-{rank}.safetensors"
        click.echo(f"{file}: SHA-256 {export(folders[-1] / 'checkpoint.safetensors', base, file, rank)}")


def _network(weights: Path | None = None) -> SpanScores:
    """Return the embedder's encoder with a new start and end score, or the network that a round before this made."""
    encoder = BertModel.from_pretrained(
        find_model_folder(DEFAULT_MODEL),
        add_pooling_layer=False,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
        local_files_only=True,
        attn_implementation=ATTENTION,
    )
    torch.manual_seed(0)
    network = SpanScores(encoder, encoder.config.hidden_size)
    if weights:
        head = change_parameters(encoder, read_tensors(weights))
        network.head.load_state_dict({name.removeprefix("head."): tensor for name, tensor in head.items()})
    return network


def _examples(
    articles: Sequence[Article], questions: Sequence[Question], folder: Path, seed: int
) -> list[making.Example]:
    """Return the examples in `folder`, made at the first time."""
    file = folder / "examples.jsonl"
    if not file.exists():
        embedder = open_embedder(DEFAULT_MODEL, folder / "cache")
        with click.progressbar(making.make(embedder, articles, questions, seed), label="Making examples") as made:
            making.write(made, file)
    return making.load(file)


if __name__ == "__main__":
    main()
