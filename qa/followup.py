"""Follow-up questions: what to search for when a question leans on the turns before it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from index.words import words
from qa.errors import QuestionError

# Words that stand for something said before.
_LEANING = re.compile(
    r"\b(?:he|him|his|she|her|hers|it|its|they|them|their|theirs|this|that|these|those|there|then|one|ones|else|"
    r"former|latter)\b|^(?:and|but|so|or|what about|how about|why|when|where|who|how)\b\W*(?:\w+\W*)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Turn:
    """One utterance of a conversation."""

    role: Literal["user", "assistant"]
    text: str


def turns(history: object) -> tuple[Turn, ...]:
    """Read a conversation of JSON, `[{"role": "user", "text": "…"}, …]`; any other role is the assistant's."""
    if not isinstance(history, list):
        raise QuestionError('the history must be a list like [{"role": "user", "text": "…"}]')
    for turn in history:
        if not (isinstance(turn, dict) and isinstance(turn.get("role"), str) and isinstance(turn.get("text"), str)):
            raise QuestionError('each turn of the history must be like {"role": "user", "text": "…"}')
    return tuple(Turn("user" if turn["role"] == "user" else "assistant", turn["text"]) for turn in history)


def standalone(question: str, history: Sequence[Turn]) -> str:
    """Return what to search for: the question, after the last one asked if it cannot be understood alone."""
    asked = [turn.text for turn in history if turn.role == "user"]
    leans = _LEANING.search(question.strip()) or len(words(question)) < 2
    return f"{asked[-1]} {question}" if asked and leans else question
