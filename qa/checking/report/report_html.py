"""A report as HTML: the draft with its quotations marked, and beside it what the articles hold."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator

from corpus import Span
from qa.answer import Citation
from qa.checking.report.report import CheckedQuotation, Paraphrase, Part, Report, Verdict
from qa.checking.report.unquoted import find_unquoted
from qa.checking.report.wording import (
    VERDICTS,
    describe_paraphrase,
    explain_verdict,
    list_warnings,
    summarise_paraphrases,
    summarise_report,
    summarise_unchecked,
)
from qa.cite.nesting import enclose
from qa.rendering.dates import format_date
from qa.rendering.hypertext import escape, isolate, join_fields

# Characters of an article that are shown on either side of a quotation.
_AROUND = 120


def render_report_html(report: Report, acts: Callable[[Citation, str], str]) -> str:
    """Return a report as HTML, the draft and its sources side by side; static/verdicts.css holds its style.

    `acts` gives the links and buttons for a citation, from the citation and the quotation's number.
    """
    paraphrases = _render_paraphrases(report, acts)
    if not report.quotations:
        return f'<div class="pq-report-of">{_render_outcome(report)}{paraphrases}</div>'
    cards = "".join(_render_card(checked, report.draft, acts) for checked in report.quotations)
    return (
        f'<div class="pq-report-of">{_render_outcome(report)}'
        '<section class="pq-side" aria-label="Draft"><h3>Draft</h3>'
        f'<div class="pq-draft" dir="auto">{"".join(_render_draft(report))}</div></section>'
        '<section class="pq-side pq-sources-of" aria-label="Sources" tabindex="0"><h3>Sources</h3>'
        f"{cards}</section>{paraphrases}</div>"
    )


def _render_paraphrases(report: Report, acts: Callable[[Citation, str], str]) -> str:
    """Return what the draft says that somebody said, without marks; empty if it says nothing so."""
    cards = "".join(_render_paraphrase(paraphrase, report.draft, acts) for paraphrase in report.paraphrases)
    told = f'<p class="pq-around">{escape(summarise_paraphrases(report))}</p>'
    section = '<section class="pq-paraphrases" aria-label="Attributed without marks"><h3>Attributed without marks</h3>'
    return f"{section}{told}{cards}</section>" if cards else ""


def _render_paraphrase(paraphrase: Paraphrase, draft: str, acts: Callable[[Citation, str], str]) -> str:
    lines = [f"<h4>{escape(describe_paraphrase(paraphrase, draft))}</h4>"]
    lines.append(_render_stretch("Draft:", escape(draft[slice(*paraphrase.span)])))
    if cited := paraphrase.nearest:
        shown = f'<span class="pq-words-of">{escape(cited.text)}</span>'
        lines.append(_render_stretch("Article:" if paraphrase.is_borne_out else "Nearest:", shown))
        lines += [_render_reference(cited), acts(cited, f"{paraphrase.number} without marks")]
    return f'<article class="pq-checked pq-paraphrase">{"".join(lines)}</article>'


def _render_outcome(report: Report) -> str:
    passed = f' <span class="pq-around">{escape(summarise_unchecked(report))}</span>'
    legend = "".join(_render_legend(report))
    listed = f'<ul class="pq-legend" aria-label="Legend">{legend}</ul>' if legend else ""
    summary = f'<p role="status"><strong>{escape(summarise_report(report))}</strong>{passed}</p>'
    return f'<div class="pq-outcome">{summary}{listed}</div>'


def _render_legend(report: Report) -> Iterator[str]:
    """Yield the meaning of each verdict in the report, with a link to the first quotation that has it."""
    for verdict, count in report.counts.items():
        if count:
            sign, name, meaning = VERDICTS[verdict]
            first = next(checked.number for checked in report.quotations if checked.verdict is verdict)
            to = f'href="#pq-quotation-{first}" data-verdict="{verdict}"'
            tag = f'<a class="pq-tag pq-{verdict}" {to}>{escape(sign)} {escape(name)}</a>'
            yield f"<li>{tag} {escape(f'({count}): {meaning}')}</li>"


def _render_draft(report: Report) -> Iterator[str]:
    waiting = deque(report.quotations)
    at = 0
    while waiting:
        start, end = waiting[0].span
        yield escape(report.draft[at:start])
        yield from _render_quotation(report.draft, waiting)
        at = end
    yield escape(report.draft[at:])


def _render_quotation(draft: str, waiting: deque[CheckedQuotation]) -> Iterator[str]:
    """Take a quotation, and those in notes within it, and yield them with their words marked."""
    checked = waiting.popleft()
    sign, name, _ = VERDICTS[checked.verdict]
    number, differing = checked.number, _list_differing(checked)
    yield (
        f'<mark class="pq-{checked.verdict}" id="pq-quotation-{number}">'
        f'<a href="#pq-source-{number}" aria-label="{number}, {escape(name)}: to its source">{number} '
        f"{escape(sign)}</a><span>"
    )
    at = checked.span.start
    while waiting and waiting[0].span.start < checked.span.end:
        start, end = waiting[0].span
        yield _mark_differing(draft, Span(at, start), differing)
        yield from _render_quotation(draft, waiting)
        at = end
    yield f"{_mark_differing(draft, Span(at, checked.span.end), differing)}</span></mark>"


def _render_card(checked: CheckedQuotation, draft: str, acts: Callable[[Citation, str], str]) -> str:
    sign, name, _ = VERDICTS[checked.verdict]
    number, differing, unquoted = checked.number, _list_differing(checked), find_unquoted(checked, draft)
    lines = [f'<h4><a href="#pq-quotation-{number}">{number}. {escape(sign)} {escape(name)}</a></h4>']
    if differing or checked.verdict is Verdict.NOT_FOUND:
        lines.append(_render_stretch("Draft:", _mark_differing(draft, checked.span, differing)))
    reasons = explain_verdict(checked, draft, unquoted)
    lines += [f'<p class="pq-reason" dir="auto">{escape(reason)}</p>' for reason in reasons]
    lines += [
        f'<p class="pq-warning" dir="auto"><span class="pq-what">Warning:</span> {escape(warning)}</p>'
        for warning in list_warnings(checked, draft, unquoted)
    ]
    several = len(checked.parts) > 1
    for place, part in enumerate(checked.parts, 1):
        lines += [_render_part(part), acts(part.citation, f"{number}, part {place}" if several else str(number))]
    if checked.nearest:
        quote, text = checked.nearest.quote, checked.nearest.article.text
        nearest = f'<span class="pq-words-of">{escape(text[quote.start : quote.end])}</span>'
        lines.append(_render_stretch("Nearest:", nearest))
        lines += [_render_reference(checked.nearest), acts(checked.nearest, str(number))]
    return f'<article class="pq-checked pq-{checked.verdict}" id="pq-source-{number}">{"".join(lines)}</article>'


def _render_part(part: Part) -> str:
    text, quote = part.citation.article.text, part.citation.quote
    before, after = text[max(0, quote.start - _AROUND) : quote.start], text[quote.end : quote.end + _AROUND]
    if quote.start > _AROUND:
        before = f"… {before.partition(' ')[2]}"
    if quote.end + _AROUND < len(text):
        after = f"{after.rpartition(' ')[0]} …"
    whole = _mark_differing(text, Span(quote.start, quote.end), [difference.article for difference in part.differences])
    before, after = (f'<span class="pq-around">{escape(words)}</span>' for words in (before, after))
    stands = f'<p class="pq-stands" dir="auto">{before}<mark>{whole}</mark>{after}</p>'
    return f"{stands}{_render_reference(part.citation)}"


def _render_reference(citation: Citation) -> str:
    article, source = citation.article, citation.article.source
    page = f"p. {citation.page}" if citation.page else None
    published = format_date(source.published) if source.published else None
    known = join_fields(", ".join(source.authors), enclose(article.title), source.publisher, published, page, by=", ")
    said = f"{isolate(citation.said_by)} " if citation.said_by else ""
    return f'<p class="pq-source-of">— {said}{known}</p>'


def _render_stretch(what: str, shown: str) -> str:
    return f'<p class="pq-stands" dir="auto"><span class="pq-what">{what}</span> {shown}</p>'


def _list_differing(checked: CheckedQuotation) -> list[Span]:
    return [difference.draft for part in checked.parts for difference in part.differences]


def _mark_differing(text: str, span: Span, differing: Iterable[Span]) -> str:
    """Return a stretch of a text as HTML, with the words that differ marked."""
    shown, at = [], span.start
    for stretch in sorted(differing):
        if at <= stretch.start <= stretch.end <= span.end:
            shown.append(
                f'{escape(text[at : stretch.start])}<span class="pq-differs">{escape(text[slice(*stretch)])}</span>'
            )
            at = stretch.end
    return "".join([*shown, escape(text[at : span.end])])
