"""The forms of reports: a quotation with its tag, a clause with its speaker, "according to"."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus import Span
from qa.english.closed_classes import (
    CLAUSE_TURNERS,
    COORDINATORS,
    DOUBTING,
    PHRASE_OPENERS,
)
from qa.english.saying_verbs import MENTIONING
from qa.speech.governed_clauses import find_clause_before, find_clause_behind
from qa.speech.mentions import SpeakerMention
from qa.speech.reported_clauses import is_clause, is_one_clause, is_tail
from qa.speech.source_tags import find_source
from qa.speech.speech_tags import Tag, find_tags, opens_sentence, tells_time
from qa.speech.tokens import Token, span_tokens, tokenize

_CLOSING = "\"'”’»“›」 "
# A quotation that ends with one of these may be followed by its speaker.
_UNENDED = tuple(",?!…—–-")
# So many words may lead up to a speaker.
_LONGEST_LEAD = 12


@dataclass(frozen=True, slots=True)
class ReportedSpeech:
    """What one speaker says in a sentence or more: `whole` is all of it, `said` without the reporter's words."""

    speaker: SpeakerMention
    verb: Span
    whole: Span
    said: tuple[Span, ...]


def read_report(text: str, masked: str, unit: Span) -> ReportedSpeech | None:
    """Return who says what a unit reports, if one speaker says all of it."""
    tokens = tokenize(masked, unit)
    tags = [*find_tags(tokens)]
    if source := find_source(tokens):
        return None if tags else _report_source(tokens, unit, source)
    if not tags:
        return None
    tag = tags[0]
    before = tokens[: tag.start]
    is_behind = tag.start > 1 and before[-1].text == "," and not _is_lead(before)
    # What stands before a tag is said, however it doubts, or tells when ("on 3 May"), or leads up to it.
    if any(
        token.low in DOUBTING for token in tokens[tag.start if is_behind or tells_time(before) else 0 : tag.verb + 1]
    ):
        return None
    if tag.start and tokens[tag.start - 1].is_quotation and leaves_open(text, tokens[tag.start - 1]):
        return _report_quotation(tokens, unit, tag)
    if tag.start > 1 and tokens[tag.start - 1].text == ",":
        if tokens[tag.start - 2].is_quotation:
            return _report_quotation(tokens, unit, tag)
        if clause := find_clause_before(tokens, tag):
            return _make_report(unit, tag, clause, tokens)
    return None if tag.inverted else _report_behind(text, tokens, unit, tag)


def take_words(tokens: Sequence[Token]) -> Sequence[Token]:
    """Return the tokens up to the first quotation."""
    return tokens[: next((at for at, token in enumerate(tokens) if token.is_quotation), len(tokens))]


def leaves_open(text: str, quotation: Token) -> bool:
    """Say whether a quotation ends so that its speaker may follow."""
    return text[quotation.start : quotation.end].rstrip(_CLOSING)[-1:] in _UNENDED


def _make_report(unit: Span, tag: Tag, said: Sequence[Span], tokens: Sequence[Token]) -> ReportedSpeech:
    verb = tokens[tag.verb]
    return ReportedSpeech(tag.speaker, Span(verb.start, verb.end), unit, tuple(said))


def list_quotations(tokens: Sequence[Token]) -> list[Span]:
    """Return the spans of the quotations among tokens."""
    return [Span(token.start, token.end) for token in tokens if token.is_quotation]


def _report_quotation(tokens: Sequence[Token], unit: Span, tag: Tag) -> ReportedSpeech | None:
    """Report the quotations before and behind a tag; None if other words stand there too."""
    tail = take_words(tokens[tag.end :])
    outside = [*tokens[: tag.start], *tokens[tag.end + len(tail) :]]
    if any(token.is_word for token in outside) or not is_tail(tail):
        return None
    return _make_report(unit, tag, list_quotations(tokens), tokens)


def _report_behind(text: str, tokens: Sequence[Token], unit: Span, tag: Tag) -> ReportedSpeech | None:
    """Report what stands behind its speaker: quotations, or a clause."""
    if not _is_lead(tokens[: tag.start]):
        return None
    rest = tokens[tag.end :]
    tail = take_words(rest)
    quoted = rest[len(tail) :]
    if quoted and is_tail(tail, before_quotation=True) and not any(token.is_word for token in quoted):
        is_whole = text[quoted[0].start + 1 : quoted[0].start + 2].isupper() or (tail and tail[-1].text == ":")
        if is_whole and not any(token.low == "that" for token in tail):
            return _make_report(unit, tag, list_quotations(rest), tokens)
    clause = find_clause_behind(tokens, tag)
    if not clause or not is_one_clause(clause) or not is_clause(clause):
        return None
    return _make_report(unit, tag, [span_tokens(clause)], tokens)


def _is_lead(before: Sequence[Token]) -> bool:
    """Say whether words before a speaker only tell when and where."""
    if opens_sentence(before):
        return True
    words = [token.low for token in before if token.is_word]
    return (
        len(before) > 1
        and len(words) <= _LONGEST_LEAD
        and not any(token.is_quotation for token in before)
        and before[-1].text == ","
        and before[0].low in PHRASE_OPENERS
        and not any(word in MENTIONING - {"asked"} for word in words)
        and not any(word in CLAUSE_TURNERS | {"when", "who"} for word in words[1:])
    )


def _report_source(tokens: Sequence[Token], unit: Span, source: Tag) -> ReportedSpeech | None:
    """Report the one clause that "according to" governs: before it, behind it, or around it."""
    before, after = tokens[: source.start], tokens[source.end :]
    if before and before[-1].low in COORDINATORS - {"nor"}:
        return None
    is_apart = not before or before[-1].text == "," or before[-1].is_quotation
    before = before[:-1] if before and before[-1].text == "," else before
    if after and after[0].text == ",":
        after = after[1:]
    elif is_tail(after):
        after = []
    else:
        return None
    if (after and not is_apart) or not (before or after):
        return None
    clause = [*before, *after]
    if not is_one_clause(clause) or not is_clause(clause):
        return None
    return _make_report(unit, source, [span_tokens(part) for part in (before, after) if part], tokens)
