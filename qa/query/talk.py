"""Talk: what is said to the program and asks nothing of the articles, and the line that answers it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from qa.english.talk_words import (
    ADDRESSED,
    APPROVALS,
    BEFORE,
    BEHIND,
    FAREWELLS,
    FOR_WHAT,
    GREETINGS,
    HELP,
    HELP_AT_FIRST,
    LEADING_ON,
    NEWS_AT_FIRST,
    OPENERS,
    PLAIN_OPENERS,
    THANKS,
    WHO_ARE_YOU,
)
from qa.english.word_lists import match_any
from qa.query.conversation import Turn


class TalkLine(NamedTuple):
    """The line that answers talk, and whether the newest articles are shown below it."""

    text: str
    shows_newest: bool = False


_LINE_OF_HELP = (
    "Ask what your articles tell, in your own words: the answer is quoted from them, word for word, with its source. "
    "You may ask on from an answer, name a time, or put into quotation marks what has to stand in the article."
)
# Characters: whoever writes more than that says more.
_LONGEST = 80
_MOST_LEADS = 4


def _match(phrases: Iterable[str]) -> str:
    return rf"(?:{match_any(phrases)})(?![\w'])".replace(" ", r"\s+")


def _follow(phrases: Iterable[str], behind: Iterable[str]) -> str:
    """Return a pattern of a phrase and of what may stand behind it."""
    return rf"{_match(phrases)}(?:,?\s+{_match(behind)})*"


_BYE, _HELLO = (_follow(phrases, ADDRESSED | BEHIND) for phrases in (FAREWELLS, GREETINGS))
_THANKS, _GOOD = _follow(THANKS, ADDRESSED | FOR_WHAT | BEHIND), _follow(APPROVALS, BEHIND)
_NEWS = _follow(NEWS_AT_FIRST, ADDRESSED | BEHIND)
_HELP, _WHO = (_follow(phrases, ADDRESSED | BEHIND) for phrases in (HELP | HELP_AT_FIRST, WHO_ARE_YOU))
# Each kind of talk with its line. Where several kinds are said, the first of these is answered.
_LINES = (
    (_HELP, TalkLine(_LINE_OF_HELP)),
    (_NEWS, TalkLine("The newest of your articles, each by a sentence from its beginning.", shows_newest=True)),
    (
        _WHO,
        TalkLine("This is Pullquote: it finds what your articles say about a question, and quotes it word for word."),
    ),
    (_BYE, TalkLine("Goodbye.")),
    (_THANKS, TalkLine("You are welcome. Ask on whenever you like.")),
    (_HELLO, TalkLine("Hello. Ask what your articles tell: the answer is quoted from them, word for word.")),
    (_GOOD, TalkLine("Good. Ask on whenever you like.")),
)
_KINDS = re.compile("|".join(rf"\b({kind})" for kind, _ in _LINES), re.IGNORECASE)
_LEAD = rf"(?:{_match(BEFORE)}\W+)*(?:{_BYE}|{_HELLO}|{_THANKS}|{_GOOD})"
_PART = rf"(?:{_match(BEFORE)}\W+)*(?:{'|'.join(kind for kind, _ in _LINES)})"
_TALK = re.compile(rf"\W*{_PART}(?:\W+{_PART})*\W*", re.IGNORECASE)
# What is asked stands behind a mark, behind "so", or plainly behind the talk.
_ASKED = rf"\s*[,.;:!…–—-]+\s*(?={_match(OPENERS)})|\s+(?={_match(PLAIN_OPENERS)})"
_LED_ON = rf"\W+{_match(LEADING_ON)}\W+(?={_match(PLAIN_OPENERS)})"
_OPENING = re.compile(rf"\W*{_LEAD}(?:\W+{_LEAD}){{0,{_MOST_LEADS}}}(?:{_LED_ON}|{_ASKED})", re.IGNORECASE)


def find_talk_line(question: str, history: Sequence[Turn] = ()) -> TalkLine | None:
    """Return the line that answers talk; None for a question. `history` holds no talk."""
    said = _straighten(question)
    if len(said) > _LONGEST or not _TALK.fullmatch(said):
        return None
    if history and re.search(_match(HELP_AT_FIRST | NEWS_AT_FIRST), said, re.IGNORECASE):
        return None
    return _LINES[min((kind.lastindex or 1) - 1 for kind in _KINDS.finditer(said))][1]


def strip_lead(question: str) -> str:
    """Return a question without the talk that it begins with: "Hi, when …", "ok so what …"."""
    lead = _OPENING.match(_straighten(question))
    return question[lead.end() :] if lead else question


def drop_talk(history: Sequence[Turn]) -> list[Turn]:
    """Return a conversation without talk and what was answered to it, each question without its lead."""
    kept: list[Turn] = []
    is_talk = False
    for turn in history:
        if turn.role == "user":
            is_talk = find_talk_line(turn.text, kept) is not None
        if not is_talk:
            kept.append(replace(turn, text=strip_lead(turn.text)) if turn.role == "user" else turn)
    return kept


def _straighten(text: str) -> str:
    """Return a text, as long, with straight apostrophes."""
    return text.replace("’", "'")
