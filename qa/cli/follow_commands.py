"""`pullquote follow`, `sync` and `unfollow`: feeds and sites whose new articles are brought when that is asked for."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from corpus.web.web_addresses import is_address
from qa.cli.add_command import ProgressBar, list_named, summarise, tell_stop
from qa.cli.options import add_library_options, open_library

if TYPE_CHECKING:
    from corpus import Link
    from index import Library
    from qa.following.feed_store import Feed

_FIELDS = ("address", "title", "kind", "tags", "synced", "listed", "came", "waiting")


@click.command("follow")
@click.argument("named", metavar="URL_OR_OPML...", nargs=-1)
@click.option("--tag", "tags", multiple=True, help="Give what comes this tag; may be repeated.")
@click.option(
    "--export", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True), metavar="FILE",
    help="Write what is followed as OPML.",
)  # fmt: skip
@add_library_options
def follow_command(
    named: tuple[str, ...], tags: tuple[str, ...], export: Path | None, library: str | None, model: str | None
) -> None:
    """Follow feeds and sites: RSS, Atom, JSON Feed or a sitemap; without an address, list what is followed.

    An address may be that of a page: the feed that it names is followed, or else the sitemap that its site names. An
    OPML file names several. No article is fetched yet: `pullquote sync` brings what is new.

    \b
    pullquote follow https://herald.example
    pullquote follow https://herald.example/feed.xml --tag news
    pullquote follow feeds.opml
    pullquote follow
    pullquote follow --export feeds.opml
    """
    if named and export:
        raise click.UsageError("--export writes what is followed: follow first, then export")
    if tags and not named:
        raise click.UsageError("--tag goes with an address")
    opened = _open(library, model, create=bool(named))
    if named:
        links = list(_list_links(named, tags))
        if not _follow_with_progress(opened, links):
            raise click.exceptions.Exit(1)
    elif export:
        _export(opened, export)
    else:
        _print_feeds(opened)


@click.command("sync")
@click.option("--all", "without_limit", is_flag=True, help="Bring all that waits, however much it is.")
@add_library_options
def sync_command(without_limit: bool, library: str | None, model: str | None) -> None:
    """Bring what is new in the feeds and sites that are followed, each article once.

    Of each, the 50 newest articles that are not there yet are fetched; the next sync goes on with the others. The exit
    status is 1 if a feed could not be read; a page that is gone is told, and no failure. Stop at any time with Ctrl-C.

    \b
    pullquote sync
    pullquote sync --all
    """
    if not _sync_with_progress(_open(library, model), without_limit=without_limit):
        raise click.exceptions.Exit(1)


@click.command("unfollow")
@click.argument("addresses", metavar="URL...", nargs=-1, required=True)
@add_library_options
def unfollow_command(addresses: tuple[str, ...], library: str | None, model: str | None) -> None:
    """Follow feeds or sites no longer; the articles that came from them stay.

    \b
    pullquote unfollow https://herald.example/feed.xml
    """
    from qa.following.feed_store import Feeds

    feeds = Feeds(_open(library, model).folder)
    for address in addresses:
        feeds.unfollow(_normalise(address))
        click.echo(f"No longer followed: {address}.")


def _open(library: str | None, model: str | None, *, create: bool = False) -> "Library":
    """Open the library; raise FollowError if there is none, so that nothing is followed."""
    from index import NoLibrary
    from qa.errors import FollowError

    try:
        return open_library(library, model, create=create)
    except NoLibrary as error:
        raise FollowError(
            f"there is no library in {error.folder}, so nothing is followed: follow a feed or a site with "
            "`pullquote follow URL`"
        ) from error


def _list_links(named: tuple[str, ...], tags: tuple[str, ...]) -> Iterator["Link"]:
    """Yield links to what is to be followed, with their tags; raise UnreadableSource for a file that is no OPML."""
    from dataclasses import replace

    from corpus import Link, ListKind, Loader, UnreadableSource
    from index.tags import normalise_tag

    given = tuple(normalise_tag(tag) for tag in tags)
    with Loader() as loader:
        for name in list_named(named):
            if is_address(name):
                yield Link(name, tags=given)
                continue
            try:
                kind, _, links, remarks = loader.read_links(Path(name))
            except UnreadableSource as error:
                raise UnreadableSource(f"{name}: {error}") from error
            if kind is not ListKind.OPML:
                raise UnreadableSource(f"{name}: the file is no OPML: name an address, or export feeds as OPML")
            if not links:
                raise UnreadableSource(f"{name}: the file names no feeds, or is cut short: export it once more")
            for remark in remarks:
                click.echo(f"{name}: {remark}", err=True)
            yield from (replace(link, tags=(*link.tags, *given)) for link in links)


def _follow_with_progress(library: "Library", links: list["Link"]) -> bool:
    """Follow what stands at some addresses, and print it; say whether all could be."""
    from corpus.web.fetcher import Fetcher
    from qa.adding import Tally
    from qa.following.syncing import Following

    tally = Tally()
    with ProgressBar("Looking") as bar, tell_stop(tally, bar):
        for feed, is_new in Following(library, bar, tally, Fetcher()).follow(links):
            click.echo(f"{'Following' if is_new else 'Followed already:'} {_describe(feed)}")
    return not tally.failed


def _sync_with_progress(library: "Library", *, without_limit: bool) -> bool:
    """Sync all feeds, and print what came; say whether all of them could be read, be their pages gone or not."""
    from corpus.web.fetcher import Fetcher
    from qa.adding import Tally
    from qa.following.feed_store import Feeds
    from qa.following.syncing import MOST_PAGES, Following

    if not Feeds(library.folder).list_all():
        click.echo("Nothing is followed: follow a feed or a site with `pullquote follow URL`.")
        return True
    tally = Tally()
    with ProgressBar("Syncing") as bar, tell_stop(tally, bar):
        try:
            most = None if without_limit else MOST_PAGES
            following = Following(library, bar, tally, Fetcher(), most=most)
            for feed in following.sync():
                if feed.waiting:
                    bar.tell_line(f"{feed.title or feed.address}: {feed.waiting:,} more wait for the next sync.")
        finally:
            bar.stop()
    click.echo(summarise(tally))
    return not following.failed


def _print_feeds(library: "Library") -> None:
    """Print what is followed: for people in a terminal, as tab-separated values into a pipe."""
    from qa.cli.listing import is_terminal
    from qa.following.feed_store import Feeds
    from qa.rendering.dates import format_date

    feeds = Feeds(library.folder).list_all()
    if not is_terminal():
        click.echo("\t".join(_FIELDS))
        for feed in feeds:
            values = (feed.address, feed.title, feed.kind, ", ".join(feed.tags), feed.synced or "")
            click.echo("\t".join((*values, str(feed.listed), str(feed.came), str(feed.waiting))))
        return
    if not feeds:
        click.echo("Nothing is followed: follow a feed or a site with `pullquote follow URL`.")
    for feed in feeds:
        synced = f"synced {format_date(feed.synced)}" if feed.synced else "not synced yet"
        tagged = f", tagged {', '.join(feed.tags)}" if feed.tags else ""
        click.echo(f"{_describe(feed)}\n  {feed.came:,} came, {feed.waiting:,} wait; {synced}{tagged}")


def _describe(feed: "Feed") -> str:
    named = f"“{feed.title}”, " if feed.title else ""
    return f"{named}{feed.kind}, {feed.listed:,} article{'' if feed.listed == 1 else 's'}: {feed.address}"


def _export(library: "Library", path: Path) -> None:
    """Write what is followed as OPML, to standard output for "-"."""
    from corpus import Link
    from corpus.errors import UnreadableSource
    from corpus.formats.xml_lists import write_opml
    from qa.following.feed_store import Feeds

    feeds = Feeds(library.folder).list_all()
    written = write_opml("Followed in Pullquote", (Link(feed.address, feed.title, tags=feed.tags) for feed in feeds))
    if str(path) == "-":
        sys.stdout.buffer.write(written)
    else:
        try:
            with path.open("xb") as file:
                file.write(written)
        except FileExistsError as error:
            raise UnreadableSource(f"{path} is there already: name another file, or remove it first") from error
        except OSError as error:
            raise UnreadableSource(f"{path} cannot be written ({error.strerror}): choose another place") from error
        click.echo(f"Wrote {len(feeds):,} feed{'' if len(feeds) == 1 else 's'} to {path}.")


def _normalise(address: str) -> str:
    """Return an address as it is written here; raise FollowError if it is none."""
    from corpus.web.web_addresses import parse_address
    from qa.errors import FollowError

    if not is_address(address):
        raise FollowError(f"{address} is no address, so it is not followed: `pullquote follow` lists what is")
    return parse_address(address)
