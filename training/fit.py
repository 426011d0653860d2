"""Training the network: seeded, logged, and resumed from its last checkpoint."""

import copy
import json
import math
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import load_file, save_file

from training.model import Encoded, SpanScores

# Batches whose examples are sorted by length together, and the multiple of tokens that they are padded to.
_SORTED, _MULTIPLE = 80, 32
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


def fit(model: SpanScores, encoded: Sequence[Encoded], plan: Plan, folder: Path) -> None:
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
    for step, batch in enumerate(_batches(examples, plan), start=0):
        if step < first:
            continue
        if step >= plan.steps:
            break
        for group in optimizer.param_groups:
            group["lr"] = plan.rate_at(step)
        loss = _loss(computing, batch)
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
    _log(folder, step=plan.steps, **_measure(model, aside, plan.batch))


def freeze(model: SpanScores, layers: int) -> None:
    """Leave the token embeddings and the lowest layers as they are."""
    model.encoder.embeddings.requires_grad_(False)
    for layer in model.encoder.encoder.layer[:layers]:
        layer.requires_grad_(False)


def _move_gradients(source: SpanScores, target: SpanScores) -> None:
    """Move gradients to a network whose weights are more exact; the same network keeps its own."""
    if source is not target:
        for from_, to in zip(source.parameters(), target.parameters(), strict=True):
            if from_.grad is not None:
                to.grad, from_.grad = from_.grad.to(to.dtype), None


@torch.no_grad()
def _copy_weights(source: SpanScores, target: SpanScores) -> None:
    if source is not target:
        for from_, to in zip(source.parameters(), target.parameters(), strict=True):
            if to.requires_grad:
                to.copy_(from_)


def _batches(examples: Sequence[Encoded], plan: Plan) -> Iterator[list[Encoded]]:
    """Yield batches of like length, for ever; the same ones for the same seed."""
    rng = random.Random(plan.seed)  # noqa: S311 - nothing secret
    while True:
        order = rng.sample(range(len(examples)), len(examples))
        block = plan.batch * _SORTED
        for first in range(0, len(order), block):
            sorted_block = sorted(order[first : first + block], key=lambda i: len(examples[i].ids))
            starts = list(range(0, len(sorted_block) - plan.batch + 1, plan.batch))
            rng.shuffle(starts)
            for start in starts:
                yield [examples[i] for i in sorted_block[start : start + plan.batch]]


def _tensors(batch: Sequence[Encoded]) -> tuple[torch.Tensor, torch.Tensor]:
    length = math.ceil(max(len(e.ids) for e in batch) / _MULTIPLE) * _MULTIPLE
    ids = np.zeros((len(batch), length), dtype=np.int64)
    mask = np.zeros_like(ids)
    for row, one in enumerate(batch):
        ids[row, : len(one.ids)] = one.ids
        mask[row, : len(one.ids)] = 1
    return torch.from_numpy(ids), torch.from_numpy(mask)


def _scores(model: SpanScores, batch: Sequence[Encoded]) -> torch.Tensor:
    ids, mask = _tensors(batch)
    scores: torch.Tensor = model(ids, mask).float()
    return scores.masked_fill(mask[..., None] == 0, -1e4)


def _loss(model: SpanScores, batch: Sequence[Encoded]) -> torch.Tensor:
    """Return the mean cross-entropy of the first and the last token of the answer."""
    scores = _scores(model, batch)
    starts, ends = torch.tensor([[one.start, one.end] for one in batch]).T
    cross_entropy = torch.nn.functional.cross_entropy
    return (cross_entropy(scores[..., 0], starts) + cross_entropy(scores[..., 1], ends)) / 2


@torch.no_grad()
def _measure(model: SpanScores, aside: Sequence[Encoded], size: int) -> dict[str, float]:
    """Return the loss, and how often start and end are right, over examples kept aside."""
    model.eval()
    losses, answered, refused = [], [], []
    for first in range(0, len(aside), size):
        batch = aside[first : first + size]
        losses.append(_loss(model, batch).item())
        for one, (start, end) in zip(batch, _scores(model, batch).argmax(dim=1).tolist(), strict=True):
            (answered if one.end else refused).append((start, end) == (one.start, one.end))
    model.train()
    return {
        "loss_aside": round(float(np.mean(losses)), 4),
        "exact": round(float(np.mean(answered)), 4),
        "refused": round(float(np.mean(refused)), 4),
    }


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
