"""Sharing: the page and the API for several people, who log in, at any address of this machine."""

import errno
import socket
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from qa.assistant import Assistant
from qa.people.users import Role, User, Users
from qa.web.app import build_unguarded
from qa.web.desks import Desks
from qa.web.errors import CannotServe
from qa.web.gate import Gate, Place, list_hosts
from qa.web.own_files import OWN_FOLDERS
from qa.web.web_settings import WebSettings

if TYPE_CHECKING:
    from fastapi import FastAPI

# Addresses that stand for all of a machine's, and are no name for any.
_ALL = ("0.0.0.0", "::", "")  # noqa: S104


@dataclass(frozen=True, slots=True)
class Sharing:
    """Where a library is shared.

    `trusted` are the names of hosts besides the address itself, `root_path` is the path above the page, `proxies` the
    addresses of the proxies that are believed about who asks, separated by commas, None if there are none.
    """

    host: str
    port: int
    trusted: tuple[str, ...] = ()
    root_path: str = ""
    proxies: str | None = None


def build_gate(
    assistant: Assistant,
    sharing: Sharing,
    settings: WebSettings = WebSettings(),  # noqa: B008
) -> Gate:
    """Return the whole application for the users of a library."""
    from qa.web.page.mounting import prepare

    prepare()
    library = assistant.library
    users = Users(library.folder)
    # What a reader's application could do wrong, its library refuses.
    reading = assistant.with_library(library.open_for_reading())

    def build(user: User) -> "FastAPI":
        chosen = reading if user.role is Role.READER else assistant
        return build_unguarded(chosen, users.find_folder(user), "", sharing.port, settings, user, sharing.root_path)

    files = Starlette(routes=[Mount(path, StaticFiles(directory=folder)) for path, folder in OWN_FOLDERS.items()])
    place = Place(list_hosts(sharing.host, sharing.trusted), sharing.root_path)
    return Gate(users, Desks(build), files, place, sharing.port, settings)


def share(
    assistant: Assistant,
    sharing: Sharing,
    ready: Callable[[str], None] = lambda _: None,
    settings: WebSettings = WebSettings(),  # noqa: B008
) -> None:
    """Serve until interrupted; `ready` is told an address of the page once it can be opened. Raises CannotServe."""
    from qa.web.server import Server

    if not Users(assistant.library.folder).list_all():
        raise CannotServe("nobody could log in: make a user first with `pullquote users add NAME`")
    if sharing.host in _ALL and not sharing.trusted:
        raise CannotServe(
            f"{sharing.host} is no name that people could open: say with --trusted-host by which one they come"
        )
    with listen_anywhere(sharing.host, sharing.port) as listening:
        name = sharing.trusted[0] if sharing.trusted else sharing.host
        address = f"http://{f'[{name}]' if ':' in name else name}:{sharing.port}{sharing.root_path}/"
        Server(build_gate(assistant, sharing, settings), lambda: ready(address), sharing.proxies).run([listening])


def listen_anywhere(host: str, port: int) -> socket.socket:
    """Return a socket that listens at an address of this machine; raise CannotServe."""
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family)
    except (OSError, OverflowError) as error:
        used = isinstance(error, OSError) and error.errno == errno.EADDRINUSE
        why = "another program uses it" if used else getattr(error, "strerror", None) or str(error)
        raise CannotServe(f"nothing can be served at {host}, port {port} ({why}): choose another") from error
