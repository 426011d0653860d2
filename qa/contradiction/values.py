"""Values: the number, date, name, or yes or no with which a statement answers a question.

Two values contradict each other where both cannot be true of one thing. Whether the statements are of one thing is not
asked here.
"""

import re
from collections.abc import Sequence
from typing import TypeVar

from index.words import stem_words
from qa.contradiction.claims import Claim, extend_to_helpers, find_content_words, find_meaning, read_claim
from qa.contradiction.same_time import count_days_apart
from qa.contradiction.statement import Pair, Span, Statement
from qa.english.amounts import Amount, find_amounts
from qa.english.date_mentions import DateMention, find_dates
from qa.english.name_variants import may_be_one
from qa.english.people import COUNTED
from qa.english.relations import ONCE, SINGLE
from qa.english.senses import means_same
from qa.query.answer_kind import AnswerKind

Value = TypeVar("Value", Amount, DateMention)
Spans = tuple[Span, Span]

_SINGLE = stem_words(" ".join(SINGLE))
# How many words may stand between a word of one name and the name.
_REACH = 6
_ONCE = stem_words(" ".join(ONCE))
# Of anything else, two dates so many years apart are of two happenings.
_YEARS_APART = 3
# Two reports so many days apart are of two happenings where the dates in them have no year.
_DAYS_APART = 60
# What comes again each year.
_RECURRING = re.compile(r"\b(?:held|festival|fair|annual|conference|marathon|championships?|cup|games)\b", re.I)
_AGAIN = re.compile(r"\b(?:again|another|once more|a second time|returned)\b")


def find_contradicting_values(question: str, kind: AnswerKind, pair: Pair) -> Spans | None:
    """Return where the values of two statements stand if they contradict each other; None if they do not."""
    find = {"number": _compare_numbers, "date": _compare_dates, "name": _compare_names, "yes or no": _compare_claims}
    return find[kind](question, pair)


def _compare_numbers(question: str, pair: Pair) -> Spans | None:
    amounts = [_find_undated_amounts(statement) for statement in pair]
    first, second = (_select_value(*each) for each in zip(pair, amounts, strict=True))
    if first is None or second is None or not _count_alike(question, first, second):
        return None
    if _may_agree(first, second, amounts):
        return None
    return _locate(pair[0], first), _locate(pair[1], second)


def _find_undated_amounts(statement: Statement) -> list[Amount]:
    """Return the amounts of a statement without the numbers of its dates."""
    dates = find_dates(statement.text)
    return [
        amount
        for amount in find_amounts(statement.text)
        if amount.measure or all(amount.end <= date.start or date.end <= amount.start for date in dates)
    ]


def _count_alike(question: str, first: Amount, second: Amount) -> bool:
    """Say whether two amounts are of the same measure, and count the same."""
    asked = stem_words(question)
    for amount in (first, second):
        narrowed = not {stem for word in amount.adjectives for stem in stem_words(word)} <= set(asked)
        if first.adjectives != second.adjectives and narrowed:
            return False
    if first.measure != second.measure:
        return False
    nouns = {amount.noun for amount in (first, second) if amount.noun}
    many = re.search(r"how many ([a-z]+)", question.lower())
    if many is None:
        return len(nouns) < 2
    return all(
        any(means_same(stem, asked) for stem in stem_words(noun)) or {noun, many[1]} <= COUNTED for noun in nouns
    )


def _compare_dates(question: str, pair: Pair) -> Spans | None:
    dates = [find_dates(statement.text, statement.published) for statement in pair]
    first, second = (_select_value(*each) for each in zip(pair, dates, strict=True))
    if first is None or second is None or first.is_vague or second.is_vague:
        return None
    if _may_agree(first, second, dates) or _may_be_of_two_events(question, pair, (first, second)):
        return None
    return _locate(pair[0], first), _locate(pair[1], second)


