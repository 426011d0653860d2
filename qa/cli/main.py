"""The command `pullquote`: it finds its subcommands, and turns their errors into sentences."""

import importlib
import io
import sys
from typing import Any

import click

from corpus.errors import PullquoteError
from qa.cli.process import INTERRUPTED, end_at_signals, guard_output, open_closed_streams

# The module of each subcommand, imported only when it is needed.
_COMMANDS = {
    "add": "add_command",
    "zotero": "zotero_command",
    "ask": "ask_command",
    "search": "search_command",
    "basket": "basket_command",
    "resolve": "resolve_command",
    "check": "check_command",
    "follow": "follow_commands",
    "sync": "follow_commands",
    "unfollow": "follow_commands",
    "list": "library_commands",
    "show": "library_commands",
    "tag": "library_commands",
    "remove": "library_commands",
    "serve": "serve_command",
    "mcp": "mcp_command",
    "keys": "keys_command",
    "users": "users_command",
    "doctor": "doctor_command",
    "eval": "eval_command",
    "ratings": "ratings_command",
    "copy": "copy_command",
}


class _Commands(click.Group):
    """Finds commands by name, and turns errors of the user's into one sentence and exit status 1."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module = importlib.import_module(f"qa.cli.{_COMMANDS[cmd_name]}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's own signature
        open_closed_streams()
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(errors="backslashreplace")  # as standard error does: better than no answer
        try:
            with end_at_signals(), guard_output():
                return super().invoke(ctx)
        except KeyboardInterrupt:
            raise click.exceptions.Exit(INTERRUPTED) from None
        except PullquoteError as error:
            raise click.ClickException(str(error)) from error


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="pullquote")
def main() -> None:
    """Ask your own articles; get verbatim quotes with citations.

    \b
    pullquote add ~/Articles
    pullquote ask "When was the treaty signed?"
    pullquote serve
    """
