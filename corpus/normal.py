"""Normalising text: it is done once, when a text arrives, so that every later offset stays true."""

import re
import unicodedata
from functools import cache

from corpus.errors import UnreadableSource

# No writing puts as many accents on one letter, and sorting a longer run takes time that grows with its square.
_MOST_ACCENTS = 500

# C0 and C1 controls except tab and newline, and lone surrogates, which JSON can smuggle in and UTF-8 cannot store.
_UNWANTED = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]")
# Controls that separate words: vertical tab, form feed, the separators and NEL.
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1f\x85]")
# Controls that nobody sees, and that show the letters behind them in another order.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def normalise(text: str) -> str:
    """Return `text` in NFC; controls that break lines or separate words become `\\n`, other controls are removed.

    Clean text comes back letter for letter, so that a caller's offsets stay true. Raises UnreadableSource for a letter
    with more accents than any writing has.
    """
    # Controls go first: NFC would not join a letter and its accent with a control between them.
    text = _UNWANTED.sub("", _BREAKS.sub("\n", text))
    if has_endless_accents(text):
        raise UnreadableSource(f"a letter has more than {_MOST_ACCENTS} accents: take it out")
    return unicodedata.normalize("NFC", text)


def strip_turning(name: str) -> str:
    """Return a name without invisible controls by which it is read as another than it is; a text keeps them."""
    return _TURNING.sub("", name)


def is_normal(text: str) -> bool:
    """Say whether `normalise` would leave `text` as it is."""
    unwanted = _UNWANTED.search(text) or _BREAKS.search(text) or has_endless_accents(text)
    return not unwanted and unicodedata.is_normalized("NFC", text)


def has_endless_accents(text: str) -> bool:
    """Say whether a letter of `text` has more accents than any writing has."""
    return not text.isascii() and _compile_endless_accents().search(text) is not None


@cache
def _compile_endless_accents() -> re.Pattern[str]:
    accents = "".join(char for char in map(chr, range(0x1F000)) if unicodedata.combining(char))
    return re.compile(f"[{accents}]{{{_MOST_ACCENTS + 1}}}")
