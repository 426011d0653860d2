"""Pronouns of an article: the one person before whom "he" or "she" can stand for."""

import re
from collections.abc import Sequence

from corpus import Article, Span
from qa.english.calendar import PLAIN_MONTH_WORDS
from qa.english.no_names import PEOPLES
from qa.english.people import HONORIFICS, MEN, OFFICES, WOMEN, is_he_or_she
from qa.english.verb_forms import FINITE
from qa.speech.article_paragraphs import list_paragraphs, read_numbered
from qa.speech.persons import find_person_names, find_persons, strip_ending
from qa.speech.tokens import Token, tokenize

# A pronoun is followed back so many paragraphs.
_BACK = 4
# A noun that tells what somebody is stands at most so many tokens behind the name.
_REACH = 8
# One who stands after these is not who the next sentence is about; what stands there is often a place.
_PLACING = frozenset({"in", "at", "near", "from", "to", "through", "across", "via", "of", "outside", "inside"})
_COUNTRY = re.compile(rf"(?:{PEOPLES}|\w+(?:land|stan|ia)s?)", re.IGNORECASE)
_BEING = frozenset({"was", "is", "as", "became", "who"})


def resolve_pronoun(article: Article, number: int, at: int, pronoun: str) -> Span | None:
    """Return the name of the one person whom "he" or "she" can stand for, at an offset of paragraph `number`."""
    persons: dict[str, Span] = {}
    for earlier in range(number, max(-1, number - 1 - _BACK), -1):
        start, end = list_paragraphs(article)[earlier]
        paragraph = read_numbered(article, earlier)
        is_parted = earlier < number and any(span.start >= end and span.end <= at for span in article.headings)
        if not paragraph.sound or is_parted:
            return None
        text = paragraph.masked[: at - start] if earlier == number else paragraph.masked
        candidates = _find_candidates(article, text, start, pronoun)
        if candidates is None:
            return None
        persons = candidates | persons
        if len(persons) > 1:
            return None
        if persons and not _begins_with_pronoun(text, next(iter(persons.values())).start - start):
            return next(iter(persons.values()))
    return None


def _begins_with_pronoun(text: str, at: int) -> bool:
    """Say whether someone of an earlier paragraph is spoken of before the name."""
    return bool(re.search(r"\b(?:[Hh]e|[Ss]he|[Hh]is|[Hh]er|[Hh]im)\b", text[:at]))


def _find_candidates(article: Article, text: str, start: int, pronoun: str) -> dict[str, Span] | None:
    """Return the persons named in a text by their surnames, each at the last place; None if others may be meant."""
    candidates: dict[str, Span] = {}
    persons = find_persons(article)
    surnames = {form[-1]: form[-1] for form in persons} | {form[0]: form[-1] for form in persons if len(form) > 2}
    tokens = tokenize(text, Span(0, len(text)))
    numbers = {token.start: number for number, token in enumerate(tokens)}
    taken: set[int] = set()
    for name in find_person_names(text, Span(0, len(text))):
        first, last = numbers[name[0].start], numbers[name[-1].start]
        taken.update(range(first, last + 1))
        before = tokens[first - 1] if first else None
        surname = strip_ending(name[-1])
        if not _may_be_meant(tokens, first, len(name), surname in surnames) or _has_other_sex(before, pronoun):
            continue
        candidates[surnames.get(surname, surname)] = Span(start + name[0].start, start + name[-1].start + len(surname))
    return None if _mentions_others(tokens, taken, pronoun) else candidates


def _may_be_meant(tokens: Sequence[Token], first: int, length: int, is_known: bool) -> bool:
    """Say whether a name of so many words, from token `first` on, is to be taken for that of a person."""
    if length > 1:
        return not first or tokens[first - 1].low not in ("in", "at", "near")
    return is_known or _is_person(tokens, first)


def _has_other_sex(before: Token | None, pronoun: str) -> bool:
    return before is not None and before.low in (WOMEN if pronoun == "he" else MEN)


def _is_person(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a single word with a capital is to be taken for a person."""
    token = tokens[at]
    before = tokens[at - 1] if at else None
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if before and (before.low in HONORIFICS or before.low in OFFICES):
        return True
    if before and before.low in _PLACING:
        return False
    if token.text.isupper() or _COUNTRY.fullmatch(token.low) or token.low in PLAIN_MONTH_WORDS:
        return False
    if before is None or before.text in ".!?:":
        return after is not None and (after.text == "," or bool(FINITE.fullmatch(after.text)))
    return not (after and after.is_word and after.is_capital)


def _mentions_others(tokens: Sequence[Token], taken: set[int], pronoun: str) -> bool:
    """Say whether someone without a name is spoken of, other than as what a person is: "the farmer"."""
    other_sex = WOMEN if pronoun == "he" else MEN
    for at, token in enumerate(tokens):
        if at in taken or not token.is_word or token.is_capital or token.low.endswith("s"):
            continue
        if not is_he_or_she(token.low) or token.low in other_sex:
            continue
        after = tokens[at + 1 : at + 2]
        leads_to_name = any(at + step in taken for step in (1, 2)) and all(
            token.is_word or token.text == "," for token in after
        )
        if not leads_to_name and not _describes(tokens, taken, at):
            return True
    return False


def _describes(tokens: Sequence[Token], taken: set[int], noun: int) -> bool:
    """Say whether a noun tells what a person is: after the name and a comma, or after "was", "as" or "became"."""
    for at in range(noun - 1, max(-1, noun - 1 - _REACH), -1):
        if tokens[at].low in _BEING:
            return True
        if tokens[at].text == ",":
            return at - 1 in taken or tokens[at - 1].text.isdigit()
        if not tokens[at].is_word:
            return False
    return False
