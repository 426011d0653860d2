"""Prints answers, passages and quotes for a person at a terminal."""

from collections.abc import Mapping, Sequence
from itertools import zip_longest
from typing import Any

from rich.text import Text

from index.words import locate_words, stem_words
from qa.answer import Answer, Citation
from qa.basket.basket_store import KeptQuote
from qa.cite.anchoring.anchors import Anchor
from qa.cite.quotations import choose_plain_marks
from qa.cite.references import References
from qa.cite.styles import Style
from qa.cli.console import make_console, write
from qa.rendering.source_line import describe_article, describe_source
from qa.retrieval.passage_search import FoundPassage


def print_answer(answer: Answer, cited: References | None = None) -> None:
    """Print the quotes of an answer with their sources, and how they disagree; or why there are none, and the nearest.

    With `cited`, the references of the quotes, these are the sources.
    """
    out = make_console()
    if answer.searched != answer.question:
        write(out, Text(f"searching: {answer.searched}\n", style="dim"))
    if answer.reason:
        out.print(Text(answer.reason, style="bold"))
        if answer.missed:
            out.print("Not an answer, but nearest to it:\n")
    if answer.heading:
        write(out, Text(f"{answer.heading}\n", style="bold"))
    if answer.disagreement:
        write(out, Text(f"{answer.disagreement}\n", style="bold"))
    references = cited.citations if cited and answer.quotes else ()
    for citation, rich in zip_longest(answer.quotes or answer.nearest, references):
        before, after = choose_plain_marks(citation.text)
        quoted = _emphasise(citation, answer.searched)
        write(out, Text.assemble(before, quoted, after, (f" [{citation.number}]", "dim")))
        write(out, Text(f"  {rich.plain if rich else describe_source(citation)}", style="dim"))
        if citation.also_in:
            write(out, Text(f"  {citation.also_in}", style="dim"))
        if citation.article.remark:
            write(out, Text(f"  {citation.article.remark}", style="dim"))
        out.print()
    if answer.later:
        write(out, Text(answer.later.text, style="dim"))


def print_found(found: Sequence[FoundPassage]) -> None:
    """Print passages with their sources; the words that were sought stand out."""
    out = make_console()
    for number, each in enumerate(found, 1):
        text, start = Text(each.text), each.passage.start
        for mark in each.marks:
            text.stylize("bold", mark.start - start, mark.end - start)
        write(out, Text.assemble((f"{number}. ", "dim"), text))
        write(out, Text(f"  {describe_article(each.article, each.page)}\n", style="dim"))
    if not found:
        out.print(Text("No passage was found.", style="bold"))


def print_kept(kept: Sequence[KeptQuote], cited: References | None = None) -> None:
    """Print the quotes of a basket, each with its source, or with its citation in `cited`, and its note."""
    out = make_console()
    for quote, rich in zip_longest(kept, cited.citations if cited else ()):
        before, after = choose_plain_marks(quote.citation.text)
        write(out, Text.assemble((f"{quote.citation.number}. ", "dim"), before, quote.citation.text, after))
        write(out, Text(f"  {rich.plain if rich else describe_source(quote.citation)}", style="dim"))
        if quote.citation.lost:
            write(out, Text(f"  Article {quote.citation.lost}."))
        if quote.asked:
            write(out, Text(f"  Asked: {quote.asked}", style="dim"))
        if quote.note:
            write(out, Text(f"  Note: {quote.note}"))
        out.print()


def print_references(style: Style, cited: References) -> None:
    """Print the bibliography under its heading, if the style has one."""
    if cited.entries:
        out = make_console()
        write(out, Text(style.list_heading, style="bold"))
        for entry in cited.entries:
            write(out, Text(entry.plain))


def print_resolution(anchor: Anchor, resolution: Mapping[str, Any]) -> None:
    """Print what has become of a quote, from the JSON of its resolution, with each change of its words."""
    out = make_console()
    place = "" if resolution["start"] is None else f" at {resolution['start']}–{resolution['end']}"
    before, after = choose_plain_marks(anchor.exact)
    write(out, Text.assemble(before, anchor.exact, after))
    write(out, Text(f"  {resolution['found']}{place}, {anchor.article_id}", style="dim"))
    for change in resolution["changes"]:
        write(out, Text(f"  “{change['was']}” is “{change['now']}” now"))
    out.print()


def _emphasise(citation: Citation, question: str) -> Text:
    """Return a quote with its short answer in bold; if the reader marked none, with the question's words in bold."""
    text, start = Text(citation.text), citation.quote.start
    spans: Sequence[tuple[int, int]]
    if (highlight := citation.quote.highlight) is not None:
        spans = [(highlight.start - start, highlight.end - start)]
    else:
        spans = locate_words(citation.text, stem_words(question))
    for span in spans:
        text.stylize("bold", *span)
    return text
