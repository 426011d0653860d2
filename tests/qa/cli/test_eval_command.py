"""`pullquote eval`: a question set answered and measured."""

import json

import pytest

CORPUS = [
    {"id": "lamp", "title": "The lamp", "text": "The lamp burned for eleven years. It went out in March 1812."},
    {"id": "moon", "title": "The Moon", "text": "The Eagle landed on the Moon in July 1969."},
]
QUESTIONS = [
    {"id": "1", "question": "How long did the lamp burn?", "answerable": True, "answers": ["eleven years"],
     "gold": [{"article_id": "lamp", "start": 0, "end": 33}]},
    {"id": 2, "question": "When did it land on the Moon?", "answerable": True, "answers": ["July 1969"],
     "gold": [{"article_id": "moon"}], "history": [{"role": "user", "text": "What was the Eagle?"}]},
    {"id": "3", "question": "Which bread recipe uses sourdough?", "answerable": False, "answers": [], "gold": []},
]  # fmt: skip


@pytest.fixture
def make_set(tmp_path):
    """Write a question set, of records or of bytes."""

    def make(corpus=CORPUS, questions=QUESTIONS):
        folder = tmp_path / "set"
        folder.mkdir()
        for name, content in (("corpus", corpus), ("questions", questions)):
            if isinstance(content, list):
                content = "".join(json.dumps(record) + "\n" for record in content).encode()
            if content is not None:
                (folder / f"{name}.jsonl").write_bytes(content)
        return folder

    return make


def test_measures(pullquote, make_set, tmp_path):
    ran = pullquote("eval", make_set(), "--answers", tmp_path / "answers.jsonl", "--json", status=0)
    [measures] = ran.json
    assert (measures["questions"], measures["missing"], measures["verbatim"]) == (3, 0, 1.0)
    assert measures["quote_at_1"] == measures["hit_at_1"] == measures["refused_when_not"] == 1.0
    answers = [json.loads(line) for line in (tmp_path / "answers.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [answer["id"] for answer in answers] == ["1", "2", "3"]
    assert "added" in ran.err
    assert not (tmp_path / "own-library").exists()


@pytest.mark.parametrize(("asked", "right"), [("2024-06-19", 1.0), ("2024-07-01", 0.0)])
def test_the_day_a_question_is_asked(pullquote, make_set, toll_articles, asked, right):
    question = {"id": "1", "question": "How much did the ferry toll rise last month?", "answerable": True,
                "answers": ["4 crowns"], "gold": [{"article_id": "may"}], "asked": asked}  # fmt: skip
    assert pullquote("eval", make_set(toll_articles, [question]), "--json", status=0).json[0]["quote_at_1"] == right


def test_for_people(pullquote, make_set):
    lines = pullquote("eval", make_set(), status=0).out.splitlines()
    assert lines[0].split() == ["questions", "3"]


@pytest.mark.parametrize(
    ("corpus", "questions", "complaint"),
    [
        (None, QUESTIONS, "corpus.jsonl"),
        (CORPUS, None, "questions.jsonl cannot be read"),
        (b"{nope\n", QUESTIONS, "corpus.jsonl:1: the line is not JSON"),
        ([CORPUS[0], CORPUS[0]], QUESTIONS, "the id 'lamp' stands in line 1 already"),
        (CORPUS, b'{"id": "1"}\n{nope\n', "questions.jsonl:2: the line is not JSON"),
        (CORPUS, b"[]\n", "questions.jsonl:1: the line is not a JSON object"),
        (CORPUS, b"\xff\xfe\n", "questions.jsonl:1: the line is not UTF-8"),
        (CORPUS, [QUESTIONS[0], {"id": "2", "question": "Who?"}], "question 2 must be like"),
        (CORPUS, [QUESTIONS[0] | {"gold": [5]}], "question 1 must be like"),
        (CORPUS, [QUESTIONS[0] | {"answers": [5]}], "question 1 must be like"),
        (CORPUS, [QUESTIONS[0] | {"question": None}], "question 1 must be like"),
        (CORPUS, [QUESTIONS[0] | {"question": " "}], "the question is empty"),
        (CORPUS, [QUESTIONS[0] | {"history": "Who?"}], "the history must be a list"),
        (CORPUS, [QUESTIONS[0] | {"asked": "2024"}], "'2024' is not a day: write it like 2024-06-19"),
    ],
)
def test_a_set_that_cannot_be_used(pullquote, make_set, corpus, questions, complaint):
    ran = pullquote("eval", make_set(corpus, questions), status=1)
    assert sum(complaint in line for line in ran.err.splitlines()) == 1
    assert ran.out == ""


def test_answers_that_cannot_be_kept(pullquote, make_set, tmp_path):
    ran = pullquote("eval", make_set(), "--answers", tmp_path / "none" / "answers.jsonl", status=2)
    assert "No such file or directory" in ran.err


def test_a_byte_order_mark(pullquote, make_set):
    marked = b"\xef\xbb\xbf" + "".join(json.dumps(record) + "\n" for record in QUESTIONS).encode()
    pullquote("eval", make_set(questions=marked), status=0)


def test_a_reader_that_cannot_be_opened_is_told_before_articles_are_added(pullquote, make_set, tmp_path):
    ran = pullquote("eval", make_set(), "--reader", tmp_path, status=1)
    assert ran.err == f"Error: {tmp_path} cannot be a reader: it has no config.json that names its architecture\n"
