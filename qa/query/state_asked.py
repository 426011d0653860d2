"""Whether a question asks how things stand, so that a later article may tell otherwise than an earlier one."""

import re

from qa.english.closed_classes import PRESENT
from qa.english.question_words import STANDING
from qa.english.word_lists import match_any
from qa.query.time_asked import TimeAsked

_PRESENT = re.compile(rf"\b(?:{match_any(PRESENT | STANDING)})\b", re.IGNORECASE)


def asks_how_it_stands(question: str, when: TimeAsked) -> bool:
    """Say whether a question asks for the present state of something: "Is he still …?", "When does it reopen?"."""
    return not when.is_past and (when.latest or bool(_PRESENT.search(question)))