def _may_be_of_two_events(question: str, pair: Pair, mentions: tuple[DateMention, DateMention]) -> bool:
    """Say whether two dates may be of two events: each as old as its report, or of what comes each year."""
    first, second = (mention.date for mention in mentions)
    if first.first_year is None or second.first_year is None:
        return count_days_apart(*pair) > _DAYS_APART
    happens_once = any(means_same(stem, _ONCE) for stem in stem_words(question)) or bool(
        re.search(r"\b\d{4}\b", question)
    )
    in_one_year = first.is_one_year and second.is_one_year
    if happens_once or first.first_year == second.first_year or not in_one_year:
        return False
    are_news = all(
        (statement.published or "")[:4] == str(mention.date.first_year)
        for statement, mention in zip(pair, mentions, strict=True)
    )
    comes_again = _RECURRING.search(question) or any(_AGAIN.search(statement.text) for statement in pair)
    return are_news or bool(comes_again) or abs(first.first_year - second.first_year) > _YEARS_APART


def _compare_names(question: str, pair: Pair) -> Spans | None:
    first, second = pair
    if not first.answer or not second.answer or any(_opens_text(statement) for statement in pair):
        return None
    names = first.text[slice(*first.answer)], second.text[slice(*second.answer)]
    asked = set(stem_words(question))
    if may_be_one(*names) or _holds_name(second.text, names[0], asked) or _holds_name(first.text, names[1], asked):
        return None
    # Born Fryderyk Chopin is not where Chopin was born.
    if question.lower().startswith("where") and any(asked & set(stem_words(name)) for name in names):
        return None
    # "Where did it take place?" asks no relation of its own.
    any_relation = "place" in asked
    for relation in _SINGLE:
        if (any_relation or means_same(relation, asked)) and all(_is_near_answer(relation, each) for each in pair):
            return first.answer, second.answer
    return None


def _opens_text(statement: Statement) -> bool:
    """Say whether the short answer is the first word of its text: its capital then marks no name."""
    start, end = statement.answer or (0, 0)
    return start == 0 and " " not in statement.text[:end]


def _holds_name(text: str, name: str, asked: set[str]) -> bool:
    """Say whether `text` holds the last word of a name, other than as a word of the question."""
    return set(stem_words(name)[-1:]) <= set(stem_words(text)) - asked


def _is_near_answer(relation: str, statement: Statement) -> bool:
    """Say whether a word for a relation stands near the short answer."""
    start, end = statement.answer or (0, 0)
    content = find_content_words(statement.text)
    spans = [(word.start, word.end) for word in content if means_same(word.stem, [relation])]
    gaps = (statement.text[min(end, word_end) : max(start, word_start)] for word_start, word_end in spans)
    return any(len(gap.split()) <= _REACH for gap in gaps)


def _compare_claims(question: str, pair: Pair) -> Spans | None:
    first, second = (read_claim(question, statement.text) for statement in pair)
    if first is None or second is None or first.is_yes == second.is_yes:
        return None
    about = {claim.about for claim in (first, second) if claim.about}
    if len(about) != 1:
        return None
    located = [_locate_claim(claim, min(about), each.text) for claim, each in zip((first, second), pair, strict=True)]
    return (located[0], located[1]) if located[0] and located[1] else None


def _locate_claim(claim: Claim, about: str, text: str) -> Span | None:
    """Return where `text` says yes or no, with the helping verbs."""
    span = (claim.start, claim.end) if claim.about else find_meaning(about, text)
    return (extend_to_helpers(text, span[0]), span[1]) if span else None


def _select_value(statement: Statement, values: Sequence[Value]) -> Value | None:
    """Return the one value that the short answer holds, or the whole text if none is marked; None if it holds more."""
    start, end = statement.answer or (0, len(statement.text))
    held = [value for value in values if value.start < end and start < value.end]
    return held[0] if len(held) == 1 else None


def _may_agree(first: Value, second: Value, values: Sequence[Sequence[Value]]) -> bool:
    """Say whether the value of either statement may be among all values of the other."""
    return any(first.may_equal(value) for value in values[1]) or any(second.may_equal(value) for value in values[0])


def _locate(statement: Statement, value: Amount | DateMention) -> Span:
    """Return the short answer as it is marked, or where the value stands."""
    return statement.answer or (value.start, value.end)
