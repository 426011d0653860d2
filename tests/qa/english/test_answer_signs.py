"""Answer signs: a question that asks for a number, a time, a name, a reason or words is answered by what holds one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.english.answer_signs import find_sign

NUMBER = ("How many people died?", "How old was the keeper?", "What was the death toll?", "What's the population?",
          "Which percentage of the oil was stolen?", "how much did it cost")  # fmt: skip
TIME = ("When did the lamp go out?", "Since when has it burned?", "In what year was it lit?", "Which day was it?")
NAME = ("Who kept the lamp?", "Who's the mayor?", "Where did the ship sink?", "Whom did she marry?")
REASON = ("Why did the lamp go out?", "What is the reason for the strike?", "How come nobody paid?")
SPEECH = ("What did the mayor say about the oil?", "What do critics think of it?", "What has she said?")


@pytest.mark.parametrize(
    ("questions", "answering", "not_answering"),
    [
        (
            NUMBER,
            ["More than 30 people died.", "Twenty-five were hurt.", "Half of it was stolen.", "Nobody died.",
             "Dozens were hurt."],
            ["The keeper was hurt.", "It was a cold winter."],
        ),
        (
            TIME,
            ["It went out in March.", "It was lit on Tuesday.", "The fire began in 1812.", "It burned out last night.",
             "He left yesterday.", "It went out in May.", "May 3 was cold.", "Late May was dry.", "He left on Monday."],
            ["The oil ran out.", "They marched and may return.", "Ada Finch kept it.", "It may rain.", "It MAY rain.",
             "May I come in?", "Ada May kept it.", "“May it burn,” she said."],
        ),
        (
            NAME,
            ["It was kept by Ada Finch.", "The ship sank off Arden.", "The mayor is “Red” Marlow."],
            ["The keeper kept it.", "Nobody knows. They left."],
        ),
        (
            REASON,
            ["The oil ran out because nobody paid.", "The strike was due to low wages.", "They left to find work.",
             "A lack of oil led to it."],
            ["The lamp went out.", "It was a cold winter."],
        ),
        (
            SPEECH,
            ["“Nobody paid,” she told us.", "The mayor said nobody had paid.", 'He called it "theft".'],
            ["The oil was stolen.", "She went home."],
        ),
    ],
)  # fmt: skip
def test_what_holds_what_is_asked_for(questions, answering, not_answering):
    for question in questions:
        sign = find_sign(question)
        assert sign, question
        assert [said for said in answering if not sign.search(said)] == []
        assert [said for said in not_answering if sign.search(said)] == []


@pytest.mark.parametrize(
    "question",
    ["", "What is a lamp?", "Is the bridge closed?", "How does the lamp work?", "Which keeper was last?", "lamp oil",
     "Whose lamp was it?", "Tell me when it went out.", "However many came, who paid?", "Whenever did it stop?"],
)  # fmt: skip
def test_other_questions_tell_of_no_sign(question):
    assert find_sign(question) is None


@given(st.sampled_from([*NUMBER, *TIME, *NAME, *REASON, *SPEECH]))
def test_neither_case_nor_marks_before_it_change_what_a_question_asks(question):
    assert find_sign(question.upper()) is find_sign("“" + question) is find_sign(question)
