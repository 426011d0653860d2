"""What a sentence says to a question of yes or no."""

import re
from dataclasses import dataclass
from functools import lru_cache

from index.words import words
from qa.contradiction.statement import CACHED
from qa.english.senses import alike, opposed

_TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_NO = frozenset("not never no none neither nobody nothing without cannot against".split())  # noqa: SIM905
# With "to" they deny what follows.
_UNDONE = frozenset(
    """
    refuse refuses refused refusing fail fails failed decline declines declined unable unwilling
    """.split()  # noqa: SIM905 - a list of words is easier to read as words
)
# Verbs of two words, and what they mean in one.
_PHRASES = {
    ("turned", "down"): "reject", ("turn", "down"): "reject", ("voted", "down"): "reject", ("threw", "out"): "reject",
    ("voted", "against"): "reject", ("ruled", "out"): "reject", ("struck", "down"): "overturn",
    ("on", "time"): "ontime",
}  # fmt: skip
_HELPING = frozenset("did do does was were is are be been has have had to".split())  # noqa: SIM905
_PREFIX = re.compile(r"(?:un|in|im|il|ir|dis|non)(?=\w{3})", re.IGNORECASE)
# Where these stand, nobody says that it is so.
_OPEN = re.compile(
    r"\b(?:may|might|could|would|should|if|whether|yet|no longer|not only|claim\w*|argu\w*|believ\w*|think\w*|fear\w*|"
    r"hop\w*|critics|alleg\w*|reportedly|likely|expect\w*|plan\w*|propos\w*|once|almost|nearly|partly|partially)\b|\?|"
    # What one says of oneself is one's own view.
    r"\b(?:said|says|insist\w*|maintain\w*|told)\b[^.,]{0,20}\b(?:he|she|they|it)\b",
    re.IGNORECASE,
)

# What somebody only says, wants or denies; as long as the question is not of that.
_ATTITUDES = frozenset(
    words(
        "deny dispute accuse urge demand promise threaten vow pledge consider seem appear rumour suspect ask want try "
        "offer warn call decide"
    )
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word that bears meaning, with the stem under which it is known; denied if a negation stands before it."""

    stem: str
    start: int
    end: int
    denied: bool


@dataclass(frozen=True, slots=True)
class Claim:
    """Yes or no, the question's word that it turns on where one is denied or reversed, and the span that says so."""

    yes: bool
    about: str
    start: int
    end: int


@lru_cache(CACHED)
def bearing(text: str) -> tuple[Word, ...]:
    """Return the words of `text` that bear meaning."""
    tokens = list(_TOKEN.finditer(text))
    found: list[Word] = []
    since: int | None = None
    skip = False
    for n, match in enumerate(tokens):
        if skip:
            skip = False
            continue
        token, after = match[0].lower(), tokens[n + 1] if n + 1 < len(tokens) else None
        phrase = _PHRASES.get((token, after[0].lower())) if after else None
        if phrase and after:
            found.append(
                Word(words(phrase)[0], match.start() if since is None else since, after.end(), since is not None)
            )
            since, skip = None, True
        elif token in _NO or token.endswith(("n't", "n’t")) or (token in _UNDONE and after and after[0] == "to"):
            since = match.start()
        elif stems := words(match[0]):
            found.append(Word(stems[0], match.start() if since is None else since, match.end(), since is not None))
            since = None
    return tuple(found)


@lru_cache(CACHED)
def claim(question: str, text: str) -> Claim | None:
    """Return what `text` says to `question`; None where it leaves that open or says both."""
    # A name has no opposite: Mr Close is not open.
    asked = {word.stem: question[word.start].islower() for word in bearing(question)}
    found = [(word, *_turned(word, text, asked)) for word in bearing(text)]
    if _OPEN.search(text) or any(word.stem in _ATTITUDES and not stem for word, stem, _ in found):
        return None
    turning = [(word, stem, turned) for word, stem, turned in found if stem and (word.denied or turned)]
    about = {stem for _, stem, _ in turning}
    straight = {stem for word, stem, turned in found if stem and not word.denied and not turned}
    if not about:
        return Claim(True, "", 0, len(text))
    if len(turning) > 1 or about & straight:
        return None
    word, stem, turned = turning[0]
    return Claim(word.denied and turned, stem, word.start, word.end)


def _turned(word: Word, text: str, asked: dict[str, bool]) -> tuple[str, bool]:
    """Return the word of the question that `word` stands for, empty if for none, and whether it says its opposite."""
    if word.stem in asked:
        return word.stem, False
    senses = [stem for stem, has_opposite in asked.items() if has_opposite]
    for stem in senses:
        if alike(word.stem, [stem]):
            return stem, False
    bare = words(_PREFIX.sub("", text[word.start : word.end].split()[-1], count=1))
    for stem in senses:
        if opposed(word.stem, [stem]) or bare == [stem]:
            return stem, True
    return "", False


def with_helpers(text: str, start: int) -> int:
    """Return where the helping verbs just before `start` begin."""
    for match in reversed(list(_TOKEN.finditer(text, 0, start))):
        if match[0].lower() not in _HELPING or text[match.end() : start].strip():
            break
        start = match.start()
    return start


def place_of(stem: str, text: str) -> tuple[int, int] | None:
    """Return where `text` says what `stem` means."""
    return next(((word.start, word.end) for word in bearing(text) if alike(word.stem, [stem])), None)
