"""The kind of answer that a question asks for, by its first words."""

import re
from typing import Literal

AnswerKind = Literal["number", "date", "name", "yes or no"]

# Nouns that a number is the answer to.
_MEASURED = """
    number share percentage rate population price cost age height length depth width size area weight speed temperature
    score toll total turnout
    """.split()  # noqa: SIM905 - a list of words is easier to read as words
_PATTERNS: tuple[tuple[AnswerKind, str], ...] = (
    ("yes or no", r"(?:do|does|did|is|are|was|were|has|have|had|can|will)\b"),
    ("date", r"(?:since )?when\b|(?:in |on )?(?:what|which) (?:year|date|day|month|century)\b"),
    ("number", r"how (?:many|much|old|long|high|tall|far|deep|wide|fast|big|large|heavy|hot)\b"),
    ("number", rf"(?:what|which) (?:(?:is|was|were) the )?(?:\w+ )?(?:{'|'.join(_MEASURED)})\b"),
    # "Who were the founders?" has more than one answer.
    ("name", r"(?:who|whom|whose)\b(?! (?:are|were|(?:is|was) an?)\b)|where\b"),
    ("name", r"(?:(?:by|to|from|in|at|of|for|with) )?(?:which|whom|what (?!did|do|does|are|were))\b"),
)


def classify_question(question: str) -> AnswerKind | None:
    """Return what kind of answer a question asks for; None if its words do not say."""
    lowered = question.strip().lower()
    return next((kind for kind, pattern in _PATTERNS if re.match(pattern, lowered)), None)
