"""Writing the weights: what comes back from the file is what was trained."""

from hashlib import sha256

import pytest
from safetensors.torch import save_file

from training import parameters
from training.export import average, export


@pytest.fixture
def before(make_network):
    return make_network(0)


@pytest.fixture
def after(make_network):
    """The network as training might have left it: every weight is another."""
    return make_network(1)


@pytest.fixture
def checkpoint(after, tmp_path):
    """A checkpoint of it, with the optimizer's moments."""
    file = tmp_path / "checkpoint.safetensors"
    weights = {f"weight.{name}": p.detach().clone() for name, p in after.named_parameters()}
    moments = {f"exp_avg.{name}": p.detach() * 3 for name, p in after.named_parameters()}
    save_file(weights | moments, file, {"step": "1"})
    return file


def test_whole_tensors_come_back_in_half_precision(checkpoint, after, tmp_path):
    file = tmp_path / "weights.safetensors"
    printed = export(checkpoint, {}, file)
    tensors = parameters.read_tensors(file)
    expected = {name.removeprefix("encoder."): p.detach().half().float() for name, p in after.named_parameters()}
    assert tensors.keys() == expected.keys()
    assert all(tensors[name].equal(expected[name]) for name in expected)
    assert printed == sha256(file.read_bytes()).hexdigest()


@pytest.mark.parametrize("rank", [None, 16])
def test_the_product_gets_the_weights_back(checkpoint, before, after, tmp_path, rank):
    """Of full rank, a difference is all of it."""
    base = {name: p.detach().clone() for name, p in before.encoder.named_parameters()}
    file = tmp_path / "weights.safetensors"
    export(checkpoint, base if rank else {}, file, rank)
    tensors = parameters.read_tensors(file)
    assert any(name.endswith(".up") for name in tensors) == bool(rank)
    head = parameters.change_parameters(before.encoder, tensors)
    assert head.keys() == {"head.weight", "head.bias"}
    assert head["head.weight"].allclose(after.head.weight, atol=1e-3)
    wanted = dict(after.encoder.named_parameters())
    for name, p in before.encoder.named_parameters():
        assert p.allclose(wanted[name], atol=1e-2), name


def test_a_low_rank_is_small_and_near(checkpoint, before, after, tmp_path):
    base = {name: p.detach().clone() for name, p in before.encoder.named_parameters()}
    whole, low = tmp_path / "whole", tmp_path / "low"
    export(checkpoint, {}, whole)
    export(checkpoint, base, low, 4)
    assert low.stat().st_size < whole.stat().st_size
    parameters.change_parameters(before.encoder, parameters.read_tensors(low))
    wanted = dict(after.encoder.named_parameters())
    for name, p in before.encoder.named_parameters():
        if p.ndim == 2:
            assert (p - wanted[name]).norm() < (base[name] - wanted[name]).norm()


def test_the_mean_of_two_rounds(before, after, tmp_path):
    files = []
    for network in (before, after):
        files.append(tmp_path / f"{len(files)}.safetensors")
        save_file(
            {name.removeprefix("encoder."): p.detach().clone() for name, p in network.named_parameters()}, files[-1]
        )
    printed = average(*files, 0.25, tmp_path / "mean.safetensors")
    mean = parameters.read_tensors(tmp_path / "mean.safetensors")
    earlier, later = before.head.weight.detach(), after.head.weight.detach()
    assert mean["head.weight"][:2].allclose(0.75 * earlier[:2] + 0.25 * later[:2], atol=1e-3)
    # The round before does not train the answering score.
    assert mean["head.weight"][2].allclose(later[2], atol=1e-3)
    assert printed == sha256((tmp_path / "mean.safetensors").read_bytes()).hexdigest()
