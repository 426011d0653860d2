"""Whether a statement is of what a question asks."""

import re
from functools import lru_cache

from index.words import words
from qa.contradiction.claims import bearing
from qa.contradiction.statement import CACHED, Statement
from qa.english.senses import alike, is_known, opposed

# Words of a question that say what is asked, not of what.
_ASKING = frozenset(
    words(
        "many much year date day month century city country town village place company number total amount take name "
        "person ever get make give go went old age share rate percentage fast far large big heavy hot kind sort "
        "whole exactly"
    )
)
# They ask of a happening without a word of their own for it.
_HAPPENING = frozenset(words("take place happen year date day month city country town village"))
# They stand in many names, and alone are none.
_COMMON = frozenset(
    words(
        "empire kingdom republic party union building house church company university college act treaty war battle "
        "island islands council court bridge street hotel mountains river lake commission committee league cup state "
        "states army museum railway station school hospital prize award"
    )
)
# Of so many words of a question, one may be missing from a statement.
_ONE_MISSING_IN = 6
# So many words besides names tell what a question is about.
_ENOUGH = 3
# Statements that share this much of their words report the same, though they do not repeat the question.
_SAME_WORDING = 0.75
NAME = re.compile(r"\b[A-Z][\w'’-]*(?: [A-Z][\w'’-]*)*")
_LEANING = re.compile(r"(?:It|This|That|These|They|Its|Their)\b")
_CLAUSE = re.compile(
    r"[;:()–—]|,(?!\s?\d)|\b(?:and|but|while|when|after|before|which|who|although|though)\b"
)  # fmt: skip


def of_what_is_asked(question: str, kind: str, pair: tuple[Statement, Statement], bare: list[str]) -> bool:
    """Say whether both statements, `bare` of their values, hold the question's names and nearly all its other words."""
    names, others = asked_words(question)
    missing = [_missing(question, it, text, kind) for it, text in zip(pair, bare, strict=True)]
    # "Who was the winner?" does not say of what.
    if not names and len(others) < _ENOUGH:
        return False
    if not any(it & names or any(is_known(stem) or stem[0].isdigit() for stem in it) for it in missing):
        return all(len(it) <= len(names | others) // _ONE_MISSING_IN for it in missing)
    return missing[0] == missing[1] and 2 * len(missing[0]) <= len(names | others) and _worded_alike(bare)


@lru_cache(CACHED)
def asked_words(question: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the stems of the names and of the other words that a statement has to hold to be of what is asked."""
    names, optional = set(), set()
    for match in NAME.finditer(question):
        stems = words(match[0].removesuffix("'s").removesuffix("’s"))
        # Of a person the surname is enough; of an empire, a party or an act with a long name it is not.
        whole = len(stems) > 2 or not _COMMON.isdisjoint(stems[-1:])
        names |= set(stems if whole else stems[-1:])
        optional |= set(stems[:-1])
    if asked := re.match(r"(?:\w+ )?(?:which|what) ([a-z]+)", question, re.IGNORECASE):
        optional |= set(words(asked[1]))
    # "the painter Olaf Reiner", "the city of Lethe": the name is enough.
    for match in re.finditer(r"\b(?:the|an?) ([a-z]+)(?: of)? (?=[\"“]?[A-Z])", question):
        optional |= set(words(match[1]))
    optional -= names
    others = {word.stem for word in bearing(question)} - names - optional - _ASKING
    return frozenset(names), frozenset(others)


def _missing(question: str, statement: Statement, bare: str, kind: str) -> set[str]:
    """Return the stems of the question that a statement lacks; its title may hold the names, but nothing else."""
    names, others = asked_words(question)
    # The 12 of season 12 may not be that of 12 January.
    said = [word.stem for word in bearing(bare if kind in ("date", "name") else statement.text)]
    titled = {*said, *words(statement.title)}
    lost = set(names) - (set(said) if _strange(question, statement) else titled)
    for stem in others:
        turned = kind == "yes or no" and (opposed(stem, said) or any(word.endswith(stem) for word in said))
        if not turned and not alike(stem, said):
            lost.add(stem)
    return lost


def _strange(question: str, statement: Statement) -> bool:
    """Say whether a statement leans on another or has a name of its own: it may not be of what its title names."""
    start, end = statement.answer or (0, 0)
    if _LEANING.match(statement.text):
        return True
    return bool(_names(statement.text[:start] + " " + statement.text[end:]) - set(words(question)))


def _names(text: str) -> set[str]:
    return {stem for match in NAME.finditer(text) for stem in words(match[0])}


def _worded_alike(texts: list[str]) -> bool:
    """Say whether two texts have most of their words and all the names of one of them in common."""
    ones, others = ({word.stem for word in bearing(text)} for text in texts)
    mine, theirs = (_names(text) for text in texts)
    if any(opposed(stem, others - ones) for stem in ones - others):
        return False
    return len(ones & others) >= _SAME_WORDING * len(ones | others) and (mine <= theirs or theirs <= mine)


def told_of(question: str, text: str, span: tuple[int, int]) -> bool:
    """Say whether the clause that holds a value holds one of the question's words besides names."""
    asked = {word.stem for word in bearing(question)} - asked_words(question)[0] - _HAPPENING
    borders = [0, *(match.start() for match in _CLAUSE.finditer(text)), len(text)]
    start = max(border for border in borders if border <= span[0])
    end = min(border for border in borders if border >= span[1])
    # "In 1961, a society, … , was set up": a clause of a value only goes with all that follows.
    clause = text[start:end] if bearing(text[start : span[0]] + " " + text[span[1] : end]) else text[start:]
    return not asked or any(alike(word.stem, asked) for word in bearing(clause))
