"""Names as different writers give them."""

import re
from difflib import SequenceMatcher

from corpus.normal import fold_accents
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
    held = [] if re.search(r"\d", text) else _words(text)
    own = any(word[0].isupper() and _folded(word) not in _OPTIONAL for word in held)
    return own and (len(held) == 1 or any(word[0].isupper() for word in held[1:]))


def may_be_one(one: str, other: str) -> bool:
    """Say whether two names may be of one and the same; so they may if either is only a description."""
    if not (is_name(one) and is_name(other)):
        return True
    mine, others = (_parts(name) for name in (one, other))
    if any(" ".join(mine) in names and " ".join(others) in names for names in _ALIASES):
        return True
    if "".join(mine) == _initials(other) or "".join(others) == _initials(one):
        return True
    return any(_alike(word, another) for word in mine for another in others)


def _words(text: str) -> list[str]:
    return re.findall(r"(?:[^\W\d_]\.)+|[^\W_]+(?:['’][^\W_]+)?", text)


def _folded(word: str) -> str:
    return fold_accents(word.casefold()).replace(".", "").removesuffix("'s").removesuffix("’s")


def _parts(name: str) -> list[str]:
    """Return the words of a name that every writer gives; a surname that is a title as well is one at its end."""
    parts = [part for word in _words(name) if (part := _folded(word))]
    return [
        part for at, part in enumerate(parts, 1) if part not in _OPTIONAL or (part in SURNAMES and 1 < at == len(parts))
    ]


def _initials(name: str) -> str:
    """Return the first letters of a name of several words."""
    capitals = [word for word in _words(name) if word[0].isupper() and word.casefold() != "the"]
    return "".join(word[0] for word in capitals).casefold() if len(capitals) > 1 else ""


def _alike(word: str, other: str) -> bool:
    if word == other:
        return True
    # The ratio depends on the order.
    first, second = sorted((word, other))
    return min(len(word), len(other)) > 3 and SequenceMatcher(None, first, second).ratio() >= _ALIKE
