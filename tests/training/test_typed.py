"""The typed questions: what is kept of them is whole, and they are read with the articles that they are about."""

import json
from collections import Counter

import pytest

from corpus import Span, normalise
from training import typed
from training.asked import Statement
from training.lines import read_rows
from training.typed import QUESTIONS, STORIES, read_typed

TEXTS = ["The lamp burned for eleven years. Nobody paid.", "It went out in March 1812. The oil had run out."]


@pytest.fixture
def read(write_set, tmp_path, monkeypatch):
    """Read typed questions over one article."""

    def read_(*rows, stories=()):
        monkeypatch.setattr(typed, "SETS", ("small",))
        write_set("small", [{"doc_id": id_, "title": "", "paragraphs": TEXTS} for id_ in ("lamp", "other")], [])
        files = tmp_path / "typed.jsonl", tmp_path / "stories.jsonl"
        for file, written in zip(files, (rows, stories), strict=True):
            file.write_text("".join(json.dumps(row) + "\n" for row in written), "utf-8")
        return read_typed(tmp_path, *files)

    return read_


def test_only_the_articles_that_are_asked_about_are_read(read):
    row = {"article": "lamp", "kind": "when", "question": "whend it go out", "right": [[48, 74]], "near": [[0, 33]],
           "answer": [63, 73]}  # fmt: skip
    articles, [asked] = read(row, {**row, "article": "gone"})
    text = articles["lamp"].text
    assert list(articles) == ["lamp"]
    assert [text[slice(*span)] for span in (asked.answer, *asked.evidence, asked.near[0].span, asked.paragraph)] == [
        "March 1812", "It went out in March 1812.", "The lamp burned for eleven years.", "It went out in March 1812."
    ]  # fmt: skip


def test_what_nothing_answers_is_of_the_paragraph_that_comes_near(read):
    row = {"article": "lamp", "kind": "none", "question": "who lit it", "right": [], "near": [[0, 33]], "answer": None}
    _, [asked] = read(row)
    assert (asked.answer, asked.evidence, asked.paragraph) == (None, (), asked.near[0].span)


def test_a_story_is_told_by_several_articles(read):
    stories = [{"id": id_, "title": id_, "text": text} for id_, text in zip(("early", "late"), TEXTS, strict=True)]
    row = {"article": "late", "kind": "when", "question": "when did it go out", "right": [[0, 26]], "near": [],
           "answer": None, "near_elsewhere": [["early", 0, 33]], "apart": [["early", 34, 46]]}  # fmt: skip
    articles, [asked] = read(row, stories=stories)
    assert {id_: article.text for id_, article in articles.items()} == {row["id"]: row["text"] for row in stories}
    assert asked.near == (Statement("early", Span(0, 33)),)
    assert asked.apart == (Statement("early", Span(34, 46)),)


def test_the_kept_questions_are_whole():
    rows = list(read_rows(QUESTIONS))
    asked = Counter((row["article"], row["question"].lower()) for row in rows)
    assert asked.most_common(1)[0][1] == 1
    texts = {row["id"]: row["text"] for row in read_rows(STORIES)}
    assert all(normalise(text) == text for text in texts.values())
    for row in rows:
        elsewhere = [*row.get("near_elsewhere", ()), *row.get("apart", ())]
        assert all(0 <= start < end <= len(texts[id_]) and id_ != row["article"] for id_, start, end in elsewhere)
        spans = [tuple(span) for span in (*row["right"], *row["near"])]
        assert (spans or elsewhere) and len(set(spans)) == len(spans)
        assert all(start < end for start, end in spans)
        assert bool(row["right"]) == (row["kind"] != "none")
        if row["answer"]:
            assert any(s <= row["answer"][0] < row["answer"][1] <= e for s, e in row["right"])
