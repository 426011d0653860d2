"""`pullquote users`: those who log in where the page is served to several people."""

import sys
from typing import TYPE_CHECKING

import click

from qa.cli.options import add_library_options, open_library

if TYPE_CHECKING:
    from qa.people.users import Users


@click.group("users")
def users_command() -> None:
    """Make, list and remove those who log in to `pullquote serve --auth`.

    A reader asks, reads, cites and checks, and has baskets and conversations of their own. An editor adds, corrects and
    removes articles, too.

    \b
    pullquote users add ada --editor
    pullquote users list
    pullquote users remove ada
    """


@users_command.command("add")
@click.argument("name", metavar="NAME")
@click.option("--reader/--editor", "reads", default=True, help="Let them read, or change the library as well.")
@add_library_options
def add_command(name: str, reads: bool, library: str | None, model: str | None) -> None:
    """Make a user, whose password is asked for or read as a line of standard input.

    \b
    pullquote users add ada --editor
    pullquote users add grace < password.txt
    """
    from qa.people.users import Role

    users = _open_users(library, model, create=True)
    user = users.add(name, Role.READER if reads else Role.EDITOR, _read_password())
    click.echo(f"Added {user.name}, {_name_role(user.role)}.")


@users_command.command("list")
@add_library_options
def list_command(library: str | None, model: str | None) -> None:
    """List the users: name, role, and the day each was made.

    Into a pipe or a file they go as tab-separated values.

    \b
    pullquote users list
    """
    from qa.cli.listing import print_table

    users = _open_users(library, model).list_all()
    if users:
        print_table(("name", "role", "made"), [(user.name, user.role, user.made) for user in users])
    else:
        click.echo("There are no users: make one with `pullquote users add NAME`.")


@users_command.command("password")
@click.argument("name", metavar="NAME")
@add_library_options
def password_command(name: str, library: str | None, model: str | None) -> None:
    """Give a user another password, asked for or read as a line of standard input; they have to log in again.

    \b
    pullquote users password ada
    """
    users = _open_users(library, model)
    user = users.get(name)
    users.set_password(user.name, _read_password())
    click.echo(f"{user.name} has another password.")


@users_command.command("remove")
@click.argument("name", metavar="NAME")
@add_library_options
def remove_command(name: str, library: str | None, model: str | None) -> None:
    """Remove a user, with their conversations, baskets and keys; at once they are let in no more.

    \b
    pullquote users remove ada
    """
    users = _open_users(library, model)
    user = users.get(name)
    users.remove(user.name)
    click.echo(f"Removed {user.name}, with their conversations, baskets and keys.")


def _open_users(library: str | None, model: str | None, *, create: bool = False) -> "Users":
    from qa.people.users import Users

    return Users(open_library(library, model, create=create).folder)


def _read_password() -> str:
    """Return a password that nobody else sees: no argument, for those stand in every list of processes."""
    if sys.stdin.isatty():
        return str(click.prompt("Password", hide_input=True, confirmation_prompt=True))
    return sys.stdin.readline().rstrip("\r\n")


def _name_role(role: str) -> str:
    return f"{'an' if role == 'editor' else 'a'} {role}"
