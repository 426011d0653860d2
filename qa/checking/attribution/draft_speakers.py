"""The speaker whom a draft names for a quotation, as far as that is certain."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from corpus import Article, Span
from qa.checking.attribution.draft_article import DraftArticle
from qa.checking.attribution.draft_forms import (
    Form,
    may_write,
    read_brackets,
    read_dash,
    read_introduction,
    read_put,
)
from qa.checking.attribution.person_names import is_person
from qa.checking.draft.draft_quotations import Quotation
from qa.checking.report.report import QuotationKind
from qa.english.word_lists import match_any
from qa.english.works import SPOKEN_WORDS
from qa.speech import Speaker, speaker_of
from qa.speech.article_paragraphs import find_number, list_paragraphs, read_numbered
from qa.speech.persons import find_full_form
from qa.speech.tokens import Token, tokenize

_STOPS = (".", "!", "?")
# Someone to whom something is done, and how many letters back that may stand.
_OBJECT = re.compile(
    r"\b(?:him|her)\b(?=\s*(?:[,.;:!?“\"]|(?:about|to|for|on|in|at|if|whether|why|what|how|when|where|that|and|as|with|"
    r"after|before|then|again|out|up|there)\b))"
)
_BACK = 400
# So many letters beside a verb of saying are looked at for a pronoun.
_BESIDE_VERB = 40
# What is quoted so is spoken of, and may be anybody's: "she said of the line “…” that it proved nothing".
_SPOKEN_OF = re.compile(
    r"\b(?:of|about)\Z|\b(?:of|about|on|against|to|from|behind|after|hearing|reading)(?: [\w'’-]+){0,4}? "
    rf"(?:{match_any(SPOKEN_WORDS)})s?\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class NamedSpeaker:
    """The speaker of a quotation: `span` is the name in the draft, as near the quotation as it stands in full.

    `beside` is the sentence around the quotation without what is quoted. With `may_write` the draft may mean who wrote
    the article. With `alone` nothing but its place beside the quotation makes the name that of a speaker.
    """

    span: Span
    name: str
    is_full: bool
    beside: str
    may_write: bool = False
    alone: bool = False

    @property
    def is_clear(self) -> bool:
        """Whether more than a word and its place makes it the speaker's name."""
        return self.is_full or not self.alone


class _Surroundings(NamedTuple):
    """A quotation's paragraph as tokens, the quotation at `at`, and what of its unit stands before and behind it."""

    number: int
    start: int
    tokens: Sequence[Token]
    at: int
    before: Sequence[Token]
    behind: Sequence[Token]

    @property
    def beside(self) -> str:
        """The sentence around the quotation without what is quoted."""
        return " ".join(token.text for token in (*self.before, *self.behind) if not token.is_quotation)


def find_named_speaker(draft: DraftArticle, quotation: Quotation) -> NamedSpeaker | None:
    """Return whom a draft names as the speaker of one of its quotations; None if that is nobody, or not sure."""
    place = draft.in_article(quotation.span)
    around = _read_surroundings(draft.article, place)
    if around is None or _SPOKEN_OF.search(" ".join(token.text for token in around.before)):
        return None
    names = [*_find_reported(draft, place, around.beside), *_find_forms(draft, around)]
    is_last = around.at == len(around.tokens) - 1 and around.number + 1 < len(list_paragraphs(draft.article))
    if is_last and quotation.kind is QuotationKind.BLOCK:
        names += _find_below(draft, around.number + 1, around.beside)
    # A name that does not agree with another leaves it open.
    return names[0] if len({named.name for named in names}) == 1 else None


