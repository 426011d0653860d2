"""Names of persons in drafts and articles: which are certainly persons', and which certainly those of two."""

import re
from collections.abc import Iterable, Sequence
from itertools import product

from rapidfuzz.distance import Levenshtein

from corpus import Article, Source, Span
from corpus.normal import fold_accents
from qa.cite.author_names import parse_name, parse_names
from qa.english.bodies import NAMES_BODY, PROPER_NAMES
from qa.english.calendar import PLAIN_MONTH_WORDS, WEEKDAY_WORDS
from qa.english.closed_classes import CLOSED
from qa.english.names import IDLE_PARTICLES, SUFFIXES
from qa.english.people import HONORIFICS, OFFICES, STYLES, UNHEARD, names_role
from qa.speech.persons import complete_surname

# Letters that have no accent to be taken off.
_LETTERS = str.maketrans({
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th",
})  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
_BEFORE = re.compile(r"(\w+)\.?\s+\Z")
# Words as long as these are one name if so much of them is alike: names are misspelt and spelt in several ways.
_LONG, _ALIKE = 5, 0.7
# What stands between two names of one person, and how far apart those may be.
_ALIAS = re.compile(
    r"\b(?:known|called|calls|née|nee|né|born|alias|aka|a\.k\.a|real|pen|stage|pseudonym|nickname[ds]?|renamed|formerly|"
    r"maiden|married|baptised|baptized|christened|dubbed|named|names?)\b",
    re.IGNORECASE,
)
_APART = 100


def name_words(name: str) -> tuple[str, ...]:
    """Return the words that tell one person from another, folded: no titles, particles or initials."""
    folded = re.sub(r"['’ʼ‘`]", "", fold_accents(re.sub(r"['’]s?(?=\W|\Z)", "", name).casefold())).translate(_LETTERS)
    titles = HONORIFICS | STYLES | OFFICES | SUFFIXES | IDLE_PARTICLES
    return tuple(it for it in _WORD.findall(folded) if len(it) > 1 and it not in titles)


def is_person(text: str, name: Span) -> bool:
    """Say whether a name is a person's in full, or a surname with a title, as far as its words tell."""
    shown = text[slice(*name)]
    told = name_words(shown)
    if not told or not all(it.isascii() for it in told) or not _is_proper(shown) or _is_body(shown, text):
        return False
    before = _BEFORE.search(text, max(0, name.start - 40), name.start)
    lead = {it.casefold() for it in _WORD.findall(shown)} | ({before[1].casefold()} if before else set())
    if len(told) == 1 and (lead & STYLES or not lead & (HONORIFICS | OFFICES | _initials(shown))):
        return False
    return "family" in parse_name(" ".join(["A", *told]))


def _is_proper(shown: str) -> bool:
    """Say whether every word has a capital, and none is that of a body, a place, or what someone is."""
    for word in shown.split():
        low = word.casefold().rstrip(".,")
        if low in HONORIFICS | STYLES | OFFICES or low in IDLE_PARTICLES:
            continue
        if not word[0].isupper() or (word.isupper() and len(word) > 2 and not shown.isupper()):
            return False
        if low in NAMES_BODY | CLOSED | UNHEARD | WEEKDAY_WORDS | PLAIN_MONTH_WORDS | PROPER_NAMES:
            return False
    return not names_role(shown.split()[-1].casefold())


def _is_body(name: str, text: str) -> bool:
    """Say whether a text speaks of a name as of a firm: someone is "at" it, or it has a staff."""
    held = re.escape(name)
    of_it = r"(?:, which|['’]s? (?:shares|spokes\w+|chief|staff|customers|employees|website|executives?))\b"
    return bool(re.search(rf"\b(?:at|inside|joined|joining) {held}\b|\b{held}{of_it}", text))


def _initials(shown: str) -> set[str]:
    """Return the initials of a name: with one, a surname is a name in full."""
    return {word.casefold() for word in _WORD.findall(shown) if len(word) == 1 and word.isupper()}


def are_two(one: str, other: str) -> bool:
    """Say whether two names have no word in common, nor one that is nearly the same."""
    mine, theirs = name_words(one), name_words(other)
    return bool(mine and theirs) and not any(_alike(it, that) for it, that in product(mine, theirs)) and not (
        _within(mine, theirs) or _within(theirs, mine)
    )  # fmt: skip


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    long = min(len(one), len(other)) > _LONG
    return long and Levenshtein.normalized_similarity(one, other) >= _ALIKE


def _within(some: Sequence[str], others: Sequence[str]) -> bool:
    """Say whether a long word stands in the others written as one: "Vanstraelen" in "van Straelen"."""
    joined = "".join(others)
    return any(len(it) >= _LONG and it in joined for it in some)


def stands_in(name: str, text: str) -> bool:
    """Say whether any word of a name stands in a text, or one that is nearly the same."""
    found = [word for word in re.findall(r"[^\W\d_][\w'’-]+", text) if word[0].isupper() and name_words(word)]
    return any(not are_two(name, word) for word in found)


def in_full(surname: str, article: Article) -> bool:
    """Say whether an article has a surname with a first name before it, or after a title."""
    for match in re.finditer(rf"(?<!\w){re.escape(surname)}(?!\w)", article.text):
        span = Span(*match.span())
        if is_person(article.text, complete_surname(article, span)) or is_person(article.text, span):
            return True
    return False


def is_source(name: str, source: Source) -> bool:
    """Say whether a name may be that of an article's author or publisher."""
    given = [" ".join(it.values()) for it in parse_names(source.authors, source.publisher)]
    return any(not are_two(name, it) for it in [*given, *source.authors, source.publisher or ""] if name_words(it))


def may_be_one(one: str, other: str, text: str) -> bool:
    """Say whether a text calls one person by both names: "Mark Twain, whose real name was Samuel Clemens"."""
    folded = _folded_words(text)
    mine, theirs = set(name_words(one)), set(name_words(other))
    for at, word in _named(folded, mine):
        for there, that in _named(folded, theirs):
            first, last = sorted(((at, word), (there, that)))
            if last[0] - first[0] > _APART:
                continue
            around = text[max(0, first[0] - _APART) : last[0] + _APART]
            between = text[first[0] + len(first[1]) : last[0]]
            if _ALIAS.search(around) or re.fullmatch(r"[^\w.!?]*[(“\"‘'\[][^\w.!?]*", between):
                return True
    return False


def _folded_words(text: str) -> list[tuple[int, str, str]]:
    return [
        (it.start(), it[0], "".join(name_words(it[0])))
        for it in re.finditer(r"[^\W\d_][\w'’]*", text)
        if it[0][0].isupper()
    ]


def _named(found: Iterable[tuple[int, str, str]], wanted: set[str]) -> list[tuple[int, str]]:
    return [(at, word) for at, word, folded in found if folded in wanted]
