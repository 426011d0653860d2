"""The cases of titles, as CSL defines them, for marked text; only letters change."""

import re

from qa.cite.marked_text import strip_marks
from qa.english.closed_classes import ARTICLES, COORDINATORS, PARTICLE_ADVERBS, PREPOSITIONS

# Words that headline style keeps small inside a title: articles, conjunctions and prepositions.
_SMALL = (
    ARTICLES | COORDINATORS | PARTICLE_ADVERBS | (PREPOSITIONS - {"outside", "regarding"})
    | {"except", "pro", "till", "underneath", "v.", "vs."}
)  # fmt: skip
# Prefixes that are no words; what follows their hyphen keeps its case.
_PREFIXES = frozenset(("anti", "co", "de", "e", "non", "post", "pre", "re", "semi", "sub", "un"))
_WORD = re.compile(r"[^\s\-–—/]+")


def recase(text: str, case: str) -> str:
    """Return a text in one of CSL's cases; an unknown case leaves it as it is."""
    return _CASES[case](text) if case in _CASES else text


def _raise_first(text: str) -> str:
    """Return a text with a capital at its beginning, if its first word is all small."""
    word = re.search(r"\w[\w'’]*", text)
    if not word or not word[0].islower():
        return text
    return text[: word.start()] + _capitalise(word[0]) + text[word.end() :]


def _set_sentence_case(text: str) -> str:
    """Return a text in small letters if it is all capitals; else raise its first letter alone: it may hold names."""
    return _raise_first(text.lower() if text.isupper() and " " in text else text)


def _capitalise_all(text: str) -> str:
    return _WORD.sub(lambda word: _raise_first(word[0]), text)


def _set_title_case(text: str) -> str:
    words = list(_WORD.finditer(text))
    return _WORD.sub(lambda word: _set_title_word(text, word, word.end() == words[-1].end()), text)


def _set_title_word(text: str, word: re.Match[str], last: bool) -> str:
    before = strip_marks(text[: word.start()]).rstrip(" “‘«„\"'([")
    hyphenated = text[word.start() - 1 : word.start()] == "-"
    opens = not before or before[-1] in ":.?!—" or last
    if hyphenated and before.rpartition(" ")[2].rstrip("-").lower() in _PREFIXES:
        return word[0]
    letters = re.sub(r"[^\w.]", "", word[0])
    if letters.rstrip(".") in _SMALL or letters in _SMALL:
        return _raise_first(word[0]) if opens and not hyphenated else word[0]
    return _raise_first(word[0])


def _capitalise(word: str) -> str:
    """Return a word with a capital at its beginning; "ß" has none that is one letter."""
    raised = word[0].upper()
    return raised + word[1:] if len(raised) == 1 else word


_CASES = {
    "lowercase": str.lower,
    "uppercase": str.upper,
    "capitalize-first": _raise_first,
    "capitalize-all": _capitalise_all,
    "sentence": _set_sentence_case,
    "title": _set_title_case,
}
