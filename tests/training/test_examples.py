"""Training examples: what holds the answer marks it, what does not lacks it, and the same seed makes the same ones."""

import random
from collections import Counter

import pytest

from corpus import Article, Span
from training.data import Question
from training.edits import hurried
from training.examples import Example, load, make
from training.lines import write_rows

TOWNS = ("Arden", "Belmont", "Corvey", "Dunmore", "Elsbeth", "Farrow", "Garland", "Hollin")
KEEPERS = ("Ada Finch", "Ben Marlow", "Cora Lind", "Dora Vane", "Emil Krantz", "Fay Osborn", "Gil Tarrant", "Hal Ness")
PIECES = (
    "The lamp of {town} was first lit in {year} by {keeper}.",
    "Ships came past the harbour of {town} every week in summer.",
    "It burned through {years} winters before the oil ran out.",
    "Nobody in {town} asked who had paid for all the oil.",
    "The highest wave that struck the tower was {metres} metres tall.",
    "In the northern storm of {storm} the tower lost its door.",
)
ASKED = (
    ("Who first lit the lamp of {town}?", "{keeper}"),
    ("When was the lamp of {town} first lit?", "{year}"),
    ("How many winters did the lamp of {town} burn before the oil ran out?", "{years}"),
    ("How tall was the highest wave that struck the tower of {town}?", "{metres}"),
    ("What did the tower of {town} lose in the northern storm of {storm}?", "its door"),
)


def facts(n):
    return {
        "town": TOWNS[n], "keeper": KEEPERS[n], "year": 1801 + 7 * n, "years": 51 + n, "metres": 60 + n,
        "storm": 1870 + 3 * n,
    }  # fmt: skip


def article(n):
    return Article(f"town-{n}", TOWNS[n], " ".join(PIECES).format(**facts(n)))


def questions(n):
    text = article(n).text
    for place, (question, answer) in enumerate(ASKED):
        held = answer.format(**facts(n))
        start = text.index(held)
        whole = Span(0, len(text))
        yield Question(f"{n}-{place}", question.format(**facts(n)), f"town-{n}", whole, Span(start, start + len(held)))


ARTICLES = [article(n) for n in range(len(TOWNS))]
QUESTIONS = [question for n in range(len(TOWNS)) for question in questions(n)]
ANSWERS = {
    question.text: ARTICLES[n // len(ASKED)].text[slice(*question.answer)] for n, question in enumerate(QUESTIONS)
}


@pytest.fixture(scope="module")
def made(make_embedder):
    """The examples of several seeds."""
    return {seed: list(make(make_embedder(), ARTICLES, QUESTIONS, seed)) for seed in range(6)}


@pytest.fixture(scope="module")
def examples(made):
    return [example for listed in made.values() for example in listed]


def test_each_question_has_a_positive_example_that_marks_its_answer(made):
    for listed in made.values():
        positives = [example for example in listed if example.kind == "positive"]
        assert len(positives) == len(QUESTIONS)
        marked = Counter(example.passage[slice(*example.answer)] for example in positives)
        assert marked == Counter(ANSWERS.values())
        asked_as_written = [example for example in positives if example.question in ANSWERS]
        assert len(asked_as_written) > len(positives) / 2
        for example in asked_as_written:
            assert example.passage[slice(*example.answer)] == ANSWERS[example.question]


def test_negatives_do_not_hold_the_answer(examples):
    negatives = [example for example in examples if example.kind != "positive"]
    assert negatives
    assert all(example.answer is None for example in negatives)
    for example in negatives:
        if example.kind != "near miss" and example.question in ANSWERS:
            assert ANSWERS[example.question].lower() not in example.passage.lower()


def test_a_near_miss_is_another_question(examples):
    near = [example for example in examples if example.kind == "near miss"]
    assert near
    assert not any(example.question in ANSWERS and ANSWERS[example.question] in example.passage for example in near)


def test_all_kinds_occur(examples):
    counts = Counter(example.kind for example in examples)
    assert set(counts) == {"positive", "retrieved", "near miss", "cut out"}


def test_passages_and_titles_are_the_articles_own(examples):
    texts = {article.title: article.text for article in ARTICLES}
    for example in examples:
        if example.kind != "cut out":
            assert any(example.passage in text for text in texts.values())
        assert example.title == "" or example.title in texts
    assert {bool(example.title) for example in examples} == {True, False}
    assert len({len(example.passage) for example in examples if example.kind == "positive"}) > len(ARTICLES)


def test_the_same_seed_makes_the_same_examples(made, make_embedder):
    assert list(make(make_embedder(), ARTICLES, QUESTIONS, 3)) == made[3]
    assert made[3] != made[4]


def test_few_passages(make_embedder):
    """Fewer than a search asks for: numpy refused to choose among them."""
    listed = [example for seed in range(20) for example in make(make_embedder(), ARTICLES[:1], QUESTIONS[:5], seed)]
    assert {example.kind for example in listed} >= {"positive", "near miss"}


def test_an_answer_across_sentences_is_left_out(make_embedder):
    across = Question("x", "What?", "town-0", Span(0, 100), Span(30, 90))
    assert list(make(make_embedder(), ARTICLES, [across], 1)) == []


def test_examples_come_back_from_the_file(tmp_path, made):
    file = tmp_path / "examples.jsonl"
    write_rows(iter(made[1]), file)
    assert load(file) == made[1]
    assert list(tmp_path.iterdir()) == [file]


def test_a_file_is_written_whole_or_not_at_all(tmp_path):
    def broken():
        yield Example("Who?", "", "A text.", None, "retrieved")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_rows(broken(), tmp_path / "examples.jsonl")
    assert not (tmp_path / "examples.jsonl").exists()


def test_a_question_without_words_stays():
    """Choosing the word to slip in failed."""
    assert {hurried("?", random.Random(seed)) for seed in range(9)} == {"?"}
