"""Reported speech in a paragraph: what is said, by whom, and with which verb, as spans into it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from corpus import Span
from corpus.sentences import sentence_spans
from qa.english.calendar import WEEKDAY_WORDS
from qa.english.closed_classes import (
    CLAUSE_OPENERS,
    CLAUSE_TURNERS,
    CLOSED,
    DOUBTING,
    MIDDLE_ADVERBS,
    NOUN_LINKS,
    PHRASE_OPENERS,
    SENTENCE_OPENERS,
)
from qa.english.people import HEARERS
from qa.english.quotation_marks import read_quotations
from qa.english.saying_verbs import MENTIONING, REPORTING, REPORTING_BARE, TELLING
from qa.speech.mentions import Mention
from qa.speech.reported_clauses import is_clause, is_one_clause, is_tail
from qa.speech.tags import Tag, according, tags
from qa.speech.tokens import Token, masked, tokens

_ASIDES = WEEKDAY_WORDS | {"to", "during", "through", "by", "via", "this", "after", "before", "publicly"}
_CLOSING = "\"'”’»“›」 "
# A quotation that ends with one of these may be followed by its speaker.
_UNENDED = tuple(",?!…—–-")


@dataclass(frozen=True, slots=True)
class Report:
    """What one speaker says in a sentence or more: `whole` is all of it, `said` without the reporter's words."""

    speaker: Mention
    verb: Span
    whole: Span
    said: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as it was read: its text with the quotations hidden, where those stand, and who says what.

    The last quotation is `open` if it goes on in the next paragraph.
    """

    masked: str
    spans: tuple[Span, ...]
    reports: tuple[Report, ...]
    inner: tuple[Span, ...] = ()
    open: bool = False
    sound: bool = True


@lru_cache(maxsize=4096)
def read(text: str) -> Paragraph:
    """Return who says what in one paragraph."""
    found = read_quotations(text)
    if not found.sound:
        return Paragraph(text, (), (), sound=False)
    hidden = masked(text, found.spans)
    reports: list[Report] = []
    asked = False
    for unit in units(text, hidden, found.spans):
        report = _report(text, hidden, unit)
        if report is None and reports and reports[-1].whole.end == _before(text, unit.start) and not asked:
            report = _goes_on(hidden, unit, reports[-1])
        if report:
            reports.append(report)
            # After a question in quotation marks another may answer.
            asked = any(text[end - 2 : end - 1] == "?" for end in (span.end for span in report.said))
    return Paragraph(hidden, found.spans, tuple(reports), found.inner, found.open)


def _before(text: str, at: int) -> int:
    return len(text[:at].rstrip())


def units(text: str, hidden: str, quoted: Sequence[Span]) -> Iterator[Span]:
    """Yield the sentences, those within a quotation as one, and a quotation that asks with its speaker."""
    spans = sentence_spans(text)
    joined: list[Span] = []
    for span in spans:
        cut = any(start < span.start < end for start, end in quoted)
        if joined and (cut or _is_tag_after(text, hidden, joined[-1], span)):
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    for span in joined:
        yield from _parted(hidden, span)


def _parted(hidden: str, unit: Span) -> Iterator[Span]:
    """Yield a unit in parts, where a quotation follows a full stop or another quotation."""
    found = tokens(hidden, unit)
    start = unit.start
    for one, other in pairwise(found):
        if other.is_quotation and (one.text in (".", "!", "?") or one.is_quotation):
            yield Span(start, one.end)
            start = other.start
    yield Span(start, unit.end)


def _is_tag_after(text: str, hidden: str, before: Span, span: Span) -> bool:
    """Say whether a sentence is only what follows a quotation that ends with its own mark: `"Why?" Peskov asked`."""
    ends = tokens(hidden, before)
    if not ends[-1].is_quotation or not _leaves_open(text, ends[-1]):
        return False
    found = tokens(hidden, span)
    return any(tag.start == 0 and _is_tail_of(found, tag.end) for tag in tags(found))


def _is_tail_of(found: Sequence[Token], at: int) -> bool:
    end = next((place for place in range(at, len(found)) if found[place].is_quotation), len(found))
    return is_tail(found[at:end])


def _report(text: str, hidden: str, unit: Span) -> Report | None:
    """Return who says what a sentence reports, if it is all said by one."""
    found = tokens(hidden, unit)
    tagged = [*tags(found)]
    if source := according(found):
        return None if tagged else _by_according(found, unit, source)
    if not tagged or _doubtful(found, tagged[0]):
        return None
    tag = tagged[0]
    if tag.start and found[tag.start - 1].is_quotation and _leaves_open(text, found[tag.start - 1]):
        return _quoted(found, unit, tag)
    if tag.start > 1 and found[tag.start - 1].text == ",":
        if found[tag.start - 2].is_quotation:
            return _quoted(found, unit, tag)
        if trailing := _trailing(found, unit, tag):
            return trailing
    return None if tag.inverted else _leading(text, found, unit, tag)


def _doubtful(found: Sequence[Token], tag: Tag) -> bool:
    """Say whether it is left open that anything was said."""
    return any(token.low in DOUBTING for token in found[: max(tag.start, tag.verb + 1)])


def _leaves_open(text: str, quotation: Token) -> bool:
    """Say whether a quotation ends so that its speaker may follow."""
    return text[quotation.start : quotation.end].rstrip(_CLOSING)[-1:] in _UNENDED


def _quoted(found: Sequence[Token], unit: Span, tag: Tag) -> Report | None:
    """Return what stands in quotation marks before a tag, and after it; nothing if other words stand there too."""
    rest = found[tag.end :]
    stop = next((at for at, token in enumerate(rest) if token.is_quotation), len(rest))
    if any(token.is_word for token in [*found[: tag.start], *rest[stop:]]) or not is_tail(rest[:stop]):
        return None
    return _made(unit, tag, [Span(token.start, token.end) for token in found if token.is_quotation], found)


def _made(unit: Span, tag: Tag, said: Sequence[Span], found: Sequence[Token]) -> Report:
    verb = found[tag.verb]
    return Report(tag.speaker, Span(verb.start, verb.end), unit, tuple(said))


def _trailing(found: Sequence[Token], unit: Span, tag: Tag) -> Report | None:
    """Return a clause with its speaker after it, or within it between commas: `The pact is clear, Peskov said`."""
    before, rest = found[: tag.start - 1], found[tag.end :]
    first = next((token for token in rest if token.is_word), None)
    if found[tag.verb].low not in REPORTING or not _begins_clause(before):
        return None
    if first and rest[0].text != "," and not (tag.inverted or _is_aside(rest) or first.low in HEARERS):
        return None
    if not is_clause(before) and not (rest and rest[0].text == ","):
        return None
    said = [Span(before[0].start, before[-1].end)]
    if rest and rest[0].text == "," and len(rest) > 2:
        if not is_clause([*before, *rest[1:]]) or len(before) > 12:
            return None
        if not is_one_clause(rest[1:]):
            return None
        said.append(Span(rest[1].start, rest[-1].end))
    elif not is_tail(rest) or any(token.is_quotation for token in rest):
        return None
    return _made(unit, tag, said, found) if is_one_clause(before) else None


def _begins_clause(before: Sequence[Token]) -> bool:
    """Say whether words before a tag begin a clause rather than lead up to the tag: "After her death, Ruiz said"."""
    first = next((token.low for token in before if token.low not in SENTENCE_OPENERS), "")
    return first in CLAUSE_OPENERS or first not in PHRASE_OPENERS | CLOSED


def _leading(text: str, found: Sequence[Token], unit: Span, tag: Tag) -> Report | None:
    """Return what follows its speaker: quotation marks, or a clause."""
    if not _is_lead(found[: tag.start]):
        return None
    rest = found[tag.end :]
    at = next((place for place, token in enumerate(rest) if token.is_quotation), None)
    if at is not None and is_tail(rest[:at], before_quotation=True) and not _words_after(rest[at:]):
        is_whole = text[rest[at].start + 1 : rest[at].start + 2].isupper() or (at and rest[at - 1].text == ":")
        if is_whole and not any(token.low == "that" for token in rest[:at]):
            said = [Span(token.start, token.end) for token in rest if token.is_quotation]
            return _made(unit, tag, said, found)
    clause = _clause(found, tag)
    if not clause or not is_one_clause(clause) or not is_clause(clause):
        return None
    return _made(unit, tag, [Span(clause[0].start, clause[-1].end)], found)


def _words_after(rest: Sequence[Token]) -> bool:
    return any(token.is_word for token in rest)


def _is_lead(before: Sequence[Token]) -> bool:
    """Say whether words before a speaker only say when and where."""
    if not before:
        return True
    if len(before) == 1 or all(token.low in SENTENCE_OPENERS for token in before):
        return before[0].low in SENTENCE_OPENERS
    held = [token for token in before if token.is_word]
    short = len(held) <= 12 and not any(token.is_quotation for token in before)
    return (
        short
        and before[-1].text == ","
        and before[0].low in PHRASE_OPENERS
        and not any(token.low in MENTIONING - {"asked"} for token in held)
        and not any(token.low in CLAUSE_TURNERS | {"when", "who"} for token in held[1:])
    )


def _clause(found: Sequence[Token], tag: Tag) -> Sequence[Token]:
    """Return the clause that a verb of saying governs; empty if what follows is not clearly one."""
    rest = found[tag.end :]
    that = next((at for at, token in enumerate(rest[:9]) if token.low == "that"), None)
    verb = found[tag.verb].low
    if verb not in REPORTING:
        return ()
    if that is not None and all(token.is_word or token.text.isdigit() for token in rest[:that]):
        if that == 0 or verb in TELLING or _is_aside(rest[:that]):
            return rest[that + 1 :]
        return ()
    if verb in ("told", "tells") and rest and rest[0].low in HEARERS:
        return rest[1:]
    if verb not in REPORTING_BARE or not rest:
        return ()
    # "said on Tuesday it was": where the clause begins is told by its pronoun or article.
    first = rest[0]
    if first.low in ("on", "in", "at") or first.low in WEEKDAY_WORDS:
        starts = ("the", "it", "he", "she", "they", "there", "this", "a")
        at = next((at for at, token in enumerate(rest[1:6], 1) if token.low in starts[1:]), None)
        return rest[at:] if at else ()
    return rest


def _is_aside(held: Sequence[Token]) -> bool:
    """Say whether words after a verb of saying only say when, where and to whom."""
    return (held[0].low in NOUN_LINKS or held[0].low in _ASIDES or held[0].low in MIDDLE_ADVERBS) and is_tail(held)


def _by_according(found: Sequence[Token], unit: Span, source: Tag) -> Report | None:
    """Return the one clause that "according to" governs: before it, after it, or around it."""
    before, after = found[: source.start], found[source.end :]
    if before and before[-1].low in ("and", "but", "or", "yet", "so"):
        return None
    apart = not before or before[-1].text == "," or before[-1].is_quotation
    before = before[:-1] if before and before[-1].text == "," else before
    if not after or after[0].text != ",":
        after, ends = [], is_tail(after)
    else:
        after, ends = after[1:], True
    if not ends or (after and not apart) or not (before or after):
        return None
    held = [*before, *after]
    if not is_one_clause(held) or not is_clause(held):
        return None
    said = [Span(part[0].start, part[-1].end) for part in (before, after) if part]
    return _made(unit, source, said, found)


def _goes_on(hidden: str, unit: Span, before: Report) -> Report | None:
    """Return a sentence all in quotation marks as said by the one who was speaking."""
    found = tokens(hidden, unit)
    if not found or not found[0].is_quotation or any(token.is_word for token in found):
        return None
    said = tuple(Span(token.start, token.end) for token in found if token.is_quotation)
    return Report(before.speaker, before.verb, unit, said)
