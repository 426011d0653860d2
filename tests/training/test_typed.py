"""The typed questions: what is kept of them is whole, and they are read with the articles that they are about."""

import json
from collections import Counter

import pytest

from training import typed
from training.lines import read_rows
from training.typed import QUESTIONS, read_typed

TEXTS = ["The lamp burned for eleven years. Nobody paid.", "It went out in March 1812. The oil had run out."]


@pytest.fixture
def read(write_set, tmp_path, monkeypatch):
    """Read typed questions over one article."""

    def read_(*rows):
        monkeypatch.setattr(typed, "SETS", ("small",))
        write_set("small", [{"doc_id": id_, "title": "", "paragraphs": TEXTS} for id_ in ("lamp", "other")], [])
        file = tmp_path / "typed.jsonl"
        file.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
        return read_typed(tmp_path, file)

    return read_


def test_only_the_articles_that_are_asked_about_are_read(read):
    row = {"article": "lamp", "kind": "when", "question": "whend it go out", "right": [[48, 74]], "near": [[0, 33]],
           "answer": [63, 73]}  # fmt: skip
    articles, [asked] = read(row, {**row, "article": "gone"})
    text = articles["lamp"].text
    assert list(articles) == ["lamp"]
    assert [text[slice(*span)] for span in (asked.answer, *asked.evidence, *asked.near, asked.paragraph)] == [
        "March 1812", "It went out in March 1812.", "The lamp burned for eleven years.", "It went out in March 1812."
    ]  # fmt: skip


def test_what_nothing_answers_is_of_the_paragraph_that_comes_near(read):
    row = {"article": "lamp", "kind": "none", "question": "who lit it", "right": [], "near": [[0, 33]], "answer": None}
    _, [asked] = read(row)
    assert (asked.answer, asked.evidence, asked.paragraph) == (None, (), asked.near[0])


def test_the_kept_questions_are_whole():
    rows = list(read_rows(QUESTIONS))
    asked = Counter((row["article"], row["question"].lower()) for row in rows)
    assert asked.most_common(1)[0][1] == 1
    for row in rows:
        spans = [tuple(span) for span in (*row["right"], *row["near"])]
        assert spans and len(set(spans)) == len(spans)
        assert all(start < end for start, end in spans)
        assert bool(row["right"]) == (row["kind"] != "none")
        if row["answer"]:
            assert any(s <= row["answer"][0] < row["answer"][1] <= e for s, e in row["right"])
