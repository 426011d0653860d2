"""`pullquote keys`: makes, lists and revokes the keys of programs."""

from typing import TYPE_CHECKING

import click

from qa.cli.options import Command, add_library_options, open_library

if TYPE_CHECKING:
    from qa.programs.keys import Keys


def _add_user_option(command: Command) -> Command:
    return click.option(
        "--user", metavar="USER", help="The keys of a user of `serve --auth`: each does what its user may, no more."
    )(command)


def _open_keys(library: str | None, model: str | None, user: str | None, *, create: bool = False) -> "Keys":
    from qa.programs.keys import Keys

    folder = open_library(library, model, create=create).folder
    if user is None:
        return Keys(folder)
    from qa.people.users import Users

    users = Users(folder)
    return Keys(users.find_folder(users.get(user)))


@click.group("keys")
def keys_command() -> None:
    """Make, list and revoke the keys by which programs ask the server.

    A key lets its program read, or with --write change the library too. Unlike the token of the page it opens no page,
    and it can be revoked alone.

    \b
    pullquote keys add notes
    pullquote keys list
    pullquote keys revoke notes
    """


@keys_command.command("add")
@click.argument("name", metavar="NAME")
@click.option("--read/--write", "read", default=True, help="Let it ask and read only, or change as well.")
@_add_user_option
@add_library_options
def add_command(name: str, read: bool, user: str | None, library: str | None, model: str | None) -> None:
    """Make a key and print it. It is shown this once: only its digest is kept.

    \b
    pullquote keys add notes
    pullquote keys add importer --write
    """
    from qa.programs.keys import Scope

    key = _open_keys(library, model, user, create=True).add(name, Scope.READ if read else Scope.WRITE)
    click.echo(key)
    click.echo("It is shown this once: keep it where the program finds it.", err=True)


@keys_command.command("list")
@_add_user_option
@add_library_options
def list_command(user: str | None, library: str | None, model: str | None) -> None:
    """List the keys: name, scope, and the day each was made.

    Into a pipe or a file they go as tab-separated values.

    \b
    pullquote keys list
    """
    from qa.cli.listing import print_table

    keys = _open_keys(library, model, user).list_all()
    if keys:
        print_table(("name", "scope", "made"), [(key.name, key.scope, key.made) for key in keys])
    else:
        click.echo("There are no keys: make one with `pullquote keys add NAME`.")


@keys_command.command("revoke")
@click.argument("name", metavar="NAME")
@_add_user_option
@add_library_options
def revoke_command(name: str, user: str | None, library: str | None, model: str | None) -> None:
    """Revoke a key: at once its program is let in no more.

    \b
    pullquote keys revoke notes
    """
    from qa.cli.listing import show_printable

    _open_keys(library, model, user).revoke(name)
    click.echo(f"Revoked {show_printable(name)}.")
