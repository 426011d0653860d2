"""Coverage: whether statements hold what a question asks about."""

import re
from functools import lru_cache

from index.words import stem_words
from qa.contradiction.claims import find_content_words
from qa.contradiction.statement import CACHED, Pair, Span, Statement
from qa.english.bodies import NAMES_THING
from qa.english.question_words import ASKING_WORDS, EVENT_WORDS
from qa.english.senses import is_known, means_opposite, means_same

_ASKING = frozenset(stem_words(" ".join(ASKING_WORDS)))
_EVENT = frozenset(stem_words(" ".join(EVENT_WORDS)))
# Words of many names, that alone are none.
_COMMON = frozenset(stem for word in NAMES_THING for stem in stem_words(word))
# One of so many words of a question may be missing from a statement.
_ONE_MISSING_IN = 6
# A question without names says with so many words what it is about.
_ENOUGH = 3
# Statements that share so much of their words report the same, though they do not repeat the question.
_SAME_WORDING = 0.75
_NAME = re.compile(r"\b[A-Z][\w'’-]*(?: [A-Z][\w'’-]*)*")
# A sentence that begins so leans on the one before it.
_LEANING = re.compile(r"(?:It|This|That|These|They|Its|Their)\b")
_CLAUSE = re.compile(
    r"[;:()–—]|,(?!\s?\d)|\b(?:and|but|while|when|after|before|which|who|although|though)\b"
)  # fmt: skip


def cover_question(question: str, kind: str, pair: Pair, bare: list[str]) -> bool:
    """Say whether both statements, `bare` of their values, hold the question's names and nearly all its other words."""
    names, others = split_question(question)
    # "Who was the winner?" does not say of what.
    if not names and len(others) < _ENOUGH:
        return False
    first, second = (_find_missing(question, each, text, kind) for each, text in zip(pair, bare, strict=True))
    if not any(lost & names or any(is_known(stem) or stem[0].isdigit() for stem in lost) for lost in (first, second)):
        return all(len(lost) <= len(names | others) // _ONE_MISSING_IN for lost in (first, second))
    return first == second and 2 * len(first) <= len(names | others) and _are_worded_alike(bare)


@lru_cache(CACHED)
def split_question(question: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the stems of the names in a question, and of the other words that say what it is about."""
    names, optional = set(), set()
    for match in _NAME.finditer(question):
        stems = stem_words(match[0].removesuffix("'s").removesuffix("’s"))
        # Of a person the surname is enough. Of an empire, a party or an act with a long name it is not.
        whole = len(stems) > 2 or not _COMMON.isdisjoint(stems[-1:])
        names |= set(stems if whole else stems[-1:])
        optional |= set(stems[:-1])
    if asked_noun := re.match(r"(?:\w+ )?(?:which|what) ([a-z]+)", question, re.IGNORECASE):
        optional |= set(stem_words(asked_noun[1]))
    # "the painter Olaf Reiner", "the city of Lethe": the name is enough.
    for match in re.finditer(r"\b(?:the|an?) ([a-z]+)(?: of)? (?=[\"“]?[A-Z])", question):
        optional |= set(stem_words(match[1]))
    optional -= names
    others = {word.stem for word in find_content_words(question)} - names - optional - _ASKING
    return frozenset(names), frozenset(others)


def _find_missing(question: str, statement: Statement, bare: str, kind: str) -> set[str]:
    """Return the stems of the question that a statement lacks. Its title may hold the names, but nothing else."""
    names, others = split_question(question)
    # The 12 of season 12 may not be that of 12 January.
    held = [word.stem for word in find_content_words(bare if kind in ("date", "name") else statement.text)]
    with_title = {*held, *stem_words(statement.title)}
    missing = set(names) - (set(held) if _may_be_of_other(question, statement) else with_title)
    for stem in others:
        is_reversed = kind == "yes or no" and (means_opposite(stem, held) or any(word.endswith(stem) for word in held))
        if not is_reversed and not means_same(stem, held):
            missing.add(stem)
    return missing


def _may_be_of_other(question: str, statement: Statement) -> bool:
    """Say whether a statement may be of something else than its title: it leans on another, or has other names."""
    start, end = statement.answer or (0, 0)
    if _LEANING.match(statement.text):
        return True
    return bool(_find_names(statement.text[:start] + " " + statement.text[end:]) - set(stem_words(question)))


def _find_names(text: str) -> set[str]:
    return {stem for match in _NAME.finditer(text) for stem in stem_words(match[0])}


def _are_worded_alike(texts: list[str]) -> bool:
    """Say whether two texts have most of their words and all the names of one of them in common."""
    first, second = ({word.stem for word in find_content_words(text)} for text in texts)
    first_names, second_names = (_find_names(text) for text in texts)
    if any(means_opposite(stem, second - first) for stem in first - second):
        return False
    share_names = first_names <= second_names or second_names <= first_names
    return len(first & second) >= _SAME_WORDING * len(first | second) and share_names


def is_of_question(question: str, text: str, span: Span) -> bool:
    """Say whether the clause around a value holds one of the question's words besides names."""
    asked = {word.stem for word in find_content_words(question)} - split_question(question)[0] - _EVENT
    borders = [0, *(match.start() for match in _CLAUSE.finditer(text)), len(text)]
    start = max(border for border in borders if border <= span[0])
    end = min(border for border in borders if border >= span[1])
    # "In 1961, a society, … , was set up": a clause that is only the value belongs to all that follows.
    has_words = find_content_words(text[start : span[0]] + " " + text[span[1] : end])
    clause = text[start:end] if has_words else text[start:]
    return not asked or any(means_same(word.stem, asked) for word in find_content_words(clause))
