"""Weighing evidence: what tells the right sentence gets the weight, and the threshold serves all questions."""

import numpy as np
import pytest

from training import evidence_weights as weights_of
from training import weigh
from training.evidence_weights import Read

TELLING, IDLE = 2, 4


def read(rng, *, answerable=True, foreign=False, sentences=8):
    """Return a question whose right sentence stands out in one feature, and in how sure the network is."""
    rank = rng.normal(size=(sentences, 6))
    right = np.zeros(sentences, dtype=bool)
    if answerable:
        right[rng.integers(sentences)] = True
        rank[right, TELLING] += 4
    certainty = np.repeat(rank[:, TELLING][:, None], 5, axis=1)
    return Read(rank, certainty, right, answerable, foreign)


@pytest.fixture
def sets():
    rng = np.random.default_rng(3)
    return {
        name: [read(rng) for _ in range(120)]
        + [read(rng, answerable=False, foreign=n % 2 == 0) for n in range(60)]
        for name in weigh._FITTED
    }  # fmt: skip


def test_what_tells_gets_the_weight(sets):
    weights = weights_of.fit_rank(weights_of.select_fitting(sets["squad2_tune"], 300), range(6))
    assert weights[TELLING] > 10 * abs(weights[IDLE])


def test_what_ranks_well_is_measured_on_the_other_half(sets):
    with_it, without = (list(weights_of.measure_rank(sets, columns)) for columns in ([TELLING, IDLE], [IDLE]))
    first = [[float(figure.split(",")[0]) for figure in figures] for figures in (with_it, without)]
    assert min(first[0]) > 0.9 > 0.4 > max(first[1])


def test_no_question_is_measured_by_weights_that_were_fitted_on_it(sets, monkeypatch):
    """Halves were taken of two lists that did not agree, so some were."""
    fitted, fit = [], weights_of.fit_rank
    monkeypatch.setattr(weights_of, "fit_rank", lambda read, columns: fitted.append(read) or fit(read, columns))
    list(weights_of.measure_rank(sets, [TELLING]))
    for name in weigh._FITTED:
        for half, own in enumerate(weights_of.split_halves(sets[name])):
            others = {id(one) for one in fitted[1 - half]}
            assert own and not others & {id(one) for one in own}


def test_the_probability_is_one_and_the_threshold_serves(sets):
    rank = np.eye(6)[TELLING]
    intercept, weights = weights_of.fit_certainty(sets, rank)
    sure, right, asked = weights_of.tell_certainty(sets["clapnq_dev"], rank, intercept, weights)
    assert sure.mean() == pytest.approx(np.mean([one.right[np.argmax(one.rank @ rank)] for one in asked]), abs=0.1)
    threshold = weights_of.find_threshold({"clapnq_dev": (sure, right, asked)})
    served, error = weights_of.measure_served(sure, right, asked, threshold)
    best = max(weights_of.measure_served(sure, right, asked, t)[0] for t in np.arange(0.05, 0.95, 0.01))
    assert best > 0.9 and best - error <= served <= best
    # Who always answers, or never, serves half.
    assert weights_of.measure_served(sure, right, asked, 0.0)[0] == pytest.approx(right[:120].mean() / 2)
    assert weights_of.measure_served(sure, right, asked, 1.1)[0] == 0.5
