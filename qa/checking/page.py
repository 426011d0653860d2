"""A report as a web page that needs nothing else: the draft on one side, the sources on the other; no script."""

from collections.abc import Iterable, Iterator
from html import escape

from corpus import Span
from qa.checking.report import Checked, Part, Report, Verdict
from qa.checking.words import VERDICTS, passed_over, reasons, summary
from qa.cite.links import link
from qa.dates import shown_date

# Each verdict has a sign and a line of its own besides its colour.
_STYLE = """
:root { color-scheme: light dark; --paper: #faf8f4; --sheet: #fff; --ink: #1f1d1a; --quiet: #665f56; --line: #ddd5c8;
  --good: #1b6b3a; --good-soft: #e0f1e4; --bad: #9c2b1b; --bad-soft: #fbe3dd; --joined: #74319b; --joined-soft: #f1e4f9;
  --other: #7a5200; --other-soft: #fbedcb; --lost: #3c4a63; --lost-soft: #e3e8f1; }
@media (prefers-color-scheme: dark) { :root { --paper: #171613; --sheet: #211f1b; --ink: #ece8e1; --quiet: #b0a99e;
  --line: #3a362f; --good: #85d6a0; --good-soft: #17331f; --bad: #f5a594; --bad-soft: #401f18; --joined: #d9aef2;
  --joined-soft: #34203f; --other: #f0c66a; --other-soft: #3b2d0d; --lost: #b7c4dc; --lost-soft: #252d3b; } }
* { box-sizing: border-box; }
body { margin: 0; padding: 1.5rem; background: var(--paper); color: var(--ink); font: 1rem/1.6 Georgia, serif; }
header, main { max-width: 88rem; margin: 0 auto; }
h1 { font-size: 1.5rem; margin: 0 0 .3rem; overflow-wrap: anywhere; }
h2 { font-size: 1.1rem; }
.quiet { color: var(--quiet); }
.legend { display: flex; flex-wrap: wrap; gap: .3rem 1.4rem; padding: 0; list-style: none; font-size: .9rem; }
main { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 2rem; align-items: start; }
.draft, .text { white-space: pre-wrap; overflow-wrap: anywhere; }
.draft, article { background: var(--sheet); border: 1px solid var(--line); border-radius: 8px; padding: 1rem 1.2rem; }
article { margin-bottom: 1rem; border-inline-start: 5px solid var(--of); scroll-margin-top: 1rem; }
article:target, mark:target { outline: 3px solid var(--of); }
article h3 { margin: 0 0 .5rem; font-size: 1rem; color: var(--of); }
article p { margin: .4rem 0; }
.sources { max-height: calc(100vh - 3rem); overflow: auto; position: sticky; top: 1.5rem; }
mark { background: var(--soft); color: inherit; text-decoration: underline var(--of) 2px; scroll-margin-top: 4rem; }
mark a, .tag { color: var(--of); font: 600 .8rem/1 system-ui, sans-serif; text-decoration: none; white-space: nowrap; }
.differs { background: var(--of); color: var(--sheet); border-radius: 2px; padding: 0 .15em; font-weight: 600; }
.differs:empty::before { content: "∅"; }
.exact { --of: var(--good); --soft: var(--good-soft); } mark.exact { text-decoration-style: solid; }
.typographic { --of: var(--good); --soft: var(--good-soft); } mark.typographic { text-decoration-style: dotted; }
.altered { --of: var(--bad); --soft: var(--bad-soft); } mark.altered { text-decoration-style: wavy; }
.stitched { --of: var(--joined); --soft: var(--joined-soft); } mark.stitched { text-decoration-style: dashed; }
.misattributed { --of: var(--other); --soft: var(--other-soft); } mark.misattributed { text-decoration-style: double; }
.not_found { --of: var(--lost); --soft: var(--lost-soft); } mark.not_found { text-decoration-style: wavy; }
a { color: inherit; } a:focus-visible { outline: 2px solid var(--ink); outline-offset: 2px; }
@media (max-width: 60rem) { main { grid-template-columns: minmax(0, 1fr); }
  .sources { max-height: none; overflow: visible; position: static; } }
@media print { .sources { max-height: none; overflow: visible; position: static; } }
"""
# What of an article is shown on either side of what is quoted.
_AROUND = 120


