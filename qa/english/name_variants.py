"""Names as different writers give them."""

import re
import unicodedata
from difflib import SequenceMatcher

# What stands before a name and is none.
_TITLES = frozenset(
    """
    the a an in at near by of and mr mrs ms miss dr sir dame lord lady king queen prince princess president professor
    prof chancellor minister prime senator governor general captain colonel saint st judge justice councillor pope
    emperor mayor chief architect river lake mount city company ltd inc plc ag corp co
    """.split()  # noqa: SIM905 - a list of words is easier to read as words
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
    own = any(word[0].isupper() and _folded(word) not in _TITLES for word in held)
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
    folded = unicodedata.normalize("NFKD", word.casefold()).replace(".", "").removesuffix("'s").removesuffix("’s")
    return "".join(char for char in folded if not unicodedata.combining(char))


def _parts(name: str) -> list[str]:
    return [part for word in _words(name) if (part := _folded(word)) and part not in _TITLES]


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
