"""Learning to mark spans: where an answer begins and ends in a passage, or that it holds none."""

import math
from collections.abc import Sequence

import numpy as np
import torch

from training.model import END, START, Encoded, TokenScores

# What texts are padded to a multiple of.
_MULTIPLE = 32


class SpanTask:
    """Marks the answer in one passage."""

    def measure_length(self, item: Encoded) -> int:
        """See Task."""
        return len(item.ids)

    def compute_loss(self, model: TokenScores, batch: Sequence[Encoded]) -> torch.Tensor:
        """Return the mean cross-entropy of the first and the last token of the answer."""
        starts, ends = torch.tensor([[one.start, one.end] for one in batch]).T
        return compute_span_losses(_score(model, batch), starts, ends).mean()

    @torch.no_grad()
    def measure(self, model: TokenScores, aside: Sequence[Encoded], size: int) -> dict[str, float]:
        """Return the loss, and how often start and end are right."""
        model.eval()
        losses, answered, refused = [], [], []
        for first in range(0, len(aside), size):
            batch = aside[first : first + size]
            losses.append(self.compute_loss(model, batch).item())
            best = _score(model, batch)[..., : END + 1].argmax(dim=1).tolist()
            for one, (start, end) in zip(batch, best, strict=True):
                (answered if one.end else refused).append((start, end) == (one.start, one.end))
        model.train()
        return {
            "loss_aside": round(float(np.mean(losses)), 4),
            "exact": round(float(np.mean(answered)), 4),
            "refused": round(float(np.mean(refused)), 4),
        }


def compute_span_losses(scores: torch.Tensor, starts: torch.Tensor, ends: torch.Tensor) -> torch.Tensor:
    """Return the cross-entropy of each text's first and last token of the answer, (texts,)."""
    cross_entropy = torch.nn.functional.cross_entropy
    of_start = cross_entropy(scores[..., START], starts, reduction="none")
    return (of_start + cross_entropy(scores[..., END], ends, reduction="none")) / 2


def pad(texts: Sequence["np.typing.NDArray[np.int32]"], multiple: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Return token ids and mask, (texts, tokens), of which the tokens are a multiple."""
    length = math.ceil(max(map(len, texts)) / multiple) * multiple
    ids = np.zeros((len(texts), length), dtype=np.int64)
    mask = np.zeros_like(ids)
    for row, text in enumerate(texts):
        ids[row, : len(text)] = text
        mask[row, : len(text)] = 1
    return torch.from_numpy(ids), torch.from_numpy(mask)


def _score(model: TokenScores, batch: Sequence[Encoded]) -> torch.Tensor:
    ids, mask = pad([one.ids for one in batch], _MULTIPLE)
    scores: torch.Tensor = model(ids, mask).float()
    return scores.masked_fill(mask[..., None] == 0, -1e4)
