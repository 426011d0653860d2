"""Learning from groups: the sentences of all passages of a question compete with each other.

The loss of a group has three parts: the right sentences against all of the group, the right sentences of each passage
against "none here", and the spans, as on single passages.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from corpus import Span
from training.groups import Group, Place
from training.model import ANSWERING, TokenScores, find_tokens, join_tokens
from training.spans import compute_span_losses, pad

# Passages of like length are computed together, and padded to a multiple of so many tokens.
_TOGETHER, _MULTIPLE = 8, 16
# What the loss of the spans counts beside the others.
_SPANS = 0.5


@dataclass(frozen=True, slots=True)
class EncodedPlace:
    """A passage as token ids, the tokens of each sentence, which of them are right, and the answer's tokens."""

    ids: NDArray[np.int32]
    sentences: tuple[Span, ...]
    right: tuple[bool, ...]
    answer: tuple[int, int]


@dataclass(frozen=True, slots=True)
class EncodedGroup:
    """The passages of a question."""

    places: tuple[EncodedPlace, ...]


class GroupTask:
    """Ranks the sentences of a question's passages."""

    def measure_length(self, item: EncodedGroup) -> int:
        """See Task."""
        return max(len(place.ids) for place in item.places)

    def compute_loss(self, model: TokenScores, batch: Sequence[EncodedGroup]) -> torch.Tensor:
        """Return the sum of the three parts."""
        places = [place for group in batch for place in group.places]
        scores = _score(model, places)
        together, alone = _compute_sentence_losses(scores, batch)
        return _SPANS * _compute_span_loss(scores, batch) + together + alone

    @torch.no_grad()
    def measure(self, model: TokenScores, aside: Sequence[EncodedGroup], size: int) -> dict[str, float]:
        """Return the loss, and how often the best sentence of a question that has an answer is right."""
        model.eval()
        losses, first = [], []
        for start in range(0, len(aside), size):
            batch = aside[start : start + size]
            losses.append(self.compute_loss(model, batch).item())
            scores = iter(_score(model, [place for group in batch for place in group.places]))
            for group in batch:
                ranked = [_score_sentences(next(scores), place) for place in group.places]
                right = [is_right for place in group.places for is_right in place.right]
                if any(right):
                    first.append(right[int(torch.cat(ranked).argmax())])
        model.train()
        return {"loss_aside": round(float(np.mean(losses)), 4), "first": round(float(np.mean(first)), 4)}


def encode_groups(tokenizer: Tokenizer, groups: Sequence[Group]) -> list[EncodedGroup]:
    """Turn groups into token ids."""

    def tokenize(text: str) -> Encoding:
        return tokenizer.encode(text, add_special_tokens=False)

    def encode(question: Encoding, place: Place) -> EncodedPlace:
        passage = tokenize(place.passage)
        ids, first = join_tokens(tokenizer, question, tokenize(place.title), passage)
        spans = [find_tokens(passage, sentence) for sentence in place.sentences]
        kept = [(Span(first + span.start, first + span.end), n in place.right) for n, span in enumerate(spans) if span]
        answer = find_tokens(passage, place.answer) if place.answer else None
        return EncodedPlace(
            ids,
            tuple(span for span, _ in kept),
            tuple(is_right for _, is_right in kept),
            (first + answer.start, first + answer.end - 1) if answer else (0, 0),
        )

    encoded = []
    for group in groups:
        question = tokenize(group.question)
        encoded.append(EncodedGroup(tuple(encode(question, place) for place in group.places)))
    return encoded


def _score(model: TokenScores, places: Sequence[EncodedPlace]) -> torch.Tensor:
    """Return the scores of passages, (passages, tokens, 3); those of like length are computed together."""
    longest = max(len(place.ids) for place in places)
    order = sorted(range(len(places)), key=lambda n: len(places[n].ids))
    rows: dict[int, torch.Tensor] = {}
    for first in range(0, len(order), _TOGETHER):
        chosen = order[first : first + _TOGETHER]
        ids, mask = pad([places[n].ids for n in chosen], _MULTIPLE)
        scores = model(ids, mask).float().masked_fill(mask[..., None] == 0, -1e4)[:, :longest]
        scores = torch.nn.functional.pad(scores, (0, 0, 0, longest - scores.shape[1]), value=-1e4)
        rows |= dict(zip(chosen, scores, strict=True))
    return torch.stack([rows[n] for n in range(len(places))])


def _score_sentences(scores: torch.Tensor, place: EncodedPlace) -> torch.Tensor:
    """Return the mean answering score of each sentence, (sentences,)."""
    answering = scores[:, ANSWERING]
    return torch.stack([answering[sentence.start : sentence.end].mean() for sentence in place.sentences])


def _compute_span_loss(scores: torch.Tensor, batch: Sequence[EncodedGroup]) -> torch.Tensor:
    """Return the mean loss of the spans; a passage that answers without a marked span does not count."""
    places = [place for group in batch for place in group.places]
    starts, ends = torch.tensor([place.answer for place in places]).T
    counted = torch.tensor([float(any(place.answer) or not any(place.right)) for place in places])
    losses = compute_span_losses(scores, starts, ends) * counted
    return losses.sum() / counted.sum().clamp(min=1)


def _compute_sentence_losses(scores: torch.Tensor, batch: Sequence[EncodedGroup]) -> tuple[torch.Tensor, torch.Tensor]:
    """Return the loss of the right sentences against all of their group, and against "none here" of each passage."""
    rows = iter(scores)
    together: list[torch.Tensor] = []
    alone = []
    for group in batch:
        ranked, right = [], []
        for place in group.places:
            row = next(rows)
            if place.sentences:
                worth, is_right = _score_sentences(row, place), torch.tensor(place.right)
                none = row[0, ANSWERING]
                alone.append(
                    _compute_choice_loss(torch.cat([worth, none[None]]), torch.cat([is_right, ~is_right.any()[None]]))
                )
                ranked.append(worth)
                right.append(is_right)
        if torch.cat(right).any():
            together.append(_compute_choice_loss(torch.cat(ranked), torch.cat(right)))
    mean = torch.stack(together).mean() if together else scores.new_zeros(())
    return mean, torch.stack(alone).mean()


def _compute_choice_loss(worth: torch.Tensor, right: torch.Tensor) -> torch.Tensor:
    """Return the negative logarithm of the chance that a right one is taken."""
    return torch.logsumexp(worth, 0) - torch.logsumexp(worth[right], 0)
