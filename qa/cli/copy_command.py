"""`pullquote copy`: copies a library into another folder, or to or from a database."""

import click

from qa.cli.options import NamedPlace, show_progress
from qa.folders import find_place


@click.command("copy")
@click.argument("library", type=NamedPlace())
@click.argument("new", type=NamedPlace())
def copy_command(library: str, new: str) -> None:
    """Copy a library into a new folder, or to or from a database of PostgreSQL. Nothing is embedded again.

    What was interrupted goes on when the same is run again. Conversations and baskets stay where they are.

    \b
    pullquote copy ~/Library postgresql://me@db.example/articles
    pullquote copy postgresql://me@db.example/articles ~/Copy
    """
    from index.library_copy import copy
    from index.places import show_place

    places = find_place(library), find_place(new)
    with show_progress("Copying articles") as done:
        copied = copy(*places, done)
    before = f"; {copied.before:,} articles were there already" if copied.before else ""
    counts = f"{copied.articles:,} articles, {copied.passages:,} passages"
    click.echo(f"{show_place(places[1])} holds a copy: {counts}{before}.")
