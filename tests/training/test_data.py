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


def asked(number):
    return [
        {
            "id": question,
            "question": question,
            "answers": [{"text": text, "answer_start": PARAGRAPHS[number].index(text)}],
        }
        for question, paragraph, text in ANSWERS
        if paragraph == number
    ]


@pytest.fixture
def squad(tmp_path):
    """Return a file in SQuAD's form that holds such articles."""

    def write(*entries):
        file = tmp_path / "squad.json"
        file.write_text(json.dumps({"data": entries}), encoding="utf-8")
        return file

    return write


def entry(title="The_lamp", paragraphs=PARAGRAPHS, questions=None):
    return {
        "title": title,
        "paragraphs": [
            {"context": text, "qas": asked(n) if questions is None else questions} for n, text in enumerate(paragraphs)
        ],
    }


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


@pytest.mark.parametrize("form", ["file", "folder"])
def test_spans_hold_the_answers(request, squad, form):
    source = squad(entry()) if form == "file" else request.getfixturevalue("folder")
    [article], questions = read(source)
    assert (article.title, article.text) == ("The lamp", "\n\n".join(PARAGRAPHS))
    assert [question.text for question in questions] == [question.strip() for question, _, _ in ANSWERS]
    for question, (_, number, answer) in zip(questions, ANSWERS, strict=True):
        assert question.article_id == article.id
        assert article.text[slice(*question.answer)] == answer
        assert article.text[slice(*question.paragraph)] == PARAGRAPHS[number]


def test_only_the_first_answer_counts_and_none_is_skipped(squad):
    answers = [{"text": "burned", "answer_start": 9}, {"text": "lamp", "answer_start": 4}]
    questions = [
        {"id": "1", "question": "What did it do?", "answers": answers},
        {"id": "2", "question": "Who?", "answers": []},
        {"id": "3", "question": "  ", "answers": answers},
        {"id": "4", "question": "What is past the end?", "answers": [{"text": "lamp", "answer_start": 400}]},
    ]
    [article], found = read(squad(entry(paragraphs=PARAGRAPHS[:1], questions=questions)))
    assert [(question.id, article.text[slice(*question.answer)]) for question in found] == [("1", "burned")]


def test_a_text_that_normalising_would_change_is_left_out(squad):
    """Its answers' offsets would no longer be true."""
    articles, questions = read(squad(entry(paragraphs=["e\u0301 lamp"]), entry("Empty", []), entry()))
    assert [article.title for article in articles] == ["The lamp"]
    assert {question.article_id for question in questions} == {articles[0].id}
