"""Comparisons that are asked for, what is asked of each side, and questions that only look so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.query.comparison_asked import read_comparison


@pytest.mark.parametrize(
    ("question", "sides"),
    [
        ("tin vs lead price", ("tin price", "lead price")),
        ("goat milk vs. cow milk", ("What is goat milk?", "What is cow milk?")),
        (
            "Skarn's answer versus Leeds' answer to the mayor?",
            ("Skarn's answer to the mayor", "Leeds' answer to the mayor"),
        ),
        (
            "Finch vs Quill vs Lark - who is older?",
            ("Finch - who is older", "Quill - who is older", "Lark - who is older"),
        ),
        ("What's the difference between a ferry and a barge?", ("What is a ferry?", "What is a barge?")),
        ("difference in price between tin and lead", ("tin price", "lead price")),
        ("compare heat pumps and gas boilers in old houses", ("heat pumps in old houses", "gas boilers in old houses")),
        ("compare Ada Finch with the mayor of Leeds", ("What is Ada Finch?", "What is the mayor of Leeds?")),
        ("How does tin compare to lead?", ("What is tin?", "What is lead?")),
        ("the old bridge vs lighthouse height", ("the old bridge height", "lighthouse height")),
        ("compare the 2019 and 2020 floods", ("the 2019 floods", "2020 floods")),
    ],
)
def test_sides(question, sides):
    assert tuple(side.question for side in read_comparison(question)) == sides


@pytest.mark.parametrize(
    "question",
    [
        "Who compared tin and lead?",
        "salt and vinegar",
        "How do boats differ?",
        "What is a VS Commodore?",
        "vs lead",
        "Leeds vs York score",
        "who scored in Leeds vs York",
        "Finch v Quill",
        "Finch vs the Harbour Board ruling",
        "what did the court say in Finch vs Quill when the two sides had argued for a whole week about nothing at all",
        "",
    ],
)
def test_other_questions(question):
    assert read_comparison(question) == ()


@given(st.text("vs compare and tin.?-’ \n", max_size=60))
def test_any_text(question):
    assert all(side.question.strip() for side in read_comparison(question))
