"""The persons of an article: the full form of a surname, and whom a pronoun stands for."""

import re
from collections.abc import Iterator
from functools import lru_cache

from corpus import Article, Span
from qa.english.bodies import NAMES_BODY
from qa.english.calendar import PLAIN_MONTH_WORDS, WEEKDAY_WORDS
from qa.english.closed_classes import CLOSED, DETERMINERS, SENTENCE_OPENERS
from qa.english.names import PLAIN_PARTICLES
from qa.english.people import HONORIFICS, MEN, OFFICES, STYLES, UNHEARD, WOMEN, can_speak, is_he_or_she, is_office
from qa.english.verb_forms import FINITE
from qa.english.works import WORKS
from qa.speech.article_paragraphs import paragraph, paragraphs
from qa.speech.mentions import Mention
from qa.speech.tokens import Token, tokens

# So many paragraphs back a pronoun is followed.
_BACK = 4
# One who stands after these is not who the next sentence is about; what stands there is often a place.
_PLACING = frozenset({"in", "at", "near", "from", "to", "through", "across", "via", "of", "outside", "inside"})
_SHORTENED = HONORIFICS | OFFICES | STYLES
# Names of countries and peoples, by which single words are told from persons.
_PEOPLES = re.compile(r".+(?:ian|ish|ese|land|stan|ia)s?$")


def full_form(article: Article, mention: Mention, start: int) -> Span:
    """Return the span of a speaker's full name; the mention itself, which begins at `start`, where none is sure."""
    own = Span(start, start + mention.span.end - mention.span.start)
    if mention.kind != "name" or len(mention.name) > 1 or mention.definite or mention.name[0].lower() in NAMES_BODY:
        return own
    return _full(article, mention.name[0], start) or own


def fuller(article: Article, name: Span) -> Span:
    """Return the span of the full form of a name that is a surname alone; the name itself where none is sure."""
    text = article.text[slice(*name)]
    return name if " " in text else _full(article, text, name.start) or name


def _full(article: Article, name: str, start: int) -> Span | None:
    forms = _forms(article, name)
    if not forms or not _are_one(list(forms)):
        return None
    spans = sorted(span for found in forms.values() for span in found)
    return max((span for span in spans if span.end <= start), default=spans[0])


def _are_one(forms: list[tuple[str, ...]]) -> bool:
    """Say whether forms of a name can all be those of one person: each is a part of the longest."""
    parts = [frozenset(word.casefold() for word in form) for form in forms]
    return any(all(part <= whole for part in parts) for whole in parts)


def _forms(article: Article, name: str) -> dict[tuple[str, ...], list[Span]]:
    """Return the fuller forms of a name in an article; those that begin with it where none ends with it."""
    people = _people(article)
    ending = {form: spans for form, spans in people.items() if form[-1] == name}
    if ending:
        return ending
    # A family's name that comes first: "Kim Jong Un", "Kim Jae-won".
    return {form: spans for form, spans in people.items() if form[0] == name and (len(form) > 2 or "-" in form[1])}


@lru_cache(maxsize=64)
def _people(article: Article) -> dict[tuple[str, ...], list[Span]]:
    """Return the names of several words that may be persons', with their places."""
    found: dict[tuple[str, ...], list[Span]] = {}
    for span in paragraphs(article):
        for name in _names(article.text, span):
            if len(name) > 1:
                found.setdefault(tuple(_bare(token) for token in name), []).append(
                    Span(name[0].start, name[-1].start + len(_bare(name[-1])))
                )
    return found


def _bare(token: Token) -> str:
    text = token.text.rstrip(".") if _ends_sentence(token) else token.text
    return re.sub(r"['’]s?$", "", text)


def _names(text: str, span: Span) -> Iterator[list[Token]]:
    """Yield the runs of words with capitals that may be persons, without what stands before a name."""
    run: list[Token] = []
    before: Token | None = None
    for token in [*tokens(text, span), Token(".", span.end, span.end)]:
        joins = run and token.low in PLAIN_PARTICLES and not token.is_capital
        if (token.is_word and token.is_capital) or joins:
            if not run:
                lead = before
            run.append(token)
            if token.is_capital and (token.text.endswith(("'s", "’s", "'", "’")) or _ends_sentence(token)):
                yield from _person(run, lead)
                run = []
        else:
            yield from _person(run, lead if run else None)
            run = []
        before = token


def _ends_sentence(token: Token) -> bool:
    """Say whether a word with a full stop is no initial or title: a sentence may end there."""
    return token.text.endswith(".") and len(token.low) > 1 and token.low not in _SHORTENED


