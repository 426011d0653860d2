"""Which questions want more than one quote."""

import pytest

from qa.query.breadth import wants_several


@pytest.mark.parametrize(
    "question",
    [
        "Why did prices rise?",
        "And why?",
        "how did radio save the tower",
        "Which two canals were built by him?",
        "What are the causes of the war?",
        "Compare the two canals",
        "What is the difference between a lake and a pond?",
        "What did Putin and Peskov say about the pact?",
        "List the keepers of the lamp.",
        "What happened after the eruption?",
        "What role did radio play?",
    ],
)
def test_several(question):
    assert wants_several(question)


@pytest.mark.parametrize(
    "question",
    [
        "When did the Eagle land?",
        "How many keepers were there?",
        "How long did the lamp burn?",
        "Who was the keeper?",
        "Which canal opened first?",
        "What is the capital of France?",
        "putin kim treaty date",
        "",
    ],
)
def test_one(question):
    assert not wants_several(question)
