"""`pullquote zotero`: adds the items of a library at Zotero, and what is new or has changed there since."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from corpus.errors import PullquoteError, ZoteroFailed
from qa.cli.add_command import ProgressBar, summarise, tell_stop
from qa.cli.options import add_library_options, open_library

if TYPE_CHECKING:
    from corpus.zotero.zotero_api import ZoteroApi
    from qa.zotero_adding import Followed, ZoteroAdding

_KEY = re.compile(r"[0-9A-Za-z]{8,100}")


@click.command("zotero")
@click.option("--collection", metavar="NAME|KEY", help="Only this collection, and those within it.")
@click.option("--group", type=click.IntRange(1), metavar="ID", help="The library of this group instead of your own.")
@click.option("--user", type=click.IntRange(1), metavar="ID", help="At zotero.org: the library of this user.")
@click.option(
    "--key-file", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="FILE",
    help="At zotero.org: a file that holds the key that opens the library.",
)  # fmt: skip
@click.option("--port", type=click.IntRange(1, 65_535), help="The port of Zotero on this machine, if it is not 23119.")
@click.option("--tag", "tags", multiple=True, help="Give the articles this tag; may be repeated.")
@click.option("--prune", is_flag=True, help="Remove articles whose items are no longer in the library or collection.")
@click.option("--force", is_flag=True, help="Let --prune remove more than a third of the articles.")
@add_library_options
def zotero_command(
    collection: str | None,
    group: int | None,
    user: int | None,
    key_file: Path | None,
    port: int | None,
    tags: tuple[str, ...],
    prune: bool,
    force: bool,
    library: str | None,
    model: str | None,
) -> None:
    """Add the items of a Zotero library that have a file with their text, and what has changed there since.

    Zotero has to run on this machine; with --user or --key-file, the library is read from zotero.org. Run the same
    command again to bring what is new or has changed. Stop at any time with Ctrl-C, and run it again to go on.

    \b
    pullquote zotero
    pullquote zotero --collection "Canals"
    pullquote zotero --group 5 --prune
    """
    if user and group:
        raise click.UsageError("name either a user or a group")
    at_zotero_org = user is not None or key_file is not None
    if at_zotero_org and not (user or group):
        raise click.UsageError("--key-file needs --user or --group: your user ID is at zotero.org/settings/keys")
    if at_zotero_org and port:
        raise click.UsageError("--port goes with Zotero on this machine only")
    if force and not prune:
        raise click.UsageError("--force goes with --prune")
    from corpus.zotero.zotero_api import LOCAL_PORT, open_local_api, open_web_api

    if at_zotero_org:
        asked = f"users/{user}" if user else f"groups/{group}"
        api = open_web_api(asked, read_key(key_file) if key_file else None)
    else:
        api = open_local_api(port or LOCAL_PORT, group)
    if not add_items(api, collection, library, model, tags=tags, prune=prune, force=force):
        raise click.exceptions.Exit(1)


def read_key(path: Path) -> str:
    """Return the key that a file holds; raise ZoteroFailed if it holds none."""
    try:
        key = path.read_text(encoding="utf-8-sig").strip()
    except (OSError, UnicodeDecodeError):
        key = ""
    if not _KEY.fullmatch(key):
        raise ZoteroFailed("the file of the key holds no key: write into it the one of zotero.org/settings/keys alone")
    return key


def add_items(
    api: "ZoteroApi",
    collection: str | None,
    library: str | None,
    model: str | None,
    *,
    tags: tuple[str, ...],
    prune: bool,
    force: bool,
) -> bool:
    """Add the items of a library at Zotero; say whether all could be read."""
    from corpus.zotero.zotero_files import LocalFiles, SentFiles
    from qa.adding import Tally
    from qa.zotero_adding import ZoteroAdding

    opened, tally = open_library(library, model, create=True), Tally()
    with ProgressBar() as bar, tell_stop(tally, bar):
        files = LocalFiles(api) if api.is_local else SentFiles(api)
        adding = ZoteroAdding(opened, bar, tally, api, files, tags=tags)
        try:
            followed = adding.add(collection)
            tell_followed(followed, adding, bar, prune=prune, force=force)
        except PullquoteError:
            bar.stop()
            if tally.is_news():
                click.echo(f"Stopped: {summarise(tally)} Run the same command again to go on.", err=True)
            raise
        bar.stop()
        click.echo(summarise(tally))
    return not tally.failed


def tell_followed(followed: "Followed", adding: "ZoteroAdding", bar: ProgressBar, *, prune: bool, force: bool) -> None:
    """Say which items have no text and which are gone, and with `prune` remove the articles of these."""
    if followed.without_text:
        count = f"{followed.without_text:,} of {followed.items:,} items"
        bar.tell_line(f"{count} have no file with their text, and were left out: attach one in Zotero.")
    if prune and followed.gone:
        adding.remove(followed, force=force)
    for _, article_id in followed.gone:
        bar.tell_line(
            f"Its item is no longer there in Zotero: {article_id}." + ("" if prune else " --prune would remove it.")
        )
