"""Changing a question: so that its passage no longer answers it, or into what hurried people type.

A near miss is what a reader must learn to refuse: another name, another year, the contrary of a word.
"""

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from training.contraries import EXCLUDED

_MEMBER = re.compile(rf"\b(?:{'|'.join(sorted(EXCLUDED, key=len, reverse=True))})\b", re.IGNORECASE)

_NAME = re.compile(r"\b[A-Z][\w’'.-]*\w(?:\s+(?:of\s+|the\s+|de\s+|von\s+|van\s+|and\s+)?[A-Z][\w’'.-]*\w)*")
_NUMBER = re.compile(r"\b\d[\d,]*\b")
_YEAR = re.compile(r"\b(?:1[0-9]|20)\d\d\b")
_WORD = re.compile(r"[A-Za-z][A-Za-z’'-]+")
_AUXILIARY = re.compile(r"\b(is|are|was|were|did|does|do|has|have|had|can|could|would|will)\b", re.IGNORECASE)
_ENDINGS = ("ing", "ed", "ly", "tion", "s", "")
STOP_WORDS = frozenset(
    "a an and are as at be been but by can could did do does for from had has have he her his how i if in into is it "
    "its many much may more most no not of on or other she so some such than that the their them then there these "
    "they this those to was we were what when where which who whom whose why will with would you your name type kind "
    "called known".split()
)
_WHO = re.compile(
    r"^\W*(?:in |by |to |with |for |from )?(who|whom|whose|where|when|what|which|how many|how much)\b(.*)"
)
_PLACES = re.compile(r"\s*(?:city|country|state|town|region|place|island|continent|province|county)\b")


class Names:
    """What may stand for a name: the answers of other questions, by kind, and the names in the same article."""

    def __init__(self, answered: Iterable[tuple[str, str]]):
        """`answered` gives questions with their answers' texts."""
        self._kind: dict[str, str] = {}
        self._of_kind: dict[str, list[str]] = defaultdict(list)
        for question, answer in answered:
            if (kind := _kind(question)) and _NAME.fullmatch(answer) and answer.lower() not in self._kind:
                self._kind[answer.lower()] = kind
                self._of_kind[kind].append(answer)

    def like(self, name: str, near: Sequence[str], rng: random.Random) -> str | None:
        """Return another name, of the same kind where that is known, rather one of those that stand near."""
        kind = self._kind.get(name.lower())
        choices = [other for other in near if self._kind.get(other.lower()) == kind and _differ(name, other)]
        if kind and (not choices or rng.random() < 0.3):
            choices = self._of_kind[kind]
        if not kind:
            choices = [other for other in choices if abs(len(other.split()) - len(name.split())) <= 1]
        choices = [other for other in choices if _differ(name, other)]
        return rng.choice(choices) if choices else None


def near_miss(question: str, answer: str, passage: str, article: str, names: Names, rng: random.Random) -> str | None:
    """Return the question changed so that `passage` hardly answers it any more; None if no change applies."""
    edits: list[Callable[[], str | None]] = [
        lambda: _other_name(question, answer, passage, article, names, rng),
        lambda: _other_number(question, answer, article, rng),
        lambda: _contrary(question, rng),
        lambda: _other_word(question, passage, article, rng),
        lambda: _negated(question, rng),
    ]
    # Names and contraries change the sense most surely; another word often leaves it as it was, and negations are told
    # from their wording too easily.
    left = dict(zip(edits, (5, 5, 5, 1.5, 0.7), strict=True))
    while left:
        edit = rng.choices(list(left), list(left.values()))[0]
        del left[edit]
        changed = edit()
        if changed and changed.lower() != question.lower():
            return changed
    return None


def hurried(question: str, rng: random.Random) -> str:
    """Return the question as hurried people type it: with slips, or its key words alone."""
    words = question.rstrip("?!. ").split()
    if not words:
        return question
    if rng.random() < 0.4:
        kept = [word for word in words if word.lower() not in STOP_WORDS]
        return " ".join(kept if len(kept) > 1 else words)
    for _ in range(rng.choice((1, 1, 2))):
        i = rng.choice([n for n, word in enumerate(words) if len(word) == max(map(len, words)) or len(word) > 3])
        words[i] = _slip(words[i], rng)
    return " ".join(words)


