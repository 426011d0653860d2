"""Quotation attribution: the speaker of a quote, named where one speaker says all of it, and nobody otherwise."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus import Article, Span
from qa.speech.article_paragraphs import find_number, find_reports, list_paragraphs, read_numbered
from qa.speech.persons import complete_surname, find_full_form
from qa.speech.pronouns import resolve_pronoun
from qa.speech.report_forms import ReportedSpeech


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says a quote, as spans into its article: the name, the verb of saying, and what of the quote is said.

    `direct` if what is said stands in quotation marks; else the article tells it in its own words.
    """

    name: Span
    verb: Span
    said: tuple[Span, ...]
    direct: bool

    def name_in(self, article: Article) -> str:
        """Return the name as it stands in the article."""
        return article.text[self.name.start : self.name.end]


@dataclass(frozen=True, slots=True)
class _Attribution:
    """A report whose speaker is known, by offsets into its article."""

    name: Span
    verb: Span
    whole: Span
    said: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class SpeakerCount:
    """Someone who speaks in an article: the name, where it stands first, and in how many of its reports."""

    name: Span
    reports: int


def count_speakers(article: Article) -> list[SpeakerCount]:
    """Return those who speak in an article, who speaks most first, then by where they speak first."""
    names: dict[str, list[Span]] = {}
    for number in range(len(list_paragraphs(article))):
        for attribution in _attribute_reports(article, number, Span(0, len(article.text))):
            names.setdefault(article.text[slice(*attribution.name)].casefold(), []).append(attribution.name)
    counts = [SpeakerCount(min(spans), len(spans)) for spans in names.values()]
    return sorted(counts, key=lambda count: -count.reports)


def name_speakers(article: Article, span: Span) -> list[str]:
    """Return the names of those who are known to say something that stands in a span of an article, in its order."""
    attributions = _list_attributions(article, span)
    return list(dict.fromkeys(article.text[slice(*attribution.name)] for attribution in attributions))


@lru_cache(maxsize=1024)
def speaker_of(article: Article, span: Span) -> Speaker | None:
    """Return who says what stands in a span of an article; None if that is not sure, or not one speaker alone.

    The reporter's own words may only tell when, where and to whom it was said.
    """
    if not 0 <= span.start < span.end <= len(article.text):
        raise ValueError(f"the span {span.start}:{span.end} is not in {article.id}")
    if any(_overlap(heading, span) for heading in article.headings):
        return None
    return _join_attributions(article, span, _list_attributions(article, span))


def _list_numbers(article: Article, span: Span) -> range:
    """Return the numbers of the paragraphs that a span lies in."""
    return range(max(0, find_number(article, span.start)), find_number(article, span.end - 1) + 1)


def _overlap(first: Span, second: Span) -> bool:
    return first.start < second.end and second.start < first.end


def _list_attributions(article: Article, span: Span) -> list[_Attribution]:
    """Return the reports on what stands in a span, those whose speaker is known, in order."""
    return [
        attribution
        for number in _list_numbers(article, span)
        for attribution in _attribute_reports(article, number, span)
    ]


def _attribute_reports(article: Article, number: int, span: Span) -> Iterator[_Attribution]:
    """Yield the reports of a paragraph on what stands in a span, those whose speaker is known."""
    start = list_paragraphs(article)[number].start
    for named_in, report in find_reports(article, number):
        if _overlap(_shift(report.whole, start), span) and (name := _find_name(article, named_in, report)):
            said = tuple(_shift(part, start) for part in report.said)
            verb = _shift(report.verb, list_paragraphs(article)[named_in].start)
            yield _Attribution(name, verb, _shift(report.whole, start), said)


def _shift(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _find_name(article: Article, number: int, report: ReportedSpeech) -> Span | None:
    """Return the span of the speaker's name; for a pronoun, that of the one person whom it can stand for."""
    at = list_paragraphs(article)[number].start + report.speaker.span.start
    if report.speaker.kind != "pronoun":
        return find_full_form(article, report.speaker, at)
    name = resolve_pronoun(article, number, at, report.speaker.name[0])
    return name and complete_surname(article, name)


def _join_attributions(article: Article, span: Span, attributions: Sequence[_Attribution]) -> Speaker | None:
    """Return the speaker of a span if attributions to one speaker cover its every word."""
    text = article.text
    names = {text[slice(*attribution.name)] for attribution in attributions}
    if len(names) != 1 or not _is_covered(text, span, [attribution.whole for attribution in attributions]):
        return None
    parts = [part for attribution in attributions for part in attribution.said if _overlap(part, span)]
    said = [Span(max(part.start, span.start), min(part.end, span.end)) for part in parts]
    if not any(char.isalnum() for start, end in said for char in text[start:end]):
        return None
    if _is_within_another(article, span):
        return None
    quotations = list(_find_quotations(article, span))
    direct = all(_is_covered(text, part, quotations) for part in said)
    return Speaker(attributions[0].name, attributions[0].verb, tuple(said), direct)


def _is_covered(text: str, span: Span, spans: Sequence[Span]) -> bool:
    """Say whether every letter and digit of a span lies in one of others."""
    at = span.start
    for start, end in sorted(spans):
        if any(char.isalnum() for char in text[at : min(max(at, start), span.end)]):
            return False
        at = max(at, min(end, span.end))
    return not any(char.isalnum() for char in text[at : span.end])


def _find_quotations(article: Article, span: Span) -> Iterator[Span]:
    """Yield the quotations of the paragraphs that a span lies in."""
    for number in _list_numbers(article, span):
        start = list_paragraphs(article)[number].start
        yield from (_shift(quotation, start) for quotation in read_numbered(article, number).spans)


def _is_within_another(article: Article, span: Span) -> bool:
    """Say whether a span lies in a quotation within a quotation, whose words are another's."""
    number = find_number(article, span.start)
    start = list_paragraphs(article)[number].start
    inner = (_shift(quotation, start) for quotation in read_numbered(article, number).inner)
    return any(quotation.start <= span.start and span.end <= quotation.end for quotation in inner)


@dataclass(frozen=True, slots=True)
class Utterance:
    """What an article reports in its own words, as spans into it; quotation marks may stand around a part of it.

    `name` is the speaker's in full as far as that is sure, else the words that stand for the speaker; it is `known`
    unless those are a pronoun that may be several persons'.
    """

    name: Span
    known: bool
    whole: Span
    said: tuple[Span, ...]


def list_utterances(article: Article) -> Iterator[Utterance]:
    """Yield what is reported in an article in other words than the speaker's own, in order."""
    for number, paragraph in enumerate(list_paragraphs(article)):
        quoted = [_shift(span, paragraph.start) for span in read_numbered(article, number).spans]
        for named_in, report in find_reports(article, number):
            said = tuple(_shift(span, paragraph.start) for span in report.said)
            if all(_is_covered(article.text, part, quoted) for part in said):
                continue
            name = _find_name(article, named_in, report)
            mention = _shift(report.speaker.span, list_paragraphs(article)[named_in].start)
            yield Utterance(name or mention, name is not None, _shift(report.whole, paragraph.start), said)
