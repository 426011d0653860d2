"""Names as different writers give them."""

import re
from difflib import SequenceMatcher

from corpus.folding import fold_accents
from qa.english.bodies import OPTIONAL_WORDS
from qa.english.closed_classes import ARTICLES, PLACING
from qa.english.people import HONORIFICS, OFFICES, STYLES, SURNAMES

# What stands beside a name, and another writer may leave out.
_OPTIONAL = (
    ARTICLES | PLACING | HONORIFICS | STYLES | OFFICES | OPTIONAL_WORDS | {"and", "architect", "by", "of", "prime"}
)
_ALIASES = (
    {"us", "usa", "united states", "united states of america", "america", "washington"},
    {"uk", "united kingdom", "britain", "great britain", "england"},
    {"uae", "united arab emirates", "emirates"},
    {"eu", "european union"},
    {"un", "united nations"},
    {"north korea", "dprk", "pyongyang"},
    {"russia", "russian federation", "moscow", "kremlin"},
    {"china", "prc", "beijing", "people's republic china"},
)
# Two spellings of one name are at least this alike.
_ALIKE = 0.85


def is_name(text: str) -> bool:
    """Say whether `text` holds a name rather than a description; "Two brothers" only begins a sentence."""
    words = [] if re.search(r"\d", text) else _split_words(text)
    has_name = any(word[0].isupper() and _fold(word) not in _OPTIONAL for word in words)
    return has_name and (len(words) == 1 or any(word[0].isupper() for word in words[1:]))


def may_be_one(first: str, second: str) -> bool:
    """Say whether two names may be of one person or thing; so they may if either is only a description."""
    if not (is_name(first) and is_name(second)):
        return True
    words, others = (_split_name(name) for name in (first, second))
    if any(" ".join(words) in names and " ".join(others) in names for names in _ALIASES):
        return True
    if "".join(words) == _read_initials(second) or "".join(others) == _read_initials(first):
        return True
    return any(_are_alike(word, other) for word in words for other in others)


def _split_words(text: str) -> list[str]:
    return re.findall(r"(?:[^\W\d_]\.)+|[^\W_]+(?:['’][^\W_]+)?", text)


def _fold(word: str) -> str:
    return fold_accents(word.casefold()).replace(".", "").removesuffix("'s").removesuffix("’s")


def _split_name(name: str) -> list[str]:
    """Return the words of a name that every writer gives; a surname that is a title as well is one at its end."""
    parts = [part for word in _split_words(name) if (part := _fold(word))]
    return [
        part for at, part in enumerate(parts, 1) if part not in _OPTIONAL or (part in SURNAMES and 1 < at == len(parts))
    ]


def _read_initials(name: str) -> str:
    """Return the first letters of a name of several words."""
    capitals = [word for word in _split_words(name) if word[0].isupper() and word.casefold() != "the"]
    return "".join(word[0] for word in capitals).casefold() if len(capitals) > 1 else ""


def _are_alike(word: str, other: str) -> bool:
    if word == other:
        return True
    # The ratio depends on the order.
    first, second = sorted((word, other))
    return min(len(word), len(other)) > 3 and SequenceMatcher(None, first, second).ratio() >= _ALIKE
