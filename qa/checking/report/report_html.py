"""A report as HTML: the draft with its quotations marked, and beside it what each was held against."""

from collections.abc import Callable, Iterable, Iterator

from corpus import Span
from qa.answer import Citation
from qa.checking.report.report import Checked, Part, Report, Verdict
from qa.checking.report.wording import VERDICTS, passed_over, reasons, summary
from qa.rendering.dates import format_date
from qa.rendering.hypertext import escape, isolated, joined

# What of an article is shown on either side of what is quoted.
_AROUND = 120


def report_html(report: Report, acts: Callable[[Citation, str], str]) -> str:
    """Return a report as the draft and its sources side by side, to be dressed by static/verdicts.css.

    `acts` gives what can be done at a place in an article, and is told the number of the quotation.
    """
    if not report.quotations:
        return f'<div class="pq-report-of">{_outcome(report)}</div>'
    cards = "".join(_card(checked, report.draft, acts) for checked in report.quotations)
    return (
        f'<div class="pq-report-of">{_outcome(report)}'
        '<section class="pq-side" aria-label="Draft"><h3>Draft</h3>'
        f'<div class="pq-draft" dir="auto">{"".join(_draft(report))}</div></section>'
        '<section class="pq-side pq-sources-of" aria-label="Sources" tabindex="0"><h3>Sources</h3>'
        f"{cards}</section></div>"
    )


def _outcome(report: Report) -> str:
    passed = f' <span class="pq-around">{escape(passed_over(report))}</span>'
    legend = "".join(_legend(report))
    listed = f'<ul class="pq-legend" aria-label="Legend">{legend}</ul>' if legend else ""
    return (
        f'<div class="pq-outcome"><p role="status"><strong>{escape(summary(report))}</strong>{passed}</p>{listed}</div>'
    )


def _legend(report: Report) -> Iterator[str]:
    """Yield what each verdict means that the draft has; it leads to the first quotation of it."""
    for verdict, count in report.counts.items():
        if count:
            sign, name, meaning = VERDICTS[verdict]
            first = next(checked.number for checked in report.quotations if checked.verdict is verdict)
            to = f'href="#pq-quotation-{first}" data-verdict="{verdict}"'
            tag = f'<a class="pq-tag pq-{verdict}" {to}>{escape(sign)} {escape(name)}</a>'
            yield f"<li>{tag} {escape(f'({count}): {meaning}')}</li>"


def _draft(report: Report) -> Iterator[str]:
    at = 0
    for checked in report.quotations:
        sign, name, _ = VERDICTS[checked.verdict]
        number = checked.number
        yield escape(report.draft[at : checked.span.start])
        yield (
            f'<mark class="pq-{checked.verdict}" id="pq-quotation-{number}">'
            f'<a href="#pq-source-{number}" aria-label="{number}, {escape(name)}: to its source">{number} '
            f"{escape(sign)}</a><span>{_marked(report.draft, checked.span, _differing(checked))}</span></mark>"
        )
        at = checked.span.end
    yield escape(report.draft[at:])


def _card(checked: Checked, draft: str, acts: Callable[[Citation, str], str]) -> str:
    sign, name, _ = VERDICTS[checked.verdict]
    number, differing = checked.number, _differing(checked)
    lines = [f'<h4><a href="#pq-quotation-{number}">{number}. {escape(sign)} {escape(name)}</a></h4>']
    if differing or checked.verdict is Verdict.NOT_FOUND:
        lines.append(_stretch("Draft:", _marked(draft, checked.span, differing)))
    lines += [f'<p class="pq-reason" dir="auto">{escape(reason)}</p>' for reason in reasons(checked, draft)]
    several = len(checked.parts) > 1
    for place, part in enumerate(checked.parts, 1):
        lines += [_part(part), acts(part.citation, f"{number}, part {place}" if several else str(number))]
    if checked.nearest:
        quote, text = checked.nearest.quote, checked.nearest.article.text
        nearest = f'<span class="pq-words-of">{escape(text[quote.start : quote.end])}</span>'
        lines.append(_stretch("Nearest:", nearest))
        lines += [_reference(checked.nearest), acts(checked.nearest, str(number))]
    return f'<article class="pq-checked pq-{checked.verdict}" id="pq-source-{number}">{"".join(lines)}</article>'


def _part(part: Part) -> str:
    text, quote = part.citation.article.text, part.citation.quote
    before, after = text[max(0, quote.start - _AROUND) : quote.start], text[quote.end : quote.end + _AROUND]
    if quote.start > _AROUND:
        before = f"… {before.partition(' ')[2]}"
    if quote.end + _AROUND < len(text):
        after = f"{after.rpartition(' ')[0]} …"
    whole = _marked(text, Span(quote.start, quote.end), [difference.article for difference in part.differences])
    around = [f'<span class="pq-around">{escape(it)}</span>' for it in (before, after)]
    return f'<p class="pq-stands" dir="auto">{around[0]}<mark>{whole}</mark>{around[1]}</p>{_reference(part.citation)}'


def _reference(citation: Citation) -> str:
    article, source = citation.article, citation.article.source
    page = f"p. {citation.page}" if citation.page else None
    published = format_date(source.published) if source.published else None
    told = joined(", ".join(source.authors), f"“{article.title}”", source.publisher, published, page, by=", ")
    said = f"{isolated(citation.said_by)} " if citation.said_by else ""
    return f'<p class="pq-source-of">— {said}{told}</p>'


def _stretch(what: str, shown: str) -> str:
    return f'<p class="pq-stands" dir="auto"><span class="pq-what">{what}</span> {shown}</p>'


def _differing(checked: Checked) -> list[Span]:
    return [difference.draft for part in checked.parts for difference in part.differences]


def _marked(text: str, span: Span, differing: Iterable[Span]) -> str:
    """Return a stretch of a text as HTML, with what differs in it marked."""
    shown, at = [], span.start
    for one in sorted(differing):
        if at <= one.start <= one.end <= span.end:
            shown.append(f'{escape(text[at : one.start])}<span class="pq-differs">{escape(text[slice(*one)])}</span>')
            at = one.end
    return "".join([*shown, escape(text[at : span.end])])
