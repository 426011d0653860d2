"""Rated answers as a question set: what a person found right becomes what an answer is measured against."""

import io
import json
import zipfile
from collections.abc import Sequence
from typing import Any

from corpus import Article
from qa.answer import Answer
from qa.conversations.conversation_store import Conversations
from qa.conversations.exchange import Exchange, turns
from qa.rendering.answer_json import serialise_article

Row = dict[str, Any]


def make_question_set(conversations: Conversations) -> dict[str, list[Row]]:
    """Return the set's files by name, each as its lines.

    `corpus.jsonl` and `questions.jsonl` are as `pullquote eval` reads them: the questions whose answer, or whose
    refusal, was found right. `rejected.jsonl` has the same lines for the answers that were found wrong, with the
    wrong quotes as `rejected` and no `gold`: what would have been right, nobody has said.
    """
    right, wrong, articles = list[Row](), list[Row](), dict[str, Article]()
    for conversation, upto in conversations.rated():
        exchange = upto[-1]
        if exchange.answer is None or any(citation.lost for citation in exchange.answer.quotes):
            continue  # what it was measured against is gone
        (right if exchange.rating > 0 else wrong).append(_make_row(conversation, upto, exchange.answer))
        articles |= {citation.article.id: citation.article for citation in exchange.answer.quotes}
    corpus = [serialise_article(article) for article in articles.values()]
    return {"corpus.jsonl": corpus, "questions.jsonl": right, "rejected.jsonl": wrong}


def ratings_zip(conversations: Conversations) -> bytes:
    """Return the set as a ZIP file."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows in make_question_set(conversations).items():
            archive.writestr(name, write_lines(rows))
    return packed.getvalue()


def write_lines(rows: Sequence[Row]) -> str:
    """Return rows as JSON Lines."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _make_row(conversation: str, upto: Sequence[Exchange], answer: Answer) -> Row:
    """Return the last exchange of those as a line of a question set."""
    spans = [
        {"article_id": cited.article.id, "start": cited.quote.start, "end": cited.quote.end} for cited in answer.quotes
    ]
    row: Row = {"id": f"{conversation}-{upto[-1].number}", "question": answer.question}
    if history := [{"role": turn.role, "text": turn.text} for turn in turns(upto[:-1])]:
        row["history"] = history
    if upto[-1].rating < 0:
        return {**row, "answerable": not spans, "answers": [], "gold": [], "rejected": spans}
    short = [
        cited.article.text[cited.quote.highlight.start : cited.quote.highlight.end]
        for cited in answer.quotes
        if cited.quote.highlight
    ]
    # A quote without one would count as wrong beside the others' short answers.
    return {**row, "answerable": bool(spans), "answers": short if len(short) == len(spans) else [], "gold": spans}
