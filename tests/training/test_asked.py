"""Reading what groups are made of: answers and evidence stand where their words do."""

import gzip
import json

import pytest

from training import asked as reading
from training.asked import read_asked

PARAGRAPHS = ["The lamp burned for eleven years. Nobody paid.", "It went out in March 1812. The keeper was Ada Finch."]


def write_lines(file, rows):
    with gzip.open(file, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in rows)


def mark(words, paragraph):
    start = PARAGRAPHS[paragraph].index(words)
    return [start, start + len(words)]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "SETS", {"small": 100, "other": 1})
    place = {"gold": [{"doc_id": "lamp", "para": 1}]}
    rows = [
        {"question": "When did it go out? ", "spans": [mark("March 1812", 1)], **place},
        {
            "question": "Who kept it?",
            "spans": [mark("Ada Finch", 1)],
            "evidence": [mark("The keeper was Ada Finch.", 1)],
            **place,
        },
        {"question": "Who paid twice?", "spans": [], **place},
        {"question": "It went out.", "spans": [mark("It went out", 1)], "task": "claim", **place},
        {"question": "Where?", "spans": [[0, 3]], "gold": [{"doc_id": "nowhere", "para": 0}]},
    ]
    for name, doc_id in (("small", "lamp"), ("other", "lamp")):
        write_lines(
            tmp_path / f"{name}.corpus.jsonl.gz", [{"doc_id": doc_id, "title": "Lamp", "paragraphs": PARAGRAPHS}]
        )
        write_lines(tmp_path / f"{name}.questions.jsonl.gz", rows)
    return tmp_path


def test_answers_and_evidence_are_words_of_the_article(folder):
    articles, asked = read_asked(folder, 1)
    text = articles["lamp"].text
    by_text = {question.text: question for question in asked}
    assert text[slice(*by_text["When did it go out?"].answer)] == "March 1812"
    assert [text[slice(*span)] for span in by_text["Who kept it?"].evidence] == ["The keeper was Ada Finch."]
    assert (by_text["Who paid twice?"].answer, by_text["Who paid twice?"].evidence) == (None, ())
    claim = by_text["It went out."]
    assert claim.is_claim
    assert (claim.answer, [text[slice(*span)] for span in claim.evidence]) == (None, ["It went out"])
    assert {text[slice(*question.paragraph)] for question in asked} == {PARAGRAPHS[1]}


def test_of_each_set_no_more_than_wanted(folder):
    _, asked = read_asked(folder, 1)
    assert len(asked) == 4 + 1
    assert asked == read_asked(folder, 1)[1]
