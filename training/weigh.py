"""`python -m training.weigh SETS`: what the built-in network's evidence is worth, fitted on public question sets.

SETS is a folder of sets as `pullquote eval` reads them. What it prints goes into qa/reading/calibration.py, and the
threshold into qa/settings.py. Each set weighs alike. What ranks a sentence is measured on questions that were not
fitted on: the weights of one half of each set's are measured on the other, in turn. The probability and the threshold,
of which there is little to fit, are those of all questions.
"""

import json
import random
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click
import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from corpus import Article, load
from index import Filters, Library
from qa.evaluate import is_on_gold
from qa.folders import cache_folder
from qa.query.time_asked import read_time_asked
from qa.reading.calibration import CONFIDENCE_FEATURES, RANK_FEATURES, list_confidence_features, list_rank_features
from qa.reading.evidence import Evidence
from qa.reading.extractive_reader import ExtractiveReader
from qa.reading.network import open_built_in
from qa.retrieval.retrieving import retrieve
from qa.settings import Settings

Array = NDArray[np.float64]
_FITTED = ("squad2_tune", "clapnq_dev", "chunking_eval", "timeqa_train")
# Questions with a right sentence of each set that the ranking is fitted on: as many as the smallest set has.
_FITTING = 300
# Questions of a set, and of each other set asked of its articles, which do not answer them.
_QUESTIONS, _FOREIGN = 1_000, 80
# The share of other sets' questions: people ask of what their articles do not hold as well as what they nearly hold.
_FOREIGN_SHARE = 0.25
_SEED = 5
# Least mark that is told from others: past what the network reads it is -10,000.
_LEAST_MARK = -60.0
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


@click.command()
@click.argument("sets", type=click.Path(path_type=Path, exists=True, file_okay=False))
def main(sets: Path) -> None:
    """Print the weights, what each feature is worth, and the threshold."""
    read = {name: list(_read(sets, name)) for name in _FITTED}
    columns = list(range(len(RANK_FEATURES)))
    click.echo("First and one of three right, by what ranks a sentence:")
    for count in (*columns, None):
        used = columns[1:] if count is None else columns[: count + 1]
        label = (
            f"all but {RANK_FEATURES[0]}" if count is None else ("" if count == 0 else "and ") + RANK_FEATURES[count]
        )
        click.echo(f"| {label} | " + " | ".join(_ranked_right(read, used)) + " |")
    rank = _fit_rank([one for name in _FITTED for one in _fitting(read[name], _FITTING)], columns)
    click.echo(f"rank: {np.round(rank / rank[0], 2).tolist()}; a unit of it is {rank[0]:.3f} in log-odds")
    intercept, certainty = _fit_certainty(read, rank)
    click.echo(f"intercept: {intercept:.2f}; certainty {CONFIDENCE_FEATURES}: {np.round(certainty, 3).tolist()}")
    sure = {name: _certain(read[name], rank, intercept, certainty) for name in _FITTED}
    click.echo(f"threshold: {_threshold(sure):.2f}")
    for t in np.arange(0.05, 0.6, 0.05):
        each = (f"{name} {_served(*sure[name], t)[0]:.3f}" for name in _FITTED)
        click.echo(f"  served at {t:.2f}: " + ", ".join(each))


def _read(sets: Path, name: str) -> Iterator[Read]:
    rng = random.Random(_SEED)  # noqa: S311 - nothing secret
    own = _questions(sets / name)
    others = [path.parent.name for path in sorted(sets.glob("*/corpus.jsonl")) if path.parent.name != name]
    foreign = [
        {**question, "answerable": False, "foreign": True}
        for other in others
        for question in rng.sample(_questions(sets / other), _FOREIGN)
    ]
    with tempfile.TemporaryDirectory() as folder:
        library = Library.open(Path(folder) / "library", cache_folder(), create=True)
        articles = (loaded for loaded in load(sets / name / "corpus.jsonl") if isinstance(loaded, Article))
        list(library.add(articles))
        reader = ExtractiveReader(library, open_built_in(cache_folder()))
        questions = rng.sample(own, min(_QUESTIONS, len(own))) + foreign
        with click.progressbar(questions, label=name) as shown:
            for question in shown:
                when = read_time_asked(question["question"], date.today())  # noqa: DTZ011 - the product asks so
                hits = retrieve(library, question["question"], when, Settings().passages, Filters())
                if evidence := reader.gather_evidence(question["question"], hits, when):
                    yield _told(library, question, evidence)


