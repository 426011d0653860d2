"""The web application: page and API behind one guard, served on this machine only."""

import errno
import socket
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from qa.assistant import Assistant
from qa.basket.basket_store import Baskets
from qa.conversations.conversation_store import Conversations
from qa.people.users import Role, User
from qa.programs.keys import Keys
from qa.web.actions.actions import Actions
from qa.web.errors import CannotServe
from qa.web.guard import Guard
from qa.web.html.head_html import render_head
from qa.web.own_files import OWN_FOLDERS
from qa.web.request_bodies import Bodies
from qa.web.sending import dress
from qa.web.token import load_token
from qa.web.web_settings import WebSettings

if TYPE_CHECKING:
    from fastapi import FastAPI

    from qa.web.server import Server

_LOOPBACK = {"127.0.0.1": socket.AF_INET, "localhost": socket.AF_INET, "::1": socket.AF_INET6}


def build_app(
    assistant: Assistant,
    port: int,
    token: str | None,
    settings: WebSettings = WebSettings(),  # noqa: B008
) -> "FastAPI":
    """Return the whole application for requests to this machine's `port`; without a token it is open to all of it."""
    app = build_unguarded(assistant, assistant.library.folder, f"http://127.0.0.1:{port}/", port, settings)
    find_scope = Keys(assistant.library.folder).find_scope
    app.add_middleware(Guard, port=port, token=token, dress=_dress_page, find_scope=find_scope)
    return app


def build_unguarded(
    assistant: Assistant,
    folder: Path,
    address: str,
    port: int,
    settings: WebSettings,
    person: User | None = None,
    root_path: str = "",
) -> "FastAPI":
    """Return page and API behind no guard, over the conversations and baskets in a folder.

    They are a person's who has logged in, or for who comes to the `address`; the page stands under `root_path`.
    """
    from qa.web.api import create_api, serve_files
    from qa.web.page.mounting import mount_page
    from qa.web.save_routes import add_save_routes

    conversations = Conversations(assistant.library, folder)
    baskets = Baskets(assistant.library, folder)
    app = create_api(assistant, conversations, baskets)
    for path, files in OWN_FOLDERS.items():
        serve_files(app, path, str(files))
    actions = Actions.open(assistant, conversations, baskets, address, settings, person.name if person else "")
    add_save_routes(app, actions.save)
    for_reader = person is not None and person.role is Role.READER
    calls = mount_page(app, actions, port, settings, root_path, for_reader=for_reader)
    # The last one is the first that a request meets.
    app.add_middleware(Bodies, settings=settings, check=calls.find_fault)
    return app


def _dress_page(page: str, nonce: str, in_person: bool) -> str:
    return dress(page, nonce, render_head(nonce, in_person=in_person))


def serve(
    assistant: Assistant,
    host: str = "127.0.0.1",
    port: int = 7860,
    ready: Callable[[str], None] = lambda _: None,
    settings: WebSettings = WebSettings(),  # noqa: B008
    *,
    locked: bool = True,
) -> None:
    """Serve until interrupted; `ready` is told the page's address once it can be opened. Raises CannotServe.

    Port 0 means any free one. If it is not `locked`, whoever reaches the port can read and change everything.
    """
    with listen(host, port) as listening:
        token = load_token(assistant.library.folder) if locked else None
        create_server(assistant, listening, ready, token, settings).run([listening])


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens on this machine only; raise CannotServe."""
    if host not in _LOOPBACK:
        raise CannotServe(
            f"without logins the page is served to this machine only, not at {host}: use 127.0.0.1, or --auth"
        )
    if not 0 <= port <= 65_535:
        raise CannotServe(f"there is no port {port}: choose one up to 65535")
    address = "127.0.0.1" if host == "localhost" else host
    try:
        return socket.create_server((address, port), family=_LOOPBACK[host])
    except OSError as error:
        why = "another program uses it" if error.errno == errno.EADDRINUSE else error.strerror
        raise CannotServe(f"port {port} cannot be used ({why}): choose another") from error


def create_server(
    assistant: Assistant,
    listening: socket.socket,
    ready: Callable[[str], None],
    token: str | None,
    settings: WebSettings = WebSettings(),  # noqa: B008
) -> "Server":
    """Return a server for a listening socket; its `should_exit` ends it, and `ready` is told the address to open."""
    from qa.web.server import Server

    host, port = listening.getsockname()[:2]
    address = f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
    address += f"?token={token}" if token else ""
    return Server(build_app(assistant, port, token, settings), lambda: ready(address))
