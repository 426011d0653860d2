"""The speaker of a quote: found where all of it is said by one, and nothing is claimed otherwise."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from corpus import Article, Span
from qa.speech.article_paragraphs import paragraph, paragraphs, place, reports
from qa.speech.persons import antecedent, full_form, fuller
from qa.speech.reports import Report


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says a quote, as spans into its article: the name, the verb of saying, and what of the quote is said.

    `direct` if what is said stands in quotation marks; else it is told in the article's words.
    """

    name: Span
    verb: Span
    said: tuple[Span, ...]
    direct: bool

    def name_in(self, article: Article) -> str:
        """Return the name as it stands in the article."""
        return article.text[self.name.start : self.name.end]


@dataclass(frozen=True, slots=True)
class _Told:
    """A report with the offsets of its article, and the name of its speaker."""

    name: Span
    verb: Span
    whole: Span
    said: tuple[Span, ...]


@lru_cache(maxsize=1024)
def speaker(article: Article, span: Span) -> Speaker | None:
    """Return who says what stands in a span of an article; None if that is not sure, or not one alone.

    Words of the reporter are allowed only beside the name: when, where and to whom it was said.
    """
    if not 0 <= span.start < span.end <= len(article.text):
        raise ValueError(f"the span {span.start}:{span.end} is not in {article.id}")
    if any(heading.start < span.end and span.start < heading.end for heading in article.headings):
        return None
    told: list[_Told] = []
    for number in range(max(0, place(article, span.start)), place(article, span.end - 1) + 1):
        told += [one for one in _told(article, number) if _overlap(one.whole, span)]
    return _one(article, span, told)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _told(article: Article, number: int) -> Iterator[_Told]:
    """Yield the reports of a paragraph whose speaker is known."""
    for named_in, report in reports(article, number):
        if name := _name(article, named_in, report):
            start, verb = paragraphs(article)[number].start, paragraphs(article)[named_in].start
            said = tuple(_shifted(span, start) for span in report.said)
            yield _Told(name, _shifted(report.verb, verb), _shifted(report.whole, start), said)


def _shifted(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _name(article: Article, number: int, report: Report) -> Span | None:
    """Return the span of the speaker's name, a pronoun's by the one person whom it can stand for."""
    start = paragraphs(article)[number].start
    at = start + report.speaker.span.start
    if report.speaker.kind != "pronoun":
        return full_form(article, report.speaker, at)
    found = antecedent(article, number, at, report.speaker.name[0])
    return found and fuller(article, found)


def _one(article: Article, span: Span, told: list[_Told]) -> Speaker | None:
    """Return the speaker of a span if reports of one speaker cover its every word."""
    names = {article.text[slice(*one.name)] for one in told}
    if len(names) != 1 or not _covered(article.text, span, [one.whole for one in told]):
        return None
    said = [_common(part, span) for one in told for part in one.said if _overlap(part, span)]
    if not said or not any(char.isalnum() for start, end in said for char in article.text[start:end]):
        return None
    if _within_another(article, span):
        return None
    quoted = list(_quotations(article, span))
    direct = all(_covered(article.text, part, quoted) for part in said)
    return Speaker(told[0].name, told[0].verb, tuple(said), direct)


def _common(one: Span, other: Span) -> Span:
    return Span(max(one.start, other.start), min(one.end, other.end))


def _covered(text: str, span: Span, by: list[Span]) -> bool:
    """Say whether every letter and digit of a span lies in one of others."""
    at = span.start
    for start, end in sorted(by):
        if any(char.isalnum() for char in text[at : min(max(at, start), span.end)]):
            return False
        at = max(at, min(end, span.end))
    return not any(char.isalnum() for char in text[at : span.end])


def _quotations(article: Article, span: Span) -> Iterator[Span]:
    for number in range(max(0, place(article, span.start)), place(article, span.end - 1) + 1):
        for found in paragraph(article, number).spans:
            yield _shifted(found, paragraphs(article)[number].start)


def _within_another(article: Article, span: Span) -> bool:
    """Say whether a span lies in a quotation within a quotation, whose words are another's."""
    number = place(article, span.start)
    start = paragraphs(article)[number].start
    inner = paragraph(article, number).inner
    return any(one.start + start <= span.start and span.end <= one.end + start for one in inner)
