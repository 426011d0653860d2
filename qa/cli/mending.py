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
    from index import DEFAULT_MODEL
    from index.doctor import examine
    from index.doctor import rebuild as rebuild_library

    if rebuild:
        with waiting("Embedding every article anew"):
            count = rebuild_library(library or library_folder(), cache_folder(), model or DEFAULT_MODEL)
        click.echo(f"Rebuilt {count:,} articles.")
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
