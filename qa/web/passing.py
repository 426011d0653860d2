"""Passing a request on to the application behind a door: it is told only what it needs, and answers safely."""

import secrets
from collections.abc import Callable

from starlette.exceptions import HTTPException

from qa.web.doors import Door
from qa.web.sending import App, Headers, Receive, Scope, Send, Sender

# What the application reads of a request; others, such as those of a proxy, would lead it astray.
_NEEDED = (
    b"accept-encoding", b"content-length", b"content-type", b"host", b"if-modified-since", b"if-none-match", b"range",
)  # fmt: skip
# What the programs' own protocols need besides.
_PROGRAM_NEEDED = b"accept"
_PROTOCOL = b"mcp-"
_LASTING: Headers = [(b"cache-control", b"public, max-age=31536000, immutable")]

# Gets a page, the nonce of its scripts and whether the person came by themselves; returns the page as it is sent.
Dress = Callable[[str, str, bool], str]


async def pass_on(
    app: App, door: Door, dress: Dress, more: Headers, scope: Scope, receive: Receive, send: Send
) -> None:
    """Have an application answer a request; what it finds is sent with `more` headers."""
    nonce = secrets.token_urlsafe(16)
    is_page = scope["path"] == "/"
    # Typed, kept as a bookmark, or opened by a program: browsers say so, and no page can.
    in_person = dict(scope["headers"]).get(b"sec-fetch-site") == b"none"
    sender = Sender(
        send,
        nonce,
        # Any other page is sent as it is.
        lambda page: dress(page, nonce, in_person) if is_page else page,
        more + (_LASTING if door.lasting else []),
        has_opener=door.has_opener,
    )
    inner = {
        **scope,
        # A compressed page could not be dressed.
        "headers": [
            (name, value)
            for name, value in scope["headers"]
            if _is_needed(name, door) and not (is_page and name == _NEEDED[0])
        ],
        "query_string": scope["query_string"] if door.query else b"",
    }
    try:
        await app(inner, receive, sender)
    except RuntimeError as error:
        # Who listened to what has ended by now was told so in the answer; there is no fault to log.
        if not (sender.begun and isinstance(error.__cause__, HTTPException)):
            raise
        await sender({"type": "http.response.body", "body": b""})


def _is_needed(name: bytes, door: Door) -> bool:
    return name in _NEEDED or (door.programs and (name == _PROGRAM_NEEDED or name.startswith(_PROTOCOL)))
