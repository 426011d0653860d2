"""`pullquote basket export`: a basket as a document, or as a list for reference managers."""

from pathlib import Path

import click

from qa.cli.basket_options import add_basket_options, count_quotes, explain_empty, open_basket
from qa.cli.options import open_style
from qa.errors import BasketError
from qa.settings import CITATION_STYLE

# The formats of qa.basket.exporting, which a test compares; with them here, help comes at once.
FORMATS = ("markdown", "obsidian", "html", "docx", "odt", "bibtex", "ris", "csl-json")


@click.command("export")
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
@add_basket_options
def export_command(
    format_: str | None,
    style: str,
    output: Path | None,
    basket: str | None,
    library: str | None,
    model: str | None,
) -> None:  # fmt: skip
    """Export a basket: its quotes with citations, notes and bibliography, or the list of what they are from.

    obsidian is a note with properties, whose quotes can be linked to. bibtex, ris and csl-json are for
    Zotero and other reference managers. docx and odt are written by Pandoc, which
    pip install "pullquote[documents]" brings along.

    \b
    pullquote basket export --style chicago-notes --output quotes.docx
    pullquote basket export --format bibtex > quotes.bib
    """
    from qa.basket import exporting

    chosen = format_ or (exporting.find_format(output) if output else FORMATS[0])
    if output is None and not exporting.FORMATS[chosen].is_text:
        raise click.UsageError(f"a {chosen} file is not for the terminal: say where to write it with --output FILE")
    opened_style = open_style(style)
    baskets, name = open_basket(library, model, basket)
    kept = baskets.list_quotes(name)
    if not kept:
        raise BasketError(explain_empty(baskets))
    title = exporting.TITLE if basket is None else name
    data = exporting.export(kept, chosen, opened_style, title)
    if output:
        exporting.write(output, data)
        click.echo(f"{count_quotes(len(kept))} written to {output}.")
    else:
        click.echo(data, nl=False)
