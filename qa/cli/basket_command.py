"""`pullquote basket`: quotes collected, put in order, noted about and exported."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar

import click

from qa.cli.json_lines import echo_json, read_objects
from qa.cli.options import (
    add_cite_option,
    add_library_options,
    add_reader_option,
    open_assistant,
    open_cite_style,
    open_library,
    open_style,
)
from qa.errors import BasketError
from qa.settings import CITATION_STYLE

if TYPE_CHECKING:
    from qa.answer import Citation
    from qa.basket.basket_store import Baskets, Kept

Command = TypeVar("Command", bound=Callable[..., Any])
# The formats of qa.basket.exporting, which a test holds; naming them here lets help come at once.
FORMATS = ("markdown", "html", "docx", "odt", "bibtex", "ris", "csl-json")


@click.group("basket")
def basket_command() -> None:
    """Collect quotes, put them in order, note something about them, and export them with their citations.

    N is a quote's number in the basket, as `pullquote basket list` shows it.

    \b
    pullquote basket add "When did the Panama Canal open?"
    pullquote basket list
    pullquote basket export --output quotes.docx
    """


def _add_basket_options(command: Command) -> Command:
    """Add --basket, --library and --model."""
    named = click.option("--basket", metavar="NAME", help="The basket's name, where you keep several.")
    return named(add_library_options(command))


@basket_command.command("add")
@click.argument("question", required=False)
@click.option(
    "--from",
    "answers",
    type=click.File("rb"),
    metavar="FILE.json",
    help='Keep the quotes of what `pullquote ask --json` printed, "-" for standard input, instead of asking.',
)
@click.option(
    "--quote",
    "numbers",
    multiple=True,
    type=click.IntRange(min=1),
    metavar="N",
    help="Keep only this quote of the answer; may be repeated.",
)
@click.option("--note", default="", help="Note this about what is kept.")
@add_reader_option
@_add_basket_options
def add_command(
    question: str | None,
    answers: BinaryIO | None,
    numbers: tuple[int, ...],
    note: str,
    reader: str,
    basket: str | None,
    library: Path | None,
    model: str | None,
) -> None:  # fmt: skip
    """Ask a question and keep its quotes, or keep those of an answer that was printed.

    Quotes of a printed answer are checked letter for letter against the library. One that is in the basket already is
    not kept twice.

    \b
    pullquote basket add "When did the Panama Canal open?" --quote 1 --note "for the opening"
    pullquote ask --json "What did Marie Curie die of?" | pullquote basket add --from -
    """
    from qa.basket.basket_store import Baskets, check_note, checked_name
    from qa.basket.printed import read_printed_quotes

    if (question is None) == (answers is None):
        raise click.UsageError("give either a question or --from FILE.json")
    name, note = checked_name(_name_basket(basket)), check_note(note)
    if question is not None:
        assistant = open_assistant(library, model, reader)
        answer = assistant.ask(question)
        opened, answered = assistant.library, [(question, citation) for citation in answer.quotes]
        reason = answer.reason
    else:
        opened = open_library(library, model)
        answered = list(read_printed_quotes(read_objects(answers.read() if answers else b""), opened))
        reason = "the file holds no quotes"
    if not answered:
        raise BasketError(f"nothing was kept: {reason}")
    _keep(Baskets(opened), name, _choose(answered, numbers), note)


def _choose(answered: "list[tuple[str, Citation]]", numbers: tuple[int, ...]) -> "list[tuple[str, Citation]]":
    """Return the quotes of those numbers, all if there are none; raise BasketError."""
    if missing := [number for number in numbers if number > len(answered)]:
        raise BasketError(f"there is no quote {missing[0]}: the answer has {_count_quotes(len(answered))}")
    return [answered[number - 1] for number in numbers] if numbers else answered


def _keep(baskets: "Baskets", name: str, answered: "Sequence[tuple[str, Citation]]", note: str) -> None:
    before = {kept.id for kept in baskets.kept(name)}
    ids = {baskets.keep(citation, name, asked, note) for asked, citation in answered}
    there = len(ids & before)
    already = f", {there:,} {'was' if there == 1 else 'were'} there already" if there else ""
    click.echo(f"Kept {_count_quotes(len(ids - before))}{already}; the basket holds {len(baskets.kept(name)):,}.")


@basket_command.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@add_cite_option
@_add_basket_options
def list_command(as_json: bool, cite: str | None, basket: str | None, library: Path | None, model: str | None) -> None:
    """List what a basket holds, in order, as the library gives it now.

    \b
    pullquote basket list --cite chicago-notes
    pullquote basket list --json --basket thesis
    """
    from qa.cite.references import references

    style = open_cite_style(cite)
    baskets, name = _open_basket(library, model, basket)
    kept = baskets.kept(name)
    cited = references([quote.citation for quote in kept], style) if style else None
    if as_json:
        from qa.basket.basket_json import serialise_kept_quote

        for at, quote in enumerate(kept):
            echo_json(serialise_kept_quote(quote, cited.citations[at] if cited else None, style.name if style else ""))
    elif kept:
        from qa.cli.terminal import print_kept, print_references

        print_kept(kept, cited)
        if style and cited:
            print_references(style, cited)
    else:
        click.echo(_explain_empty(baskets))


@basket_command.command("note")
@click.argument("number", metavar="N", type=click.IntRange(min=1))
@click.argument("text")
@_add_basket_options
def note_command(number: int, text: str, basket: str | None, library: Path | None, model: str | None) -> None:
    """Note something about a quote, in place of what was noted; an empty text takes the note away.

    \b
    pullquote basket note 2 "compare with the court's own words"
    """
    baskets, name = _open_basket(library, model, basket)
    baskets.note(_find_quote(baskets, name, number).id, text)
    click.echo(f"Noted about quote {number}." if text.strip() else f"Quote {number} has no note now.")


@basket_command.command("move")
@click.argument("number", metavar="N", type=click.IntRange(min=1))
@click.argument("to", metavar="TO", type=click.IntRange(min=1))
@_add_basket_options
def move_command(number: int, to: int, basket: str | None, library: Path | None, model: str | None) -> None:
    """Put quote N of a basket at place TO.

    \b
    pullquote basket move 3 1
    """
    baskets, name = _open_basket(library, model, basket)
    moved = _find_quote(baskets, name, number)
    _find_quote(baskets, name, to)
    baskets.move(moved.id, to)
    click.echo(f"Quote {number} is quote {to} now.")


@basket_command.command("drop")
@click.argument("numbers", metavar="N...", nargs=-1, required=True, type=click.IntRange(min=1))
@_add_basket_options
def drop_command(numbers: tuple[int, ...], basket: str | None, library: Path | None, model: str | None) -> None:
    """Take quotes out of a basket.

    \b
    pullquote basket drop 2 5
    """
    baskets, name = _open_basket(library, model, basket)
    # All are looked up before the first is taken out, which changes the numbers.
    for id_ in {_find_quote(baskets, name, number).id for number in numbers}:
        baskets.drop(id_)
    click.echo(f"Dropped {_count_quotes(len(set(numbers)))}; the basket holds {len(baskets.kept(name)):,}.")


@basket_command.command("export")
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    help="Default: the one that the output's name ends in, else markdown.",
)
@click.option(
    "--style",
    default=CITATION_STYLE,
    show_default=True,
    metavar="STYLE",
    help="Set and cite the quotes in this style, or in that of a .csl file.",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write this file, in place of one that is there; else to standard output.",
)
@_add_basket_options
def export_command(
    format_: str | None,
    style: str,
    output: Path | None,
    basket: str | None,
    library: Path | None,
    model: str | None,
) -> None:  # fmt: skip
    """Export a basket: its quotes with citations, notes and bibliography, or the list of what they are from.

    bibtex, ris and csl-json are for reference managers. docx and odt are written by Pandoc, which
    pip install "pullquote[documents]" brings along.

    \b
    pullquote basket export --style chicago-notes --output quotes.docx
    pullquote basket export --format bibtex > quotes.bib
    """
    from qa.basket import exporting

    chosen = format_ or (exporting.format_of(output) if output else FORMATS[0])
    if output is None and not exporting.FORMATS[chosen].is_text:
        raise click.UsageError(f"a {chosen} file is not for the terminal: say where to write it with --output FILE")
    opened = open_style(style)
    baskets, name = _open_basket(library, model, basket)
    kept = baskets.kept(name)
    if not kept:
        raise BasketError(_explain_empty(baskets))
    title = exporting.TITLE if basket is None else name
    data = exporting.export(kept, chosen, opened, title)
    if output:
        exporting.write(output, data)
        click.echo(f"{_count_quotes(len(kept))} written to {output}.")
    else:
        click.echo(data, nl=False)


def _name_basket(basket: str | None) -> str:
    from qa.basket.basket_store import STANDARD

    return STANDARD if basket is None else basket


def _open_basket(library: Path | None, model: str | None, basket: str | None) -> "tuple[Baskets, str]":
    """Open the baskets that the options name, and return the name of the one that is meant; raise BasketError."""
    from qa.basket.basket_store import Baskets, checked_name

    name = checked_name(_name_basket(basket))
    return Baskets(open_library(library, model)), name


def _find_quote(baskets: "Baskets", name: str, number: int) -> "Kept":
    """Return the quote of a number in a basket; raise BasketError."""
    kept = baskets.kept(name)
    if not kept:
        raise BasketError(_explain_empty(baskets))
    if number > len(kept):
        raise BasketError(f"there is no quote {number}: the basket holds {_count_quotes(len(kept))}")
    return kept[number - 1]


def _explain_empty(baskets: "Baskets") -> str:
    names = baskets.names()
    others = f"there is something in {', '.join(names)}: name one with --basket" if names else ""
    return f"the basket is empty: {others or 'put quotes into it with `pullquote basket add`'}"


def _count_quotes(count: int) -> str:
    return f"{count:,} quote{'' if count == 1 else 's'}"
