"""Sending answers out: only with safe headers, and the page dressed with what is ours."""

import json
import re
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from http import HTTPStatus
from typing import Any

from qa.web.doors import CHAT, MCP, STAYS, UPLOAD

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]

# It parts a page from the window that opened it.
_ALONE = (b"cross-origin-opener-policy", b"same-origin")
_FIXED: Headers = [
    (b"x-content-type-options", b"nosniff"),
    # Other sites are told nothing. With no-referrer the browser would not say of a form either that it is ours.
    (b"referrer-policy", b"same-origin"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
]


class Sender:
    """Sends a response on with safe headers; a page is gathered and dressed first. Only what is found has `more`.

    One that `has_opener` is not parted from the window that opened it.
    """

    def __init__(self, send: Send, nonce: str, dress: Callable[[str], str], more: Headers, *, has_opener: bool = False):
        self._send = send
        self._nonce = nonce
        self._dress = dress
        self._more = more
        self._has_opener = has_opener
        self._page: Message | None = None
        self._body = b""
        self.begun = False

    async def __call__(self, message: Message) -> None:
        """See ASGI."""
        if message["type"] == "http.response.start":
            self.begun = True
            headers = secure_headers(message["headers"], self._nonce, has_opener=self._has_opener)
            more = self._more if message["status"] < HTTPStatus.BAD_REQUEST else []
            message = {**message, "headers": headers + more}
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
        body = self._dress(self._body.decode()).encode()
        headers = [(name, value) for name, value in start["headers"] if name != b"content-length"]
        # The nonce is for one delivery only.
        headers += [(b"content-length", b"%d" % len(body)), (b"cache-control", b"no-store")]
        await self._send({**start, "headers": headers})
        await self._send({"type": "http.response.body", "body": body})


async def respond(scope: Scope, send: Send, status: int, sentence: str, more: Headers | None = None) -> None:
    """Answer in the application's place: a program gets JSON, and the page what it can show as it is."""
    kind, body = write_fault(scope["path"], status, sentence)
    await respond_with(scope, send, status, body, kind, more)


def write_fault(path: str, status: int, sentence: str) -> tuple[bytes, bytes]:
    """Return the media type and the bytes by which a fault is told at a path.

    The API that stays tells it as RFC 9457 has it, chat completions as OpenAI has it.
    """
    if path.startswith(STAYS) and sentence:
        told = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": sentence}
        return b"application/problem+json", json.dumps(told).encode()
    if path.startswith(CHAT) and sentence:
        return b"application/json", json.dumps({"error": _write_chat_fault(status, sentence)}).encode()
    machine = path.startswith(("/api/", "/gradio_api/", MCP)) and path != UPLOAD
    body = json.dumps({"error": sentence}).encode() if machine and sentence else sentence.encode()
    return b"application/json" if machine else b"text/plain; charset=utf-8", body


def _write_chat_fault(status: int, sentence: str) -> dict[str, str | None]:
    code = {401: "invalid_api_key", 404: "not_found"}.get(status)
    kind = "server_error" if status >= HTTPStatus.INTERNAL_SERVER_ERROR else "invalid_request_error"
    return {"message": sentence, "type": kind, "param": None, "code": code}


async def respond_with(
    scope: Scope, send: Send, status: int, body: bytes, kind: bytes, more: Headers | None = None
) -> None:
    """Answer in the application's place with a body of some kind."""
    headers = [(b"content-type", kind), (b"content-length", b"%d" % len(body)), *(more or [])]
    await send({"type": "http.response.start", "status": status, "headers": secure_headers(headers, "none")})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})


def secure_headers(headers: Iterable[tuple[bytes, bytes]], nonce: str, *, has_opener: bool = False) -> Headers:
    """Return a response's headers with those that keep it safe, in place of its own of that name.

    A page that `has_opener` is not parted from the window that opened it.
    """
    policy = (
        "default-src 'self'; "
        # The page's framework compiles its templates, for which it needs eval.
        f"script-src 'self' 'nonce-{nonce}' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'self'; "
        "form-action 'self'; frame-ancestors 'none'"
    )
    fixed = [*_FIXED, *([] if has_opener else [_ALONE]), (b"content-security-policy", policy.encode())]
    ours = {name for name, _ in (*fixed, _ALONE)}
    kept = [(bytes(name).lower(), bytes(value)) for name, value in headers]
    # No other site may read an answer.
    return [(n, v) for n, v in kept if n not in ours and not n.startswith(b"access-control-")] + fixed


def dress(page: str, nonce: str, head: str) -> str:
    """Return an HTML page whose scripts carry the nonce, with `head` at the end of its head."""
    page = re.sub(r"<script\b", f'<script nonce="{nonce}"', page)
    # These speak of the framework, and point to addresses outside.
    page = re.sub(r'<meta\s+(?:property="og:|name="twitter:)[^>]*>', "", page)
    return page.replace("</head>", f"{head}</head>", 1)


def _is_page(headers: Headers) -> bool:
    """Return whether a page is sent, not a file to be saved as it is."""
    named = dict(headers)
    is_html = named.get(b"content-type", b"").startswith(b"text/html")
    return is_html and not named.keys() & {b"content-encoding", b"content-disposition"}
