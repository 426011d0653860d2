"""Weighing evidence: what tells the right sentence gets the weight, and the threshold serves all questions."""

import numpy as np
import pytest

from qa.reading.calibration import CONFIDENCE_FEATURES, RANK_FEATURES
from training import weigh
from training.evidence_sets import Read

TELLING, IDLE = 2, 4


def read(rng, number, *, answerable=True, foreign=False, sentences=8):
    """Return a question whose right sentence stands out in one feature, and in how sure the network is."""
    rank = rng.normal(size=(sentences, len(RANK_FEATURES)))
    right = np.zeros(sentences, dtype=bool)
    if answerable:
        right[rng.integers(sentences)] = True
        rank[right, TELLING] += 4
    confidence = np.repeat(rank[:, TELLING][:, None], len(CONFIDENCE_FEATURES), axis=1)
    return Read(rank, confidence, right, answerable, foreign, number % 2)


@pytest.fixture
def sets():
    rng = np.random.default_rng(3)
    return {
        name: [read(rng, n) for n in range(120)]
        + [read(rng, n, answerable=False, foreign=n % 2 == 0) for n in range(60)]
        for name in weigh.FITTED
    }  # fmt: skip


def test_what_tells_gets_the_weight(sets):
    weights = weigh.fit_rank(weigh.select_fitting(sets["squad2_tune"], 300), range(6))
    assert weights[TELLING] > 10 * abs(weights[IDLE])


def test_what_ranks_well_is_measured_on_the_other_half(sets):
    with_it, without = (list(weigh.measure_ranking(sets, columns)) for columns in ([TELLING, IDLE], [IDLE]))
    first = [[float(figure.split(",")[0]) for figure in figures] for figures in (with_it, without)]
    assert min(first[0]) > 0.9 > 0.4 > max(first[1])


def test_no_question_is_measured_by_weights_that_were_fitted_on_it(sets, monkeypatch):
    """Halves were taken of two lists that did not agree, so some were."""
    fitted, fit = [], weigh.fit_rank
    monkeypatch.setattr(weigh, "fit_rank", lambda read, columns: fitted.append(read) or fit(read, columns))
    list(weigh.measure_ranking(sets, [TELLING]))
    for half, own in enumerate(fitted):
        assert own
        assert {one.half for one in own} == {half}


def test_the_probability_is_one_and_the_threshold_serves(sets):
    rank = np.eye(len(RANK_FEATURES))[TELLING]
    intercept, weights = weigh.fit_confidence(sets, rank)
    sure, right, asked = weigh.judge(sets["clapnq_dev"], rank, intercept, weights)
    assert sure.mean() == pytest.approx(np.mean([one.right[np.argmax(one.rank @ rank)] for one in asked]), abs=0.1)
    threshold = weigh.find_threshold({"clapnq_dev": (sure, right, asked)})
    served, error = weigh.measure_served(sure, right, asked, threshold)
    best = max(weigh.measure_served(sure, right, asked, t)[0] for t in np.arange(0.05, 0.95, 0.01))
    assert best > 0.9
    assert best - error <= served <= best
    # Who always answers, or never, serves half.
    assert weigh.measure_served(sure, right, asked, 0.0)[0] == pytest.approx(right[:120].mean() / 2)
    assert weigh.measure_served(sure, right, asked, 1.1)[0] == 0.5