def _slip(word: str, rng: random.Random) -> str:
    i = rng.randrange(len(word))
    left, right = word[:i], word[i:]
    return rng.choice((left + right[1:], left + right[:1] + right, left[:-1] + right[:1] + left[-1:] + right[1:]))


def _kind(question: str) -> str | None:
    match = _WHO.match(question.lower())
    if not match:
        return None
    asked, rest = match.groups()
    if asked in ("who", "whom", "whose"):
        return "person"
    if asked == "where" or _PLACES.match(rest):
        return "place"
    # "What band …": the word after it names the kind.
    following = _WORD.match(rest.strip())
    return following[0] if following and asked in ("what", "which") and following[0] not in STOP_WORDS else None


def _differ(one: str, other: str) -> bool:
    return not set(one.lower().split()) & set(other.lower().split()) - STOP_WORDS


def _other_name(question: str, answer: str, passage: str, article: str, names: Names, rng: random.Random) -> str | None:
    found = [match for match in _NAME.finditer(question) if match.start() > 0 and match[0].lower() not in STOP_WORDS]
    rng.shuffle(found)
    for match in found:
        near = _names_in(passage) if rng.random() < 0.5 else _names_in(article)
        other = names.like(match[0], [name for name in near if _differ(name, answer)], rng)
        if other and other.lower() not in question.lower():
            return question[: match.start()] + other + question[match.end() :]
    return None


def _names_in(text: str) -> list[str]:
    """Return the names in a text: what is capitalised inside a sentence."""
    found = {
        match[0] for match in _NAME.finditer(text) if text[: match.start()].rstrip()[-1:] not in ("", ".", "?", "!")
    }
    return sorted(name for name in found if name.lower() not in STOP_WORDS and len(name) > 2)


def _other_number(question: str, answer: str, article: str, rng: random.Random) -> str | None:
    found = list(_NUMBER.finditer(question))
    if not found:
        return None
    match = rng.choice(found)
    number = match[0]
    if _YEAR.fullmatch(number):
        near = {year for year in _YEAR.findall(article) if year not in question and year not in answer}
        shifted = str(int(number) + rng.choice((-1, 1)) * rng.randint(1, 25))
        other = rng.choice(sorted(near)) if near and rng.random() < 0.6 else shifted
    else:
        value = int(number.replace(",", ""))
        other = str(max(1, value + rng.choice((-1, 1)) * rng.randint(1, max(3, value // 2))))
    return question[: match.start()] + other + question[match.end() :] if other != number else None


def _contrary(question: str, rng: random.Random) -> str | None:
    found = [match for match in _MEMBER.finditer(question) if match.start() > 0]
    if not found:
        return None
    match = rng.choice(found)
    other = rng.choice(EXCLUDED[match[0].lower()])
    other = other.title() if match[0][0].isupper() else other
    return question[: match.start()] + other + question[match.end() :]


def _other_word(question: str, passage: str, article: str, rng: random.Random) -> str | None:
    """Exchange a word that the passage holds for one of like form that it does not hold."""
    held = passage.lower()
    found = [
        match
        for match in _WORD.finditer(question)
        if match.start() > 0 and len(match[0]) > 3 and match[0].islower()
        and match[0] not in STOP_WORDS and match[0][:5] in held
    ]  # fmt: skip
    if not found:
        return None
    match = rng.choice(found)
    ending = next(e for e in _ENDINGS if match[0].endswith(e))
    others = sorted(
        {
            word
            for word in _WORD.findall(article)
            if len(word) > 3 and word.islower() and word not in STOP_WORDS and word[:5] not in held
            and next(e for e in _ENDINGS if word.endswith(e)) == ending
        }
    )  # fmt: skip
    return question[: match.start()] + rng.choice(others) + question[match.end() :] if others else None


def _negated(question: str, rng: random.Random) -> str | None:
    match = _AUXILIARY.search(question)
    if not match or match.start() == 0:
        return None
    negated = {"can": "cannot", "will": "won't"}.get(match[0].lower(), match[0] + "n't")
    return question[: match.start()] + rng.choice((negated, match[0] + " never", negated)) + question[match.end() :]
