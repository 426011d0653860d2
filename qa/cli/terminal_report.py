"""The report on a draft as a person reads it in a terminal."""

from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from corpus import Span
from qa.checking.report.report import GOOD, Checked, Part, Report, Verdict
from qa.checking.report.wording import heading, passed_over, reasons, summary
from qa.cli.terminal import console, reference, write

_STYLES = {
    Verdict.EXACT: "green",
    Verdict.TYPOGRAPHIC: "green",
    Verdict.ALTERED: "red",
    Verdict.STITCHED: "magenta",
    Verdict.MISATTRIBUTED: "yellow",
    Verdict.NOT_FOUND: "red",
}


def print_report(report: Report) -> None:
    """Print each quotation with its verdict and sources, what is not good whole, and then the counts."""
    out = console()
    for checked in report.quotations:
        _print_checked(out, checked, report.draft)
    write(out, Text(summary(report), style="bold"))
    if told := passed_over(report):
        write(out, Text(told, style="dim"))


def _print_checked(out: Console, checked: Checked, draft: str) -> None:
    write(out, Text(heading(checked, draft), style=f"bold {_STYLES[checked.verdict]}"))
    differing = [difference.draft for part in checked.parts for difference in part.differences]
    write(out, Text.assemble("   ", _marked(draft, checked.span, differing)))
    for reason in reasons(checked, draft):
        write(out, Text(f"   {reason}"))
    for part in checked.parts:
        if checked.verdict not in GOOD and checked.verdict is not Verdict.MISATTRIBUTED:
            _print_source(out, part)
        write(out, Text(f"   — {reference(part.citation)}", style="dim"))
    if checked.nearest:
        write(out, Text(f"   nearest: “{_one_line(checked.nearest.text)}”", style="dim"))
        write(out, Text(f"   — {reference(checked.nearest)}", style="dim"))
    write(out, Text(""))


def _print_source(out: Console, part: Part) -> None:
    article, quote = part.citation.article, part.citation.quote
    spans = [difference.article for difference in part.differences]
    write(out, Text.assemble("   article: ", _marked(article.text, Span(quote.start, quote.end), spans)))


def _marked(text: str, span: Span, differing: Iterable[Span]) -> Text:
    """Return a stretch of a text on one line, what differs between brackets that no text has: ⟦like this⟧."""
    shown, at = Text(), span.start
    for one in sorted(differing):
        if not span.start <= one.start <= one.end <= span.end:
            continue
        shown.append(_one_line(text[at : one.start]))
        shown.append(f"⟦{_one_line(text[slice(*one)])}⟧", style="bold reverse")
        at = one.end
    return shown.append(_one_line(text[at : span.end]))


def _one_line(text: str) -> str:
    return text.replace("\r", "").replace("\n", " ")
