"""`pullquote list`, `show`, `tag` and `remove`: list, show, tag and remove the articles of the library."""

from itertools import chain

import click

from qa.cli.asking import add_most_option
from qa.cli.json_lines import echo_json
from qa.cli.options import add_library_options, open_library


@click.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@add_most_option("articles")
@click.option("--tag", "tags", multiple=True, help="Only articles with this tag; may be repeated.")
@add_library_options
def list_command(
    as_json: bool, most: int | None, tags: tuple[str, ...], library: str | None, model: str | None
) -> None:
    """List the articles in the library, newest first.

    Into a pipe or a file they go as tab-separated values, under a line with their names.

    \b
    pullquote list
    pullquote list -n 20
    pullquote list --json
    pullquote list --tag climate
    """
    from index import Filters

    opened = open_library(library, model)
    entries = opened.walk(most, Filters(tags=opened.spell_tags(tags)))
    if as_json:
        from qa.rendering.answer_json import serialise_entry

        for entry in entries:
            echo_json(serialise_entry(entry))
    elif first := next(entries, None):
        from qa.cli.listing import print_entries

        print_entries(chain([first], entries))
    else:
        click.echo("The library is empty: add articles with `pullquote add PATH`.")


@click.command("show")
@click.argument("article_id", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="Print it as a line that `pullquote add FILE.jsonl` reads.")
@add_library_options
def show_command(article_id: str, as_json: bool, library: str | None, model: str | None) -> None:
    """Show an article: what is known about it, and its text.

    \b
    pullquote show apollo-11-the-eagle-lands
    """
    from index import find_article_id

    opened = open_library(library, model)
    article = opened.article(find_article_id(opened, article_id))
    if as_json:
        from qa.rendering.answer_json import serialise_article

        echo_json(serialise_article(article))
    else:
        from qa.cli.console import print_article

        print_article(article)


@click.command("tag")
@click.argument("article_ids", metavar="ID...", nargs=-1, required=True)
@click.argument("tag", metavar="TAG")
@click.option("--off", is_flag=True, help="Take the tag off them.")
@add_library_options
def tag_command(article_ids: tuple[str, ...], tag: str, off: bool, library: str | None, model: str | None) -> None:
    """Give articles a tag, or take it off them.

    \b
    pullquote tag apollo-11-the-eagle-lands space
    pullquote tag --off apollo-11-the-eagle-lands space
    """
    from index import find_article_id

    opened = open_library(library, model)
    ids = [find_article_id(opened, name) for name in article_ids]
    spelt = opened.untag(ids, tag) if off else opened.tag(ids, tag)
    for article_id in ids:
        click.echo(f"{article_id} is {'no longer tagged' if off else 'tagged'} {spelt!r}.")


@click.command("remove")
@click.argument("article_ids", metavar="ID...", nargs=-1, required=True)
@add_library_options
def remove_command(article_ids: tuple[str, ...], library: str | None, model: str | None) -> None:
    """Remove articles from the library; files they came from stay where they are.

    \b
    pullquote remove apollo-11-the-eagle-lands
    """
    from index import find_article_id

    opened = open_library(library, model)
    for name in article_ids:
        article_id = find_article_id(opened, name)
        opened.discard(article_id)
        click.echo(f"Removed {article_id}.")
