"""`pullquote add`: adds files, folders and web pages to the library and shows the progress."""

import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

import click

from corpus.web.web_addresses import is_address
from qa.cli.options import add_library_options, open_library

if TYPE_CHECKING:
    from corpus import Link, Problem
    from index import Entry, Library
    from qa.adding import Tally


@click.command("add")
@click.argument("named", metavar="PATH_OR_URL...", nargs=-1)
@click.option("--samples", is_flag=True, help="Add the built-in sample articles.")
@click.option("--tag", "tags", multiple=True, help="Give the articles this tag; may be repeated.")
@click.option("--links", "of_links", is_flag=True, help="Fetch the pages that the files list, such as bookmarks.")
@click.option("--again", is_flag=True, help="Read files again that have not changed, and pages without fetching them.")
@click.option("--prune", is_flag=True, help="Remove articles of the named folders whose files are gone.")
@click.option("--force", is_flag=True, help="Let --prune remove more than a third of a folder's articles.")
@click.option("--watch", is_flag=True, help="Go on adding what is new or changed in the named folders, until Ctrl-C.")
@add_library_options
def add_command(
    named: tuple[str, ...],
    samples: bool,
    tags: tuple[str, ...],
    of_links: bool,
    again: bool,
    prune: bool,
    force: bool,
    watch: bool,
    library: str | None,
    model: str | None,
) -> None:
    """Add articles: text, Markdown, HTML, PDF, Word, EPUB, e-mail and other files, folders of them, or web pages.

    Files and pages that have not changed since they were read are not read again; changed articles are replaced. Web
    pages are fetched from the addresses that you name, and from no others. "-" reads a list from standard input, a path
    or an address a line. With --links, the files are bookmarks of a browser, or what Pocket, Instapaper, Raindrop and
    Readwise Reader export. Stop at any time with Ctrl-C and run the same command again to go on.

    \b
    pullquote add ~/Articles notes.md
    pullquote add articles.jsonl
    pullquote add --prune ~/Articles
    pullquote add --watch ~/Articles
    pullquote add --samples
    pullquote add https://herald.example/toll
    pullquote add - < addresses.txt
    pullquote add --links bookmarks.html
    pullquote add reports/ --tag climate
    """
    listed = list(list_named(named))
    addresses = [name for name in listed if is_address(name)]
    paths = [Path(name) for name in listed if not is_address(name)]
    if not listed and not samples:
        raise click.UsageError("name the files or folders to add, or addresses of web pages, or --samples")
    if force and not prune:
        raise click.UsageError("--force goes with --prune")
    folders = [path for path in paths if path.is_dir()]
    if (prune or watch) and not folders:
        raise click.UsageError(f"{'--prune' if prune else '--watch'} needs a folder: name one that is there")
    if watch and addresses:
        raise click.UsageError("--watch takes files and folders only: add the addresses without it")
    if of_links and (addresses or folders or samples or not paths):
        raise click.UsageError("--links takes files that list addresses, and nothing else: add the others without it")
    links, problems = read_link_files(paths) if of_links else (make_links(addresses), [])
    paths = [] if of_links else paths
    opened = open_library(library, model, create=True)
    wanted = [*paths, *(list_samples() if samples else [])]
    if watch:
        from qa.cli.watching import watch_folders

        watch_folders(opened, wanted, folders, prune=prune, force=force, again=again, tags=tags)
        return
    pruned = folders if prune else ()
    for problem in problems:
        click.echo(problem, err=True)
    well = add_with_progress(opened, wanted, links, again=again, pruned=pruned, force=force, tags=tags)
    if problems or not well:
        raise click.exceptions.Exit(1)


def list_named(named: Iterable[str]) -> Iterator[str]:
    """Yield what was named, and for "-" the lines of standard input; raise UsageError if they are no text."""
    for name in named:
        if name != "-":
            yield name
            continue
        try:
            lines = sys.stdin.buffer.read().decode("utf-8-sig").split("\n")
        except UnicodeDecodeError as error:
            raise click.UsageError("standard input is no list: write a path or an address a line, in UTF-8") from error
        yield from (line.strip() for line in lines if line.strip())


def make_links(addresses: Iterable[str]) -> list["Link"]:
    """Return links to addresses, each once."""
    from corpus import Link

    return [Link(address) for address in dict.fromkeys(addresses)]


def read_link_files(paths: Iterable[Path]) -> tuple[list["Link"], list["Problem"]]:
    """Return the links that files list, each once, and what of the files could not be read.

    Raises UnreadableSource for a file that lists no links.
    """
    from corpus import ListKind, Loader, Problem, UnreadableSource, show_path

    links: dict[str, Link] = {}
    problems: list[Problem] = []
    with Loader() as loader:
        for path in paths:
            try:
                kind, _, listed, remarks = loader.read_links(path)
            except UnreadableSource as error:
                raise UnreadableSource(f"{path}: {error}") from error
            if kind is ListKind.OPML:
                raise UnreadableSource(f"{path}: the file lists feeds: follow them with `pullquote follow {path}`")
            if kind is ListKind.PAGE:
                raise UnreadableSource(f"{path}: the file is a page and no list of links: add it without --links")
            links |= {link.address: link for link in listed if link.address not in links}
            problems += [Problem(show_path(path), remark) for remark in remarks]
    return list(links.values()), problems