def _read_surroundings(article: Article, place: Span) -> _Surroundings | None:
    """Read what stands around a quotation; None in a heading, where nobody speaks, and where marks do not fit."""
    number = find_number(article, place.start)
    if number < 0 or place.start >= place.end:
        return None
    span, paragraph = list_paragraphs(article)[number], read_numbered(article, number)
    if not paragraph.sound:
        return None
    tokens = _tokenize_paragraph(paragraph.masked)
    offset = place.start - span.start
    at = next((at for at, token in enumerate(tokens) if token.is_quotation and token.start <= offset < token.end), None)
    if at is None:
        return None
    unit = next((unit for unit in paragraph.units if unit.start <= tokens[at].start < unit.end), None)
    if unit is None:
        return None
    before = _take_last_sentence([token for token in tokens[:at] if token.start >= unit.start])
    behind = _take_first_sentence([token for token in tokens[at + 1 :] if token.end <= unit.end])
    return _Surroundings(number, span.start, tokens, at, before, behind)


# A draft may have hundreds of quotations in one paragraph.
@lru_cache(maxsize=16)
def _tokenize_paragraph(masked: str) -> tuple[Token, ...]:
    return tuple(tokenize(masked, Span(0, len(masked))))


def _take_last_sentence(tokens: Sequence[Token]) -> Sequence[Token]:
    stops = [at for at, token in enumerate(tokens) if token.text in _STOPS]
    return tokens[stops[-1] + 1 :] if stops else tokens


def _take_first_sentence(tokens: Sequence[Token]) -> Sequence[Token]:
    return tokens[: next((at for at, token in enumerate(tokens) if token.text in _STOPS), len(tokens))]


def _find_reported(draft: DraftArticle, place: Span, beside: str) -> Iterator[NamedSpeaker]:
    """Yield the speaker whom the draft's own sentences name as those of an article do."""
    speaker = speaker_of(draft.article, place)
    if speaker is None or is_another_meant(draft.article, speaker, place):
        return
    verb = draft.article.text[slice(*speaker.verb)].casefold()
    yield _make_named(draft, speaker.name, beside, may_write=may_write(verb) or verb == "according", alone=False)


def is_another_meant(article: Article, speaker: Speaker, said: Span) -> bool:
    """Say whether "he" or "she" may be someone else than the person named before: "Ruiz asked her. “No,” she said"."""
    start, end = list_paragraphs(article)[find_number(article, speaker.verb.start)]
    verb = speaker.verb
    beside = article.text[max(start, verb.start - _BESIDE_VERB) : min(end, verb.end + _BESIDE_VERB)]
    if speaker.name.end > said.start or not re.search(r"\b(?:[Hh]e|[Ss]he)\b", beside):
        return False
    return bool(_OBJECT.search(article.text, max(speaker.name.end, said.start - _BACK), said.start))


def _find_forms(draft: DraftArticle, around: _Surroundings) -> Iterator[NamedSpeaker]:
    """Yield who is named in the forms that drafts use beside those of articles."""
    behind = around.tokens[around.at + 1 :]
    forms = (
        read_introduction(around.tokens[: around.at], around.before),
        read_put(around.behind),
        read_brackets(behind),
        read_dash(behind),
    )
    yield from (_name_form(draft, around.start, form, around.beside) for form in forms if form)


def _find_below(draft: DraftArticle, number: int, beside: str) -> Iterator[NamedSpeaker]:
    """Yield who is named in the line below a block quote."""
    masked = read_numbered(draft.article, number).masked
    tokens = tokenize(masked, Span(0, len(masked)))
    if form := read_dash(tokens) or read_brackets(tokens):
        yield _name_form(draft, list_paragraphs(draft.article)[number].start, form, beside)


def _name_form(draft: DraftArticle, start: int, form: Form, beside: str) -> NamedSpeaker:
    """Return the speaker whom a form names, in a paragraph that begins at `start`."""
    name = find_full_form(draft.article, form.mention, start + form.mention.span.start)
    return _make_named(draft, name, beside, may_write=form.may_write, alone=form.alone)


def _make_named(draft: DraftArticle, name: Span, beside: str, *, may_write: bool, alone: bool) -> NamedSpeaker:
    text = draft.article.text
    shown = " ".join(text[slice(*name)].split())
    return NamedSpeaker(draft.in_draft(name), shown, is_person(text, name), beside, may_write, alone)
