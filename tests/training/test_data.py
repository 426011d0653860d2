"""Reading training data: the span of each answer holds the answer."""

from training.data import read

PARAGRAPHS = ["The lamp burned for eleven years.", "It went out in March 1812.\nÜnïcödé: 北京, then 1812 again."]
ANSWERS = [
    ("How long did the lamp burn?", 0, "eleven years"),
    (" When did it go out? ", 1, "March 1812"),
    ("Where?", 1, "北京"),
]


def entry(article_id="lamp", title="The lamp", paragraphs=PARAGRAPHS):
    return {"doc_id": article_id, "title": title, "paragraphs": paragraphs}


def question(text, number, *spans, **other):
    return {"id": text, "question": text, "gold": [{"doc_id": "lamp", "para": number}], "spans": list(spans), **other}


def span_of(text, number):
    start = PARAGRAPHS[number].index(text)
    return [start, start + len(text)]


ASKED = [question(text, number, span_of(answer, number)) for text, number, answer in ANSWERS]


def test_spans_hold_the_answers(write_set):
    [article], questions = read(write_set("small", [entry()], ASKED), "small")
    assert (article.title, article.text) == ("The lamp", "\n\n".join(PARAGRAPHS))
    assert [question.text for question in questions] == [question.strip() for question, _, _ in ANSWERS]
    for asked, (_, number, answer) in zip(questions, ANSWERS, strict=True):
        assert asked.article_id == article.id
        assert article.text[slice(*asked.answer)] == answer
        assert article.text[slice(*asked.paragraph)] == PARAGRAPHS[number]


def test_only_the_first_answer_counts_and_none_is_skipped(write_set):
    unmarked = [
        question("Who?", 0),
        question("  ", 0, [4, 8]),
        question("What is past the end?", 0, [400, 404]),
        question("What is empty?", 0, [4, 4]),
        question("Of no article?", 0, [0, 3], gold=[]),
        question("Of no paragraph?", 0, [0, 3], gold=[{"doc_id": "lamp"}]),
        question("Of an article that is not there?", 0, [0, 3], gold=[{"doc_id": "nowhere", "para": 0}]),
        {"id": "bare", "question": "Why?", "gold": []},
    ]
    marked = question("What did it do?", 0, [9, 15], [4, 8])
    [article], found = read(write_set("small", [entry()], [marked, *unmarked]), "small")
    assert [(asked.text, article.text[slice(*asked.answer)]) for asked in found] == [("What did it do?", "burned")]


def test_a_text_that_normalising_would_change_is_left_out(write_set):
    """Its answers' offsets would no longer be true."""
    others = [entry("accent", "Accent", ["e\u0301 lamp"]), entry("empty", "Empty", [])]
    foreign = question("Which lamp?", 0, [0, 2], gold=[{"doc_id": "accent", "para": 0}])
    articles, questions = read(write_set("small", [*others, entry()], [foreign, *ASKED]), "small")
    assert [article.id for article in articles] == ["lamp"]
    assert {question.article_id for question in questions} == {"lamp"}


def test_only_the_set_of_that_name_is_read(write_set):
    write_set("other", [entry("tower", "Tower", ["A tower."])], [])
    articles, _ = read(write_set("small", [entry()], ASKED), "small")
    assert [article.id for article in articles] == ["lamp"]