def list_samples() -> list[Path]:
    """Return the files of the built-in sample articles."""
    import corpus

    return sorted((Path(corpus.__file__).parent / "samples").glob("*.md"))


def add_with_progress(
    library: "Library",
    paths: Sequence[Path],
    links: Sequence["Link"] = (),
    *,
    err: bool = False,
    again: bool = False,
    pruned: Sequence[Path] = (),
    force: bool = False,
    tags: Sequence[str] = (),
) -> bool:
    """Add the articles of some paths and links; say whether all could be read.

    Progress and problems are shown on standard error.
    All of them get the tags, also those that were there, and those that were added before it was stopped. Articles of
    the folders in `pruned` whose files are gone are removed, see `choose_prunable`. The summary goes to standard
    output, or with `err` to standard error.
    """
    from index.merging import keep_files
    from index.originals import choose_prunable, list_beneath
    from qa.adding import Adding

    with ProgressBar() as bar:
        adding = Adding(library, bar, again=again, tags=tags)
        with tell_stop(adding.tally, bar):
            adding.add(paths)
            if links:
                add_pages(library, links, adding.tally, bar, again=again, tags=tags)
            try:
                if pruned:
                    keep_files(library)
                gone = choose_prunable(list_beneath(library.entries(), pruned), force=force) if pruned else []
                adding.remove(gone)
                for entry in gone:
                    bar.tell_line(describe_gone(entry))
            finally:
                bar.stop()
                click.echo(summarise(adding.tally), err=err)
    return not adding.tally.failed


def add_pages(
    library: "Library",
    links: Sequence["Link"],
    tally: "Tally",
    bar: "ProgressBar",
    *,
    again: bool,
    tags: Sequence[str],
) -> None:
    """Fetch the pages that links lead to, and add their articles."""
    from corpus.web.fetcher import Fetcher
    from qa.page_adding import PageAdding

    for _ in PageAdding(library, bar, tally, Fetcher(), again=again, tags=tags).add_links(links):
        pass


@contextmanager
def tell_stop(tally: "Tally", bar: "ProgressBar") -> Iterator[None]:
    """Let Ctrl-C end the command with a line on what was done until then."""
    try:
        yield
    except KeyboardInterrupt:
        bar.stop()
        click.echo(f"Stopped: {summarise(tally)} Run the same command again to go on.", err=True)
        raise


@dataclass(frozen=True, slots=True)
class _Stopwatch:
    """The seconds that something takes, as text; `began` is when it began, in seconds of the monotonic clock."""

    began: float

    def __str__(self) -> str:
        seconds = time.monotonic() - self.began
        return f"{seconds:.0f} s" if seconds >= 1 else ""


class ProgressBar:
    """Shows how many of the files' characters are embedded, how long the file takes, and what cannot be read."""

    def __init__(self, doing: str = "Adding") -> None:
        from rich import progress
        from rich.console import Console

        self._console = Console(stderr=True, highlight=False, markup=False, emoji=False)
        self._bar = progress.Progress(
            progress.TextColumn(doing), progress.BarColumn(), progress.TaskProgressColumn(show_speed=False),
            progress.TransferSpeedColumn(), progress.TimeRemainingColumn(), progress.TextColumn("{task.description}"),
            progress.TextColumn("{task.fields[taken]}"), console=self._console, disable=not self._console.is_terminal,
        )  # fmt: skip
        self._task = self._bar.add_task("", total=0, taken="")
        self._name = ""

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def stop(self) -> None:
        """Take the bar away."""
        self._bar.stop()

    def begin(self, name: str, total: int | None) -> None:
        """Show the file or the address that is looked at, and measure by a new total."""
        self._name = name
        self._bar.update(self._task, total=total, description=self._name, taken=_Stopwatch(time.monotonic()))

    def note_part(self, read: int, parts: int) -> None:
        """Show how many pages, chapters or sections of the file are read."""
        self._bar.update(self._task, description=f"{self._name}, part {read:,} of {parts:,}")

    def advance(self, characters: int) -> None:
        """Move the bar on by so many characters."""
        self._bar.advance(self._task, characters)

    def tell(self, problem: "Problem") -> None:
        """Print a problem above the bar."""
        self.tell_line(str(problem))

    def tell_line(self, line: str) -> None:
        """Print a line above the bar."""
        self._console.print(line, soft_wrap=True)


def describe_gone(entry: "Entry") -> str:
    """Return in one sentence that an article's file is gone."""
    return f"Its file is gone: {entry.id}, from {entry.source.path}."


def summarise(tally: "Tally") -> str:
    """Return in one sentence what adding did."""
    from index import Change

    counts = {**{str(change): tally.changes[change] for change in Change}, "removed": tally.removed}
    done = [f"{count:,} {what}" for what, count in counts.items() if count]
    embedded = f" ({tally.passages:,} passage{'' if tally.passages == 1 else 's'} embedded)" if tally.passages else ""
    added = f"{', '.join(done) or 'nothing added'}{embedded}"
    kinds = sorted(tally.unread, key=lambda kind: (-tally.unread[kind], not kind, kind))
    left = ", ".join(f"{tally.unread[kind]:,} {kind or 'without a suffix'}" for kind in kinds)
    return f"{added}; not read: {left}." if left else f"{added}."
