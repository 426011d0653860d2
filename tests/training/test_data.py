"""Reading training data: the span of each answer holds the answer."""

import gzip
import json

import pytest

from training.data import read

PARAGRAPHS = ["The lamp burned for eleven years.", "It went out in March 1812.\nÜnïcödé: 北京, then 1812 again."]
ANSWERS = [
    ("How long did the lamp burn?", 0, "eleven years"),
    (" When did it go out? ", 1, "March 1812"),
    ("Where?", 1, "北京"),
]


def write_lines(file, rows):
    with gzip.open(file, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in rows)


@pytest.fixture
def folder(tmp_path):
    """A folder with the same article and questions, and questions that mark no answer."""
    corpus = [{"doc_id": "lamp", "title": "The lamp", "paragraphs": PARAGRAPHS}]
    marked = [
        {
            "id": question,
            "question": question,
            "gold": [{"doc_id": "lamp", "para": number}],
            "spans": [[PARAGRAPHS[number].index(text), PARAGRAPHS[number].index(text) + len(text)]],
        }
        for question, number, text in ANSWERS
    ]
    unmarked = [
        {"id": "a", "question": "Why?", "gold": []},
        {"id": "b", "question": "Why?", "gold": [], "spans": [[0, 3]]},
        {"id": "c", "question": "Why?", "gold": [{"doc_id": "lamp"}], "spans": [[0, 3]]},
        {"id": "d", "question": "Why?", "gold": [{"doc_id": "lamp", "para": 0}], "spans": []},
        {"id": "e", "question": "Why?", "gold": [{"doc_id": "nowhere", "para": 0}], "spans": [[0, 3]]},
    ]
    write_lines(tmp_path / "small.corpus.jsonl.gz", corpus)
    write_lines(tmp_path / "small.questions.jsonl.gz", marked + unmarked)
    return tmp_path


def test_spans_hold_the_answers(folder):
    [article], questions = read(folder, "small")
    assert (article.title, article.text) == ("The lamp", "\n\n".join(PARAGRAPHS))
    assert [question.text for question in questions] == [question.strip() for question, _, _ in ANSWERS]
    for question, (_, number, answer) in zip(questions, ANSWERS, strict=True):
        assert question.article_id == article.id
        assert article.text[slice(*question.answer)] == answer
        assert article.text[slice(*question.paragraph)] == PARAGRAPHS[number]


def test_only_the_first_answer_counts_and_none_runs_past_its_paragraph(folder):
    place = {"gold": [{"doc_id": "lamp", "para": 0}]}
    rows = [
        {"id": "1", "question": "What did it do?", "spans": [[9, 15], [4, 8]], **place},
        {"id": "2", "question": "  ", "spans": [[9, 15]], **place},
        {"id": "3", "question": "What is past the end?", "spans": [[400, 404]], **place},
    ]
    write_lines(folder / "small.questions.jsonl.gz", rows)
    [article], found = read(folder, "small")
    assert [(question.id, article.text[slice(*question.answer)]) for question in found] == [("1", "burned")]


def test_a_text_that_normalising_would_change_is_left_out(folder):
    """Its answers' offsets would no longer be true."""
    corpus = [{"doc_id": "lamp", "title": "The lamp", "paragraphs": ["e\u0301 lamp"]}]
    write_lines(folder / "small.corpus.jsonl.gz", corpus)
    assert read(folder, "small") == ([], [])
