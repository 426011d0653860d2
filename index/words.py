"""Words in the form in which they are indexed: folded, stemmed, without stop words; for articles and for questions.

Only the words that were added to the index can be removed from it, so a change here needs a new SCHEMA_VERSION in
database.py.
"""

import re
import threading
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

import snowballstemmer

from corpus import Span
from corpus.folding import fold_accents, fold_letters

# English function words, and the words with which a question asks: every article has them.
STOP_WORDS = frozenset(
    """
    a about above after again against all also am an and any are as at be because been before being below between
    both but by can could d did do does doing don down during each either else ever few for from further had has
    have having he her here hers herself him himself his how i if in into is it its itself just ll m may me might
    mine more most much must my myself nor not now of off on once only or other our ours ourselves out over own re s
    said same say saying says shall she should so some such t tell tells than that the their theirs them themselves
    then there these they this those through to told too under until up upon ve very was we were what whatever when
    where whether which while who whom whose why will with within without would yes you your yours yourself
    yourselves
    """.split()  # noqa: SIM905 - a list of words is easier to read as words
)
# Letters of scripts that put no blanks between words.
_CJK = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
# Digits that are raised, lowered or encircled, and fractions: no digit of the number before them.
_APART = "".join(char for char in map(chr, range(0x3400)) if unicodedata.category(char) == "No")
# Letters with stops (D.P.R.K. or U.S.A), numbers with separators (1,200 or 3.5), single CJK characters, digits that
# stand apart, plain words.
_WORD = re.compile(rf"(?:[^\W\d_]\.)+[^\W\d_]\b\.?|\d+(?:[.,]\d+)+|[{_CJK}]|[{_APART}]+|[^\W_{_CJK}{_APART}]+")
# A word broken over two lines; a capital or a digit behind the hyphen shows a compound instead.
_BROKEN = re.compile(r"(?<=[^\W\d_])[-\u2010]\n[ \t]*(?=[^\W\d_])(?![A-Z])")
_stemmer = snowballstemmer.stemmer("porter")
# A longer run of letters is no word, and the stemmer's time grows with its square.
_LONGEST_STEMMED = 64
_stemming = threading.Lock()  # the stemmer keeps the word it works on


def stem_words(text: str) -> list[str]:
    """Return the words of `text` in order, in the form in which they are indexed."""
    whole = _BROKEN.sub("", fold_letters(text).value)
    return [word for match in _WORD.finditer(whole) if (word := _fold_word(match.group()))]


def locate_words(text: str, wanted: Iterable[str], start: int = 0, end: int | None = None) -> list[Span]:
    """Return where the words in `wanted`, which have the form that `stem_words` gives, stand in a stretch of `text`."""
    looked_for = set(wanted)
    folded = fold_letters(text[start:end])
    words = (match for match in _WORD.finditer(folded.value) if _fold_word(match.group()) in looked_for)
    places = (folded.unfold(*match.span()) for match in words)
    return [Span(start + first, start + last) for first, last in places]


@lru_cache(maxsize=200_000)
def _fold_word(word: str) -> str:
    """Return the form in which a word is indexed; an empty string for a stop word."""
    folded = fold_accents(word.casefold())
    if "." in folded and not folded[0].isdigit():
        return _stem(folded.replace(".", ""))
    folded = folded.replace(",", "")
    return "" if folded in STOP_WORDS else _stem(folded)


def _stem(word: str) -> str:
    if len(word) > _LONGEST_STEMMED:
        return word
    with _stemming:
        return str(_stemmer.stemWord(word))
