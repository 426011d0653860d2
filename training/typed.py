"""Reading the questions that were typed for this training, over articles of others' sets and over our own stories.

Each was written with the article in view, in other words than its own, as people type into a chat box; with all
sentences that answer it alone, and with those that look like an answer and are none. A story is invented: several
articles of different days tell it, and what one says another overtakes.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from corpus import Article, Span
from training.asked import Asked, Statement, add_article
from training.lines import read_compressed, read_rows

QUESTIONS = Path(__file__).with_name("typed.jsonl")
STORIES = Path(__file__).with_name("stories.jsonl")
# The sets over whose articles they were written.
SETS = ("qadiscourse", "squad1_train")


def read_typed(
    data: Path, questions: Path = QUESTIONS, stories: Path = STORIES
) -> tuple[dict[str, Article], list[Asked]]:
    """Read the typed questions, and their articles: our own, and those that stand in the sets in `data`."""
    rows = list(read_rows(questions))
    wanted = {row["article"] for row in rows}
    articles = {row["id"]: Article(row["id"], row["title"], row["text"]) for row in read_rows(stories)}
    for name in SETS:
        for row in read_compressed(data / f"{name}.corpus.jsonl.gz"):
            if row["doc_id"] in wanted:
                add_article(row, articles)
    return articles, [_read_question(row) for row in rows if row["article"] in articles]


def _read_question(row: Mapping[str, Any]) -> Asked:
    id_, right = row["article"], tuple(Span(*span) for span in row["right"])
    near = [Statement(id_, Span(*span)) for span in row["near"]]
    return Asked(
        text=row["question"],
        article_id=id_,
        paragraph=right[0] if right else near[0].span,
        answer=Span(*row["answer"]) if row["answer"] else None,
        evidence=right,
        is_claim=False,
        near=(*near, *_read_statements(row, "near_elsewhere")),
        apart=_read_statements(row, "apart"),
    )


def _read_statements(row: Mapping[str, Any], field: str) -> tuple[Statement, ...]:
    return tuple(Statement(id_, Span(start, end)) for id_, start, end in row.get(field, ()))
