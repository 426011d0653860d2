"""Whom a draft names as the speaker of a quotation, as far as that is certain."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus import Article, Span
from qa.checking.attribution.draft_article import Reading
from qa.checking.attribution.person_names import is_person
from qa.checking.draft.draft_quotations import Quotation
from qa.checking.report.report import Kind
from qa.english.closed_classes import COORDINATORS, MIDDLE_ADVERBS
from qa.english.saying_verbs import SAYING, WRITING
from qa.english.word_lists import match_any
from qa.english.works import SPOKEN_WORDS
from qa.speech import Speaker, speaker_of
from qa.speech.article_paragraphs import list_paragraphs, number_at, read_numbered
from qa.speech.mentions import SpeakerMention, read_mention
from qa.speech.persons import find_full_form
from qa.speech.reported_clauses import is_tail
from qa.speech.reports import split_units
from qa.speech.tokens import Token, tokenize

_DASHES = frozenset("—–―-")
# Someone to whom something is done, and how far back that may stand.
_OTHER = re.compile(
    r"\b(?:him|her)\b(?=\s*(?:[,.;:!?“\"]|(?:about|to|for|on|in|at|if|whether|why|what|how|when|where|that|and|as|with|"
    r"after|before|then|again|out|up|there)\b))"
)
_BACK = 400
# What is quoted so is spoken of, and may be anybody's: "she said of the line “…” that it proved nothing".
_SPOKEN_OF = re.compile(
    r"\b(?:of|about)\Z|\b(?:of|about|on|against|to|from|behind|after|hearing|reading)(?: [\w'’-]+){0,4}? "
    rf"(?:{match_any(SPOKEN_WORDS)})s?\Z",
    re.IGNORECASE,
)
_PUTTING = frozenset({"put", "puts", "has", "had"})


@dataclass(frozen=True, slots=True)
class Named:
    """The speaker of a quotation: `span` is the name in the draft, as near the quotation as it stands in full.

    `beside` is the sentence around the quotation without what is quoted. With `may_write` the draft may mean who wrote
    the article; with `alone` nothing but its place beside the quotation tells that someone is named.
    """

    span: Span
    name: str
    is_full: bool
    beside: str
    may_write: bool = False
    alone: bool = False

    @property
    def is_told(self) -> bool:
        """Whether more than a word and its place tells that someone speaks."""
        return self.is_full or not self.alone


def named_speaker(read: Reading, quotation: Quotation) -> Named | None:
    """Return whom a draft names as the speaker of one of its quotations; None if that is nobody, or not sure."""
    here = read.here(quotation.span)
    number = number_at(read.article, here.start)
    # In a heading nobody speaks.
    if number < 0 or here.start >= here.end:
        return None
    begin = list_paragraphs(read.article)[number].start
    held = read_numbered(read.article, number)
    if not held.sound or not begin <= here.start:
        return None
    found = tokenize(held.masked, Span(0, len(held.masked)))
    at = next((it for it, token in enumerate(found) if token.is_quotation and _holds(token, begin, here)), None)
    if at is None:
        return None
    text = read.article.text[slice(*list_paragraphs(read.article)[number])]
    unit = next((it for it in split_units(text, held.masked, held.spans) if it.start <= found[at].start < it.end), None)
    if unit is None:
        return None
    before = _before([it for it in found[:at] if it.start >= unit.start])
    after = _after([it for it in found[at + 1 :] if it.end <= unit.end])
    beside = " ".join(token.text for token in (*before, *after) if not token.is_quotation)
    if _SPOKEN_OF.search(" ".join(token.text for token in before)):
        return None
    names = list(_told(read, here, beside))
    behind = found[at + 1 :]
    for one in (_led(found[:at], before), _trailed(after), _bracketed(behind), _dashed(behind)):
        if one:
            names.append(_named(read, begin, one[0], beside, may_write=one[1], alone=one[2]))  # noqa: PERF401
    if at == len(found) - 1 and number + 1 < len(list_paragraphs(read.article)) and quotation.kind is Kind.BLOCK:
        names += _below(read, number + 1, beside)
    # A name that does not agree with another leaves it open.
    return names[0] if len({it.name for it in names}) == 1 else None


def _holds(token: Token, begin: int, here: Span) -> bool:
    return begin + token.start <= here.start < begin + token.end


def _before(found: Sequence[Token]) -> Sequence[Token]:
    """Return the tokens of the sentence that a quotation stands in, up to it."""
    stops = [at for at, token in enumerate(found) if token.text in (".", "!", "?")]
    return found[stops[-1] + 1 :] if stops else found


def _after(found: Sequence[Token]) -> Sequence[Token]:
    stop = next((at for at, token in enumerate(found) if token.text in (".", "!", "?")), len(found))
    return found[:stop]


def _told(read: Reading, here: Span, beside: str) -> Iterator[Named]:
    """Yield the speaker whom the draft's own sentences tell as those of an article do."""
    told = speaker_of(read.article, here)
    if told is None or is_another_meant(read.article, told, here):
        return
    verb = read.article.text[slice(*told.verb)].casefold()
    yield _of(read, told.name, beside, may_write=verb in WRITING or verb == "according", alone=False)


