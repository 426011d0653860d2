"""Reading the sets of questions that groups are made of: answers, and the sentences that they rest on."""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from corpus import Article, Span, normalise
from training.data import GAP, find_paragraph
from training.lines import read_compressed

# Questions that are taken of each set: what people ask in their own words comes whole, exam questions in part.
SETS: Mapping[str, int] = {
    "nq": 9_429,
    "qadiscourse": 7_846,
    "qamr": 4_500,
    "squad1_train": 9_000,
    "squad2_cr_train": 6_000,
    "squadshifts_reddit": 2_500,
    "squadshifts_amazon": 1_000,
    "foolmetwice": 2_544,
}
# The share of the articles that are read of sets with long ones; the same ones of both.
_READ: Mapping[str, float] = {"squad1_train": 0.36, "squad2_cr_train": 0.36}


class Statement(NamedTuple):
    """A sentence of an article, as a span of its text."""

    article_id: str
    span: Span


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of an article's paragraph, its answer and its evidence, as spans of the article's text.

    A question that the paragraph does not answer has neither. A claim stands for a question whether it is so: its
    evidence answers, for it or against it, and no span of it is the answer. `near` holds sentences of any article that
    look like an answer and are none; `apart` those of other articles that answer too, or did before things changed.
    """

    text: str
    article_id: str
    paragraph: Span
    answer: Span | None
    evidence: tuple[Span, ...]
    is_claim: bool
    near: tuple[Statement, ...] = ()
    apart: tuple[Statement, ...] = ()


def read_asked(data: Path, seed: int) -> tuple[dict[str, Article], list[Asked]]:
    """Read the articles and the questions of all sets in a folder; of each as many as SETS says."""
    rng = random.Random(seed)  # noqa: S311 - nothing secret
    articles: dict[str, Article] = {}
    asked: list[Asked] = []
    for name, most in SETS.items():
        paragraphs = {
            row["doc_id"]: row["paragraphs"]
            for row in read_compressed(data / f"{name}.corpus.jsonl.gz")
            if random.Random(f"{seed}{row['doc_id']}").random() < _READ.get(name, 1.0)  # noqa: S311
            and add_article(row, articles)
        }
        rows = read_compressed(data / f"{name}.questions.jsonl.gz")
        read = [question for row in rows if (question := _read_question(row, paragraphs))]
        asked += rng.sample(read, min(most, len(read)))
    rng.shuffle(asked)
    return articles, asked


def add_article(row: Mapping[str, Any], articles: dict[str, Article]) -> bool:
    """Put an article among the others; return whether its text is as the product, and another set, would hold it."""
    text = GAP.join(row["paragraphs"])
    if not text.strip() or normalise(text) != text:
        return False
    article = Article(row["doc_id"], normalise(row["title"]).strip(), text)
    return articles.setdefault(article.id, article).text == text


def _read_question(row: Mapping[str, Any], paragraphs: Mapping[str, Sequence[str]]) -> Asked | None:
    place = row["gold"][0] if row["gold"] else {}
    texts = paragraphs.get(place.get("doc_id", ""))
    if texts is None or "para" not in place:
        return None
    paragraph = find_paragraph(texts, place["para"])

    def move(spans: Iterable[Sequence[int]]) -> tuple[Span, ...]:
        return tuple(Span(paragraph.start + start, paragraph.start + end) for start, end in spans)

    spans = move(row["spans"])
    evidence = move(row.get("evidence", ())) or spans
    is_claim = row.get("task") == "claim"
    answer = spans[0] if spans and not is_claim else None
    return Asked(row["question"].strip(), place["doc_id"], paragraph, answer, evidence, is_claim)
