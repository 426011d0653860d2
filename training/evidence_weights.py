"""Weights of evidence: fitted on questions that were read, and measured on others.

What ranks a sentence is a conditional logit, how sure the best one is a logistic regression. The threshold serves the
questions that have an answer and those that have none alike.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

Array = NDArray[np.float64]
# Questions with a right sentence of each set that the ranking is fitted on: as many as the smallest set has.
FITTING = 300
# The share of other sets' questions: people ask of what their articles do not hold as well as what they nearly hold.
_FOREIGN_SHARE = 0.25
# Keeps the weights of the conditional logit from growing without bound where a set is told apart by one of them.
_RIDGE = 1e-3


@dataclass(frozen=True, slots=True)
class Read:
    """A question that was read: features of each sentence, (sentences, features), and which of them are right."""

    rank: Array
    certainty: Array
    right: NDArray[np.bool_]
    answerable: bool
    foreign: bool


def split_halves(read: Sequence[Read]) -> tuple[Sequence[Read], Sequence[Read]]:
    """Return every second question that has an answer, and the others that have one."""
    answerable = [one for one in read if one.answerable]
    return answerable[::2], answerable[1::2]


def select_fitting(read: Sequence[Read], most: int) -> list[Read]:
    """Return questions with a right sentence, as many of each set."""
    return [one for one in read if one.right.any()][:most]


def fit_rank(read: Sequence[Read], columns: Sequence[int]) -> Array:
    """Fit a conditional logit: the chance that a right sentence is taken among all that were read."""
    scale = np.vstack([one.rank[:, columns] for one in read]).std(axis=0) + 1e-9
    scaled = [(one.rank[:, columns] / scale, one.right) for one in read]

    def loss(weights: Array) -> tuple[float, Array]:
        total, slope = 0.0, np.zeros_like(weights)
        for features, right in scaled:
            worth = features @ weights
            odds = np.exp(worth - worth.max())
            total -= np.log(odds[right].sum() / odds.sum())
            slope += odds @ features / odds.sum() - odds[right] @ features[right] / odds[right].sum()
        n = len(scaled)
        return total / n + _RIDGE * weights @ weights, slope / n + 2 * _RIDGE * weights

    found: Array = minimize(loss, np.zeros(len(columns)), jac=True, method="L-BFGS-B").x / scale
    return found


def measure_rank(read: dict[str, list[Read]], columns: Sequence[int]) -> Iterator[str]:
    """Yield of each set how often the first and one of three sentences is right, by weights of the other half."""
    halves = {name: split_halves(read[name]) for name in read}
    weights = [
        fit_rank([one for name in read for one in select_fitting(halves[name][half], FITTING // 2)], columns)
        for half in (0, 1)
    ]
    for name in read:
        first, three = [], []
        for half, other in ((0, 1), (1, 0)):
            for one in halves[name][half]:
                order = np.argsort(-one.rank[:, columns] @ weights[other])
                first.append(one.right[order[0]])
                three.append(one.right[order[:3]].any())
        yield f"{np.mean(first):.3f}, {np.mean(three):.3f}"


def fit_certainty(read: dict[str, list[Read]], rank: Array) -> tuple[float, Array]:
    """Fit a logistic regression of "the best sentence is right"."""
    features, right, weights = [], [], []
    for name in read:
        foreign = sum(one.foreign for one in read[name])
        for one in read[name]:
            best = int(np.argmax(one.rank @ rank))
            features.append(one.certainty[best])
            right.append(one.right[best])
            share, count = (_FOREIGN_SHARE, foreign) if one.foreign else (1 - _FOREIGN_SHARE, len(read[name]) - foreign)
            weights.append(1000 * share / count)
    fitted = LogisticRegression(max_iter=5000, C=10.0).fit(np.array(features), right, sample_weight=weights)
    return float(fitted.intercept_[0]), fitted.coef_[0]


def tell_certainty(
    read: Sequence[Read], rank: Array, intercept: float, weights: Array
) -> tuple[Array, NDArray[np.bool_], Sequence[Read]]:
    """Return of each question how sure its best sentence is, and whether one of the best three is right."""
    sure, right = [], []
    for one in read:
        order = np.argsort(-one.rank @ rank)
        sure.append(1 / (1 + np.exp(-intercept - one.certainty[order[0]] @ weights)))
        right.append(one.right[order[:3]].any())
    return np.array(sure), np.array(right), read


def find_threshold(sure: dict[str, tuple[Array, NDArray[np.bool_], Sequence[Read]]]) -> float:
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
