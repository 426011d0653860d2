"""Rated answers as a question set, against which answers can be measured."""

import io
import json
import zipfile
from collections.abc import Sequence
from typing import Any

from corpus import Article
from qa.answer import Answer
from qa.conversations.conversation_store import Conversations
from qa.conversations.exchange import Exchange, list_turns
from qa.rendering.answer_json import serialise_article

Row = dict[str, Any]


def make_question_set(conversations: Conversations) -> dict[str, list[Row]]:
    """Return the files of the set by name, each as its rows.

    `corpus.jsonl` and `questions.jsonl` are as `pullquote eval` reads them; they hold the questions whose answer or
    refusal is rated right. `rejected.jsonl` holds those rated wrong, with the wrong quotes as `rejected` and no `gold`:
    nobody has said what would be right.
    """
    right, wrong, articles = list[Row](), list[Row](), dict[str, Article]()
    for conversation, upto in conversations.list_rated():
        exchange = upto[-1]
        if exchange.answer is None or any(citation.lost for citation in exchange.answer.quotes):
            continue  # the article to measure it against is gone
        (right if exchange.rating > 0 else wrong).append(_make_row(conversation, upto, exchange.answer))
        articles |= {citation.article.id: citation.article for citation in exchange.answer.quotes}
    corpus = [serialise_article(article) for article in articles.values()]
    return {"corpus.jsonl": corpus, "questions.jsonl": right, "rejected.jsonl": wrong}


def zip_ratings(conversations: Conversations) -> bytes:
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
    """Return the last of some exchanges as a row of a question set."""
    spans = [
        {"article_id": cited.article.id, "start": cited.quote.start, "end": cited.quote.end} for cited in answer.quotes
    ]
    row: Row = {"id": f"{conversation}-{upto[-1].number}", "question": answer.question}
    if history := [{"role": turn.role, "text": turn.text} for turn in list_turns(upto[:-1])]:
        row["history"] = history
    if upto[-1].rating < 0:
        return {**row, "answerable": not spans, "answers": [], "gold": [], "rejected": spans}
    short = [
        cited.article.text[cited.quote.highlight.start : cited.quote.highlight.end]
        for cited in answer.quotes
        if cited.quote.highlight
    ]
    # A quote without a short answer would count as wrong beside the others.
    return {**row, "answerable": bool(spans), "answers": short if len(short) == len(spans) else [], "gold": spans}
