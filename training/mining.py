"""Scoring whole passages by a trained network, to find what it takes for an answer and is none."""

from collections.abc import Callable

import torch
from tokenizers import Tokenizer

from training.competition import encode_groups, score_places, score_sentences
from training.groups import Group
from training.model import TokenScores


def open_scorer(network: TokenScores, tokenizer: Tokenizer) -> Callable[[Group], list[list[float]]]:
    """Return what gives the answering score of each sentence of each passage; what the network cannot read has none."""
    network.eval()

    @torch.no_grad()
    def score(group: Group) -> list[list[float]]:
        (encoded,) = encode_groups(tokenizer, [group])
        scores = score_places(network, encoded.places)
        placed = zip(scores, encoded.places, strict=True)
        return [score_sentences(row, place).tolist() if place.sentences else [] for row, place in placed]

    return score
