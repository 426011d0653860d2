"""What the commands share that ask or search: the words that are given, how many quotes, and the exit status."""

import sys
from collections.abc import Callable
from typing import Any, TypeVar

import click

from corpus.errors import UnreadableSource

Command = TypeVar("Command", bound=Callable[..., Any])
# The exit status where nothing answers; 1 is that of an error, 2 that of a command that is typed wrong.
UNANSWERED = 4
# Bytes of standard input: more than the longest question has.
_MOST_READ = 100_000


def add_words_argument(metavar: str) -> Callable[[Command], Command]:
    """Add the words of a question or a search, with or without quotation marks around them."""
    return click.argument("words", metavar=metavar, nargs=-1)


def read_words(words: tuple[str, ...]) -> str | None:
    """Return the words as one text, that of standard input for "-", None for none; raise UnreadableSource."""
    if words != ("-",):
        return " ".join(words) if words else None
    try:
        return sys.stdin.buffer.read(_MOST_READ).decode("utf-8-sig").strip()
    except UnicodeDecodeError as error:
        raise UnreadableSource("standard input is not UTF-8: send it as UTF-8") from error


def add_most_option(what: str, default: int | None = None) -> Callable[[Command], Command]:
    """Add -n, the largest number of what is printed."""
    return click.option(
        "-n", "most", type=click.IntRange(min=1), metavar="N", default=default, show_default=default is not None,
        help=f"Print at most N {what}.",
    )  # fmt: skip


def add_quiet_exit_option(command: Command) -> Command:
    """Add --quiet-exit."""
    return click.option(
        "--quiet-exit", "quiet", is_flag=True, help=f"Exit with status 0, not {UNANSWERED}, where nothing answers."
    )(command)


def end_unanswered(*, quiet: bool) -> None:
    """End the command with the status that tells that nothing answers, or well if it is to be `quiet`."""
    if not quiet:
        raise click.exceptions.Exit(UNANSWERED)
