"""`pullquote check`: checks the quotations of a draft against the articles."""

import sys
from collections.abc import Sequence
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
@click.argument("drafts", metavar="DRAFT...", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "github"]), default="text",
    help="Print the report for a person, as one JSON object a draft, or as annotations of GitHub Actions.",
)  # fmt: skip
@click.option("--json", "form", flag_value="json", help="The same as --format json.")
@click.option(
    "--html", "page", type=click.Path(path_type=Path), metavar="FILE", help="Write the report as a page, too."
)
@add_library_options
def check_command(
    drafts: tuple[Path, ...], form: str, page: Path | None, library: str | None, model: str | None
) -> None:
    """Check the quotations of drafts against your articles.

    DRAFT is Markdown, plain text or .docx, or "-" for Markdown on standard input. Each quotation of four words or more,
    and each block quote, is exact, typographic, altered, stitched, misattributed or not found. Exit status: 0 if all
    are exact or typographic, 1 if one is not, 2 if the check could not be made.

    \b
    pullquote check draft.md
    pullquote check chapter.docx --html report.html
    pullquote check draft.md --json
    pullquote check --format github essays/*.md
    """
    if page is not None and len(drafts) > 1:
        raise click.UsageError("--html takes one draft: give each its own page")
    if page is not None and (str(page) == "-" or (page.exists() and drafts[0].exists() and page.samefile(drafts[0]))):
        raise click.UsageError("--html needs a file of its own, which is not the draft")
    try:
        is_good = True
        for draft, report in _check(drafts, library, model):
            if page is not None:
                from qa.checking.report.report_page import render_report_page

                _write_page(page, render_report_page(report, "standard input" if str(draft) == "-" else draft.name))
            with guard_output():  # the exit status is the same if nobody reads the report to its end
                if form == "text" and len(drafts) > 1:
                    click.echo(f"{draft}:\n")
                _print(report, draft, form)
            is_good = is_good and report.is_good
    except PullquoteError as error:
        raise CheckFailed(str(error)) from error
    if not is_good:
        raise click.exceptions.Exit(1)


def _print(report: "Report", draft: Path, form: str) -> None:
    if form == "json":
        from qa.checking.report.report_json import serialise_report

        echo_json(serialise_report(report))
    elif form == "github":
        from qa.checking.report.github import list_annotations

        file = None if str(draft) == "-" else _relate(draft).as_posix()
        for annotation in list_annotations(report, file, has_lines=draft.suffix.lower() != ".docx"):
            click.echo(annotation)
    else:
        from qa.cli.terminal_report import print_report

        print_report(report)


def _relate(draft: Path) -> Path:
    """Return a path from this folder on, as GitHub asks for it, if the file lies within."""
    return draft.relative_to(Path.cwd()) if draft.is_relative_to(Path.cwd()) else draft


def _check(drafts: Sequence[Path], library: str | None, model: str | None) -> "Iterator[tuple[Path, Report]]":
    """Yield the report on each draft."""
    from qa.checking.checker import DraftChecker
    from qa.settings import Settings

    files = {draft: _open_draft(draft) for draft in drafts}
    checker = DraftChecker(open_library(library, model).database.place, Settings().longest_draft)
    try:
        for draft, file in files.items():
            with _show_progress() as follow:
                report = checker.check(file, follow)
            yield draft, report
    except KeyboardInterrupt:
        click.echo("Stopped: nothing was reported.", err=True)
        raise


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
