"""`pullquote basket`: collects quotes, orders them, notes something about them and exports them."""

import click

from qa.cli.basket_add_command import add_command
from qa.cli.basket_export_command import export_command
from qa.cli.basket_options import add_basket_options, count_quotes, explain_empty, find_quote, open_basket
from qa.cli.json_lines import echo_json
from qa.cli.options import add_cite_option, open_cite_style


@click.group("basket")
def basket_command() -> None:
    """Collect quotes, put them in order, note something about them, and export them with their citations.

    N is a quote's number in the basket, as `pullquote basket list` shows it.

    \b
    pullquote basket add "When did the Panama Canal open?"
    pullquote basket list
    pullquote basket export --output quotes.docx
    """


@basket_command.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@add_cite_option
@add_basket_options
def list_command(as_json: bool, cite: str | None, basket: str | None, library: str | None, model: str | None) -> None:
    """List what a basket holds, in order, as the library gives it now.

    \b
    pullquote basket list --cite chicago-notes
    pullquote basket list --json --basket thesis
    """
    from qa.cite.references import cite_quotes

    style = open_cite_style(cite)
    baskets, name = open_basket(library, model, basket)
    kept = baskets.list_quotes(name)
    cited = cite_quotes([quote.citation for quote in kept], style) if style else None
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
        click.echo(explain_empty(baskets))


@basket_command.command("note")
@click.argument("number", metavar="N", type=click.IntRange(min=1))
@click.argument("text")
@add_basket_options
def note_command(number: int, text: str, basket: str | None, library: str | None, model: str | None) -> None:
    """Note something about a quote, in place of what was noted; an empty text takes the note away.

    \b
    pullquote basket note 2 "compare with the court's own words"
    """
    baskets, name = open_basket(library, model, basket)
    baskets.note(find_quote(baskets, name, number).id, text)
    click.echo(f"Noted about quote {number}." if text.strip() else f"Quote {number} has no note now.")


@basket_command.command("move")
@click.argument("number", metavar="N", type=click.IntRange(min=1))
@click.argument("to", metavar="TO", type=click.IntRange(min=1))
@add_basket_options
def move_command(number: int, to: int, basket: str | None, library: str | None, model: str | None) -> None:
    """Put quote N of a basket at place TO.

    \b
    pullquote basket move 3 1
    """
    baskets, name = open_basket(library, model, basket)
    moved = find_quote(baskets, name, number)
    find_quote(baskets, name, to)
    baskets.move(moved.id, to)
    click.echo(f"Quote {number} is quote {to} now.")


@basket_command.command("drop")
@click.argument("numbers", metavar="N...", nargs=-1, required=True, type=click.IntRange(min=1))
@add_basket_options
def drop_command(numbers: tuple[int, ...], basket: str | None, library: str | None, model: str | None) -> None:
    """Take quotes out of a basket.

    \b
    pullquote basket drop 2 5
    """
    baskets, name = open_basket(library, model, basket)
    # All are looked up before the first is taken out, which changes the numbers.
    for id_ in {find_quote(baskets, name, number).id for number in numbers}:
        baskets.drop(id_)
    click.echo(f"Dropped {count_quotes(len(set(numbers)))}; the basket holds {len(baskets.list_quotes(name)):,}.")


basket_command.add_command(add_command)
basket_command.add_command(export_command)
