"""`pullquote serve`: serves the chat page."""

import re
from pathlib import Path

import click

from qa.cli.options import add_library_options, add_reader_option, open_assistant, show_waiting


def _read_root_path(_: click.Context, __: click.Parameter, value: str) -> str:
    path = value.rstrip("/")
    if path and not re.fullmatch(r"(?:/[\w.~-]+)+", path, re.ASCII):
        raise click.BadParameter("it is a path of letters, digits, . _ ~ and -, like /quotes")
    return path


@click.command("serve")
@click.option("--port", default=7860, show_default=True, type=click.IntRange(1, 65535))
@click.option("--host", default="127.0.0.1", show_default=True, help="A loopback address; others need --auth.")
@click.option("--auth", is_flag=True, help="Have people log in: those of `pullquote users`, each to their own.")
@click.option(
    "--trusted-host",
    "trusted",
    multiple=True,
    metavar="NAME",
    help="With --auth: a host name, without a port, by which people come; may be repeated.",
)
@click.option(
    "--root-path",
    default="",
    metavar="PATH",
    callback=_read_root_path,
    help="With --auth: the path under which a proxy has the page, like /quotes.",
)
@click.option(
    "--forwarded-allow-ips",
    "proxies",
    metavar="ADDRESSES",
    help="With --auth: the proxies that are believed about who asks and by https, like 127.0.0.1. Default: none.",
)
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
    auth: bool,
    trusted: tuple[str, ...],
    root_path: str,
    proxies: str | None,
    show: bool,
    unlocked: bool,
    sync_every: str | None,
    samples: bool,
    library: str | None,
    model: str | None,
    reader: str,
) -> None:
    """Serve the chat page, until Ctrl-C: on this machine only, or with --auth to those who log in.

    The address that is printed holds a token, which a browser keeps once it has opened it. Programs send it as
    "Authorization: Bearer TOKEN". It stays the same for a library; it is kept in the library's folder, in page.token.

    \b
    pullquote serve
    pullquote serve --port 8000 --open
    pullquote serve --sync-every 1h
    pullquote serve --auth --host 192.168.1.20
    """
    _refuse_lost_folder()
    if not auth and (trusted or root_path or proxies):
        raise click.UsageError("--trusted-host, --root-path and --forwarded-allow-ips need --auth.")
    if auth and unlocked:
        raise click.UsageError("--auth has people log in, and --no-token lets everybody in: choose one.")
    from qa.cli.sync_rounds import read_interval, sync_meanwhile

    seconds = None if sync_every is None else read_interval(sync_every)
    assistant = open_assistant(library, model, reader, create=True)
    if samples and not assistant.library.entries():
        from qa.cli.add_command import add_with_progress, list_samples

        add_with_progress(assistant.library, list_samples())
    starting = show_waiting("Starting the page")
    starting.start()
    assistant.library.embedder  # noqa: B018 - now, rather than at the first question

    def announce(address: str) -> None:
        starting.stop()
        click.echo(f"Pullquote is ready at {address} (stop with Ctrl-C)")
        if show:
            click.launch(address)

    try:
        with sync_meanwhile(assistant.library, seconds):
            if auth:
                from qa.web.sharing import Sharing, share

                share(assistant, Sharing(host, port, trusted, root_path, proxies), announce)
            else:
                from qa.web.app import serve

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
