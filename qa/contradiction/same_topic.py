"""Whether two statements are of the same thing at the same time."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from index.words import stem_words
from qa.contradiction.claims import find_content_words
from qa.contradiction.coverage import cover_question, is_of_question
from qa.contradiction.same_time import are_of_same_time
from qa.contradiction.statement import CACHED, Pair, Span
from qa.english.contrasts import AHEAD, CONTRASTS, NARROWING, ORDERS
from qa.english.senses import means_opposite, means_same

_WORD = re.compile(r"\w+")
# What two statements share of their words to be worded alike, and by how many words each may still differ.
_SHARED, _DIFFERING = 0.75, 2
_IN_PLACE = re.compile(r"\b(?:in|at|near|from|to) (?:the )?([A-Z][\w-]+(?: [A-Z][\w-]+)*)")
_BOUND = re.compile(r"\b(for|under|against|during|among|without) (?:the |an? )?([a-z]{3,})")


def are_of_same_thing(question: str, kind: str, pair: Pair, spans: tuple[Span, Span]) -> bool:
    """Say whether both statements are of what is asked; `spans` are their values, which may differ."""
    bare = [_blank(statement.text, span) for statement, span in zip(pair, spans, strict=True)]
    texts = [statement.text for statement in pair]
    is_claim, is_date = kind == "yes or no", kind == "date"
    return (
        cover_question(question, kind, pair, bare)
        and (is_claim or all(is_of_question(question, *each) for each in zip(texts, spans, strict=True)))
        and not _differ_in_narrowing(question, texts if kind in ("number", "yes or no") else bare)
        and (is_claim or not _differ_in_wording(question, bare))
        and not _differ_in_parts(question, bare)
        and not _differ_in_places(question, bare)
        and not _differ_in_bounds(question, bare)
        and not (is_claim and _differ_in_modifiers(question, bare))
        and not (is_date and _differ_in_agents(question, bare))
        and (is_date or are_of_same_time(question, kind, pair, bare))
    )


def _blank(text: str, span: Span) -> str:
    return text[: span[0]] + " " * (span[1] - span[0]) + text[span[1] :]


def _differ_in_wording(question: str, bare: Sequence[str]) -> bool:
    """Say whether two statements are worded alike but for a word or two each that the question leaves open.

    "A single ticket costs …" and "A day ticket costs …" are of two things, as are "above ground" and "below ground".
    """
    asked = set(_WORD.findall(question.lower()))
    first, second = (set(_WORD.findall(text.lower())) for text in bare)
    only_first, only_second = first - second - asked, second - first - asked
    are_alike = len(first & second) >= _SHARED * max(len(first), len(second))
    return are_alike and 0 < len(only_first) <= _DIFFERING and 0 < len(only_second) <= _DIFFERING


def _differ_in_narrowing(question: str, texts: list[str]) -> bool:
    """Say whether the statements are narrowed in different ways: to men and women, to the first and second quarter."""
    if bool(AHEAD.search(texts[0])) != bool(AHEAD.search(texts[1])):
        return True
    content = find_content_words(question)
    plain = [question[word.start : word.end] for word in content if question[word.start].islower()]
    # "The second school" is another than "the school"; "the second of three sisters" stands by the way.
    ordered = rf"(?:{ORDERS}|\w{{3,}}est)(?= (?:\w+ )?(?:{'|'.join(plain) or '$'})\b)"
    for pattern in (*NARROWING, re.compile(rf"\b{ordered}", re.IGNORECASE)):
        asked, first, second = ({word.lower() for word in pattern.findall(text)} for text in (question, *texts))
        if first != second and not (first <= asked and not second) and not (second <= asked and not first):
            return True
    return any(first and second and not first & second for first, second in zip(*map(_contrast, texts), strict=True))


@lru_cache(CACHED)
def _contrast(text: str) -> list[set[int]]:
    """Return which of each group of contrasted words stand in `text`."""
    return [{n for n, pattern in enumerate(group) if pattern.search(text)} for group in CONTRASTS]


def _differ_in_parts(question: str, texts: list[str]) -> bool:
    """Say whether one statement is of a part, like "the brakes of the train" or "the cathedral's organ"."""
    asked = set(stem_words(question))
    first, second = (_find_parts(text, asked) for text in texts)
    return first != second


def _find_parts(text: str, asked: set[str]) -> set[str]:
    """Return the parts that `text` names of what is asked."""
    parts = set()
    for match in re.finditer(r"(\w+) of (?:the |a |its )?([\w-]+)|([\w-]+)['’]s? (\w+(?: \w+)?)", text):
        whole, part = (match[2], match[1]) if match[2] else (match[3], match[4])
        if set(stem_words(whole)) & asked and not any(means_same(stem, asked) for stem in stem_words(part)):
            parts |= set(stem_words(part)[-1:])
    return parts


def _differ_in_places(question: str, texts: list[str]) -> bool:
    """Say whether the statements name different places that the question does not."""
    asked = set(stem_words(question))
    first, second = ({stem for name in _IN_PLACE.findall(text) for stem in stem_words(name)} - asked for text in texts)
    return bool(first and second and not first & second)


def _differ_in_bounds(question: str, texts: list[str]) -> bool:
    """Say whether the statements are bound to different things: "for football" and "for concerts"."""
    asked = set(stem_words(question))
    first, second = (dict(_BOUND.findall(text)) for text in texts)
    for preposition in first.keys() & second.keys():
        stems, other_stems = (set(stem_words(bounds[preposition])) - asked for bounds in (first, second))
        if stems and other_stems and not any(means_same(stem, other_stems) for stem in stems):
            return True
    return False


def _differ_in_modifiers(question: str, texts: list[str]) -> bool:
    """Say whether a word of the question is narrowed in one statement only: weapons to nuclear weapons."""
    asked = [word.stem for word in find_content_words(question)]
    first, second = (_find_modifiers(text, asked) for text in texts)
    return first != second


def _find_modifiers(text: str, asked: list[str]) -> set[str]:
    """Return what narrows words of the question, as far as form tells: adjectives and genitives."""
    modifiers = set()
    for word, after in pairwise(find_content_words(text)):
        is_plain = text[word.start].islower() and not text[word.start : word.end].endswith(("ly", "ed"))
        is_before = after.stem in asked and text[after.start].islower() and text[word.end : after.start] == " "
        if is_plain and is_before and not means_same(word.stem, asked) and not means_opposite(word.stem, asked):
            modifiers.add(word.stem)
    # "The marriage of his niece" is not the marriage.
    for match in re.finditer(r"([a-z]+) of (?:the |an? |his |her |its |their )?([a-z]{3,})", text):
        if set(stem_words(match[1])) & set(asked):
            modifiers |= set(stem_words(match[2])) - set(asked)
    return modifiers


def _differ_in_agents(question: str, texts: list[str]) -> bool:
    """Say whether different ones did it, of whom the question knows nothing: a city and a government."""
    asked = {word.stem for word in find_content_words(question)}
    first, second = (_find_agents(text, asked) for text in texts)
    return bool(first and second and not first & second)


def _find_agents(text: str, asked: set[str]) -> set[str]:
    """Return the stems before the first word of the question."""
    stems = [word.stem for word in find_content_words(text)]
    before = next((n for n, stem in enumerate(stems) if means_same(stem, asked)), 0)
    return set(stems[:before])
