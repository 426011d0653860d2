"""The guard: pure ASGI middleware that lets in only the person's own requests and sends out only safe headers."""

import secrets
from collections.abc import Callable
from urllib.parse import parse_qsl, urlencode

from qa.programs.keys import Scope as KeyScope
from qa.web.doors import MAY_CHANGE, PAGES, READING, Door, changes_something, find_door, is_silent, reads_only
from qa.web.html.locked_html import render_locked
from qa.web.passing import Dress, pass_on
from qa.web.sending import App, Headers, Receive, Scope, Send, respond, respond_with

_LOCKED = "Open the address that “pullquote serve” printed when it started"
_UNKNOWN_KEY = (
    "That key or token is not known, was revoked, or opens nothing here: “pullquote keys list” shows the keys, and the "
    "address that “pullquote serve” printed holds the token."
)
# Seconds that a browser keeps the token: no browser keeps anything longer than 400 days.
_KEPT = 400 * 24 * 3600


class Guard:
    """Refuses whoever has not the token, foreign hosts and origins and closed paths; adds headers to every response."""

    def __init__(
        self,
        app: App,
        *,
        port: int,
        token: str | None,
        dress: Dress,
        find_scope: Callable[[bytes], KeyScope | None] = lambda _: None,
    ):
        """Without a token, whoever reaches the port is let in; `find_scope` knows the keys of programs."""
        self._app = app
        self._hosts = _list_hosts(port)
        self._token = token.encode() if token else None
        # All ports of a host have their cookies in common.
        self._cookie = b"pullquote-%d" % port
        self._dress = dress
        self._find_scope = find_scope

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See ASGI."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await self._answer(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        path, method, headers = scope["path"], scope["method"], dict(scope["headers"])
        door = find_door(path)
        if headers.get(b"host", b"").decode("latin-1").lower() not in self._hosts:
            await respond(scope, send, 421, "This address is not served here.")
        elif method not in READING and not self._is_own(headers):
            await respond(scope, send, 403, "Requests from other sites are refused.")
        elif path == "/" and method in READING and (cleared := self._clear_token(scope["query_string"])) is not None:
            more = [(b"location", cleared), (b"cache-control", b"no-store"), *self._build_cookie()]
            await respond(scope, send, 303, "", more)
        elif (granted := self._grant(door, scope, headers)) is None:
            await self._lock_out(scope, send)
        elif door is None:
            await respond(scope, send, 404, "There is nothing here.")
        elif method not in door.methods:
            allowed = ", ".join(sorted(door.methods)).encode()
            await respond(scope, send, 405, "Nothing can be done here in this way.", [(b"allow", allowed)])
        elif granted is KeyScope.READ and not reads_only(path, method):
            if changes_something(path, method):
                await respond(scope, send, 403, "This key only reads: make one with “pullquote keys add NAME --write”.")
            else:
                await respond(
                    scope, send, 404, "There is no such address, or not for this method: see /api/openapi.json."
                )
        elif is_silent(path):
            await respond(scope, send, 204, "")
        else:
            more = self._build_cookie() if path == "/" else []
            may_change = {**scope, MAY_CHANGE: granted is KeyScope.WRITE}
            await pass_on(self._app, door, self._dress, more, may_change, receive, send)

    def _is_own(self, headers: dict[bytes, bytes]) -> bool:
        """Say whether a request comes from this page, or from a program that is no browser."""
        origin = headers.get(b"origin")
        if origin is None:
            return headers.get(b"sec-fetch-site", b"none") in (b"same-origin", b"none")
        return origin.decode("latin-1").lower() in {f"http://{host}" for host in self._hosts}

    def _is_token(self, offered: bytes) -> bool:
        return self._token is not None and secrets.compare_digest(offered, self._token)

    def _grant(self, door: Door | None, scope: Scope, headers: dict[bytes, bytes]) -> KeyScope | None:
        """Return what a request may do at a door, None for nothing."""
        if (door and door.public) or self._has_token(scope, headers):
            return KeyScope.WRITE
        return self._find_scope(read_bearer(headers)) if door and door.programs else None

    def _has_token(self, scope: Scope, headers: dict[bytes, bytes]) -> bool:
        """Say whether a request carries the token, as a program's header or as a browser's cookie."""
        if self._token is None:
            return True
        if self._is_token(read_bearer(headers)):
            return True
        cookies = [pair for name, value in scope["headers"] if name == b"cookie" for pair in value.split(b";")]
        parted = (pair.strip().partition(b"=") for pair in cookies)
        return any(name == self._cookie and self._is_token(value) for name, _, value in parted)

    def _clear_token(self, query: bytes) -> bytes | None:
        """Return the page's address without the token, if it is in the query; without a guard any is taken off."""
        fields = parse_qsl(query.decode("latin-1"), keep_blank_values=True)
        offered = [value.encode() for name, value in fields if name == "token"]
        if not offered or not (self._token is None or any(map(self._is_token, offered))):
            return None
        kept = urlencode([(name, value) for name, value in fields if name != "token"])
        return (f"/?{kept}" if kept else "/").encode()

    def _build_cookie(self) -> Headers:
        """Return the header by which a browser keeps the token.

        Lax: a link in another program's page may lead here, but nothing else that another site sends has the token.
        """
        if self._token is None:
            return []
        cookie = b"%s=%s; Path=/; Max-Age=%d; HttpOnly; SameSite=Lax" % (self._cookie, self._token, _KEPT)
        return [(b"set-cookie", cookie)]

    async def _lock_out(self, scope: Scope, send: Send) -> None:
        more = [(b"www-authenticate", b"Bearer"), (b"cache-control", b"no-store")]
        if scope["path"] in PAGES and scope["method"] in READING:
            page = render_locked(f"{_LOCKED}.").encode()
            await respond_with(scope, send, 401, page, b"text/html; charset=utf-8", more)
        else:
            is_offered = any(name == b"authorization" for name, _ in scope["headers"])
            sentence = _UNKNOWN_KEY if is_offered else f"{_LOCKED}, or send its token as “Authorization: Bearer …”."
            await respond(scope, send, 401, sentence, more)


def read_bearer(headers: dict[bytes, bytes]) -> bytes:
    """Return what a program offers to be let in, empty if it offers nothing."""
    scheme, _, offered = headers.get(b"authorization", b"").partition(b" ")
    return offered.strip() if scheme.lower() == b"bearer" else b""


def _list_hosts(port: int) -> frozenset[str]:
    names = ("127.0.0.1", "localhost", "[::1]")
    return frozenset(f"{name}:{port}" for name in names) | (frozenset(names) if port == 80 else frozenset())
