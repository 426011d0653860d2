"""Evidence of question sets: what the product sees of each sentence that it reads, and which of them are right."""

import json
import random
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click
import numpy as np
from numpy.typing import NDArray

from corpus import Article, load
from index import Filters, Library
from qa.evaluate import is_on_gold
from qa.folders import cache_folder
from qa.query.conversation import read_turns
from qa.query.rewriting import rewrite_question
from qa.query.talk import drop_talk, strip_lead
from qa.query.time_asked import read_time_asked
from qa.reading.calibration import CONFIDENCE_FEATURES, RANK_FEATURES, Feature
from qa.reading.evidence import Evidence
from qa.reading.extractive_reader import ExtractiveReader
from qa.reading.network import open_built_in
from qa.retrieval.retrieving import find_article_spoken_of, retrieve
from qa.settings import Settings

Array = NDArray[np.float64]
# Questions of a set, and of each other set asked of its articles, which do not answer them.
_QUESTIONS, _FOREIGN = 600, 30
_SEED = 5
# Least mark that is told from others: past what the network reads it is -10,000.
_LEAST_MARK = -40.0


@dataclass(frozen=True, slots=True)
class Read:
    """A question that was read: features of each sentence, (sentences, features), and which of them are right.

    `half` is 0 or 1; the questions of a conversation are of one half.
    """

    rank: Array
    confidence: Array
    right: NDArray[np.bool_]
    answerable: bool
    foreign: bool
    half: int


def read_set(sets: Path, name: str) -> Iterator[Read]:
    """Yield the questions of the set of that name, and some of the other sets that lie beside it."""
    rng = random.Random(_SEED)  # noqa: S311 - nothing secret
    own = _read_questions(sets / name)
    others = [path.parent.name for path in sorted(sets.glob("*/corpus.jsonl")) if path.parent.name != name]
    foreign = [
        {**question, "answerable": False, "foreign": True, "history": []}
        for other in others
        for question in rng.sample(_read_questions(sets / other), _FOREIGN)
    ]
    with tempfile.TemporaryDirectory() as folder:
        library = Library.open(Path(folder) / "library", cache_folder(), create=True)
        articles = (loaded for loaded in load(sets / name / "corpus.jsonl") if isinstance(loaded, Article))
        list(library.add(articles))
        reader = ExtractiveReader(library, open_built_in(cache_folder()))
        questions = rng.sample(own, min(_QUESTIONS, len(own))) + foreign
        with click.progressbar(questions, label=name) as shown:
            for number, question in enumerate(shown):
                if evidence := _gather(library, reader, question):
                    yield _tell(library, question, evidence, number)


def _gather(library: Library, reader: ExtractiveReader, question: Mapping[str, Any]) -> list[Evidence]:
    history = drop_talk(read_turns(question.get("history", [])))
    wanted = rewrite_question(strip_lead(question["question"]), history).text
    asked = date.fromisoformat(question["asked"]) if "asked" in question else date.today()  # noqa: DTZ011 - as asked
    when = read_time_asked(wanted, asked)
    spoken_of = find_article_spoken_of(library, history, Filters())
    hits = retrieve(library, wanted, when, Settings().passages, Filters(), spoken_of)
    return reader.gather_evidence(wanted, hits, when)


def _tell(library: Library, question: Mapping[str, Any], evidence: Sequence[Evidence], number: int) -> Read:
    right = []
    for found in evidence:
        place = {"article_id": found.article_id, "start": found.sentence.start, "end": found.sentence.end}
        text = library.article(found.article_id).text[slice(*found.sentence)]
        right.append(bool(question["answerable"] and is_on_gold(question, place, text)))
    conversation = question.get("conversation")
    return Read(
        rank=_list_features(evidence, RANK_FEATURES),
        confidence=_list_features(evidence, CONFIDENCE_FEATURES),
        right=np.array(right),
        answerable=question["answerable"],
        foreign=question.get("foreign", False),
        half=(int("".join(filter(str.isdigit, conversation))) if conversation else number) % 2,
    )


def _list_features(evidence: Sequence[Evidence], features: Mapping[str, Feature]) -> Array:
    values = [[feature(found) for feature in features.values()] for found in evidence]
    return np.maximum(np.array(values, dtype=np.float64), _LEAST_MARK)


def _read_questions(folder: Path) -> list[dict[str, Any]]:
    lines = (folder / "questions.jsonl").read_text("utf-8").split("\n")
    return [json.loads(line) for line in lines if line]
