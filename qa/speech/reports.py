"""Reported speech in a paragraph: what is said, by whom, and with which verb, as spans into it."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from corpus import Span
from corpus.sentences import split_sentences
from qa.english.quotation_marks import read_quotations
from qa.speech.report_forms import ReportedSpeech, leaves_open, list_quotations, read_report, take_words
from qa.speech.reported_clauses import is_tail
from qa.speech.speech_tags import find_tags
from qa.speech.tokens import mask_quotations, tokenize


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as it was read: its text with the quotations masked, where those stand, its reports and its units.

    `inner` are quotations within others. The last quotation is `open` if it goes on in the next paragraph. `sound` is
    false where the quotation marks do not fit together; then nothing is read.
    """

    masked: str
    spans: tuple[Span, ...]
    reports: tuple[ReportedSpeech, ...]
    inner: tuple[Span, ...] = ()
    open: bool = False
    sound: bool = True
    units: tuple[Span, ...] = ()


@lru_cache(maxsize=4096)
def read_paragraph(text: str) -> Paragraph:
    """Read who says what in one paragraph."""
    quotations = read_quotations(text)
    if not quotations.sound:
        return Paragraph(text, (), (), sound=False)
    masked = mask_quotations(text, quotations.spans)
    reports: list[ReportedSpeech] = []
    is_question = False
    units = tuple(_split_units(text, masked, quotations.spans))
    for unit in units:
        report = read_report(text, masked, unit)
        if report is None and reports and not is_question and reports[-1].whole.end == len(text[: unit.start].rstrip()):
            report = _continue_report(masked, unit, reports[-1])
        if report:
            reports.append(report)
            # After a question in quotation marks another may answer.
            is_question = any(text[span.end - 2 : span.end - 1] == "?" for span in report.said)
    return Paragraph(masked, quotations.spans, tuple(reports), quotations.inner, quotations.open, units=units)


def _split_units(text: str, masked: str, quotations: Sequence[Span]) -> Iterator[Span]:
    """Yield the sentences; those within a quotation are one unit, and so are a quotation and the tag behind it."""
    units: list[Span] = []
    for sentence in split_sentences(text):
        last = bisect_left(quotations, sentence.start, key=lambda quotation: quotation.start) - 1
        is_inside = last >= 0 and sentence.start < quotations[last].end
        if units and (is_inside or _is_tag_behind(text, masked, units[-1], sentence)):
            units[-1] = Span(units[-1].start, sentence.end)
        else:
            units.append(sentence)
    for unit in units:
        yield from _split_unit(masked, unit)


def _split_unit(masked: str, unit: Span) -> Iterator[Span]:
    """Yield the parts of a unit: a quotation behind a full stop or another quotation begins one."""
    start = unit.start
    for token, following in pairwise(tokenize(masked, unit)):
        if following.is_quotation and (token.text in (".", "!", "?") or token.is_quotation):
            yield Span(start, token.end)
            start = following.start
    yield Span(start, unit.end)


def _is_tag_behind(text: str, masked: str, unit: Span, sentence: Span) -> bool:
    """Say whether a sentence is only the tag of a quotation that ends with its own mark: `"Why?" Peskov asked`."""
    before = tokenize(masked, unit)
    if not before[-1].is_quotation or not leaves_open(text, before[-1]):
        return False
    tokens = tokenize(masked, sentence)
    return any(tag.start == 0 and is_tail(take_words(tokens[tag.end :])) for tag in find_tags(tokens))


def _continue_report(masked: str, unit: Span, before: ReportedSpeech) -> ReportedSpeech | None:
    """Report a sentence all in quotation marks as said by the one who was speaking."""
    tokens = tokenize(masked, unit)
    if not tokens or not tokens[0].is_quotation or any(token.is_word for token in tokens):
        return None
    return ReportedSpeech(before.speaker, before.verb, unit, tuple(list_quotations(tokens)))