def report_page(report: Report, name: str) -> str:
    """Return a report on the draft called `name` as a page of HTML."""
    return "\n".join(
        [
            "<!DOCTYPE html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            """<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">""",
            f"<title>Quotations of {escape(name)}</title>",
            f"<style>{_STYLE}</style>",
            "</head>",
            "<body>",
            "<header>",
            f"<h1>Quotations of <bdi>{escape(name)}</bdi></h1>",
            f'<p>{escape(summary(report))} <span class="quiet">{escape(passed_over(report))}</span></p>',
            *_legend(report),
            "</header>",
            "<main>",
            '<section aria-label="Draft">\n<h2>Draft</h2>',
            f'<div class="draft" dir="auto">{"".join(_draft(report))}</div>\n</section>',
            '<section class="sources" aria-label="Sources" tabindex="0">\n<h2>Sources</h2>',
            *(_card(checked, report.draft) for checked in report.quotations),
            "</section>",
            "</main>",
            "</body>",
            "</html>",
            "",
        ]
    )


def _legend(report: Report) -> Iterator[str]:
    yield '<ul class="legend" aria-label="Legend">'
    for verdict, count in report.counts.items():
        sign, name, meaning = VERDICTS[verdict]
        tag = f'<mark class="{verdict}"><span class="tag">{escape(sign)} {escape(name)}</span></mark>'
        yield f"<li>{tag} ({count}): {escape(meaning)}</li>"
    yield "</ul>"


def _draft(report: Report) -> Iterator[str]:
    at = 0
    for checked in report.quotations:
        sign, name, _ = VERDICTS[checked.verdict]
        differing = [difference.draft for part in checked.parts for difference in part.differences]
        yield escape(report.draft[at : checked.span.start])
        yield (
            f'<mark class="{checked.verdict}" id="quotation-{checked.number}">'
            f'<a href="#source-{checked.number}" aria-label="{checked.number}, {escape(name)}: to its source">'
            f"{checked.number} {escape(sign)}</a> {_marked(report.draft, checked.span, differing)}</mark>"
        )
        at = checked.span.end
    yield escape(report.draft[at:])


def _card(checked: Checked, draft: str) -> str:
    sign, name, _ = VERDICTS[checked.verdict]
    differing = [difference.draft for part in checked.parts for difference in part.differences]
    lines = [
        f'<article class="{checked.verdict}" id="source-{checked.number}">',
        f'<h3><a href="#quotation-{checked.number}">{checked.number}. {escape(sign)} {escape(name)}</a></h3>',
    ]
    if differing or checked.verdict is Verdict.NOT_FOUND:
        lines.append(f'<p><span class="quiet">Draft:</span> {_text(draft, checked.span, differing)}</p>')
    lines += [f"<p>{escape(reason)}</p>" for reason in reasons(checked, draft)]
    lines += [_part(part) for part in checked.parts]
    if checked.nearest:
        cited = checked.nearest
        whole = Span(cited.quote.start, cited.quote.end)
        lines.append(f'<p><span class="quiet">Nearest:</span> {_text(cited.article.text, whole, ())}</p>')
        lines.append(_reference(Part(checked.span, cited)))
    return "\n".join([*lines, "</article>"])


def _part(part: Part) -> str:
    text, quote = part.citation.article.text, part.citation.quote
    before, after = text[max(0, quote.start - _AROUND) : quote.start], text[quote.end : quote.end + _AROUND]
    if quote.start > _AROUND:
        before = f"… {before.partition(' ')[2]}"
    if quote.end + _AROUND < len(text):
        after = f"{after.rpartition(' ')[0]} …"
    whole = _marked(text, Span(quote.start, quote.end), [difference.article for difference in part.differences])
    shown = f'<span class="quiet">{escape(before)}</span><mark>{whole}</mark><span class="quiet">{escape(after)}</span>'
    return f'<p class="text" dir="auto">{shown}</p>\n{_reference(part)}'


def _reference(part: Part) -> str:
    article, source = part.citation.article, part.citation.article.source
    page = f"p. {part.citation.page}" if part.citation.page else None
    published = shown_date(source.published) if source.published else None
    fields = (", ".join(source.authors), f"“{article.title}”", source.publisher, published, page)
    told = ", ".join(f"<bdi>{escape(each)}</bdi>" for each in fields if each)
    leads = link(part.citation)
    address = f' <a href="{escape(leads.url)}" rel="noopener noreferrer">to the place</a>' if leads else ""
    return f'<p class="quiet">— {told}{address}</p>'


def _text(text: str, span: Span, differing: Iterable[Span]) -> str:
    return f'<span class="text" dir="auto">{_marked(text, span, differing)}</span>'


def _marked(text: str, span: Span, differing: Iterable[Span]) -> str:
    """Return a stretch of a text as HTML, with what differs in it marked."""
    shown, at = [], span.start
    for one in sorted(differing):
        if at <= one.start <= one.end <= span.end:
            shown.append(f'{escape(text[at : one.start])}<span class="differs">{escape(text[slice(*one)])}</span>')
            at = one.end
    return "".join([*shown, escape(text[at : span.end])])