def _person(run: list[Token], before: Token | None) -> Iterator[list[Token]]:
    last = max((at for at, token in enumerate(run) if token.is_capital), default=-1)
    opening = SENTENCE_OPENERS | CLOSED | DETERMINERS
    first = next((at for at, token in enumerate(run[: last + 1]) if token.low not in opening), last + 1)
    before = run[first - 1] if first else before
    run = run[first : last + 1]
    offices = [at for at, token in enumerate(run) if is_office(token.low)]
    if len(run) > 2 and run[0].low not in STYLES and can_speak(run[0].low):
        offices = offices or [0]
    titled = bool(offices)
    if offices:
        run = run[offices[-1] + 1 :]
    if run and run[0].low in HONORIFICS:
        run, titled = run[1:], True
    bodies = NAMES_BODY | WEEKDAY_WORDS | UNHEARD
    if not run or any(token.low in bodies or token.low in CLOSED for token in run):
        return
    if before and not titled and (before.low == "the" or before.low in WORKS):
        return
    if len(run) <= 5 and not (len(run) == 1 and run[0].low in PLAIN_MONTH_WORDS):
        yield run


def antecedent(article: Article, number: int, at: int, pronoun: str) -> Span | None:
    """Return the name of the one person whom "he" or "she" can stand for, at an offset of paragraph `number`."""
    found: dict[str, Span] = {}
    for back in range(number, max(-1, number - 1 - _BACK), -1):
        start, end = paragraphs(article)[back]
        held = paragraph(article, back)
        if not held.sound or any(h.start >= end and h.end <= at for h in article.headings if back < number):
            return None
        stop = at if back == number else end
        text = held.masked[: stop - start]
        here = _candidates(article, text, start, pronoun)
        if here is None:
            return None
        for key, span in here.items():
            found.setdefault(key, span)
        if len(found) > 1:
            return None
        if found and not _begins_with_pronoun(text, next(iter(found.values())).start - start):
            return next(iter(found.values()))
    return None


def _begins_with_pronoun(text: str, at: int) -> bool:
    """Say whether someone of an earlier paragraph is spoken of before the name."""
    return bool(re.search(r"\b(?:[Hh]e|[Ss]he|[Hh]is|[Hh]er|[Hh]im)\b", text[:at]))


def _candidates(article: Article, text: str, start: int, pronoun: str) -> dict[str, Span] | None:
    """Return the persons named in a text by their surnames, each at its last place; None if others may be meant."""
    found: dict[str, Span] = {}
    people = _people(article)
    known = {form[-1]: form for form in people} | {form[0]: form for form in people if len(form) > 2}
    named = tokens(text, Span(0, len(text)))
    at_start = {token.start: place for place, token in enumerate(named)}
    taken: set[int] = set()
    for run in _names(text, Span(0, len(text))):
        place = at_start[run[0].start]
        before = named[place - 1] if place else None
        taken.update(range(at_start[run[0].start], at_start[run[-1].start] + 1))
        key = _bare(run[-1])
        if len(run) == 1 and not _is_known(named, place, before, key in known):
            continue
        if len(run) > 1 and before and before.low in ("in", "at", "near"):
            continue
        if before and ((before.low in WOMEN and pronoun == "he") or (before.low in MEN and pronoun == "she")):
            continue
        key = known[key][-1] if key in known else key
        found[key] = Span(start + run[0].start, start + run[-1].start + len(_bare(run[-1])))
    if _has_others(named, taken, pronoun):
        return None
    return found


def _is_known(named: list[Token], place: int, before: Token | None, known: bool) -> bool:
    """Say whether a single word with a capital is to be taken for a person."""
    token, after = named[place], named[place + 1] if place + 1 < len(named) else None
    if before and (before.low in HONORIFICS or before.low in OFFICES):
        return True
    if known:
        return True
    if before and before.low in _PLACING:
        return False
    if token.text.isupper() or _PEOPLES.fullmatch(token.low) or token.low in PLAIN_MONTH_WORDS:
        return False
    begins = before is None or before.text in ".!?:"
    if begins:
        return bool(after and FINITE.fullmatch(after.text)) or bool(after and after.text == ",")
    return not (after and after.is_word and after.is_capital)


def _has_others(named: list[Token], taken: set[int], pronoun: str) -> bool:
    """Say whether someone without a name is spoken of, other than as what a person is: "the farmer"."""
    other = WOMEN if pronoun == "he" else MEN
    for place, token in enumerate(named):
        if place in taken or not token.is_word or token.is_capital or token.low.endswith("s"):
            continue
        if not is_he_or_she(token.low) or token.low in other:
            continue
        after = named[place + 1 : place + 3]
        beside = any(place + step in taken for step in (1, 2)) and all(it.is_word or it.text == "," for it in after[:1])
        if beside or _describes(named, taken, place):
            continue
        return True
    return False


def _describes(named: list[Token], taken: set[int], place: int) -> bool:
    """Say whether a noun says what a person is: after the name and a comma, or after "was", "as" or "became"."""
    for at in range(place - 1, max(-1, place - 9), -1):
        if named[at].low in ("was", "is", "as", "became", "who"):
            return True
        if named[at].text == ",":
            return at - 1 in taken or named[at - 1].text.isdigit()
        if not named[at].is_word:
            return False
    return False
