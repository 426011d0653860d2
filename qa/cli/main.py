"""The command `pullquote`: its subcommands, the options they share, and the edge at which errors become sentences."""

import importlib
import io
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from corpus.errors import PullquoteError

# Command -> the module of this package that holds it, imported only when it is needed.
_COMMANDS = {
    "add": "adding",
    "ask": "asking",
    "basket": "basketing",
    "resolve": "resolving",
    "check": "checking",
    "list": "keeping",
    "show": "keeping",
    "remove": "keeping",
    "serve": "serving",
    "doctor": "mending",
    "eval": "evaluating",
    "ratings": "rating",
}

# What a program is ended by: a service's manager, and a terminal that is closed.
_ENDING = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]


class _Commands(click.Group):
    """Finds commands by name, and turns the errors a user can cause into one sentence and exit status 1."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module = importlib.import_module(f"qa.cli.{_COMMANDS[cmd_name]}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's own signature
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(errors="backslashreplace")  # as standard error does: rather that than no answer
        try:
            with _ended_by_signals():
                return super().invoke(ctx)
        except PullquoteError as error:
            raise click.ClickException(str(error)) from error


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Let a signal that asks the program to end do so as any other end, at which what is temporary is removed."""

    def end(number: int, _: object) -> None:
        raise SystemExit(128 + number)

    # One that is ignored, as nohup has it, stays so; and only the main thread may ask for signals.
    asked = [it for it in _ENDING if threading.current_thread() is threading.main_thread()]
    before = {it: signal.signal(it, end) for it in asked if signal.getsignal(it) is signal.SIG_DFL}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="pullquote")
def main() -> None:
    """Ask your own articles; get verbatim quotes with citations.

    \b
    pullquote add ~/Articles
    pullquote ask "When was the treaty signed?"
    pullquote serve
    """
