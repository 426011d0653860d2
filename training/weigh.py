"""`python -m training.weigh SETS`: what each piece of evidence is worth, and a threshold, from public question sets.

Prints the weights in `qa/reading/calibration.py`. The threshold serves all sets alike; that in `qa/settings.py` is the
higher one at which typed questions without an answer are refused often enough.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from qa.reading.calibration import CONFIDENCE_FEATURES, RANK_FEATURES
from training.evidence_sets import Array, Read, read_set

FITTED = ("typed_news", "squad2_tune", "clapnq_dev", "chunking_eval", "timeqa_train")
# Questions with a right sentence of each set that the ranking is fitted on; typed questions count most.
_FITTING = {"typed_news": 280, "chunking_eval": 130}
_FITTING_OTHERS = 200
# How often typed questions count when the confidence is fitted.
_TYPED_WORTH = 2
# The share of other sets' questions: people ask of what their articles do not hold as well as what they nearly hold.
_FOREIGN_SHARE = 0.25
# Keeps the weights of the conditional logit from growing without bound where a set is told apart by one of them.
_RIDGE = 3e-3


@click.command()
@click.argument("sets", type=click.Path(path_type=Path, exists=True, file_okay=False))
def main(sets: Path) -> None:
    """Print the weights, what each feature is worth, and the threshold."""
    read = {name: list(read_set(sets, name)) for name in FITTED}
    columns = list(range(len(RANK_FEATURES)))
    click.echo("First and one of three right, by what ranks a sentence:")
    for count, name in enumerate(RANK_FEATURES, 1):
        click.echo(f"| and {name} | " + " | ".join(measure_ranking(read, columns[:count])) + " |")
    rank = fit_rank([one for name in FITTED for one in select_fitting(read[name], count_fitting(name))], columns)
    click.echo(f"rank: {_name(RANK_FEATURES, rank)}")
    intercept, weights = fit_confidence(read, rank)
    click.echo(f"intercept: {intercept:.2f}; confidence: {_name(CONFIDENCE_FEATURES, weights)}")
    sure = {name: judge(read[name], rank, intercept, weights) for name in FITTED}
    click.echo(f"threshold: {find_threshold(sure):.2f}")
    for t in np.arange(0.05, 0.6, 0.05):
        each = (f"{name} {measure_served(*sure[name], t)[0]:.3f}" for name in FITTED)
        click.echo(f"  served at {t:.2f}: " + ", ".join(each))


def _name(features: Iterable[str], weights: Array) -> dict[str, float]:
    return dict(zip(features, np.round(weights, 3).tolist(), strict=True))


def count_fitting(name: str) -> int:
    """Return how many questions of a set the ranking is fitted on."""
    return _FITTING.get(name, _FITTING_OTHERS)


def select_fitting(read: Sequence[Read], most: int) -> list[Read]:
    """Return questions with a right sentence, as many of each set."""
    return [one for one in read if one.right.any()][:most]


def fit_rank(read: Sequence[Read], columns: Sequence[int]) -> Array:
    """Fit a conditional logit: the chance that a right sentence is taken among all that were read."""
    scale = np.vstack([one.rank[:, columns] for one in read]).std(axis=0) + 1e-9
    scaled = [(one.rank[:, columns] / scale, one.right) for one in read]

    def compute_loss(weights: Array) -> tuple[float, Array]:
        total, slope = 0.0, np.zeros_like(weights)
        for features, right in scaled:
            worth = features @ weights
            odds = np.exp(worth - worth.max())
            total -= np.log(odds[right].sum() / odds.sum())
            slope += odds @ features / odds.sum() - odds[right] @ features[right] / odds[right].sum()
        n = len(scaled)
        return total / n + _RIDGE * weights @ weights, slope / n + 2 * _RIDGE * weights

    fitted: Array = minimize(compute_loss, np.zeros(len(columns)), jac=True, method="L-BFGS-B").x / scale
    return fitted


def measure_ranking(read: Mapping[str, Sequence[Read]], columns: Sequence[int]) -> Iterator[str]:
    """Yield of each set how often the first and one of three sentences is right, by weights of the other half."""
    halves = {name: [_select_half(read[name], half) for half in (0, 1)] for name in read}
    weights = [
        fit_rank(
            [one for name in read for one in select_fitting(halves[name][half], count_fitting(name) // 2)], columns
        )
        for half in (0, 1)
    ]
    for name in read:
        first, three = [], []
        for half in (0, 1):
            for one in halves[name][half]:
                order = np.argsort(-one.rank[:, columns] @ weights[1 - half])
                first.append(one.right[order[0]])
                three.append(one.right[order[:3]].any())
        yield f"{np.mean(first):.3f}, {np.mean(three):.3f}"


def _select_half(read: Sequence[Read], half: int) -> list[Read]:
    return [one for one in read if one.answerable and one.half == half]


def fit_confidence(read: Mapping[str, Sequence[Read]], rank: Array) -> tuple[float, Array]:
    """Fit a logistic regression of "the best sentence is right"; sets count the same, typed questions twice."""
    features, right, weights = [], [], []
    for name, listed in read.items():
        worth = _TYPED_WORTH if name == "typed_news" else 1
        foreign = sum(one.foreign for one in listed)
        for one in listed:
            best = int(np.argmax(one.rank @ rank))
            features.append(one.confidence[best])
            right.append(one.right[best])
            share, count = (_FOREIGN_SHARE, foreign) if one.foreign else (1 - _FOREIGN_SHARE, len(listed) - foreign)
            weights.append(1000 * worth * share / count)
    fitted = LogisticRegression(max_iter=5000, C=10.0).fit(np.array(features), right, sample_weight=weights)
    return float(fitted.intercept_[0]), fitted.coef_[0]


def judge(
    read: Sequence[Read], rank: Array, intercept: float, weights: Array
) -> tuple[Array, NDArray[np.bool_], Sequence[Read]]:
    """Return of each question how sure its best sentence is, and whether one of the best three is right."""
    sure, right = [], []
    for one in read:
        order = np.argsort(-one.rank @ rank)
        sure.append(1 / (1 + np.exp(-intercept - one.confidence[order[0]] @ weights)))
        right.append(one.right[order[:3]].any())
    return np.array(sure), np.array(right), read


def find_threshold(sure: Mapping[str, tuple[Array, NDArray[np.bool_], Sequence[Read]]]) -> float:
    """Return the lowest threshold that serves within one standard error of the best.

    A refusal hides an answer, while who is shown a wrong quote sees that it is wrong.
    """
    thresholds = np.arange(0.05, 0.95, 0.01)
    served = [np.mean([measure_served(*of, t)[0] for of in sure.values()]) for t in thresholds]
    best = int(np.argmax(served))
    errors = [measure_served(*of, thresholds[best])[1] for of in sure.values()]
    allowed = served[best] - np.sqrt(np.sum(np.square(errors))) / len(errors)
    return float(next(t for t, share in zip(thresholds, served, strict=True) if share >= allowed))


def measure_served(
    sure: Array, right: NDArray[np.bool_], read: Sequence[Read], threshold: float
) -> tuple[float, float]:
    """Return the mean of "answered rightly" and "rightly refused", and its standard error.

    Of what is to be refused, other sets' questions are half.
    """
    answered = sure >= threshold
    answerable = np.array([one.answerable for one in read])
    foreign = np.array([one.foreign for one in read])
    rightly = (answered & right)[answerable]
    refused = [~answered[group] for group in (foreign, ~answerable & ~foreign) if group.any()]
    variance = rightly.var() / len(rightly) + sum(one.var() / len(one) for one in refused) / len(refused) ** 2
    served = (rightly.mean() + np.mean([one.mean() for one in refused])) / 2
    return float(served), float(np.sqrt(variance) / 2)


if __name__ == "__main__":
    main()
