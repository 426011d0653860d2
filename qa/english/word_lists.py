"""Word lists as this package writes them: words between blanks, and tables of words with their classes."""

import re
from collections.abc import Iterable, Mapping
from enum import Flag
from typing import TypeVar

Class = TypeVar("Class", bound=Flag)


def split_words(listed: str) -> frozenset[str]:
    """Return the words of a list, which stand between blanks."""
    return frozenset(listed.split())


def split_phrases(listed: str) -> frozenset[str]:
    """Return the phrases of a list, which stand between commas."""
    return frozenset(" ".join(phrase.split()) for phrase in listed.split(","))


def read_table(rows: Iterable[tuple[Class, str]]) -> dict[str, Class]:
    """Return the classes of each word; raise ValueError for a word that stands in two rows."""
    table: dict[str, Class] = {}
    for classes, listed in rows:
        for word in listed.split():
            if word in table:
                raise ValueError(f"{word} stands in two rows of a table")
            table[word] = classes
    return table


def select_words(table: Mapping[str, Class], *classes: Class) -> frozenset[str]:
    """Return the words of a table that are of any of the classes."""
    return frozenset(word for word, own in table.items() if any(sought in own for sought in classes))


def match_any(words: Iterable[str]) -> str:
    """Return a pattern of any of the words, the longest first."""
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


# Plurals that no ending tells.
_PLURALS = {"person": "people", "child": "children", "staff": "staff"}
_SINGULARS = {plural: noun for noun, plural in _PLURALS.items()}


def form_plural(noun: str) -> str:
    """Return the plural of a noun."""
    if noun in _PLURALS:
        return _PLURALS[noun]
    if noun.endswith("man") and noun != "human":
        return noun[:-3] + "men"
    if noun.endswith("wife"):
        return noun[:-2] + "ves"
    if re.search(r"[^aeiou]y$", noun):
        return noun[:-1] + "ies"
    return noun + ("es" if re.search(r"(?:s|x|z|ch|sh)$", noun) else "s")


def list_singulars(word: str) -> tuple[str, ...]:
    """Return a word and the nouns whose plural it may be."""
    forms = [word, _SINGULARS.get(word, "")]
    for ending, singular in (("ies", "y"), ("es", ""), ("s", ""), ("men", "man"), ("wives", "wife")):
        if word.endswith(ending):
            forms.append(word.removesuffix(ending) + singular)
    return tuple(dict.fromkeys(form for form in forms if form and (form == word or form_plural(form) == word)))
