"""Follow-up questions: which lean on the one before, and what a history must look like."""

import pytest

from qa import Turn
from qa.errors import QuestionError
from qa.followup import standalone, turns

ASKED = [
    Turn("user", "Who invented the telephone?"),
    Turn("assistant", "Bell."),
    Turn("user", "Who signed the pact?"),
    Turn("assistant", "Putin and Kim."),
]


@pytest.mark.parametrize(
    "question",
    [
        "When did he sign it?",
        "Why?",
        "And where?",
        "What did they say?",
        "Where was that?",
        "who else",
        "When?",
        "Kim?",
    ],
)
def test_a_question_that_leans(question):
    assert standalone(question, ASKED) == f"Who signed the pact? {question}"


@pytest.mark.parametrize(
    "question",
    ["When did Vladimir Putin visit Pyongyang?", "Who landed on the Moon in 1969?", "Name the Nobel winners"],
)
def test_a_question_that_stands_alone(question):
    assert standalone(question, ASKED) == question


def test_without_a_question_before_it():
    for history in ([], [Turn("assistant", "Ask me anything.")]):
        assert standalone("When did he sign it?", history) == "When did he sign it?"


def test_a_history():
    read = turns(
        [
            {"role": "user", "text": "Who?"},
            {"role": "assistant", "text": "Kim.", "more": 1},
            {"role": "tool", "text": ""},
        ]
    )
    assert read == (Turn("user", "Who?"), Turn("assistant", "Kim."), Turn("assistant", ""))
    assert turns([]) == ()


@pytest.mark.parametrize(
    "history",
    [None, {}, "Who?", 5, ["Who?"], [{"role": "user"}], [{"text": "Who?"}], [{"role": 1, "text": "Who?"}], [None]],
)
def test_what_is_no_history(history):
    with pytest.raises(QuestionError, match='"role": "user", "text"'):
        turns(history)