def is_another_meant(article: Article, told: Speaker, said: Span) -> bool:
    """Say whether "he" or "she" may be someone else than the person named before: "Ruiz asked her. “No,” she said"."""
    start, end = list_paragraphs(article)[number_at(article, told.verb.start)]
    beside = article.text[max(start, told.verb.start - 40) : min(end, told.verb.end + 40)]
    if told.name.end > said.start or not re.search(r"\b(?:[Hh]e|[Ss]he)\b", beside):
        return False
    return bool(_OTHER.search(article.text, max(told.name.end, said.start - _BACK), said.start))


def _named(read: Reading, begin: int, one: SpeakerMention, beside: str, *, may_write: bool, alone: bool) -> Named:
    return _of(
        read, find_full_form(read.article, one, begin + one.span.start), beside, may_write=may_write, alone=alone
    )


def _of(read: Reading, name: Span, beside: str, *, may_write: bool, alone: bool) -> Named:
    text = read.article.text
    is_full = is_person(text, name)
    return Named(read.in_draft(name), " ".join(text[slice(*name)].split()), is_full, beside, may_write, alone)


Form = tuple[SpeakerMention, bool, bool]


def _led(found: Sequence[Token], before: Sequence[Token]) -> Form | None:
    """Read what leads up to a quotation: `As NAME put it,`, `In the words of NAME,`, `NAME's words:`, `NAME:`."""
    if not before or before[-1].text not in (",", ":"):
        return None
    if put := _put(before[:-1]):
        return put
    if before[-1].text == ":":
        first = next((at for at, token in enumerate(found) if token.is_word), len(found))
        # A speaker's part in a conversation begins its paragraph.
        return _exactly(found[first:-1], alone=True)
    return None


def _trailed(after: Sequence[Token]) -> Form | None:
    """Read the same behind a quotation: `“…,” as NAME put it`."""
    first = next((at for at, token in enumerate(after) if token.text != ","), len(after))
    return _put(after[first:])


def _put(held: Sequence[Token]) -> Form | None:
    held = held[1:] if held and held[0].low in COORDINATORS | {"then"} else held
    low = [token.low for token in held]
    if low[:1] == ["as"]:
        return _as_put(held[1:])
    for opening in (["in", "the", "words", "of"], ["to", "quote"]):
        if low[: len(opening)] == opening:
            return _exactly(held[len(opening) :], may_write=True)
    if low[:1] == ["in"] and low[-1] == "words" and held[-2].text.endswith(("'s", "’s")):
        last = held[-2]
        return _exactly([*held[1:-2], Token(last.text[:-2], last.start, last.end - 2)], may_write=True)
    return None


def _as_put(held: Sequence[Token]) -> Form | None:
    """Return who "put it" or says something, if only when and where stands there too."""
    low = [token.low for token in held]
    at = next((at for at, word in enumerate(low) if word in _PUTTING or word in SAYING), None)
    subject = [token for token in held[:at] if token.low not in MIDDLE_ADVERBS]
    named = read_mention(subject, 0)
    if at is None or named is None or named[0].kind != "name" or named[1] < len(subject):
        return None
    puts = low[at] in _PUTTING
    if puts and low[at + 1 : at + 2] != ["it"]:
        return None
    rest = held[at + 1 + puts :]
    return (named[0], puts or low[at] in WRITING, False) if is_tail(rest) else None


def _exactly(found: Sequence[Token], *, may_write: bool = False, alone: bool = False) -> Form | None:
    """Return who is named if these tokens are a name and no more, but for who that is."""
    named = read_mention(found, 0)
    if named is None or named[0].kind != "name":
        return None
    rest = found[named[1] :]
    # A capital or a number may be a source's: "(Marta Oyelaran, The Moth, 2019)".
    if rest and (rest[0].text != "," or not is_tail(rest) or any(not it.text.islower() for it in rest[1:])):
        return None
    return named[0], may_write, alone


def _bracketed(found: Sequence[Token]) -> Form | None:
    """Return who is named in brackets behind a quotation."""
    close = next((at for at, token in enumerate(found) if token.text == ")"), None)
    if not close or found[0].text != "(":
        return None
    return _exactly(found[1:close], may_write=True, alone=True)


def _dashed(found: Sequence[Token]) -> Form | None:
    """Return who is named behind a dash, with nothing of the paragraph left but who that is."""
    if len(found) < 2 or found[0].text not in _DASHES:
        return None
    first = next((at for at, token in enumerate(found) if token.text not in _DASHES), len(found))
    name = found[first:-1] if found[-1].text == "." else found[first:]
    named = read_mention(name, 0)
    if named is None or named[0].kind != "name":
        return None
    rest = name[named[1] :]
    return (named[0], True, True) if not rest or rest[0].text == "," else None


def _below(read: Reading, number: int, beside: str) -> Iterator[Named]:
    """Yield who is named in the line below a block quote."""
    held, begin = read_numbered(read.article, number), list_paragraphs(read.article)[number].start
    found = tokenize(held.masked, Span(0, len(held.masked)))
    if one := _dashed(found) or _bracketed(found):
        yield _named(read, begin, one[0], beside, may_write=one[1], alone=one[2])
