"""`pullquote check`: checks the quotations of a draft against the articles."""

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from corpus.errors import PullquoteError, UnreadableSource
from qa.cli.json_lines import echo_json
from qa.cli.options import add_library_options, open_library
from qa.cli.process import guard_output

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from qa.checking.draft.draft_file import DraftFile
    from qa.checking.report.report import Report


class CheckFailed(click.ClickException):
    """An error of the user's, with exit status 2; status 1 says that a quotation is not right."""

    exit_code = 2


@click.command("check")
@click.argument("draft", metavar="DRAFT", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--json", "as_json", is_flag=True, help="Print the report as one JSON object.")
@click.option(
    "--html", "page", type=click.Path(path_type=Path), metavar="FILE", help="Write the report as a page, too."
)
@add_library_options
def check_command(draft: Path, as_json: bool, page: Path | None, library: Path | None, model: str | None) -> None:
    """Check the quotations of a draft against your articles.

    DRAFT is Markdown, plain text or .docx, or "-" for Markdown on standard input. Each quotation of four words or more,
    and each block quote, is exact, typographic, altered, stitched, misattributed or not found. Exit status: 0 if all
    are exact or typographic, 1 if one is not, 2 if the check could not be made.

    \b
    pullquote check draft.md
    pullquote check chapter.docx --html report.html
    pullquote check draft.md --json
    """
    if page is not None and (str(page) == "-" or (page.exists() and draft.exists() and page.samefile(draft))):
        raise click.UsageError("--html needs a file of its own, which is not the draft")
    try:
        report = _check(draft, library, model)
        if page is not None:
            from qa.checking.report.report_page import render_report_page

            _write_page(page, render_report_page(report, "standard input" if str(draft) == "-" else draft.name))
        with guard_output():  # the exit status is the same if nobody reads the report to its end
            _print(report, as_json=as_json)
    except PullquoteError as error:
        raise CheckFailed(str(error)) from error
    if not report.is_good:
        raise click.exceptions.Exit(1)


def _print(report: "Report", *, as_json: bool) -> None:
    if as_json:
        from qa.checking.report.report_json import serialise_report

        echo_json(serialise_report(report))
    else:
        from qa.cli.terminal_report import print_report

        print_report(report)


def _check(draft: Path, library: Path | None, model: str | None) -> "Report":
    from qa.checking.checker import DraftChecker
    from qa.settings import Settings

    file, opened = _open_draft(draft), open_library(library, model)
    try:
        with _show_progress() as follow:
            return DraftChecker(opened.folder, Settings().longest_draft).check(file, follow)
    except KeyboardInterrupt:
        click.echo("Stopped: nothing was reported.", err=True)
        raise click.exceptions.Exit(130) from None


@contextmanager
def _show_progress() -> "Iterator[Callable[[int, int], None]]":
    """Show the progress of a check on standard error, if that is a terminal."""
    from rich import progress
    from rich.console import Console

    console = Console(stderr=True)
    columns = (progress.TextColumn("Checking"), progress.BarColumn(), progress.MofNCompleteColumn())
    with progress.Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as bar:
        task = bar.add_task("")
        yield lambda done, of: bar.update(task, completed=done, total=of)


def _open_draft(draft: Path) -> "DraftFile":
    from qa.checking.draft.draft_file import LARGEST_DRAFT, DraftFile, open_draft

    if str(draft) != "-":
        return open_draft(draft)
    # One byte more than allowed is enough to refuse an input, which may be endless.
    data = sys.stdin.buffer.read(LARGEST_DRAFT + 1)
    if len(data) > LARGEST_DRAFT:
        raise UnreadableSource(f"standard input gives more than {LARGEST_DRAFT / 2**20:g} MB: check it in parts")
    return DraftFile("standard input", data)


def _write_page(page: Path, text: str) -> None:
    try:
        page.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UnreadableSource(f"{page} cannot be written ({error.strerror}): choose another file") from error
