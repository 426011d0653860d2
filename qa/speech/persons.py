"""The persons of an article: the names that may be theirs, and the full form of a surname."""

import re
from collections.abc import Iterator
from functools import lru_cache

from corpus import Article, Span
from qa.english.bodies import NAMES_BODY
from qa.english.calendar import PLAIN_MONTH_WORDS, WEEKDAY_WORDS
from qa.english.closed_classes import CLOSED, DETERMINERS, SENTENCE_OPENERS
from qa.english.names import PLAIN_PARTICLES
from qa.english.people import HONORIFICS, OFFICES, STYLES, UNHEARD, can_speak, is_office
from qa.english.works import WORKS
from qa.speech.article_paragraphs import list_paragraphs
from qa.speech.mentions import SpeakerMention
from qa.speech.tokens import Token, tokenize

# A person's name has at most so many words.
_LONGEST_NAME = 5
_SHORTENED = HONORIFICS | OFFICES | STYLES
_NEVER_IN_NAMES = NAMES_BODY | WEEKDAY_WORDS | UNHEARD | CLOSED
_BEFORE_NAMES = SENTENCE_OPENERS | CLOSED | DETERMINERS

# The words of a name.
Form = tuple[str, ...]


def find_full_form(article: Article, mention: SpeakerMention, start: int) -> Span:
    """Return the span of a speaker's full name; of the mention, which begins at `start`, where none is sure."""
    own = Span(start, start + mention.span.end - mention.span.start)
    is_short = mention.kind == "name" and len(mention.name) == 1 and not mention.definite
    if not is_short or mention.name[0].lower() in NAMES_BODY:
        return own
    return _find_fuller(article, mention.name[0], start) or own


def complete_surname(article: Article, name: Span) -> Span:
    """Return the span of the full form of a name of one word; of the name itself where none is sure."""
    text = article.text[slice(*name)]
    return name if " " in text else _find_fuller(article, text, name.start) or name


def _find_fuller(article: Article, name: str, start: int) -> Span | None:
    """Return the last full form of a name before an offset, or its first; None if they are of several persons."""
    forms = _select_forms(article, name)
    if not forms or not _are_of_one(list(forms)):
        return None
    spans = sorted(span for places in forms.values() for span in places)
    return max((span for span in spans if span.end <= start), default=spans[0])


def _are_of_one(forms: list[Form]) -> bool:
    """Say whether forms of a name can all be those of one person: each is a part of the longest."""
    parts = [frozenset(word.casefold() for word in form) for form in forms]
    return any(all(part <= whole for part in parts) for whole in parts)


def _select_forms(article: Article, name: str) -> dict[Form, list[Span]]:
    """Return the fuller forms of a name in an article; those that begin with it where none ends with it."""
    persons = find_persons(article)
    ending = {form: spans for form, spans in persons.items() if form[-1] == name}
    if ending:
        return ending
    # A family's name that comes first: "Kim Jong Un", "Kim Jae-won".
    return {form: spans for form, spans in persons.items() if form[0] == name and (len(form) > 2 or "-" in form[1])}


@lru_cache(maxsize=64)
def find_persons(article: Article) -> dict[Form, list[Span]]:
    """Return the names of several words that may be persons', with their places."""
    persons: dict[Form, list[Span]] = {}
    for span in list_paragraphs(article):
        for name in find_person_names(article.text, span):
            if len(name) > 1:
                place = Span(name[0].start, name[-1].start + len(strip_ending(name[-1])))
                persons.setdefault(tuple(strip_ending(token) for token in name), []).append(place)
    return persons


def strip_ending(token: Token) -> str:
    """Return a word of a name without a genitive's "'s" and without the stop of its sentence."""
    text = token.text.rstrip(".") if _may_end_sentence(token) else token.text
    return re.sub(r"['’]s?$", "", text)


def find_person_names(text: str, span: Span) -> Iterator[list[Token]]:
    """Yield the names in a span that may be persons', without what stands before them."""
    run: list[Token] = []
    lead: Token | None = None
    before: Token | None = None
    for token in [*tokenize(text, span), Token(".", span.end, span.end)]:
        is_inside = bool(run) and token.low in PLAIN_PARTICLES and not token.is_capital
        if (token.is_word and token.is_capital) or is_inside:
            if not run:
                lead = before
            run.append(token)
            if token.is_capital and (token.is_genitive or token.text.endswith(("'", "’")) or _may_end_sentence(token)):
                yield from _trim_name(run, lead)
                run = []
        else:
            yield from _trim_name(run, lead if run else None)
            run = []
        before = token


def _may_end_sentence(token: Token) -> bool:
    """Say whether a word with a full stop is no initial or title: a sentence may end there."""
    return token.text.endswith(".") and len(token.low) > 1 and token.low not in _SHORTENED


def _trim_name(run: list[Token], before: Token | None) -> Iterator[list[Token]]:
    """Yield the person's name that a run of words with capitals holds, if it holds one."""
    last = max((at for at, token in enumerate(run) if token.is_capital), default=-1)
    first = next((at for at, token in enumerate(run[: last + 1]) if token.low not in _BEFORE_NAMES), last + 1)
    before = run[first - 1] if first else before
    name = run[first : last + 1]
    offices = [at for at, token in enumerate(name) if is_office(token.low)]
    if not offices and len(name) > 2 and name[0].low not in STYLES and can_speak(name[0].low):
        offices = [0]
    has_title = bool(offices)
    if offices:
        name = name[offices[-1] + 1 :]
    if name and name[0].low in HONORIFICS:
        name, has_title = name[1:], True
    if not name or len(name) > _LONGEST_NAME or any(token.low in _NEVER_IN_NAMES for token in name):
        return
    if before and not has_title and (before.low == "the" or before.low in WORKS):
        return
    if len(name) > 1 or name[0].low not in PLAIN_MONTH_WORDS:
        yield name
