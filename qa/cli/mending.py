"""`pullquote doctor`: checking a library, and mending it."""

from pathlib import Path

import click

from qa.cli.options import library_options, open_library, waiting
from qa.folders import cache_folder, library_folder


@click.command("doctor")
@click.option("--rebuild", is_flag=True, help="Cut and embed every article anew, for another model or version.")
@library_options
def doctor_command(rebuild: bool, library: Path | None, model: str | None) -> None:
    """Check the library, mend what can be mended, and say what was found.

    \b
    pullquote doctor
    pullquote doctor --rebuild --model sentence-transformers/all-mpnet-base-v2
    """
    from index.doctor import examine

    if rebuild:
        _rebuild(library or library_folder(), model)
    opened = open_library(library, model)
    with waiting("Checking the library"):
        findings, state = examine(opened), opened.state()
    click.echo(
        f"{opened.folder}: {state.articles:,} articles, {state.passages:,} passages, {state.bytes / 1e6:.1f} MB, "
        f"generation {state.generation}."
    )
    click.echo(f"Model {opened.embedder.name} ({opened.embedder.engine}).")
    for finding in findings:
        click.echo(f"{'Mended' if finding.mended else 'NOT MENDED'}: {finding.message}.")
    if not findings:
        click.echo("All is well.")
    if not all(finding.mended for finding in findings):
        raise click.exceptions.Exit(1)


def _rebuild(folder: Path, model: str | None) -> None:
    from rich.console import Console
    from rich.progress import Progress

    from index.doctor import rebuild

    console = Console(stderr=True)
    with Progress(console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task("Embedding every article anew", total=1.0)
        count = rebuild(folder, cache_folder(), model, lambda share: progress.update(task, completed=share))
    click.echo(f"Rebuilt {count:,} articles.")
