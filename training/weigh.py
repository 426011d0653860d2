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
from datetime import date
from pathlib import Path
from typing import Any

import click
import numpy as np

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
from training.evidence_weights import (
    FITTING,
    Read,
    find_threshold,
    fit_certainty,
    fit_rank,
    measure_rank,
    measure_served,
    select_fitting,
    tell_certainty,
)

_FITTED = ("squad2_tune", "clapnq_dev", "chunking_eval", "timeqa_train")
# Questions of a set, and of each other set asked of its articles, which do not answer them.
_QUESTIONS, _FOREIGN = 1_000, 80
_SEED = 5
# Least mark that is told from others: past what the network reads it is -10,000.
_LEAST_MARK = -60.0


@click.command()
@click.argument("sets", type=click.Path(path_type=Path, exists=True, file_okay=False))
def main(sets: Path) -> None:
    """Print the weights, what each feature is worth, and the threshold."""
    read = {name: list(_read_set(sets, name)) for name in _FITTED}
    columns = list(range(len(RANK_FEATURES)))
    click.echo("First and one of three right, by what ranks a sentence:")
    for count in (*columns, None):
        used = columns[1:] if count is None else columns[: count + 1]
        label = (
            f"all but {RANK_FEATURES[0]}" if count is None else ("" if count == 0 else "and ") + RANK_FEATURES[count]
        )
        click.echo(f"| {label} | " + " | ".join(measure_rank(read, used)) + " |")
    rank = fit_rank([one for name in _FITTED for one in select_fitting(read[name], FITTING)], columns)
    click.echo(f"rank: {np.round(rank / rank[0], 2).tolist()}; a unit of it is {rank[0]:.3f} in log-odds")
    intercept, certainty = fit_certainty(read, rank)
    click.echo(f"intercept: {intercept:.2f}; certainty {CONFIDENCE_FEATURES}: {np.round(certainty, 3).tolist()}")
    sure = {name: tell_certainty(read[name], rank, intercept, certainty) for name in _FITTED}
    click.echo(f"threshold: {find_threshold(sure):.2f}")
    for t in np.arange(0.05, 0.6, 0.05):
        each = (f"{name} {measure_served(*sure[name], t)[0]:.3f}" for name in _FITTED)
        click.echo(f"  served at {t:.2f}: " + ", ".join(each))


def _read_set(sets: Path, name: str) -> Iterator[Read]:
    rng = random.Random(_SEED)  # noqa: S311 - nothing secret
    own = _load_questions(sets / name)
    others = [path.parent.name for path in sorted(sets.glob("*/corpus.jsonl")) if path.parent.name != name]
    foreign = [
        {**question, "answerable": False, "foreign": True}
        for other in others
        for question in rng.sample(_load_questions(sets / other), _FOREIGN)
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
                    yield _tell_right(library, question, evidence)


def _tell_right(library: Library, question: dict[str, Any], evidence: Sequence[Evidence]) -> Read:
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


def _load_questions(folder: Path) -> list[dict[str, Any]]:
    lines = (folder / "questions.jsonl").read_text("utf-8").split("\n")
    return [json.loads(line) for line in lines if line]


if __name__ == "__main__":
    main()
