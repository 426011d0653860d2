"""The guard: pure ASGI middleware that lets in only this page's own requests and sends out only safe headers."""

import json
import re
import secrets
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]

_SAFE_METHODS = ("GET", "HEAD")
# Digits of a Content-Length that is worth reading.
_LONGEST_LENGTH = 18
# What the page itself calls under /gradio_api; the rest (files, proxies, streams, histories) is closed.
_CALLED = frozenset(
    {"queue", "run", "upload", "upload_progress", "startup-events", "info", "cancel", "reset", "theme.css", "app_id"}
)
_FIXED: Headers = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
]


class _TooLarge(Exception):
    """Stops the reading of a body; never leaves this module."""


class Guard:
    """Refuses foreign hosts and origins and large bodies, and adds security headers to every response."""

    def __init__(self, app: App, *, port: int, largest: int, dress: Callable[[str, str], str]):
        """`dress` gets a page and the nonce of its scripts, and returns the page as it is sent."""
        self._app = app
        self._hosts = _hosts(port)
        self._largest = largest
        self._dress = dress

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See ASGI."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
        elif (refusal := self._refusal(scope)) is not None:
            await _respond(scope, send, *refusal)
        else:
            await self._pass_on(scope, receive, send)

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        """Return status and sentence for a request that is not let in."""
        headers = dict(scope["headers"])
        if headers.get(b"host", b"").decode("latin-1").lower() not in self._hosts:
            return 421, "This address is not served here."
        if scope["method"] not in _SAFE_METHODS and not self._is_own(headers):
            return 403, "Requests from other sites are refused."
        length = headers.get(b"content-length", b"0")
        if not length.isdigit() or len(length) > _LONGEST_LENGTH or int(length) > self._largest:
            return 413, self._too_large()
        first, _, rest = scope["path"].lstrip("/").partition("/")
        if first == "gradio_api":
            if rest.startswith("heartbeat/"):
                # Six open heartbeats would use up all connections that a browser opens to one server.
                return 204, ""
            if rest.partition("/")[0] not in _CALLED:
                return 404, "There is nothing here."
        return None

    def _is_own(self, headers: dict[bytes, bytes]) -> bool:
        """Say whether a request comes from this page, or from a program that is no browser."""
        origin = headers.get(b"origin")
        if origin is None:
            return headers.get(b"sec-fetch-site", b"none") in (b"same-origin", b"none")
        return origin.decode("latin-1").lower() in {f"http://{host}" for host in self._hosts}

    def _too_large(self) -> str:
        return f"At most {self._largest / 2**20:g} MB can be sent at once."

    async def _pass_on(self, scope: Scope, receive: Receive, send: Send) -> None:
        nonce = secrets.token_urlsafe(16)
        sender = _Sender(send, nonce, self._dress)
        read = 0

        async def receive_limited() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > self._largest:
                sender.muted = True
                if not sender.begun:
                    await _respond(scope, send, 413, self._too_large())
                raise _TooLarge
            return message

        # A compressed page could not be dressed.
        asked = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        inner = {**scope, "headers": asked} if scope["path"] == "/" else scope
        try:
            await self._app(inner, receive_limited, sender)
        except _TooLarge:
            return


class _Sender:
    """Sends a response on with safe headers; a page is gathered and dressed first."""

    def __init__(self, send: Send, nonce: str, dress: Callable[[str, str], str]):
        self._send = send
        self._nonce = nonce
        self._dress = dress
        self._page: Message | None = None
        self._body = b""
        self.begun = False
        self.muted = False  # what the application still says is dropped

    async def __call__(self, message: Message) -> None:
        """See ASGI."""
        if self.muted:
            return
        if message["type"] == "http.response.start":
            self.begun = True
            message = {**message, "headers": _guarded(message["headers"], self._nonce)}
            if _is_page(message["headers"]):
                self._page = message
            else:
                await self._send(message)
        elif self._page is None:
            await self._send(message)
        else:
            self._body += message.get("body", b"")
            if not message.get("more_body"):
                await self._send_page(self._page)

    async def _send_page(self, start: Message) -> None:
        body = self._dress(self._body.decode(), self._nonce).encode()
        headers = [(name, value) for name, value in start["headers"] if name != b"content-length"]
        # The nonce is for one delivery only.
        headers += [(b"content-length", b"%d" % len(body)), (b"cache-control", b"no-store")]
        await self._send({**start, "headers": headers})
        await self._send({"type": "http.response.body", "body": body})


def _hosts(port: int) -> frozenset[str]:
    names = ("127.0.0.1", "localhost", "[::1]")
    return frozenset(f"{name}:{port}" for name in names) | (frozenset(names) if port == 80 else frozenset())


def _is_page(headers: Headers) -> bool:
    """Return whether a page is sent, not a file to be saved as it is."""
    found = dict(headers)
    is_html = found.get(b"content-type", b"").startswith(b"text/html")
    return is_html and not found.keys() & {b"content-encoding", b"content-disposition"}


def _guarded(headers: Iterable[tuple[bytes, bytes]], nonce: str) -> Headers:
    policy = (
        "default-src 'self'; "
        # The page's framework compiles its templates, for which it needs eval.
        f"script-src 'self' 'nonce-{nonce}' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'self'; "
        "form-action 'self'; frame-ancestors 'none'"
    )
    fixed = [*_FIXED, (b"content-security-policy", policy.encode())]
    ours = {name for name, _ in fixed}
    kept = [(bytes(name).lower(), bytes(value)) for name, value in headers]
    # No other site may read an answer.
    return [(n, v) for n, v in kept if n not in ours and not n.startswith(b"access-control-")] + fixed


def dress(page: str, nonce: str, head: str) -> str:
    """Return an HTML page whose scripts carry the nonce, with `head` at the end of its head."""
    page = re.sub(r"<script\b", f'<script nonce="{nonce}"', page)
    # These speak of the framework, and point to addresses outside.
    page = re.sub(r'<meta\s+(?:property="og:|name="twitter:)[^>]*>', "", page)
    return page.replace("</head>", f"{head}</head>", 1)


async def _respond(scope: Scope, send: Send, status: int, sentence: str) -> None:
    """Answer in the application's place: a program gets JSON, and the page what it can show as it is."""
    machine = scope["path"].startswith("/api/")
    body = json.dumps({"error": sentence}).encode() if machine else sentence.encode()
    kind = b"application/json" if machine else b"text/plain; charset=utf-8"
    headers = _guarded([(b"content-type", kind), (b"content-length", b"%d" % len(body))], "none")
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
