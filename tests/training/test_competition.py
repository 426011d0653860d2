"""Learning from groups: the right sentence comes to the top, and no group depends on those beside it."""

import numpy as np
import pytest
import torch

from corpus import Span
from training import fit as fitting
from training.competition import EncodedGroup, EncodedPlace, GroupTask
from training.fit import Plan, fit

ANSWER = 7


def make_group(rng, *, has_answer=True):
    """Return three passages of two sentences; the token ANSWER stands in the right one."""
    places, right_place = [], int(rng.integers(3))
    for n in range(3):
        ids = rng.integers(8, 40, size=int(rng.integers(12, 20))).astype(np.int32)
        half, is_right = len(ids) // 2, has_answer and n == right_place
        at = int(rng.integers(half, len(ids)))
        if is_right:
            ids[at] = ANSWER
        sentences = (Span(1, half), Span(half, len(ids)))
        places.append(EncodedPlace(ids, sentences, (False, is_right), (at, at) if is_right else (0, 0)))
    return EncodedGroup(tuple(places), True)


@pytest.fixture(scope="module")
def groups():
    rng = np.random.default_rng(2)
    return [make_group(rng, has_answer=n % 4 > 0) for n in range(120)]


def test_the_right_sentence_comes_to_the_top(make_network, groups, tmp_path, monkeypatch):
    monkeypatch.setattr(fitting, "_ASIDE", 24)
    monkeypatch.setattr(fitting, "_SORTED", 4)
    network, task = make_network(), GroupTask()
    before = task.measure(network, groups[:24], 8)
    fit(network, groups, task, Plan(steps=80, batch=8, rate=2e-2), tmp_path)
    after = task.measure(network, groups[:24], 8)
    assert after["loss_aside"] < before["loss_aside"] / 2
    assert after["first"] > 0.8


def test_a_group_alone_has_the_loss_it_has_beside_others(make_network, groups):
    """Padding, and the order in which passages are computed, change nothing."""
    network, task = make_network().eval(), GroupTask()
    answered = [group for group in groups if any(any(place.right) for place in group.places)][:6]
    with torch.no_grad():
        alone = [task.compute_loss(network, [group]).item() for group in answered]
        together = task.compute_loss(network, answered).item()
    assert together == pytest.approx(np.mean(alone), abs=1e-3)


def test_no_span_is_learned_of_a_claim(make_network):
    """Its evidence answers, and no span of it is an answer; to learn "none here" would be wrong."""
    [claim] = [
        EncodedGroup(tuple(EncodedPlace(p.ids, p.sentences, p.right, (0, 0)) for p in group.places[:1]), has_span=False)
        for group in [make_group(np.random.default_rng(5))]
    ]
    [place] = claim.places
    claim = EncodedGroup((EncodedPlace(place.ids, place.sentences, (False, True), (0, 0)),), has_span=False)
    network = make_network()
    GroupTask().compute_loss(network, [claim]).backward()
    assert not network.head.weight.grad[:2].any()
    assert network.head.weight.grad[2].any()
