"""Prints lists: articles by two lines each, others in columns, and both as tab-separated values into a pipe."""

import sys
from collections.abc import Iterable, Sequence
from itertools import chain, islice

import click
from rich.cells import cell_len, set_cell_size
from rich.text import Text

from index import Entry
from qa.cli.console import make_console, wrap
from qa.rendering.dates import format_date

# Lines that are written at once.
_AT_ONCE = 500
FIELDS = ("id", "title", "publisher", "published", "words")


def print_entries(entries: Iterable[Entry]) -> None:
    """Print articles in their order; ids are never shortened, for other commands ask for them."""
    if is_terminal():
        _print_for_people(entries)
    else:
        _print_values(entries)


def print_table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows under their headings: in columns for a person, tab-separated into a pipe."""
    lines = [list(headings), *([show_printable(value) for value in row] for row in rows)]
    if not is_terminal():
        _write_lines("\t".join(line) for line in lines)
        return
    widths = [max(map(cell_len, column)) for column in zip(*lines, strict=True)]
    padded = (zip(line, widths, strict=True) for line in lines)
    first, *others = ["  ".join(set_cell_size(value, width) for value, width in line).rstrip() for line in padded]
    _write_lines([click.style(first, bold=True), *others])


def show_printable(value: str) -> str:
    """Return a value as it can be printed on a line: what would not be seen there becomes escapes."""
    return "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in value)


def is_terminal() -> bool:
    """Say whether a person reads what is printed."""
    return sys.stdout.isatty()


def _print_for_people(entries: Iterable[Entry]) -> None:
    out = make_console()
    styled, width = bool(out.color_system), out.width

    def show(text: str, **style: bool) -> str:
        lines = (text if _measure(text) <= width else wrap(Text(text), width).plain).split("\n")
        return "\n".join(click.style(line, **style) if styled else line for line in lines)

    def describe(entry: Entry) -> str:
        known = (entry.source.publisher, format_date(entry.source.published or ""), f"{entry.word_count:,} words")
        named, told = f"  {entry.id}", f"  {', '.join(part for part in known if part)}"
        between = "\n" if _measure(named + told) > width else ""
        lines = [show(entry.title, bold=True), f"{show(named)}{between}{show(told, dim=True)}"]
        return "\n".join([*lines, show(f"  {entry.remark}", dim=True)] if entry.remark else lines)

    _write_lines(map(describe, entries))


def _measure(text: str) -> int:
    """Return how many cells of a terminal a line takes; Rich looks up each letter, which a long list would wait for."""
    return len(text) if text.isascii() and text.isprintable() else cell_len(text)


def _print_values(entries: Iterable[Entry]) -> None:
    _write_lines(chain(["\t".join(FIELDS)], map(_list_values, entries)))


def _list_values(entry: Entry) -> str:
    source = entry.source
    values = (entry.id, entry.title, source.publisher or "", source.published or "", str(entry.word_count))
    # A tab or a line's end within a value would begin another one.
    return "\t".join(" ".join(value.split()) for value in values)


def _write_lines(lines: Iterable[str]) -> None:
    """Write lines, many at once: a list may have a million of them."""
    waiting = iter(lines)
    while batch := list(islice(waiting, _AT_ONCE)):
        click.echo("\n".join(batch))
