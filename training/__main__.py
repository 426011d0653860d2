"""`python -m training DATA WORK`: make the examples, train, and write the weights; goes on where it was stopped."""

from pathlib import Path

import click
import torch
from transformers import BertModel

from index.embedder import open_embedder
from index.model import DEFAULT_MODEL, model_folder
from index.runtime import tokenizer_of
from training import examples as making
from training.data import read
from training.export import export
from training.fit import Plan, fit
from training.model import SpanScores, encode


@click.command()
@click.argument("data", type=click.Path(path_type=Path, exists=True))
@click.argument("work", type=click.Path(path_type=Path))
@click.option("--steps", default=8_000, show_default=True, help="Batches to train on.")
@click.option("--frozen-layers", default=0, show_default=True, help="Lowest layers left as they are.")
@click.option("--rate", default=1e-4, show_default=True, help="Highest learning rate.")
@click.option("--rank", type=int, help="Write each matrix as a low-rank difference of this rank.")
@click.option("--bfloat16", is_flag=True, help="Multiply in bfloat16: on processors that have it, three times as fast.")
@click.option("--seed", default=7, show_default=True)
def main(
    data: Path, work: Path, steps: int, frozen_layers: int, rate: float, rank: int | None, bfloat16: bool, seed: int
) -> None:
    """Train the reader on DATA, questions in SQuAD's form, keeping everything in the folder WORK."""
    work.mkdir(parents=True, exist_ok=True)
    file = work / "examples.jsonl"
    if not file.exists():
        articles, questions = read(data)
        embedder = open_embedder(DEFAULT_MODEL, work / "cache")
        with click.progressbar(making.make(embedder, articles, questions, seed), label="Making examples") as made:
            making.write(made, file)
    made_before = making.load(file)
    folder = model_folder(DEFAULT_MODEL)
    encoder = BertModel.from_pretrained(
        folder,
        add_pooling_layer=False,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
        local_files_only=True,
        attn_implementation="eager",  # the fastest on a processor
    )
    torch.manual_seed(seed)
    model = SpanScores(encoder, encoder.config.hidden_size)
    encoded = encode(tokenizer_of(folder), made_before)
    click.echo(f"{len(encoded)} examples; training for {steps} steps; see {work / 'log.jsonl'}")
    base = {name: p.detach().clone() for name, p in encoder.named_parameters()} if rank else {}
    plan = Plan(steps=steps, frozen_layers=frozen_layers, rate=rate, bfloat16=bfloat16, seed=seed)
    fit(model, encoded, plan, work)
    weights = work / "weights.safetensors"
    click.echo(f"{weights}: SHA-256 {export(work / 'checkpoint.safetensors', base, weights, rank)}")


if __name__ == "__main__":
    main()
