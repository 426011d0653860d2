"""The HTTP server: Uvicorn, which tells when it can be reached and survives what is no HTTP."""

import socket
from collections.abc import Callable

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol


class Protocol(H11Protocol):
    """HTTP, with one answer at most to bytes that are none."""

    def send_400_response(self, msg: str) -> None:
        """Refuse such bytes, unless they came behind a request whose answer has begun: nothing more is sent then."""
        begun = False
        if self.cycle is not None and not self.cycle.response_complete:
            begun = self.cycle.response_started
            self.cycle.disconnected = True
            self.cycle.message_event.set()
        if begun:
            self.transport.close()
        else:
            super().send_400_response(msg)


class Server(uvicorn.Server):
    """Serves an application; `ready` is called once it can be reached, and `should_exit` ends it.

    `proxies` are the addresses of the proxies that are believed, separated by commas, None if there are none.
    """

    def __init__(self, app: ASGIApp, ready: Callable[[], None], proxies: str | None = None):
        super().__init__(
            uvicorn.Config(
                app,
                # Whoever sends nonsense shall not fill the log: only faults of this program stand in it.
                log_level="error",
                # Its limits are known: 64 kB of headers. A web socket is a request like others.
                http=Protocol,
                ws="none",
                proxy_headers=proxies is not None,
                forwarded_allow_ips=proxies,
                access_log=False,
                server_header=False,
                # A page that is still open holds a connection, and must not hold up the end.
                timeout_graceful_shutdown=1,
            )
        )
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """See Uvicorn."""
        await super().startup(sockets)
        if self.started:
            self._ready()
