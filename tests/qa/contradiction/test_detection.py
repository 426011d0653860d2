"""Where sources disagree: right nearly always when it speaks up, and then in the sources' own words."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.contradiction.detection import Contradiction, detect_contradiction
from qa.contradiction.statement import Statement

# Invented pairs, the `fresh` ones written after the rules; a person wrote whether they disagree, and why.
PAIRS = [
    json.loads(line)
    for line in (Path(__file__).parents[2] / "golden" / "disagreements.jsonl").read_text("utf-8").splitlines()
]


def statement(text, answer=None, article_id="a", publisher=None, published=None, title="Untitled"):
    start = text.index(answer) if answer else 0
    span = (start, start + len(answer)) if answer else None
    return Statement(text, span, article_id, title, publisher, published)


def statements(pair):
    return [statement(**pair[side], article_id=side) for side in ("one", "other")]


HERALD = statement("In all 69,197 people came to the fair.", "69,197", "herald", "Daily Herald", "2024-06-19")
COURIER = statement("The fair drew 70,100 people.", "70,100", "courier", "The Courier", "2024-06-12")
POST = statement("To the fair came 69,197 people.", "69,197", "post", None, "2024-06-01", "A day at the fair")
QUESTION = "How many people came to the fair?"


def test_the_golden_pairs_are_many_and_balanced():
    assert len(PAIRS) >= 200
    assert 0.4 < sum(pair["disagree"] for pair in PAIRS) / len(PAIRS) < 0.6
    assert len({(pair["question"], pair["one"]["text"], pair["other"]["text"]) for pair in PAIRS}) == len(PAIRS)


def test_precision_and_recall():
    found = [detect_contradiction(pair["question"], statements(pair)) is not None for pair in PAIRS]
    right = sum(said and pair["disagree"] for said, pair in zip(found, PAIRS, strict=True))
    precision, recall = right / sum(found), right / sum(pair["disagree"] for pair in PAIRS)
    print(f"{len(PAIRS)} pairs: precision {precision:.4f}, recall {recall:.4f}")  # noqa: T201 - benchmarks/ shows it
    assert precision >= 0.97
    assert recall >= 0.8


def test_the_kind_is_what_the_question_asks_for():
    for pair in PAIRS:
        found = detect_contradiction(pair["question"], statements(pair))
        assert found is None or found.kind == pair["kind"], pair["question"]


def said(found):
    return [(it.article_id, it.text[slice(*span)]) for it, span in found.statements]


def test_the_newest_comes_first():
    assert said(detect_contradiction(QUESTION, [COURIER, HERALD])) == [("herald", "69,197"), ("courier", "70,100")]


def test_all_who_contradict_are_told():
    assert said(detect_contradiction(QUESTION, [POST, COURIER, HERALD])) == [
        ("herald", "69,197"),
        ("courier", "70,100"),
        ("post", "69,197"),
    ]


def test_yes_and_no_are_told_in_the_verbs():
    one = statement("General Sorel attended the summit.", article_id="a", publisher="A", published="2020-01-02")
    other = statement("General Sorel did not attend the summit.", article_id="b", publisher="B", published="2020-01-01")
    found = detect_contradiction("Did General Sorel attend the summit?", [other, one])
    assert said(found) == [("a", "attended"), ("b", "did not attend")]


@pytest.mark.parametrize(
    ("question", "first", "second", "contradict"),
    [
        ("How much does the Lethe stone weigh?", "weighs five pounds", "weighs 2.27 kg", False),
        ("How much does the Lethe stone weigh?", "weighs five pounds", "weighs 4 kg", True),
        ("How much did the Lethe stone cost?", "cost five pounds", "cost £5", False),
        ("How much did the Lethe stone cost?", "cost five pounds", "cost £7", True),
        ("When was the Lethe stone found?", "was found in the 1800s", "was found in 1871", False),
        ("When was the Lethe stone found?", "was found in the nineteenth century", "was found in 1871", False),
        ("When was the Lethe stone found?", "was found in the nineteenth century", "was found in 1612", True),
    ],
)
def test_amounts_and_dates_are_compared_as_what_they_are(question, first, second, contradict):
    pair = [
        statement(f"The Lethe stone {said}.", said.partition(" ")[2].removeprefix("found in "), article_id)
        for said, article_id in ((first, "a"), (second, "b"))
    ]
    assert (detect_contradiction(question, pair) is not None) == contradict


def test_what_agrees_is_no_disagreement():
    assert detect_contradiction(QUESTION, [HERALD, POST]) is None
    assert detect_contradiction(QUESTION, [HERALD]) is None
    assert detect_contradiction(QUESTION, []) is None


def test_a_question_of_another_kind_has_no_disagreement():
    assert detect_contradiction("Why did people come to the fair?", [HERALD, COURIER]) is None
    assert detect_contradiction("", [HERALD, COURIER]) is None


def test_a_disagreement_refuses_what_it_cannot_be():
    with pytest.raises(ValueError, match="two articles"):
        Contradiction("number", ((HERALD, (7, 13)), (HERALD, (7, 13))))
    with pytest.raises(ValueError, match="stand in its text"):
        Contradiction("number", ((HERALD, (7, 13)), (COURIER, (7, 99))))
    with pytest.raises(ValueError, match="outside the quote"):
        Statement("short", (2, 9), "a", "", None, None)


SAID = [(pair["question"], it) for pair in PAIRS for it in statements(pair)]


@given(st.data())
def test_the_order_of_statements_does_not_matter(data):
    pair = data.draw(st.sampled_from(PAIRS))
    others = data.draw(st.lists(st.sampled_from(SAID), max_size=3))
    given_first = [*statements(pair), *(it for _, it in others)]
    shuffled = data.draw(st.permutations(given_first))
    assert detect_contradiction(pair["question"], given_first) == detect_contradiction(pair["question"], shuffled)


@given(st.sampled_from(PAIRS))
def test_one_article_does_not_disagree_with_itself(pair):
    within = [statement(**pair[side], article_id="same") for side in ("one", "other")]
    assert detect_contradiction(pair["question"], within) is None


@given(st.sampled_from(PAIRS))
def test_what_is_said_stands_in_the_text_and_the_newest_comes_first(pair):
    found = detect_contradiction(pair["question"], statements(pair))
    if found is None:
        return
    assert all(0 <= start < end <= len(it.text) for it, (start, end) in found.statements)
    dates = [it.published or "" for it, _ in found.statements]
    assert dates == sorted(dates, reverse=True)


@given(st.text(max_size=60), st.text(min_size=1, max_size=80), st.text(min_size=1, max_size=80))
def test_any_text_can_be_compared(question, one, other):
    for asked in (question, f"Did {question}?", f"How many {question}?", f"When {question}?", f"Who {question}?"):
        pair = [Statement(one, (0, len(one)), "a", one, None, "2024"), Statement(other, None, "b", other, None, None)]
        assert detect_contradiction(asked, pair) == detect_contradiction(asked, pair[::-1])
