"""Claims: whether a sentence says yes or no to a question, and in which words."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest

from index.words import stem_words
from qa.contradiction.statement import CACHED, Span
from qa.english.closed_classes import BE, DO, HAVE, NEGATIONS
from qa.english.relations import ATTITUDES, REFRAINING
from qa.english.saying_verbs import VIEW_STEMS, list_finite_forms
from qa.english.senses import PHRASES, means_opposite, means_same
from qa.english.word_lists import match_any

_TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
# Negations.
_NO = (NEGATIONS - {"nor"}) | {"without", "cannot", "against"}
# Verbs that help another.
_HELPING = DO | HAVE | (BE - {"am", "being"}) | {"to"}
_PREFIX = re.compile(r"(?:un|in|im|il|ir|dis|non)(?=\w{3})", re.IGNORECASE)
_STATING = {form for base in ("say", "insist", "maintain", "tell") for form in list_finite_forms(base)}
# Where these stand, the sentence leaves open whether it is so.
_OPEN = re.compile(
    rf"\b(?:may|might|could|would|should|if|whether|yet|no longer|not only|(?:{match_any(VIEW_STEMS)}|fear|hop|expect|"
    r"plan|propos)\w*|critics|reportedly|likely|once|almost|nearly|partly|partially)\b|\?|"
    # What somebody says of himself is his own view.
    rf"\b(?:{match_any(_STATING)})\b[^.,]{{0,20}}\b(?:he|she|they|it)\b",
    re.IGNORECASE,
)

# They settle nothing unless the question asks for them.
_ATTITUDES = frozenset(stem_words(" ".join(ATTITUDES)))


@dataclass(frozen=True, slots=True)
class ContentWord:
    """A word that bears meaning, by its stem. A negation before it belongs to its span, and denies it."""

    stem: str
    start: int
    end: int
    is_denied: bool


@dataclass(frozen=True, slots=True)
class Claim:
    """Yes or no, and the span that says so; `about` is the word of the question that is denied or reversed, if any."""

    is_yes: bool
    about: str
    start: int
    end: int


@lru_cache(CACHED)
def find_content_words(text: str) -> tuple[ContentWord, ...]:
    """Return the words of `text` that bear meaning, in order."""
    tokens = list(_TOKEN.finditer(text))
    content: list[ContentWord] = []
    negation: int | None = None
    skip = False
    for match, after in zip_longest(tokens, tokens[1:]):
        if skip:
            skip = False
            continue
        token = match[0].lower()
        start = match.start() if negation is None else negation
        meaning = PHRASES.get((token, after[0].lower())) if after else None
        if meaning and after:
            content.append(ContentWord(stem_words(meaning)[0], start, after.end(), negation is not None))
            negation, skip = None, True
        elif token in _NO or token.endswith(("n't", "n’t")) or (token in REFRAINING and after and after[0] == "to"):
            negation = match.start()
        elif stems := stem_words(match[0]):
            content.append(ContentWord(stems[0], start, match.end(), negation is not None))
            negation = None
    return tuple(content)


@lru_cache(CACHED)
def read_claim(question: str, text: str) -> Claim | None:
    """Return what `text` says to `question`; None where it leaves that open or says both."""
    # A name has no opposite: Mr Close is not open.
    asked = {word.stem: question[word.start].islower() for word in find_content_words(question)}
    matched = [(word, *_match_asked(word, text, asked)) for word in find_content_words(text)]
    if _OPEN.search(text) or any(word.stem in _ATTITUDES and not stem for word, stem, _ in matched):
        return None
    turning = [(word, stem, opposite) for word, stem, opposite in matched if stem and (word.is_denied or opposite)]
    turned = {stem for _, stem, _ in turning}
    straight = {stem for word, stem, opposite in matched if stem and not word.is_denied and not opposite}
    if not turned:
        return Claim(True, "", 0, len(text))
    if len(turning) > 1 or turned & straight:
        return None
    word, stem, opposite = turning[0]
    return Claim(word.is_denied and opposite, stem, word.start, word.end)


def _match_asked(word: ContentWord, text: str, asked: dict[str, bool]) -> tuple[str, bool]:
    """Return the word of the question that `word` stands for, empty if for none, and whether it says its opposite.

    `asked` are the stems of the question, with whether each may have an opposite.
    """
    if word.stem in asked:
        return word.stem, False
    reversible = [stem for stem, has_opposite in asked.items() if has_opposite]
    for stem in reversible:
        if means_same(word.stem, [stem]):
            return stem, False
    bare = stem_words(_PREFIX.sub("", text[word.start : word.end].split()[-1], count=1))
    for stem in reversible:
        if means_opposite(word.stem, [stem]) or bare == [stem]:
            return stem, True
    return "", False


def extend_to_helpers(text: str, start: int) -> int:
    """Return where the helping verbs just before `start` begin."""
    for match in reversed(list(_TOKEN.finditer(text, 0, start))):
        if match[0].lower() not in _HELPING or text[match.end() : start].strip():
            break
        start = match.start()
    return start


def find_meaning(stem: str, text: str) -> Span | None:
    """Return where `text` says what `stem` means."""
    return next(((word.start, word.end) for word in find_content_words(text) if means_same(word.stem, [stem])), None)
