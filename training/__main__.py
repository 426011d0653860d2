"""`python -m training DATA WORK`: make the examples, train, and write the weights; goes on where it was stopped."""

import random
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import click
import torch
from tokenizers import Tokenizer
from transformers import BertModel

from index.embedder import open_embedder
from index.model import DEFAULT_MODEL, find_model_folder
from index.runtime import open_tokenizer
from training import examples, groups
from training.asked import read_asked
from training.competition import EncodedGroup, GroupTask, encode_groups
from training.data import read
from training.export import average, export
from training.fit import Item, Plan, Task, fit
from training.lines import write_rows
from training.model import ATTENTION, Encoded, TokenScores, encode
from training.parameters import change_parameters, read_tensors
from training.spans import SpanTask
from training.typed import read_typed

# From a round's folder and its seed to what is learned from.
Encode = Callable[[Path, int], list[Item]]
# The set that spans are learned from; groups are made of all sets that training/asked.py names.
_SPANS = "squad1_train"
# How the rounds on groups go: their batches are groups of some four passages.
_GROUPS = {"batch": 8, "warm_up": 0.05, "falling": 0.4}
# In the last round each typed question comes so often, with other rivals, and so many of the round before beside them.
_TIMES, _BESIDE = 2, 5_000
# What the rounds on groups count in the mean of their weights and those of the rounds on spans.
_SHARE = 0.6


@click.command()
@click.argument("data", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.argument("work", type=click.Path(path_type=Path))
@click.option("--rounds", default=2, show_default=True, help="Times that spans are learned from new examples.")
@click.option("--steps", default=8_000, show_default=True, help="Batches of such a round.")
@click.option("--rate", default=1e-4, show_default=True, help="Highest learning rate of such a round.")
@click.option("--group-steps", default=1_700, show_default=True, help="Batches of the round on groups.")
@click.option("--typed-steps", default=3_000, show_default=True, help="Batches of the last round, on typed questions.")
@click.option("--group-rate", default=8e-5, show_default=True, help="Highest learning rate of these two.")
@click.option("--frozen-layers", default=0, show_default=True, help="Lowest layers left as they are.")
@click.option("--rank", type=int, help="Write the weights as low-rank differences of this rank, too.")
@click.option("--bfloat16", is_flag=True, help="Compute in bfloat16, where the processor has it.")
@click.option("--seed", default=7, show_default=True)
def main(
    data: Path,
    work: Path,
    rounds: int,
    steps: int,
    rate: float,
    group_steps: int,
    typed_steps: int,
    group_rate: float,
    rank: int | None,
    seed: int,
    **plan: Any,  # noqa: ANN401
) -> None:
    """Train the reader on the question sets in DATA, keeping everything in the folder WORK."""
    weights: Path | None = None
    for number in range(1, rounds + 1):
        each = Plan(seed=seed + number, steps=steps, rate=rate, **plan)
        weights = _train(work / f"round-{number}", weights, SpanTask(), partial(_encode_spans, data), each)
    each = Plan(seed=seed, steps=group_steps, rate=group_rate, **_GROUPS, **plan)
    last = _train(work / "groups", weights, GroupTask(), partial(_encode_groups, data), each)
    final = replace(each, steps=typed_steps)
    last = _train(work / "typed", last, GroupTask(), partial(_encode_typed, data, work / "groups"), final)
    if weights:
        file = work / "weights.safetensors"
        click.echo(f"{file}: SHA-256 {average(weights, last, _SHARE, file)}")
    if rank:
        base = {name: p.detach() for name, p in _network().encoder.named_parameters()}
        file = work / f"rank-{rank}.safetensors"
        click.echo(f"{file}: SHA-256 {export(work / 'typed' / 'checkpoint.safetensors', base, file, rank)}")


def _train(folder: Path, before: Path | None, task: Task[Item], encode: Encode[Item], plan: Plan) -> Path:
    """Train on from the weights of the round before; return the weights, which stand there if it was done already."""
    weights = folder / "weights.safetensors"
    if not weights.exists():
        folder.mkdir(parents=True, exist_ok=True)
        model = _network(before)
        encoded = encode(folder, plan.seed)
        click.echo(f"{folder.name}: {len(encoded)} examples; see {folder / 'log.jsonl'}")
        fit(model, encoded, task, plan, folder)
        export(folder / "checkpoint.safetensors", {}, weights)
    click.echo(f"{weights}: SHA-256 {sha256(weights.read_bytes()).hexdigest()}")
    return weights


def _network(weights: Path | None = None) -> TokenScores:
    """Return the embedder's encoder with new scores on top, or the network that a round before this made."""
    encoder = BertModel.from_pretrained(
        find_model_folder(DEFAULT_MODEL),
        add_pooling_layer=False,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
        local_files_only=True,
        attn_implementation=ATTENTION,
    )
    torch.manual_seed(0)
    network = TokenScores(encoder, encoder.config.hidden_size)
    if weights:
        head = change_parameters(encoder, read_tensors(weights))
        network.head.load_state_dict({name.removeprefix("head."): tensor for name, tensor in head.items()})
    return network


def _encode_spans(data: Path, folder: Path, seed: int) -> list[Encoded]:
    """Return the examples in `folder`, made at the first time."""
    file = folder / "examples.jsonl"
    if not file.exists():
        articles, questions = read(data, _SPANS)
        embedder = open_embedder(DEFAULT_MODEL, folder / "cache")
        with click.progressbar(examples.make(embedder, articles, questions, seed), label="Making examples") as made:
            write_rows(made, file)
    return encode(_open_tokenizer(), examples.load(file))


def _encode_groups(data: Path, folder: Path, seed: int) -> list[EncodedGroup]:
    """Return the groups in `folder`, made at the first time."""
    file = folder / "groups.jsonl"
    if not file.exists():
        articles, asked = read_asked(data, seed)
        embedder = open_embedder(DEFAULT_MODEL, folder / "cache")
        with click.progressbar(groups.make_groups(embedder, articles, asked, seed), label="Making groups") as made:
            write_rows(made, file)
    return encode_groups(_open_tokenizer(), groups.load(file))


def _encode_typed(data: Path, before: Path, folder: Path, seed: int) -> list[EncodedGroup]:
    """Return the groups of the typed questions, made at the first time, and some of the round before, mixed."""
    file = folder / "groups.jsonl"
    if not file.exists():
        articles, asked = read_typed(data)
        embedder = open_embedder(DEFAULT_MODEL, folder / "cache")
        made = groups.make_groups(embedder, articles, asked * _TIMES, seed)
        with click.progressbar(made, label="Making typed groups", length=len(asked) * _TIMES) as shown:
            write_rows(shown, file)
    typed, others = groups.load(file), groups.load(before / "groups.jsonl")
    rng = random.Random(seed)  # noqa: S311 - nothing secret
    mixed = [*typed, *rng.sample(others, min(_BESIDE, len(others)))]
    rng.shuffle(mixed)
    return encode_groups(_open_tokenizer(), mixed)


def _open_tokenizer() -> Tokenizer:
    return open_tokenizer(find_model_folder(DEFAULT_MODEL))


if __name__ == "__main__":
    main()
