"""`pullquote serve`: serves the chat page."""

from pathlib import Path

import click

from qa.cli.options import add_library_options, add_reader_option, open_assistant, show_waiting


@click.command("serve")
@click.option("--port", default=7860, show_default=True, type=click.IntRange(1, 65535))
@click.option("--host", default="127.0.0.1", show_default=True, help="A loopback address; others are refused.")
@click.option("--open/--no-open", "show", default=False, help="Open the page in the browser.")
@click.option(
    "--no-token",
    "unlocked",
    is_flag=True,
    help="Let in whoever reaches the port, such as other users of this machine: they can read and remove everything.",
)
@click.option(
    "--sync-every", metavar="TIME",
    help="Bring what is new in the feeds that are followed, now and each so often, like 1h or 1d. Default: never.",
)  # fmt: skip
@click.option("--samples", is_flag=True, help="If the library is empty, add the built-in sample articles.")
@add_reader_option
@add_library_options
def serve_command(
    port: int,
    host: str,
    show: bool,
    unlocked: bool,
    sync_every: str | None,
    samples: bool,
    library: Path | None,
    model: str | None,
    reader: str,
) -> None:
    """Serve the chat page on this machine, until Ctrl-C.

    The address that is printed holds a token, which a browser keeps once it has opened it. Programs send it as
    "Authorization: Bearer TOKEN". It stays the same for a library; it is kept in the library's folder, in page.token.

    \b
    pullquote serve
    pullquote serve --port 8000 --open
    pullquote serve --sync-every 1h
    """
    _refuse_lost_folder()
    from qa.cli.sync_rounds import read_interval, sync_meanwhile

    seconds = None if sync_every is None else read_interval(sync_every)
    assistant = open_assistant(library, model, reader, create=True)
    if samples and not assistant.library.entries():
        from qa.cli.add_command import add_with_progress, list_samples

        add_with_progress(assistant.library, list_samples())
    starting = show_waiting("Starting the page")
    starting.start()
    assistant.library.embedder  # noqa: B018 - now, rather than at the first question
    from qa.web.app import serve

    def announce(address: str) -> None:
        starting.stop()
        click.echo(f"Pullquote is ready at {address} (stop with Ctrl-C)")
        if show:
            click.launch(address)

    try:
        with sync_meanwhile(assistant.library, seconds):
            serve(assistant, host, port, announce, locked=not unlocked)
    finally:
        starting.stop()


def _refuse_lost_folder() -> None:
    """Raise CannotServe if the working folder is gone, which Gradio needs."""
    from qa.web.errors import CannotServe

    try:
        Path.cwd()
    except FileNotFoundError:
        raise CannotServe("the folder that you are in is gone: change to another one, and serve from there") from None