def _told(library: Library, question: dict[str, Any], evidence: Sequence[Evidence]) -> Read:
    texts = [library.article(found.article_id).text[slice(*found.sentence)] for found in evidence]
    places = [
        {"article_id": found.article_id, "start": found.sentence.start, "end": found.sentence.end} for found in evidence
    ]
    right = [
        bool(question["answerable"] and is_on_gold(question, place, text))
        for place, text in zip(places, texts, strict=True)
    ]
    features = (list_rank_features, list_confidence_features)
    rank, certainty = (np.maximum([of(found) for found in evidence], _LEAST_MARK) for of in features)
    return Read(rank, certainty, np.array(right), question["answerable"], question.get("foreign", False))


def _questions(folder: Path) -> list[dict[str, Any]]:
    lines = (folder / "questions.jsonl").read_text("utf-8").split("\n")
    return [json.loads(line) for line in lines if line]


def _halves(read: Sequence[Read]) -> tuple[Sequence[Read], Sequence[Read]]:
    """Return every second question that has an answer, and the others that have one."""
    answerable = [one for one in read if one.answerable]
    return answerable[::2], answerable[1::2]


def _fitting(read: Sequence[Read], most: int) -> list[Read]:
    """Return questions with a right sentence, as many of each set."""
    return [one for one in read if one.right.any()][:most]


def _fit_rank(read: Sequence[Read], columns: Sequence[int]) -> Array:
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


def _ranked_right(read: dict[str, list[Read]], columns: Sequence[int]) -> Iterator[str]:
    """Yield of each set how often the first and one of three sentences is right, by weights of the other half."""
    halves = {name: _halves(read[name]) for name in _FITTED}
    weights = [
        _fit_rank([one for name in _FITTED for one in _fitting(halves[name][half], _FITTING // 2)], columns)
        for half in (0, 1)
    ]
    for name in _FITTED:
        first, three = [], []
        for half, other in ((0, 1), (1, 0)):
            for one in halves[name][half]:
                order = np.argsort(-one.rank[:, columns] @ weights[other])
                first.append(one.right[order[0]])
                three.append(one.right[order[:3]].any())
        yield f"{np.mean(first):.3f}, {np.mean(three):.3f}"


def _fit_certainty(read: dict[str, list[Read]], rank: Array) -> tuple[float, Array]:
    """Fit a logistic regression of "the best sentence is right"."""
    features, right, weights = [], [], []
    for name in _FITTED:
        foreign = sum(one.foreign for one in read[name])
        for one in read[name]:
            best = int(np.argmax(one.rank @ rank))
            features.append(one.certainty[best])
            right.append(one.right[best])
            share, count = (_FOREIGN_SHARE, foreign) if one.foreign else (1 - _FOREIGN_SHARE, len(read[name]) - foreign)
            weights.append(1000 * share / count)
    fitted = LogisticRegression(max_iter=5000, C=10.0).fit(np.array(features), right, sample_weight=weights)
    return float(fitted.intercept_[0]), fitted.coef_[0]


def _certain(
    read: Sequence[Read], rank: Array, intercept: float, weights: Array
) -> tuple[Array, NDArray[np.bool_], Sequence[Read]]:
    """Return of each question how sure its best sentence is, and whether one of the best three is right."""
    sure, right = [], []
    for one in read:
        order = np.argsort(-one.rank @ rank)
        sure.append(1 / (1 + np.exp(-intercept - one.certainty[order[0]] @ weights)))
        right.append(one.right[order[:3]].any())
    return np.array(sure), np.array(right), read


def _threshold(sure: dict[str, tuple[Array, NDArray[np.bool_], Sequence[Read]]]) -> float:
    """Return the lowest threshold that serves within one standard error of the best.

    A refusal hides an answer, while who is shown a wrong quote sees that it is wrong.
    """
    thresholds = np.arange(0.05, 0.95, 0.01)
    served = [np.mean([_served(*of, t)[0] for of in sure.values()]) for t in thresholds]
    best = int(np.argmax(served))
    errors = [_served(*of, thresholds[best])[1] for of in sure.values()]
    allowed = served[best] - np.sqrt(np.sum(np.square(errors))) / len(errors)
    return float(next(t for t, share in zip(thresholds, served, strict=True) if share >= allowed))


def _served(sure: Array, right: NDArray[np.bool_], read: Sequence[Read], threshold: float) -> tuple[float, float]:
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
