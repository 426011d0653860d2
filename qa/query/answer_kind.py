"""The kind of answer that a question asks for, by its first words."""

import re
from typing import Literal

from qa.english.question_words import MEASURES, MEASURING
from qa.english.word_lists import match_any

AnswerKind = Literal["number", "date", "name", "yes or no"]

_PATTERNS: tuple[tuple[AnswerKind, str], ...] = (
    ("yes or no", r"(?:do|does|did|is|are|was|were|has|have|had|can|will)\b"),
    ("date", r"(?:since )?when\b|(?:in |on )?(?:what|which) (?:year|date|day|month|century)\b"),
    ("number", rf"how (?:{match_any(MEASURING)})\b"),
    ("number", rf"(?:what|which) (?:(?:is|was|were) the )?(?:\w+ )?(?:{match_any(MEASURES)})\b"),
    # "Who were the founders?" has more than one answer.
    ("name", r"(?:who|whom|whose)\b(?! (?:are|were|(?:is|was) an?)\b)|where\b"),
    ("name", r"(?:(?:by|to|from|in|at|of|for|with) )?(?:which|whom|what (?!did|do|does|are|were))\b"),
)


def classify_question(question: str) -> AnswerKind | None:
    """Return what kind of answer a question asks for; None if its words do not say."""
    lowered = question.strip().lower()
    return next((kind for kind, pattern in _PATTERNS if re.match(pattern, lowered)), None)
