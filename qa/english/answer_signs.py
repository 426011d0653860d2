"""Answer signs: what a sentence holds that answers a question, by the words with which the question begins."""

import re

from qa.english.calendar import ANY_MONTH, WEEKDAY, YEAR
from qa.english.closed_classes import PREPOSITIONS
from qa.english.number_words import SPELLED_NUMBER
from qa.english.question_words import MEASURES, MEASURING
from qa.english.time_patterns import PARTS
from qa.english.word_lists import match_any, split_words

_RELATIVE_TIMES = split_words(
    """
    yesterday today tonight tomorrow morning afternoon evening night noon midnight day days week weeks weekend month
    months year years decade decades century spring summer autumn winter season hour hours minutes
    """
)
_REASONS = split_words("because since as due amid after over citing reason reasons cause causes led prompted fearing")
_NUMBER = re.compile(
    rf"\d|\b(?:{SPELLED_NUMBER}|dozens|hundreds|thousands|millions|billions|half|quarter|no one|nobody|none)\b", re.I
)
# A month has its capital: "may" and "march" are verbs. May is told from a verb that opens a question, and from a family
# of that name, by what stands beside it.
_BEFORE_MONTH = PREPOSITIONS | PARTS.keys() | split_words("and or last this next every each")
_MAY = rf"\b(?i:{match_any(_BEFORE_MONTH)})[ -]May\b|\bMay(?=,? \d| ?[-–/])"
_TIME = re.compile(
    rf"\b(?=[A-Z])(?!(?i:may)\b)(?:{ANY_MONTH})\b|{_MAY}|\b{WEEKDAY}\b|\b{YEAR}\b|\b(?i:{match_any(_RELATIVE_TIMES)})\b"
)
# A word with a capital that does not open a sentence.
_NAME = re.compile(r"(?<![.!?:])(?<![\"“]) [\"“]?[A-Z][\w’'-]+")
_REASON = re.compile(rf"\b(?:{match_any(_REASONS)})\b|\b(?:in order|so as|so that) |\bto [a-z]+\b", re.I)
_SPEECH = re.compile(r"[\"“]|\b(?:said|says|told|called|saying)\b")

_SIGNS = tuple(
    (re.compile(rf"\W*(?:{asked})", re.IGNORECASE), sign)
    for asked, sign in (
        (rf"how (?:{match_any(MEASURING)})\b", _NUMBER),
        (rf"(?:what|which)(?:['’]?s| is| was| were)? (?:the )?(?:\w+ )?(?:{match_any(MEASURES)})\b", _NUMBER),
        (r"(?:since )?when\b|(?:in |on )?(?:what|which) (?:year|date|day|month|time|century)\b", _TIME),
        (r"who\b|who['’]?s\b|whom\b|where\b|where['’]?s\b", _NAME),
        (r"why\b|what(?:['’]?s| is| was)? the reason|how come\b", _REASON),
        (r"what (?:do|does|did|has|have|is|are|was|were) .+ (?:say|said|saying|think|thinks|tell)\b", _SPEECH),
    )
)


def find_sign(question: str) -> re.Pattern[str] | None:
    """Return the pattern of what a sentence holds that answers; None if the question's words do not tell."""
    return next((sign for asked, sign in _SIGNS if asked.match(question)), None)
