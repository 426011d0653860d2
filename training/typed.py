"""Reading the questions that were typed for this training, over articles of the sets of others.

Each was written by someone who had read the article, in other words than its own, as people type into a chat box; with
all sentences that answer it alone, and with those that look like an answer and are none.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from corpus import Article, Span
from training.asked import Asked, add_article
from training.lines import read_compressed, read_rows

QUESTIONS = Path(__file__).with_name("typed.jsonl")
# The sets over whose articles they were written.
SETS = ("qadiscourse", "squad1_train")


def read_typed(data: Path, questions: Path = QUESTIONS) -> tuple[dict[str, Article], list[Asked]]:
    """Read the typed questions, and their articles, which stand in the sets in `data`."""
    rows = list(read_rows(questions))
    wanted = {row["article"] for row in rows}
    articles: dict[str, Article] = {}
    for name in SETS:
        for row in read_compressed(data / f"{name}.corpus.jsonl.gz"):
            if row["doc_id"] in wanted:
                add_article(row, articles)
    return articles, [_read_question(row) for row in rows if row["article"] in articles]


def _read_question(row: Mapping[str, Any]) -> Asked:
    right, near = _read_spans(row["right"]), _read_spans(row["near"])
    answer = Span(*row["answer"]) if row["answer"] else None
    return Asked(row["question"], row["article"], (right or near)[0], answer, right, is_claim=False, near=near)


def _read_spans(spans: Sequence[Sequence[int]]) -> tuple[Span, ...]:
    return tuple(Span(*span) for span in spans)
