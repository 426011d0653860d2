"""Whether a question asks for one fact, or for more than one sentence can say."""

import re

from qa.english.question_words import GRADED
from qa.english.saying_verbs import SAID_ABOUT
from qa.english.word_lists import match_any

_OPENING = re.compile(
    rf"\W*(?:(?:and|but|so)\W+)?(?:why\b|how (?!(?:{match_any(GRADED)})\b)\w|"
    r"what (?:are|were|happened|caused|causes|led)\b|"
    r"who (?:are|were)\b|which (?:\w+ ){0,2}(?:are|were)\b|list\b|name (?:the|all|some)\b|compare\b|describe\b|"
    r"explain\b|summari[sz]e\b|tell me\b|in what ways?\b|"
    rf"what (?:do|does|did) .+ (?:{match_any(SAID_ABOUT)}|want|know)\b)",
    re.IGNORECASE,
)
_ANYWHERE = re.compile(
    r"\b(?:differences?|differ|compared?|versus|vs|both|timeline|history of|(?:dis)?advantages|reasons|causes|effects|"
    r"consequences|ways|steps|similarities|views|opinions|reactions?|impact|role|relationship)\b",
    re.IGNORECASE,
)


def wants_several(question: str) -> bool:
    """Say whether a question asks why, how, for a list, a comparison, a course of events, or for what was said."""
    return bool(_OPENING.match(question) or _ANYWHERE.search(question))
