"""Names of persons in drafts and articles: which are certainly persons', and which certainly those of two."""

import re
from collections.abc import Iterable, Sequence
from itertools import product

from rapidfuzz.distance import Levenshtein

from corpus import Article, Source, Span
from corpus.folding import fold_accents
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
_WORD_BEFORE = re.compile(r"(\w+)\.?\s+\Z")
_TITLES = HONORIFICS | STYLES | OFFICES
_IDLE_WORDS = _TITLES | SUFFIXES | IDLE_PARTICLES
_NEVER_IN_NAMES = NAMES_BODY | CLOSED | UNHEARD | WEEKDAY_WORDS | PLAIN_MONTH_WORDS | PROPER_NAMES
# A title stands at most so many letters before a name.
_REACH = 40
# Words of more letters than these are one name if so much of them is alike: names are spelt in several ways.
_LONG, _ALIKE = 5, 0.7
# These stand beside two names of one person; and so many letters may stand between the names.
_ALIAS = re.compile(
    r"\b(?:known|called|calls|née|nee|né|born|alias|aka|a\.k\.a|real|pen|stage|pseudonym|nickname[ds]?|renamed|formerly|"
    r"maiden|married|baptised|baptized|christened|dubbed|named|names?)\b",
    re.IGNORECASE,
)
_APART = 100


def split_name(name: str) -> tuple[str, ...]:
    """Return the words that tell one person from another, folded: no titles, particles or initials."""
    folded = fold_accents(re.sub(r"['’]s?(?=\W|\Z)", "", name).casefold())
    letters = re.sub(r"['’ʼ‘`]", "", folded).translate(_LETTERS)
    return tuple(word for word in _WORD.findall(letters) if len(word) > 1 and word not in _IDLE_WORDS)


def is_person(text: str, name: Span) -> bool:
    """Say whether a name is a person's in full, or a surname with a title, as far as its words tell."""
    shown = text[slice(*name)]
    parts = split_name(shown)
    if not parts or not all(part.isascii() for part in parts) or not _is_proper(shown) or _is_firm(shown, text):
        return False
    before = _WORD_BEFORE.search(text, max(0, name.start - _REACH), name.start)
    lead = {word.casefold() for word in _WORD.findall(shown)} | ({before[1].casefold()} if before else set())
    if len(parts) == 1 and (lead & STYLES or not lead & (HONORIFICS | OFFICES | _list_initials(shown))):
        return False
    return "family" in parse_name(" ".join(["A", *parts]))


def _is_proper(shown: str) -> bool:
    """Say whether every word has a capital, and none is that of a body, a place, or what someone is."""
    for word in shown.split():
        low = word.casefold().rstrip(".,")
        if low in _TITLES | IDLE_PARTICLES:
            continue
        is_shouted = word.isupper() and len(word) > 2 and not shown.isupper()
        if not word[0].isupper() or is_shouted or low in _NEVER_IN_NAMES:
            return False
    return not names_role(shown.split()[-1].casefold())


def _is_firm(name: str, text: str) -> bool:
    """Say whether a text speaks of a name as of a firm: someone is "at" it, or it has a staff."""
    escaped = re.escape(name)
    of_firm = r"(?:, which|['’]s? (?:shares|spokes\w+|chief|staff|customers|employees|website|executives?))\b"
    return bool(re.search(rf"\b(?:at|inside|joined|joining) {escaped}\b|\b{escaped}{of_firm}", text))


def _list_initials(shown: str) -> set[str]:
    """Return the initials of a name: with one, a surname is a name in full."""
    return {word.casefold() for word in _WORD.findall(shown) if len(word) == 1 and word.isupper()}


def are_of_two(first: str, second: str) -> bool:
    """Say whether two names have no word in common, nor one that is nearly the same."""
    parts, others = split_name(first), split_name(second)
    if not parts or not others or any(_are_alike(part, other) for part, other in product(parts, others)):
        return False
    return not (_is_joined(parts, others) or _is_joined(others, parts))


def may_be_misspelt(first: str, second: str) -> bool:
    """Say whether two names that may be of one person are written as if of two: "Peskow", or another first name."""
    if are_of_two(first, second):
        return False
    parts, others = set(split_name(first)), set(split_name(second))
    mine, theirs = sorted(parts - others), sorted(others - parts)
    if mine and theirs and not (_list_initials(first) or _list_initials(second)):
        return not (_is_joined(mine, theirs) or _is_joined(theirs, mine))
    return _contradicts(_list_initials(first), theirs) or _contradicts(_list_initials(second), mine)


def _contradicts(initials: set[str], given: Sequence[str]) -> bool:
    """Say whether no given name begins with any of the initials."""
    return bool(initials and given) and not initials & {name[0] for name in given}


def _are_alike(first: str, second: str) -> bool:
    if first == second:
        return True
    is_long = min(len(first), len(second)) > _LONG
    return is_long and Levenshtein.normalized_similarity(first, second) >= _ALIKE


def _is_joined(parts: Sequence[str], others: Sequence[str]) -> bool:
    """Say whether a long word stands in the others written as one: "Vanstraelen" in "van Straelen"."""
    joined = "".join(others)
    return any(len(part) >= _LONG and part in joined for part in parts)


def stands_in(name: str, text: str) -> bool:
    """Say whether any word of a name stands in a text, or one that is nearly the same."""
    words = (word for word in re.findall(r"[^\W\d_][\w'’-]+", text) if word[0].isupper() and split_name(word))
    return any(not are_of_two(name, word) for word in words)


def stands_in_full(surname: str, article: Article) -> bool:
    """Say whether an article has a surname with a first name before it, or after a title."""
    for match in re.finditer(rf"(?<!\w){re.escape(surname)}(?!\w)", article.text):
        span = Span(*match.span())
        if is_person(article.text, complete_surname(article, span)) or is_person(article.text, span):
            return True
    return False


def is_source(name: str, source: Source) -> bool:
    """Say whether a name may be that of an article's author or publisher."""
    parsed = [" ".join(author.values()) for author in parse_names(source.authors, source.publisher)]
    names = [*parsed, *source.authors, source.publisher or ""]
    return any(not are_of_two(name, other) for other in names if split_name(other))


def may_be_aliases(first: str, second: str, text: str) -> bool:
    """Say whether a text calls one person by both names: "Mark Twain, whose real name was Samuel Clemens"."""
    words = _list_capitals(text)
    for place in _find_places(words, set(split_name(first))):
        for other in _find_places(words, set(split_name(second))):
            before, behind = sorted((place, other))
            if behind.start - before.start > _APART:
                continue
            around = text[max(0, before.start - _APART) : behind.start + _APART]
            between = text[before.end : behind.start]
            if _ALIAS.search(around) or re.fullmatch(r"[^\w.!?]*[(“\"‘'\[][^\w.!?]*", between):
                return True
    return False


def _list_capitals(text: str) -> list[tuple[Span, str]]:
    """Return the words of a text with a capital, each with its letters folded."""
    matches = (match for match in re.finditer(r"[^\W\d_][\w'’]*", text) if match[0][0].isupper())
    return [(Span(*match.span()), "".join(split_name(match[0]))) for match in matches]


def _find_places(words: Iterable[tuple[Span, str]], parts: set[str]) -> list[Span]:
    return [span for span, folded in words if folded in parts]
