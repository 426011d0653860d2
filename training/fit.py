"""Training the network: seeded, logged, and resumed from its last checkpoint."""

import copy
import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeVar

import numpy as np
import torch
from safetensors.torch import load_file, save_file

from training.model import TokenScores

# Batches whose examples are sorted by length together.
_SORTED = 80
# Examples kept aside to see that training goes well.
_ASIDE = 512
# Seconds between two checkpoints, steps between two lines of the log.
_CHECKPOINT, _LOGGED = 300, 20


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train: `steps` of `batch` examples; the rate rises, stays, and falls to 0 over the last part.

    With `bfloat16` all but the weights that are kept is computed in it: several times as fast as float32 on processors
    that have it, and slower on others.
    """

    steps: int
    batch: int = 16
    rate: float = 1e-4
    warm_up: float = 0.04
    falling: float = 0.3
    decay: float = 0.01
    frozen_layers: int = 0
    bfloat16: bool = False
    seed: int = 7

    def rate_at(self, step: int) -> float:
        """Return the learning rate of a step."""
        rising = (step + 1) / (self.warm_up * self.steps)
        falling = (self.steps - step) / (self.falling * self.steps)
        return self.rate * min(1.0, rising, falling)


Item = TypeVar("Item")


class Task(Protocol[Item]):
    """What is learned from items: their lengths, the loss of a batch, and what is measured on items kept aside."""

    def measure_length(self, item: Item) -> int:
        """Return the tokens of the longest text of an item."""
        ...

    def compute_loss(self, model: TokenScores, batch: Sequence[Item]) -> torch.Tensor:
        """Return the loss of a batch."""
        ...

    def measure(self, model: TokenScores, aside: Sequence[Item], size: int) -> dict[str, float]:
        """Return by name what is measured on items kept aside, `size` of them at once."""
        ...


def fit(model: TokenScores, encoded: Sequence[Item], task: Task[Item], plan: Plan, folder: Path) -> None:
    """Train `model` in place, going on from the checkpoint in `folder` if there is one."""
    torch.manual_seed(plan.seed)
    freeze(model, plan.frozen_layers)
    aside, examples = encoded[:_ASIDE], encoded[_ASIDE:]
    if len(examples) < plan.batch:
        raise ValueError(
            f"{len(encoded)} examples are too few: {_ASIDE} are kept aside, and a batch takes {plan.batch}"
        )
    trained = {name: p for name, p in model.named_parameters() if p.requires_grad}
    decayed = [p for p in trained.values() if p.ndim > 1]
    rest = [p for p in trained.values() if p.ndim == 1]
    optimizer = torch.optim.AdamW(
        [{"params": decayed, "weight_decay": plan.decay}, {"params": rest, "weight_decay": 0.0}],
        lr=plan.rate,
        fused=True,
    )
    first = _resume(trained, optimizer, folder)
    model.train()
    computing = copy.deepcopy(model).bfloat16() if plan.bfloat16 else model
    began = saved = time.monotonic()
    losses: list[float] = []
    for step, batch in enumerate(_batches(examples, task, plan), start=0):
        if step < first:
            continue
        if step >= plan.steps:
            break
        for group in optimizer.param_groups:
            group["lr"] = plan.rate_at(step)
        loss = task.compute_loss(computing, batch)
        loss.backward()
        _move_gradients(computing, model)
        torch.nn.utils.clip_grad_norm_(trained.values(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        _copy_weights(model, computing)
        losses.append(loss.item())
        if (step + 1) % _LOGGED == 0:
            seconds = time.monotonic() - began
            pace = plan.batch * (step + 1 - first) / seconds
            loss_now = round(float(np.mean(losses)), 4)
            _log(folder, step=step + 1, loss=loss_now, seconds=round(seconds), examples_a_second=round(pace, 1))
            losses = []
        if time.monotonic() - saved > _CHECKPOINT:
            _save(trained, optimizer, step + 1, folder)
            saved = time.monotonic()
    _save(trained, optimizer, plan.steps, folder)
    _log(folder, step=plan.steps, **task.measure(model, aside, plan.batch))


def freeze(model: TokenScores, layers: int) -> None:
    """Leave the token embeddings and the lowest layers as they are."""
    model.encoder.embeddings.requires_grad_(False)
    for layer in model.encoder.encoder.layer[:layers]:
        layer.requires_grad_(False)


def _move_gradients(source: TokenScores, target: TokenScores) -> None:
    """Move gradients to a network whose weights are more exact; the same network keeps its own."""
    if source is not target:
        for from_, to in zip(source.parameters(), target.parameters(), strict=True):
            if from_.grad is not None:
                to.grad, from_.grad = from_.grad.to(to.dtype), None


@torch.no_grad()
def _copy_weights(source: TokenScores, target: TokenScores) -> None:
    if source is not target:
        for from_, to in zip(source.parameters(), target.parameters(), strict=True):
            if to.requires_grad:
                to.copy_(from_)


def _batches(examples: Sequence[Item], task: Task[Item], plan: Plan) -> Iterator[list[Item]]:
    """Yield batches of like length, for ever; the same ones for the same seed."""
    rng = random.Random(plan.seed)  # noqa: S311 - nothing secret
    while True:
        order = rng.sample(range(len(examples)), len(examples))
        block = plan.batch * _SORTED
        for first in range(0, len(order), block):
            sorted_block = sorted(order[first : first + block], key=lambda i: task.measure_length(examples[i]))
            starts = list(range(0, len(sorted_block) - plan.batch + 1, plan.batch))
            rng.shuffle(starts)
            for start in starts:
                yield [examples[i] for i in sorted_block[start : start + plan.batch]]


def _save(trained: dict[str, torch.nn.Parameter], optimizer: torch.optim.Optimizer, step: int, folder: Path) -> None:
    """Write a checkpoint in one step; it holds what is trained and the optimizer's moments."""
    tensors = {f"weight.{name}": p.detach().clone() for name, p in trained.items()}
    for name, p in trained.items():
        for key in ("exp_avg", "exp_avg_sq"):
            tensors[f"{key}.{name}"] = optimizer.state[p][key].clone()
    scratch = folder / "checkpoint.part"
    save_file(tensors, scratch, {"step": str(step)})
    scratch.replace(folder / "checkpoint.safetensors")


def _resume(trained: dict[str, torch.nn.Parameter], optimizer: torch.optim.Optimizer, folder: Path) -> int:
    """Load the checkpoint if there is one; return the step to go on with."""
    file = folder / "checkpoint.safetensors"
    if not file.exists():
        return 0
    from safetensors import safe_open

    with safe_open(file, framework="pt") as opened:
        step = int(opened.metadata()["step"])
    tensors = load_file(file)
    with torch.no_grad():
        for name, p in trained.items():
            p.copy_(tensors[f"weight.{name}"])
            optimizer.state[p] = {
                "step": torch.tensor(float(step)),
                "exp_avg": tensors[f"exp_avg.{name}"].clone(),
                "exp_avg_sq": tensors[f"exp_avg_sq.{name}"].clone(),
            }
    return step


def _log(folder: Path, **row: Any) -> None:  # noqa: ANN401
    with (folder / "log.jsonl").open("a", encoding="utf-8") as lines:
        lines.write(json.dumps(row) + "\n")
