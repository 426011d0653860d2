"""Learning to mark spans: what is right costs nothing, what pads a text costs nothing, and what is measured is so."""

import math

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from training.model import ANSWERING, END, START, Encoded
from training.spans import SpanTask, compute_span_losses, pad

TEXTS = st.lists(st.lists(st.integers(1, 39), min_size=1, max_size=70), min_size=1, max_size=6)


@given(TEXTS, st.sampled_from([1, 16, 32]))
def test_what_is_padded_is_hidden(texts, multiple):
    ids, mask = pad([np.array(text, dtype=np.int32) for text in texts], multiple)
    assert ids.shape == mask.shape
    assert ids.shape[1] % multiple == 0 <= ids.shape[1] - max(map(len, texts)) < multiple
    for row, hidden, text in zip(ids, mask, texts, strict=True):
        assert row[hidden == 1].tolist() == text
        assert hidden.sum() == len(text)
        assert not row[len(text) :].any()


def mark(length, places):
    """Return scores of texts that stand out at the first and the last token of a span."""
    scores = torch.zeros(len(places), length, 3)
    for row, (start, end) in enumerate(places):
        scores[row, start, START] = scores[row, end, END] = 50
    return scores


def test_a_mark_costs_nothing_where_it_is_right_only():
    right = torch.tensor([[2, 4], [0, 0], [3, 3]]).T
    assert compute_span_losses(mark(6, [(2, 4), (0, 0), (3, 3)]), *right).tolist() == pytest.approx([0, 0, 0])
    half, whole, none = compute_span_losses(mark(6, [(2, 5), (1, 1), (3, 3)]), *right).tolist()
    assert (half, whole, none) == pytest.approx((25, 50, 0))
    assert compute_span_losses(torch.zeros(3, 6, 3), *right).tolist() == pytest.approx([math.log(6)] * 3)


def test_the_answering_score_does_not_count():
    right = torch.tensor([[2, 4]]).T
    scores = torch.randn(1, 6, 3)
    changed = scores.clone()
    changed[..., ANSWERING] = torch.randn(1, 6)
    assert compute_span_losses(scores, *right).equal(compute_span_losses(changed, *right))


def test_a_batch_costs_what_its_texts_cost_alone(make_network, encoded):
    """Shorter texts are padded to the longest."""
    task, network, batch = SpanTask(), make_network(), encoded[:6]
    assert len({task.measure_length(one) for one in batch}) > 1
    alone = [task.compute_loss(network, [one]).item() for one in batch]
    assert task.compute_loss(network, batch).item() == pytest.approx(np.mean(alone), abs=1e-4)


class Marker(torch.nn.Module):
    """Marks the token 7 wherever it stands, or that there is none."""

    def forward(self, ids, mask):
        there = (ids == 7).float()
        there[:, 0] = 1 - there.amax(dim=1)
        return torch.stack([50 * there] * 3, dim=2)


def test_what_is_measured(encoded):
    """A network that marks rightly what there is, and one example that it gets wrong."""
    network = Marker()
    assert SpanTask().measure(network, encoded, 8) == {"loss_aside": 0.0, "exact": 1.0, "refused": 1.0}
    wrong = Encoded(np.array([1, 7, 9], dtype=np.int32), 0, 0)
    assert SpanTask().measure(network, [*encoded[:6], wrong], 4)["refused"] == pytest.approx(2 / 3, abs=1e-3)
    assert network.training
