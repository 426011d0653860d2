"""Options that several commands share; and opens what they name."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import click

from qa.errors import QuestionError
from qa.folders import cache_folder, find_place, is_address
from qa.query.day_asked import read_day_asked
from qa.reading.reader_names import DEFAULT, SIMILARITY, TRAINED

if TYPE_CHECKING:
    from rich.status import Status

    from index import Filters, Library
    from qa.assistant import Assistant
    from qa.cite.styles import Style

Command = TypeVar("Command", bound=Callable[..., Any])


def _read_today(_: click.Context, __: click.Parameter, value: str | None) -> date | None:
    try:
        return None if value is None else read_day_asked(value)
    except QuestionError as error:
        raise click.BadParameter(str(error)) from error


def add_today_option(command: Command) -> Command:
    """Add --today."""
    return click.option(
        "--today", callback=_read_today, metavar="DATE",
        help='The day from which "this week" and "last month" are counted, like 2024-06-19. Default: today.',
    )(command)  # fmt: skip


class NamedPlace(click.Path):
    """A library as it is named: by a folder, or by an address of PostgreSQL."""

    def __init__(self) -> None:
        super().__init__(file_okay=False, path_type=str)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401
        """Return what was named; a file is refused."""
        return value if is_address(str(value)) else super().convert(value, param, ctx)


def add_library_options(command: Command) -> Command:
    """Add --library and --model."""
    for option in (
        click.option(
            "--model", envvar="PULLQUOTE_MODEL", metavar="NAME",
            help="Embedding model: a sentence-transformers name or folder. Default: the one that made the library.",
        ),
        click.option(
            "--library", envvar="PULLQUOTE_LIBRARY", type=NamedPlace(), metavar="DIR",
            help="The library's folder, or the address of a shared one: postgresql://… Default: a folder among your "
            "own data.",
        ),
    ):  # fmt: skip
        command = option(command)
    return command


def add_reader_option(command: Command) -> Command:
    """Add --reader."""
    return click.option(
        "--reader", envvar="PULLQUOTE_READER", metavar="NAME", default=DEFAULT, show_default=True,
        help=f"What finds the answers: '{SIMILARITY}' to the question; '{TRAINED}', a network for English questions; "
        "or a question-answering model or cross-encoder, by folder or by name on the Hugging Face hub.",
    )(command)  # fmt: skip


def add_filter_options(command: Command) -> Command:
    """Add --from, --to, --publisher, --tag and --article."""
    for option in (
        click.option("--article", "articles", multiple=True, metavar="ID", help="Only this article; may be repeated."),
        click.option("--tag", "tags", multiple=True, help="Only articles with this tag; may be repeated."),
        click.option("--publisher", "publishers", multiple=True, help="Only this publisher; may be repeated."),
        click.option("--to", "published_to", metavar="DATE", help="Only articles published up to then."),
        click.option("--from", "published_from", metavar="DATE", help="Only articles published since: 2024-06-19."),
    ):
        command = option(command)
    return command


def add_cite_option(command: Command) -> Command:
    """Add --cite."""
    return click.option(
        "--cite", metavar="STYLE",
        help="Cite the quotes in this style, such as apa, mla or chicago-notes, or in that of a .csl file.",
    )(command)  # fmt: skip


def open_cite_style(name: str | None) -> "Style | None":
    """Return the style that --cite names, if any; raise StyleError."""
    return None if name is None else open_style(name)


def open_style(name: str) -> "Style":
    """Return the style of that name; raise StyleError if there is none or its file cannot be used."""
    from qa.cite.references import cite_items
    from qa.cite.styles import find_style

    style = find_style(name)
    cite_items([], style)
    return style


def show_waiting(what: str) -> "Status":
    """Return a status line for a terminal, which tells that something takes a moment."""
    from rich.console import Console

    return Console(stderr=True).status(f"{what}…")


@contextmanager
def show_progress(what: str) -> Iterator[Callable[[float], None]]:
    """Show progress on standard error, if that is a terminal."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task(what, total=1.0)
        yield lambda share: progress.update(task, completed=share)


def open_library(library: str | None, model: str | None, *, create: bool = False) -> "Library":
    """Open the library that the options name."""
    from index import Library

    with show_waiting("Opening the library"):
        return Library.open(find_place(library), cache_folder(), model, create=create)


def open_assistant(library: str | None, model: str | None, reader: str, *, create: bool = False) -> "Assistant":
    """Open an assistant over the library that the options name."""
    from qa.assistant import Assistant

    with show_waiting("Opening the library"):
        return Assistant.open(library, model=model, reader=reader, create=create)


def make_filters(
    library: "Library",
    published_from: str | None,
    published_to: str | None,
    publishers: tuple[str, ...],
    articles: tuple[str, ...],
    tags: tuple[str, ...],
) -> "Filters":
    """Return the filters that the options name; raise LibraryError for dates and names of which there are none."""
    from index import Filters, settle_filters

    return settle_filters(library, Filters(published_from, published_to, publishers, articles, tags))
