"""Clauses that a verb of saying governs, before its speaker or behind."""

from collections.abc import Sequence

from corpus import Span
from qa.english.calendar import WEEKDAY_WORDS
from qa.english.closed_classes import (
    CLAUSE_OPENERS,
    CLOSED,
    MIDDLE_ADVERBS,
    NOUN_LINKS,
    PHRASE_OPENERS,
    SENTENCE_OPENERS,
)
from qa.english.people import HEARERS
from qa.english.saying_verbs import REPORTING, REPORTING_BARE, TELLING
from qa.speech.reported_clauses import is_clause, is_one_clause, is_tail
from qa.speech.speech_tags import Tag
from qa.speech.tokens import Token, span_tokens

# They begin what tells when, where and to whom something was said.
_ASIDES = (
    WEEKDAY_WORDS
    | MIDDLE_ADVERBS
    | NOUN_LINKS
    | {"to", "during", "through", "by", "via", "this", "after", "before", "publicly"}
)
# So many words may stand before a speaker within a clause, and before "that".
_LONGEST_FIRST_PART, _REACH_OF_THAT = 12, 9
# Where a clause begins behind "said on Tuesday" is told by these.
_CLAUSE_STARTS = frozenset({"it", "he", "she", "they", "there", "this", "a"})


def find_clause_before(tokens: Sequence[Token], tag: Tag) -> list[Span]:
    """Return the parts of a clause with its speaker behind it or within: `The pact is clear, Peskov said`."""
    before, rest = tokens[: tag.start - 1], tokens[tag.end :]
    is_inside = bool(rest) and rest[0].text == ","
    if tokens[tag.verb].low not in REPORTING or not _begins_clause(before) or not is_one_clause(before):
        return []
    first = next((token for token in rest if token.is_word), None)
    if first and not is_inside and not (tag.inverted or _is_aside(rest) or first.low in HEARERS):
        return []
    if not is_clause(before) and not is_inside:
        return []
    said = [span_tokens(before)]
    if is_inside and len(rest) > 2:
        second = rest[1:]
        if not is_clause([*before, *second]) or len(before) > _LONGEST_FIRST_PART or not is_one_clause(second):
            return []
        said.append(span_tokens(second))
    elif not is_tail(rest) or any(token.is_quotation for token in rest):
        return []
    return said


def find_clause_behind(tokens: Sequence[Token], tag: Tag) -> Sequence[Token]:
    """Return the clause that a verb of saying governs; none if what follows is not clearly one."""
    verb, rest = tokens[tag.verb].low, tokens[tag.end :]
    if verb not in REPORTING:
        return ()
    that = next((at for at, token in enumerate(rest[:_REACH_OF_THAT]) if token.low == "that"), None)
    if that is not None and all(token.is_word or token.text.isdigit() for token in rest[:that]):
        is_object = that == 0 or verb in TELLING or _is_aside(rest[:that])
        return rest[that + 1 :] if is_object else ()
    if verb in ("told", "tells") and rest and rest[0].low in HEARERS:
        return rest[1:]
    if verb not in REPORTING_BARE or not rest:
        return ()
    if rest[0].low in ("on", "in", "at") or rest[0].low in WEEKDAY_WORDS:
        start = next((at for at, token in enumerate(rest[1:6], 1) if token.low in _CLAUSE_STARTS), None)
        return rest[start:] if start else ()
    return rest


def _begins_clause(before: Sequence[Token]) -> bool:
    """Say whether words before a tag begin a clause rather than lead up to the tag: "After her death, Ruiz said"."""
    first = next((token.low for token in before if token.low not in SENTENCE_OPENERS), "")
    return first in CLAUSE_OPENERS or first not in PHRASE_OPENERS | CLOSED


def _is_aside(tokens: Sequence[Token]) -> bool:
    """Say whether words behind a verb of saying only tell when, where and to whom."""
    return tokens[0].low in _ASIDES and is_tail(tokens)
