"""`pullquote doctor`: checks a library and mends it."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qa.cli.options import add_library_options, open_library, show_progress, show_waiting
from qa.folders import cache_folder, find_place

if TYPE_CHECKING:
    from index import Library
    from index.places import Place


# Differences of two texts that are told.
_MOST_DIFFERENCES = 3


@click.command("doctor")
@click.option("--rebuild", is_flag=True, help="Cut and embed every article anew, for another model or version.")
@click.option(
    "--rescue",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="NEW_FOLDER",
    help="Put what can be read of a damaged library into a new one.",
)
@click.option("--prune", is_flag=True, help="Remove the articles whose files are gone.")
@click.option("--force", is_flag=True, help="Let --prune remove more than a third of the library.")
@click.option("--merge", is_flag=True, help="Make articles with the same text one.")
@click.option("--yes", is_flag=True, help="Let --merge do so without asking.")
@add_library_options
def doctor_command(
    rebuild: bool,
    rescue: Path | None,
    prune: bool,
    force: bool,
    merge: bool,
    yes: bool,
    library: str | None,
    model: str | None,
) -> None:
    """Check the library, mend what can be mended, and say what was found.

    \b
    pullquote doctor
    pullquote doctor --prune
    pullquote doctor --merge
    pullquote doctor --rebuild --model sentence-transformers/all-mpnet-base-v2
    pullquote doctor --rescue ~/rescued
    """
    from qa.mending import examine

    if force and not prune:
        raise click.UsageError("--force goes with --prune")
    if yes and not merge:
        raise click.UsageError("--yes goes with --merge")
    if sum((rescue is not None, rebuild, prune, merge)) > 1:
        raise click.UsageError("a library is rescued, rebuilt, pruned or merged: choose one")
    if rescue is not None:
        _rescue(find_place(library), rescue, model)
        return
    if rebuild:
        _rebuild(find_place(library), model)
    opened = open_library(library, model)
    if prune:
        _prune(opened, force=force)
        return
    if merge:
        _merge(opened, asked=yes)
        return
    with show_waiting("Checking the library"):
        findings, state = examine(opened), opened.state()
    counts = f"{state.articles:,} articles, {state.passages:,} passages, {state.bytes / 1e6:.1f} MB"
    click.echo(f"{opened.database.name}: {counts}, generation {state.generation}.")
    click.echo(f"Model {opened.embedder.name} ({opened.embedder.engine}).")
    with opened.database.reading() as connection:
        if told := opened.database.vectors.describe(connection, state.passages):
            click.echo(told)
    for finding in findings:
        click.echo(f"{'Mended' if finding.mended else 'NOT MENDED'}: {finding.message}.")
    _tell_originals(opened)
    if not findings:
        click.echo("All is well.")
    if not all(finding.mended for finding in findings):
        raise click.exceptions.Exit(1)


def _tell_originals(library: "Library") -> None:
    """Tell of articles whose files are gone, and of those that have the same text, or nearly."""
    from index.merging import keep_files
    from index.originals import group_equal, list_gone, list_near

    keep_files(library)
    for entry in (gone := list_gone(library.entries())):
        click.echo(f"Its file is gone: {entry.id}, from {entry.source.path}.")
    if gone:
        click.echo("Add the files from where they are now, or remove these articles with `pullquote doctor --prune`.")
    for group in group_equal(library):
        click.echo(f"The same text: {', '.join(entry.id for entry in group)}.")
    for near in list_near(library):
        told = ", ".join(f"{_quote(was)} / {_quote(now)}" for was, now in near.differences[:_MOST_DIFFERENCES])
        more = ", …" if len(near.differences) > _MOST_DIFFERENCES else ""
        click.echo(
            f"Nearly the same text: {near.original}, {near.copy}: {near.differing:,} of {near.words:,} words differ "
            f"({told}{more})."
        )


def _quote(words: str) -> str:
    return f"“{words}”" if words else "nothing"


def _prune(library: "Library", *, force: bool) -> None:
    """Remove the articles whose files are gone."""
    from index.merging import keep_files
    from index.originals import choose_prunable

    keep_files(library)
    gone = choose_prunable(library.entries(), force=force)
    for entry in gone:
        library.discard(entry.id)
        click.echo(f"Removed {entry.id}, from {entry.source.path}.")
    if not gone:
        click.echo("No article's file is gone.")


def _merge(library: "Library", *, asked: bool) -> None:
    """Make articles with the same text one, once that is agreed to."""
    from index.merging import merge, plan_merges
    from index.originals import group_equal

    planned = plan_merges(library)
    merged = {id_ for kept, others in planned for id_ in (kept, *others)}
    for kept, others in planned:
        click.echo(f"The same text: {', '.join(others)} would become one with {kept}.")
    for group in group_equal(library):
        if rest := [entry.id for entry in group if entry.id not in merged]:
            click.echo(f"Its source is another, so it stays, and is quoted once with the others: {', '.join(rest)}.")
    if not planned:
        click.echo("There is nothing to merge.")
        return
    if asked or click.confirm("Tags, corrections and kept quotes stay; files are not touched. Merge them?"):
        for each in planned:
            merge(library, each)
        click.echo(f"Merged {sum(len(each.others) for each in planned):,} articles into {len(planned):,}.")


def _rebuild(place: "Place", model: str | None) -> None:
    from index.doctor import rebuild

    with show_progress("Embedding every article anew") as done:
        count = rebuild(place, cache_folder(), model, done)
    click.echo(f"Rebuilt {count:,} articles.")


def _rescue(damaged: "Place", new: Path, model: str | None) -> None:
    from index.errors import LibraryError
    from index.troubles import escape_path
    from qa.mending import rescue

    if not isinstance(damaged, Path):
        raise LibraryError(f"only a library in a folder can be rescued: restore {damaged} from its server's backups")
    with show_progress("Saving articles") as done:
        rescued = rescue(damaged, new, cache_folder(), model, done)
    for problem in rescued.problems:
        click.echo(f"NOT WHOLE: {problem}.")
    click.echo(
        f"Saved {rescued.saved:,} article{'' if rescued.saved == 1 else 's'} into {escape_path(new)} "
        f"({rescued.embedded:,} embedded anew). {escape_path(damaged)} is as it was."
    )
    if rescued.problems:
        raise click.exceptions.Exit(1)
