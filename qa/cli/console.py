"""The console of the commands, which prints texts letter for letter, and an article on it."""

import re
import sys

import click
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from corpus import Article, Source

# The width of a pipe, which gets each quote on one line; only a terminal wraps lines.
_PIPE_WIDTH = 100_000


class _Console(Console):
    """A console that raises what a pipe without a reader causes."""

    def on_broken_pipe(self) -> None:
        raise  # the error that rich has caught, for which it would end with status 1


def make_console() -> Console:
    """Return a console that neither interprets nor colours the text of articles."""
    width = None if sys.stdout.isatty() else _PIPE_WIDTH
    return _Console(highlight=False, markup=False, emoji=False, width=width)


def write(out: Console, text: Text) -> None:
    """Print text: wrapped in a terminal, letter for letter into a pipe, where rich would turn tabs into spaces."""
    if out.is_terminal:
        out.print(wrap(text, out.width), no_wrap=True, overflow="ignore", crop=False)
    else:
        click.echo(text.plain)


def wrap(text: Text, width: int) -> Text:
    """Return a text with its lines broken between words, where rich would break a long one, such as an address."""
    breaks, column = [], 0
    for word in re.finditer(r"\S+\s*|\s+", text.plain):
        if column and column + cell_len(word[0].rstrip()) > width:
            breaks.append(word.start())
            column = 0
        column = 0 if "\n" in word[0] else column + cell_len(word[0])
    lines = text.divide(breaks)
    for line in lines[:-1]:
        line.rstrip()
    return Text("\n").join(lines)


def print_article(article: Article) -> None:
    """Print what is known of an article, then its text, letter for letter."""
    out, source = make_console(), article.source
    for name, value in _list_known(article.id, article.title, source):
        write(out, Text.assemble((f"{name}: ", "dim"), value))
    if article.remark:
        write(out, Text.assemble(("remark: ", "dim"), article.remark))
    click.echo(f"\n{article.text}")


def _list_known(id_: str, title: str, source: Source) -> list[tuple[str, str]]:
    fields = [("id", id_), ("title", title), ("authors", ", ".join(source.authors)), ("publisher", source.publisher)]
    fields += [
        ("published", source.published),
        ("url", source.url),
        ("doi", source.doi),
        ("zotero", source.zotero),
        ("file", source.path),
        ("language", source.language),
    ]
    return [(name, value) for name, value in fields if value]
