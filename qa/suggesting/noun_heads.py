"""Phrases out of a sentence: the noun that tells what one is, and whether it can be understood alone."""

import re

from index.words import STOP_WORDS
from qa.english.bodies import BODIES, PLACES
from qa.english.calendar import CALENDAR_WORDS
from qa.english.closed_classes import ARTICLES, AUXILIARIES, PARTICLE_ADVERBS, POINTING, PREPOSITIONS
from qa.english.names import UP
from qa.english.people import GROUPS, HONORIFICS, SURE_PERSONS
from qa.english.verb_forms import BASE, INTRANSITIVE
from qa.english.word_lists import list_singulars, split_words
from qa.english.works import KINDS, WORKS
from qa.suggesting.patterns import YEAR

_HEADS = SURE_PERSONS | GROUPS | BODIES | PLACES | KINDS | WORKS
# Words that point at what a question alone does not tell, or begin another clause.
UNCLEAR = AUXILIARIES | POINTING
# With these at its end a phrase was cut.
_NEVER_LAST = (
    (PREPOSITIONS - PARTICLE_ADVERBS) | ARTICLES | HONORIFICS | CALENDAR_WORDS | split_words("as his its mt st their")
)
# A participle behind a noun says more of it; "award-winning" goes on with the phrase.
_ADDED = re.compile(r"(?!winning).*(?:ed|ing|born|en)")


def find_head(phrase: str) -> str | None:
    """Return the noun of a noun phrase, if it is known what it is: the last word before what is added to it."""
    last, words = "", phrase.split()
    for word, following in zip(words, [*words[1:], "."], strict=True):
        bare = word.rstrip(",").lower()
        if bare == "and":  # "a film and television actor"
            return _find_singular(last) if last in SURE_PERSONS else None
        if bare in STOP_WORDS | PREPOSITIONS or (_find_singular(last) and _ADDED.fullmatch(bare)):
            break
        last = bare
        if word.endswith(",") and _find_singular(last):  # "a radio, film, and television actor"
            added = following.lower() in STOP_WORDS - {"and"} | PREPOSITIONS or not following[0].islower()
            return _find_singular(last) if added or last in SURE_PERSONS or following.endswith(("ed", "ing")) else None
    return _find_singular(last)


def _find_singular(word: str) -> str | None:
    """Return the noun that a word is, in the singular, if it is known what kind of noun."""
    return next((noun for noun in list_singulars(word) if noun in _HEADS), None)


def has_object(base: str, body: str) -> bool:
    """Say whether a verb has an object in the words after it, or needs none."""
    first = body.split()[:1]
    return base in INTRANSITIVE or (bool(first) and first[0] not in PREPOSITIONS)


def is_clear(body: str, whole: bool = False) -> bool:
    """Say whether words out of a sentence can be understood without it; with `whole`, they need a name for that."""
    words = re.sub(rf"([{UP}]\w+) and (?=(?:the )?[{UP}])", r"\1 ", body).split()
    if UNCLEAR & {word.lower() for word in words} or re.search(YEAR, body):
        return False
    if words and (words[-1].lower() in _NEVER_LAST or (words[-2:-1] == ["to"] and words[-1] in BASE.values())):
        return False
    if len(words) < len(body.split()) and any(word in BASE for word in words):  # "as governor and Pettus returned"
        return False
    for place, word in enumerate(words):
        near = words[place + 1 : place + 5]
        has_name = any(follower[0].isupper() or follower[0].isdigit() for follower in near)
        if word == "the" and near[:1] != ["world"] and not has_name:
            return False
    return not whole or any(word[0].isupper() for word in words) or bool({"world", "history", "ever"} & set(words))
