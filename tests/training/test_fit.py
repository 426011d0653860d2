"""Training: it learns, says how it goes, and goes on from where it was stopped as if it had not been."""

from itertools import pairwise

import pytest
import torch

from training import fit as fitting
from training.fit import Plan, fit
from training.spans import SpanTask

pytestmark = pytest.mark.usefixtures("short_runs")

STEPS, STOPPED = 12, 5


def trained(network, encoded, plan, folder, task=None):
    folder.mkdir(exist_ok=True)
    fit(network, encoded, task or SpanTask(), plan, folder)
    return network.state_dict()


class Stopped(SpanTask):
    """Is stopped, as a run is from the keyboard, after some batches."""

    def __init__(self, batches):
        self._left = iter(range(batches))

    def compute_loss(self, model, batch):
        if next(self._left, None) is None:
            raise KeyboardInterrupt
        return super().compute_loss(model, batch)


def test_a_run_that_was_stopped_ends_with_the_same_weights(make_network, encoded, tmp_path, read_log):
    plan = Plan(steps=STEPS, batch=8, rate=1e-2)
    straight = trained(make_network(), encoded, plan, tmp_path / "straight")
    before = make_network().state_dict()
    assert any(not before[name].equal(tensor) for name, tensor in straight.items())
    with pytest.raises(KeyboardInterrupt):
        trained(make_network(), encoded, plan, tmp_path / "stopped", Stopped(STOPPED))
    # What the network held before does not matter: all that is trained comes from the checkpoint.
    network = make_network()
    network.head.weight.data.zero_()
    resumed = trained(network, encoded, plan, tmp_path / "stopped")
    assert straight.keys() == resumed.keys()
    for name, tensor in straight.items():
        assert tensor.allclose(resumed[name], atol=1e-6), name
    assert [row["step"] for row in read_log(tmp_path / "stopped")] == [4, 8, 12, 12]
    assert not list(tmp_path.rglob("*.part"))


def test_a_finished_run_is_left_as_it_is(make_network, encoded, tmp_path):
    plan = Plan(steps=STOPPED, batch=8)
    first = trained(make_network(), encoded, plan, tmp_path)
    again = trained(make_network(1), encoded, plan, tmp_path)
    assert all(first[name].equal(again[name]) for name in first if not name.startswith("encoder.embeddings"))


def test_the_loss_falls(make_network, encoded, tmp_path, read_log):
    plan = Plan(steps=120, batch=8, rate=2e-2)
    trained(make_network(), encoded, plan, tmp_path)
    *log, last = read_log(tmp_path)
    assert [row["step"] for row in log] == list(range(4, 121, 4))
    assert all({"loss", "seconds", "examples_a_second"} < row.keys() for row in log)
    assert log[-1]["loss"] < log[0]["loss"] / 3
    assert last["step"] == 120
    assert last["loss_aside"] < 1
    assert last["exact"] > 0.7
    assert last["refused"] > 0.7


def test_bfloat16_learns_the_same(make_network, encoded, tmp_path):
    """What is kept is float32, and hardly another than without it."""
    straight, rounded = (
        trained(make_network(), encoded, Plan(steps=STEPS, batch=8, rate=1e-2, bfloat16=short), tmp_path / str(short))
        for short in (False, True)
    )
    before = make_network().state_dict()
    assert {tensor.dtype for tensor in rounded.values() if tensor.is_floating_point()} == {torch.float32}
    name = "encoder.encoder.layer.0.output.dense.weight"
    moved, apart = straight[name] - before[name], rounded[name] - straight[name]
    assert 0 < apart.norm() < moved.norm() / 2


def test_what_is_frozen_stays(make_network, encoded, tmp_path):
    before = {name: tensor.clone() for name, tensor in make_network().state_dict().items()}
    after = trained(make_network(), encoded, Plan(steps=STOPPED, batch=8, frozen_layers=1), tmp_path)
    changed = {name for name in before if not before[name].equal(after[name])}
    assert changed
    assert all(name.startswith(("head.", "encoder.encoder.layer.1.")) for name in changed)


def test_the_rate_rises_stays_and_falls():
    plan = Plan(steps=100, rate=1.0)
    rates = [plan.rate_at(step) for step in range(100)]
    assert rates[:5] == pytest.approx([0.25, 0.5, 0.75, 1, 1])
    assert set(rates[4:70]) == {1.0}
    assert all(before > after > 0 for before, after in pairwise(rates[70:]))


def test_the_same_seed_takes_the_same_batches(encoded):
    def first(seed):
        batches = fitting._batches(encoded, SpanTask(), Plan(steps=1, batch=8, seed=seed))
        return [[id(one) for one in next(batches)] for _ in range(30)]

    assert first(1) == first(1) != first(2)
    assert {one for batch in first(1) for one in batch} <= {id(one) for one in encoded}


def test_too_few_examples(make_network, encoded, tmp_path):
    """It looked for a batch for ever."""
    with pytest.raises(ValueError, match="33 examples are too few"):
        fit(make_network(), encoded[:33], SpanTask(), Plan(steps=1), tmp_path)
