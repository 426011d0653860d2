"""Prints the articles of a library: two lines an article in a terminal, tab-separated values into a pipe."""

import sys
from collections.abc import Iterable

import click
from rich.text import Text

from index import Entry
from qa.cli.terminal import make_console, write
from qa.rendering.dates import format_date

FIELDS = ("id", "title", "publisher", "published", "words")


def print_entries(entries: Iterable[Entry]) -> None:
    """Print articles in their order; ids are never shortened, for other commands ask for them."""
    if is_terminal():
        _print_for_people(entries)
    else:
        _print_values(entries)


def is_terminal() -> bool:
    """Say whether a person reads what is printed."""
    return sys.stdout.isatty()


def _print_for_people(entries: Iterable[Entry]) -> None:
    out = make_console()
    for entry in entries:
        write(out, Text(entry.title, style="bold"))
        known = (entry.source.publisher, format_date(entry.source.published or ""), f"{entry.word_count:,} words")
        write(out, Text.assemble("  ", entry.id, (f"  {', '.join(part for part in known if part)}", "dim")))
        if entry.remark:
            write(out, Text(f"  {entry.remark}", style="dim"))


def _print_values(entries: Iterable[Entry]) -> None:
    click.echo("\t".join(FIELDS))
    for entry in entries:
        source = entry.source
        values = (entry.id, entry.title, source.publisher or "", source.published or "", str(entry.word_count))
        # A tab or a line's end within a value would begin another one.
        click.echo("\t".join(" ".join(value.split()) for value in values))
