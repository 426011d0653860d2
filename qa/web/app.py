"""The web application: page and API behind one guard, served on this machine only."""

import errno
import socket
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from qa.assistant import Assistant
from qa.basket.store import Baskets
from qa.checking.page import STATIC as REPORT_FILES
from qa.conversations.store import Conversations
from qa.web.errors import CannotServe
from qa.web.guard import Guard, dress
from qa.web.rooms import Rooms
from qa.web.settings import WebSettings

if TYPE_CHECKING:
    import uvicorn
    from fastapi import FastAPI

_LOOPBACK = {"127.0.0.1": socket.AF_INET, "localhost": socket.AF_INET, "::1": socket.AF_INET6}
_STATIC = Path(__file__).parent / "static"
_HEAD = (
    "".join(
        f'<link rel="stylesheet" href="/pullquote/{name}.css">'
        for name in (
            "fonts",
            "frame",
            "ask",
            "sources",
            "history",
            "reader",
            "library",
            "basket",
            "checking/verdicts",
            "check",
            "settings",
        )
    )
    + '<link rel="icon" type="image/svg+xml" href="/pullquote/icon.svg">'
    + '<script type="module" nonce="{nonce}" src="/pullquote/page.js"></script>'
)


def build_app(assistant: Assistant, port: int, settings: WebSettings = WebSettings()) -> "FastAPI":  # noqa: B008
    """Return the whole application for requests to this machine's `port`."""
    from qa.web.api import create_api, serve_files
    from qa.web.page.mounting import mount

    conversations = Conversations(assistant.library)
    baskets = Baskets(assistant.library)
    app = create_api(assistant, conversations, baskets)
    serve_files(app, "/pullquote/checking", str(REPORT_FILES))
    serve_files(app, "/pullquote", str(_STATIC))
    rooms = Rooms.open(assistant, conversations, baskets, f"http://127.0.0.1:{port}/", settings)
    mount(app, rooms, port, settings)
    app.add_middleware(Guard, port=port, largest=settings.largest_request, dress=_dressed)
    return app


def _dressed(page: str, nonce: str) -> str:
    return dress(page, nonce, _HEAD.format(nonce=nonce))


def serve(
    assistant: Assistant,
    host: str = "127.0.0.1",
    port: int = 7860,
    ready: Callable[[str], None] = lambda _: None,
    settings: WebSettings = WebSettings(),  # noqa: B008
) -> None:
    """Serve until interrupted; `ready` is told the page's address once it can be opened. Raises CannotServe.

    Port 0 means any free one.
    """
    with listen(host, port) as listening:
        create_server(assistant, listening, ready, settings).run([listening])


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens on this machine only; raise CannotServe."""
    if host not in _LOOPBACK:
        raise CannotServe(f"the page is served to this machine only, not at {host}: use 127.0.0.1")
    if not 0 <= port <= 65_535:
        raise CannotServe(f"there is no port {port}: choose one up to 65535")
    address = "127.0.0.1" if host == "localhost" else host
    try:
        return socket.create_server((address, port), family=_LOOPBACK[host])
    except OSError as error:
        why = "another program uses it" if error.errno == errno.EADDRINUSE else error.strerror
        raise CannotServe(f"port {port} cannot be used ({why}): choose another") from error


def create_server(
    assistant: Assistant, listening: socket.socket, ready: Callable[[str], None], settings: WebSettings
) -> "uvicorn.Server":
    """Return a server for a listening socket; its `should_exit` ends it."""
    import uvicorn

    host, port = listening.getsockname()[:2]
    address = f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if self.started:
                ready(address)

    config = uvicorn.Config(
        build_app(assistant, port, settings),
        log_level="warning",
        access_log=False,
        server_header=False,
        # A page that is still open holds a connection, and must not hold up the end.
        timeout_graceful_shutdown=1,
    )
    return Server(config)
