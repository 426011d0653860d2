"""Prints the report on a draft for a person at a terminal."""

from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from corpus import Span
from qa.checking.report.report import GOOD, CheckedQuotation, Paraphrase, Part, Report, Verdict
from qa.checking.report.unquoted import find_unquoted
from qa.checking.report.wording import (
    describe_paraphrase,
    describe_verdict,
    explain_verdict,
    list_warnings,
    summarise_paraphrases,
    summarise_report,
    summarise_unchecked,
)
from qa.cli.console import make_console, write
from qa.rendering.source_line import describe_source

_STYLES = {
    Verdict.EXACT: "green",
    Verdict.TYPOGRAPHIC: "green",
    Verdict.ALTERED: "red",
    Verdict.STITCHED: "magenta",
    Verdict.MISATTRIBUTED: "yellow",
    Verdict.NOT_FOUND: "red",
}


def print_report(report: Report) -> None:
    """Print each quotation with its verdict and sources, and its passage if it is not right; then the counts."""
    out = make_console()
    for checked in report.quotations:
        _print_checked(out, checked, report.draft)
    for paraphrase in report.paraphrases:
        _print_paraphrase(out, paraphrase, report.draft)
    write(out, Text(summarise_report(report), style="bold"))
    if line := summarise_paraphrases(report):
        write(out, Text(line))
    if line := summarise_unchecked(report):
        write(out, Text(line, style="dim"))


def _print_checked(out: Console, checked: CheckedQuotation, draft: str) -> None:
    write(out, Text(describe_verdict(checked, draft), style=f"bold {_STYLES[checked.verdict]}"))
    differing = [difference.draft for part in checked.parts for difference in part.differences]
    write(out, Text.assemble("   ", _mark_differing(draft, checked.span, differing)))
    unquoted = find_unquoted(checked, draft)
    for reason in explain_verdict(checked, draft, unquoted):
        write(out, Text(f"   {reason}"))
    for warning in list_warnings(checked, draft, unquoted):
        write(out, Text(f"   warning: {warning}", style="yellow"))
    for part in checked.parts:
        if checked.verdict not in GOOD and checked.verdict is not Verdict.MISATTRIBUTED:
            _print_source(out, part)
        write(out, Text(f"   — {describe_source(part.citation)}", style="dim"))
    if checked.nearest:
        write(out, Text(f"   nearest: “{_join_lines(checked.nearest.text)}”", style="dim"))
        write(out, Text(f"   — {describe_source(checked.nearest)}", style="dim"))
    write(out, Text(""))


def _print_paraphrase(out: Console, paraphrase: Paraphrase, draft: str) -> None:
    write(out, Text(describe_paraphrase(paraphrase, draft), style="bold"))
    write(out, Text(f"   {_join_lines(draft[slice(*paraphrase.span)])}"))
    if cited := paraphrase.nearest:
        what = "article" if paraphrase.is_borne_out else "nearest"
        write(out, Text(f"   {what}: “{_join_lines(cited.text)}”", style="dim"))
        write(out, Text(f"   — {describe_source(cited)}", style="dim"))
    write(out, Text(""))


def _print_source(out: Console, part: Part) -> None:
    article, quote = part.citation.article, part.citation.quote
    spans = [difference.article for difference in part.differences]
    write(out, Text.assemble("   article: ", _mark_differing(article.text, Span(quote.start, quote.end), spans)))


def _mark_differing(text: str, span: Span, differing: Iterable[Span]) -> Text:
    """Return a stretch of a text on one line; the words that differ stand between brackets: ⟦like this⟧."""
    shown, at = Text(), span.start
    for stretch in sorted(differing):
        if not span.start <= stretch.start <= stretch.end <= span.end:
            continue
        shown.append(_join_lines(text[at : stretch.start]))
        shown.append(f"⟦{_join_lines(text[slice(*stretch)])}⟧", style="bold reverse")
        at = stretch.end
    return shown.append(_join_lines(text[at : span.end]))


def _join_lines(text: str) -> str:
    return text.replace("\r", "").replace("\n", " ")
