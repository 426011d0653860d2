"""What two statements say to a question, where they say different things."""

import re
from collections.abc import Sequence
from typing import TypeVar

from index.words import words
from qa.contradiction.claims import Claim, bearing, claim, place_of, with_helpers
from qa.contradiction.same_time import days_apart
from qa.contradiction.statement import Statement
from qa.english.amounts import Amount, find_amounts
from qa.english.date_mentions import DateMention, find_dates
from qa.english.name_variants import may_be_one
from qa.english.senses import alike
from qa.query.answer_kind import Kind

Span = tuple[int, int]
Value = TypeVar("Value", Amount, DateMention)

_PERSONS = frozenset("people persons visitors inhabitants residents guests spectators attendees passengers".split())  # noqa: SIM905
# Relations in which a thing stands to one only. More than one may have met, said, wanted or been arrested.
_SINGLE = words(
    "win invent discover found establish design direct write compose paint bear capital lead buy succeed succeeded "
    "kill bury mayor governor president king queen sign hold score"
)
# How many words may stand between such a relation and the name.
_REACH = 6
# What happens to a thing once. Of the rest, two dates so many years apart are of two happenings.
_ONCE = words(
    "born die found establish build invent discover publish complete abolish sink close open marry sign crown first "
    "kill destroy bury premiere bankrupt"
)
_APART = 3
# What comes again each year.
_RECURRING = re.compile(r"\b(?:held|festival|fair|annual|conference|marathon|championships?|cup|games)\b", re.I)
_AGAIN = re.compile(r"\b(?:again|another|once more|a second time|returned)\b")


def differing(question: str, kind: Kind, one: Statement, other: Statement) -> tuple[Span, Span] | None:
    """Return what each of two statements says where that cannot both be true of one thing; None if it can."""
    differ = {"number": _numbers, "date": _dates, "name": _names, "yes or no": _claims}[kind]
    return differ(question, one, other)


def _numbers(question: str, one: Statement, other: Statement) -> tuple[Span, Span] | None:
    mine, others = _amounts(one), _amounts(other)
    first, second = _marked(one, mine), _marked(other, others)
    if first is None or second is None or not _counted_alike(question, first, second):
        return None
    if any(first.may_equal(it) for it in others) or any(second.may_equal(it) for it in mine):
        return None
    return _span(one, first), _span(other, second)


def _amounts(statement: Statement) -> list[Amount]:
    dates = find_dates(statement.text)
    return [
        amount
        for amount in find_amounts(statement.text)
        if amount.measure or all(amount.end <= date.start or date.end <= amount.start for date in dates)
    ]


def _counted_alike(question: str, one: Amount, other: Amount) -> bool:
    """Say whether two numbers are of the same measure, and count the same."""
    asked = words(question)
    for stems in ({stem for word in it.adjectives for stem in words(word)} for it in (one, other)):
        if one.adjectives != other.adjectives and not stems <= set(asked):
            return False
    nouns = [it.noun for it in (one, other) if it.noun]
    many = re.search(r"how many ([a-z]+)", question.lower())
    if many is None:
        return one.measure == other.measure and len(set(nouns)) < 2
    return one.measure == other.measure and all(
        any(alike(stem, asked) for stem in words(noun)) or (noun in _PERSONS and many[1] in _PERSONS) for noun in nouns
    )


def _dates(question: str, one: Statement, other: Statement) -> tuple[Span, Span] | None:
    mine, others = (find_dates(it.text, it.published) for it in (one, other))
    first, second = _marked(one, mine), _marked(other, others)
    if first is None or second is None or first.is_vague or second.is_vague:
        return None
    if any(first.may_equal(it) for it in others) or any(second.may_equal(it) for it in mine):
        return None
    if _comes_again(question, (one, first), (other, second)):
        return None
    return _span(one, first), _span(other, second)


def _comes_again(question: str, one: tuple[Statement, DateMention], other: tuple[Statement, DateMention]) -> bool:
    """Say whether two dates may be of two happenings: each as old as its report, or of what comes each year."""
    first, second = one[1], other[1]
    if first.date.first_year is None or second.date.first_year is None:
        return days_apart(one[0], other[0]) > 60
    once = any(alike(stem, _ONCE) for stem in words(question)) or bool(re.search(r"\b\d{4}\b", question))
    if (
        once
        or first.date.first_year == second.date.first_year
        or not (first.date.is_one_year and second.date.is_one_year)
    ):
        return False
    fresh = all((it.published or "")[:4] == str(moment.date.first_year) for it, moment in (one, other))
    again = _RECURRING.search(question) or _AGAIN.search(one[0].text) or _AGAIN.search(other[0].text)
    return fresh or bool(again) or abs(first.date.first_year - second.date.first_year) > _APART


def _names(question: str, one: Statement, other: Statement) -> tuple[Span, Span] | None:
    if not one.answer or not other.answer or _opens(one) or _opens(other):
        return None
    first, second = (it.text[slice(*it.answer)] for it in (one, other))  # type: ignore[misc]
    asked = set(words(question))
    if may_be_one(first, second) or _named(first, other.text, asked) or _named(second, one.text, asked):
        return None
    # Born Fryderyk Chopin is not where Chopin was born.
    if question.lower().startswith("where") and asked & {*words(first), *words(second)}:
        return None
    # "Where did it take place?" asks no relation of its own.
    any_relation = "place" in asked
    for relation in _SINGLE:
        if (any_relation or alike(relation, asked)) and all(_near(relation, it) for it in (one, other)):
            return one.answer, other.answer
    return None


def _opens(statement: Statement) -> bool:
    """Say whether the short answer is the first word of its text, whose capital makes no name of it."""
    start, end = statement.answer or (0, 0)
    return start == 0 and " " not in statement.text[:end]


def _named(name: str, text: str, asked: set[str]) -> bool:
    """Say whether `text` holds the last word of a name, other than as a word of the question."""
    return set(words(name)[-1:]) <= set(words(text)) - asked


def _near(relation: str, statement: Statement) -> bool:
    """Say whether a relation stands near the short answer."""
    start, end = statement.answer or (0, 0)
    spans = [(word.start, word.end) for word in bearing(statement.text) if alike(word.stem, [relation])]
    gaps = (statement.text[min(end, to) : max(start, begin)] for begin, to in spans)
    return any(len(gap.split()) <= _REACH for gap in gaps)


def _claims(question: str, one: Statement, other: Statement) -> tuple[Span, Span] | None:
    claims = [claim(question, it.text) for it in (one, other)]
    if claims[0] is None or claims[1] is None or claims[0].yes == claims[1].yes:
        return None
    about = {it.about for it in claims if it and it.about}
    if len(about) != 1:
        return None
    first, second = (_told(it, min(about), said.text) for it, said in zip(claims, (one, other), strict=True))
    return (first, second) if first and second else None


def _told(it: Claim | None, about: str, text: str) -> Span | None:
    """Return where `text` says yes or no, with the verbs that help."""
    span = (it.start, it.end) if it and it.about else place_of(about, text)
    return (with_helpers(text, span[0]), span[1]) if span else None


def _marked(statement: Statement, found: Sequence[Value]) -> Value | None:
    """Return the one value that the short answer holds, or that the whole text holds if none is marked."""
    start, end = statement.answer or (0, len(statement.text))
    held = [value for value in found if value.start < end and start < value.end]
    return held[0] if len(held) == 1 else None


def _span(statement: Statement, value: Amount | DateMention) -> Span:
    """Return the short answer as it is marked, or where the value stands."""
    return statement.answer or (value.start, value.end)
