"""Assertions: what two texts have to agree in besides their words, if the one is to say no more than the other."""

import re

from qa.english.closed_classes import (
    ARTICLES,
    BE,
    CLOSED,
    COORDINATORS,
    DOUBTING,
    NEGATIONS,
    PARTICLE_ADVERBS,
    PREPOSITIONS,
    SUBORDINATORS,
)
from qa.english.number_words import SPELLED_NUMBER, read_number
from qa.english.verb_forms import PARTICIPLES
from qa.english.word_lists import match_any, split_words

_IDLE = (CLOSED | ARTICLES | PARTICLE_ADVERBS | split_words("also just very quite so too that s t")) - NEGATIONS
_DENIALS = NEGATIONS | split_words(
    "without false untrue cannot fail failed fails failing refuse refused refuses refusing deny denied denies denying"
)
_DENIAL = re.compile(rf"\b(?:{match_any(_DENIALS)}|\w+n['’]t)\b", re.IGNORECASE)
# They leave open what is said, or bind it to something.
_RESERVES = (DOUBTING - NEGATIONS - {"would", "should", "cannot"}) | split_words(
    "except only until expected planned hopes hope hoped wants wanted proposed"
)
# "May" is a month.
_RESERVE = re.compile(rf"\b(?:{match_any(_RESERVES)})\b")
_NUMBER = re.compile(rf"\d+(?:[.,]\d+)*|\b{SPELLED_NUMBER}", re.IGNORECASE)
_PARTICIPLES = PARTICIPLES | {"hurt", "cut", "hit", "read", "run", "shut", "met", "shot", "put"}
# Another clause begins behind them.
_PARTING = SUBORDINATORS | COORDINATORS | {"that"}
# So many words may stand between a participle and "by".
_REACH = 8
_WORD = re.compile(r"\w+(?:['’]\w+)?")
_FIRST = re.compile(r"\A\W*\w")
_NAME = re.compile(r"(?<![.!?] )\b[A-Z]\w+")


def list_content_words(text: str) -> list[str]:
    """Return the words of a text without those of grammar."""
    return [word for word in _WORD.findall(text) if word.casefold() not in _IDLE]


def make_active(text: str) -> str:
    """Return a clause in the passive with who does it first: "the storm destroyed eleven boats"; others as they are.

    Where nobody does it, the verb comes before what it is done to: "destroyed eleven boats".
    """
    words = _WORD.findall(text)
    lows = [word.casefold() for word in words]
    for at, low in enumerate(lows[:-1]):
        verb = at + 1 + lows[at + 1].endswith("ly")
        if low not in BE or verb >= len(lows) or not (lows[verb].endswith("ed") or lows[verb] in _PARTICIPLES):
            continue
        by = next((place for place in range(verb + 1, min(verb + _REACH, len(lows) - 1)) if lows[place] == "by"), None)
        if by is None:
            subject = 1 + max((place for place in range(at) if lows[place] in _PARTING), default=-1)
            return " ".join([*words[:subject], words[verb], *words[subject:at], *words[verb + 1 :]])
        end = next((place for place in range(by + 2, len(lows)) if lows[place] in PREPOSITIONS), len(lows))
        return " ".join([*words[by + 1 : end], words[verb], *words[:at], *words[verb + 1 : by], *words[end:]])
    return text


def list_names(text: str) -> list[str]:
    """Return the words with a capital amid a text; its first word may be any."""
    return [name for name in _NAME.findall(text, 1) if name.casefold() not in _IDLE]


def list_numbers(text: str) -> set[str]:
    """Return the numbers of a text, in digits or words, without the commas within them."""
    return {_spell(number.casefold()) for number in _NUMBER.findall(text)}


def says_no_more(claim: str, text: str) -> bool:
    """Say whether a claim denies as its text does, leaves as much open, and has no other number."""
    if bool(_DENIAL.search(claim)) != bool(_DENIAL.search(text)) or not list_numbers(claim) <= list_numbers(text):
        return False
    return _list_reserves(text) <= _list_reserves(claim)


def _list_reserves(text: str) -> set[str]:
    return set(_RESERVE.findall(_FIRST.sub(lambda first: first[0].lower(), text, count=1)))


def _spell(number: str) -> str:
    return number.replace(",", "") if number[0].isdigit() else f"{read_number(number)[0]:g}"
