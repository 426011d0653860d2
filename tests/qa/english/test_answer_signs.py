"""Answer signs: a sentence that answers holds a number, a time, a name, as the question asks."""

import pytest

from qa.english.answer_signs import find_sign


@pytest.mark.parametrize(
    ("question", "answers", "does_not"),
    [
        ("how many ships sank", "Two dozen ships sank.", "Ships sank."),
        ("How much did it cost?", "It cost $3.5 million.", "It cost too much."),
        ("whats the population of northport", "It has 3,000 people.", "It has people."),
        ("when did the bridge open", "It opened last week.", "It opened at once."),
        ("What year was it built?", "It was built in 1931.", "It was built of steel."),
        ("whos the keeper", "The keeper was Ada Quill.", "The keeper was old."),
        ("Where is it?", "It lies near Northport.", "It lies by the sea."),
        ("why did prices rise", "They rose because the harvest failed.", "They rose."),
        ("what did she say about it", "“It burned,” she said.", "It burned."),
    ],
)
def test_signs(question, answers, does_not):
    sign = find_sign(question)
    assert sign.search(answers)
    assert not sign.search(does_not)


@pytest.mark.parametrize("question", ["Is the bridge open?", "tell me about the bridge", "what is a conclave", ""])
def test_no_sign(question):
    assert find_sign(question) is None
