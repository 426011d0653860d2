"""The gate: where people log in, pure ASGI that knows who comes, lets each only to their own, and shuts all else."""

import asyncio
import ipaddress
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import parse_qs

from anyio import CapacityLimiter
from anyio.to_thread import run_sync

from qa.people.attempts import Attempts
from qa.people.rates import Rates
from qa.people.users import LONGEST_SESSION, Role, User, Users
from qa.programs.keys import Keys
from qa.programs.keys import Scope as KeyScope
from qa.web.desks import Desks
from qa.web.doors import MAY_CHANGE, PAGES, READING, Door, find_door, is_silent
from qa.web.guard import read_bearer
from qa.web.html.head_html import render_head
from qa.web.html.login_html import render_account, render_login
from qa.web.passing import pass_on
from qa.web.rights import is_work, list_methods, may
from qa.web.sending import App, Headers, Receive, Scope, Send, respond, respond_with
from qa.web.sending import dress as dress_page
from qa.web.web_settings import WebSettings

LOGIN, LOGOUT, ACCOUNT = "/login", "/logout", "/account"
_OURS = {LOGIN: READING | {"POST"}, LOGOUT: frozenset({"POST"}), ACCOUNT: READING}
_OWN_FILES = "/pullquote/"
_HTML = b"text/html; charset=utf-8"
_FRESH: Headers = [(b"cache-control", b"no-store")]
# Bytes of the form: a name and a password, each letter as %E2%82%AC.
_LONGEST_FORM = 4_096
_WRONG = "That name and password do not belong together: try again."
_LOCKED = "Log in on the page, or send a key of “pullquote keys add NAME --user USER” as “Authorization: Bearer …”."
_UNKNOWN_KEY = "That key is not known, was revoked, or belongs to nobody: make one with “pullquote keys add --user”."


@dataclass(frozen=True, slots=True)
class Place:
    """Where the page is served: the names of its hosts, in small letters and without ports, and the path above it."""

    hosts: frozenset[str]
    root_path: str = ""


@dataclass(frozen=True, slots=True)
class _Visitor:
    """Somebody who was let in, in person or through a program with a key of some scope."""

    user: User
    scope: KeyScope


class Gate:
    """Answers whoever logs in or out, and passes on what a person may do to the application that is theirs."""

    def __init__(self, users: Users, desks: Desks, files: App, place: Place, port: int, settings: WebSettings):
        """`files` serves the program's own files, which tell nothing of anybody."""
        self._users = users
        self._desks = desks
        self._place = place
        # All ports of a host have their cookies in common.
        self._cookie = b"pullquote-login-%d" % port
        self._files = files
        self._longest_sending = settings.longest_sending
        self._names = Attempts(settings.most_failures)
        self._addresses = Attempts(settings.most_failures_from_one_place)
        self._requests, self._works = Rates(settings.most_requests), Rates(settings.most_works)
        # A password takes 64 MiB and a tenth of a second.
        self._passwords = CapacityLimiter(2)
        self._keys: dict[str, Keys] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See ASGI."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await self._answer({**scope, "path": self._strip_root(scope["path"]), "root_path": ""}, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        while (await receive())["type"] != "lifespan.shutdown":
            await send({"type": "lifespan.startup.complete"})
        await self._desks.close()
        await send({"type": "lifespan.shutdown.complete"})

    def _strip_root(self, path: str) -> str:
        """Return a path without the one above the page, which some proxies take off and some do not."""
        root = self._place.root_path
        return path[len(root) :] if root and path.startswith(f"{root}/") else path

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        path, method, headers = scope["path"], scope["method"], dict(scope["headers"])
        if not self._is_known_host(headers):
            await respond(scope, send, 421, "This address is not served here: name it with --trusted-host.")
        elif method not in READING and not _is_own(scope, headers):
            await respond(scope, send, 403, "Requests from other sites are refused.")
        elif path.startswith(_OWN_FILES) and method in READING and (door := find_door(path)):
            await pass_on(self._files, door, _dress_page, [], scope, receive, send)
        elif path in _OURS and method not in _OURS[path]:
            await _refuse_method(scope, send, _OURS[path])
        elif path == LOGIN:
            await self._log_in(scope, receive, send)
        elif path == LOGOUT:
            self._users.end_session(self._read_secret(scope))
            await self._redirect(scope, send, "login", self._build_cookie(scope, "", 0))
        else:
            await self._admit(find_door(path), scope, receive, send)

    async def _admit(self, door: Door | None, scope: Scope, receive: Receive, send: Send) -> None:
        path, method = scope["path"], scope["method"]
        visitor = self._recognise(door, scope)
        if visitor is None:
            await self._lock_out(scope, send)
        elif not (door and door.public) and (wait := self._count(visitor.user, path, method)):
            retry = [(b"retry-after", b"%d" % wait)]
            await respond(scope, send, 429, f"That was too much at once: try again in {wait} seconds.", retry)
        elif path == ACCOUNT:
            page = render_account(visitor.user.name, visitor.user.role)
            await respond_with(scope, send, 200, page.encode(), _HTML, _FRESH)
        elif door is None or not (methods := list_methods(path) & door.methods):
            await respond(scope, send, 404, "There is nothing here.")
        elif method not in methods:
            await _refuse_method(scope, send, methods)
        elif not may(visitor.user.role, visitor.scope, path, method):
            await respond(scope, send, 403, "You may read here, and not do that: ask an editor.")
        elif is_silent(path):
            await respond(scope, send, 204, "")
        else:
            app = await self._desks.open(visitor.user)
            dress = _dress_readers_page if visitor.user.role is Role.READER else _dress_page
            may_change = visitor.user.role is Role.EDITOR and visitor.scope is KeyScope.WRITE
            await pass_on(app, door, dress, [], {**scope, MAY_CHANGE: may_change}, receive, send)

    def _is_known_host(self, headers: dict[bytes, bytes]) -> bool:
        host = headers.get(b"host", b"").decode("latin-1").lower()
        name, colon, port = host.rpartition(":")
        return (name if colon and port.isdigit() else host) in self._place.hosts

    def _recognise(self, door: Door | None, scope: Scope) -> _Visitor | None:
        """Return who sent a request, None for nobody who is known."""
        if user := self._users.find_session(self._read_secret(scope)):
            return _Visitor(user, KeyScope.WRITE)
        offered = read_bearer(dict(scope["headers"]))
        if not (offered and door and door.programs):
            return None
        for user in self._users.list_all():
            if granted := self._open_keys(user).find_scope(offered):
                return _Visitor(user, granted)
        return None

    def _open_keys(self, user: User) -> Keys:
        return self._keys.setdefault(user.id, Keys(self._users.find_folder(user)))

    def _count(self, user: User, path: str, method: str) -> int:
        """Count a request of a person's; return the seconds to wait if there were too many."""
        return self._requests.take(user.id) or (self._works.take(user.id) if is_work(path, method) else 0)

    async def _log_in(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] in READING:
            await respond_with(scope, send, 200, render_login().encode(), _HTML, _FRESH)
            return
        name, password = await self._read_form(receive)
        address = _name_place(scope)
        if wait := max(self._names.measure_wait(name), self._addresses.measure_wait(address)):
            told = f"There were too many attempts: try again in {-(-wait // 60)} minutes."
            page, more = render_login(told, name), [(b"retry-after", b"%d" % wait), *_FRESH]
            await respond_with(scope, send, 429, page.encode(), _HTML, more)
            return
        self._names.note(name)
        self._addresses.note(address)
        user = await run_sync(self._users.check_password, name, password, limiter=self._passwords)
        if user is None:
            await respond_with(scope, send, 401, render_login(_WRONG, name).encode(), _HTML, _FRESH)
            return
        self._names.forget(name)
        self._addresses.take_back(address)
        cookie = self._build_cookie(scope, self._users.begin_session(user), LONGEST_SESSION)
        await self._redirect(scope, send, "", cookie)

    async def _read_form(self, receive: Receive) -> tuple[str, str]:
        """Return the name and the password that are sent; both are empty if it takes too long, or is too much."""
        body, more = b"", True
        try:
            async with asyncio.timeout(self._longest_sending):
                while more and len(body) <= _LONGEST_FORM:
                    message = await receive()
                    body += message.get("body", b"")
                    more = message.get("more_body", False)
            form = parse_qs(body.decode("utf-8", "replace"), max_num_fields=8) if len(body) <= _LONGEST_FORM else {}
        except (TimeoutError, ValueError):
            form = {}
        name, password = (form.get(field, [""])[0] for field in ("name", "password"))
        return name.strip().lower()[:40], password

    async def _lock_out(self, scope: Scope, send: Send) -> None:
        if scope["path"] in (*PAGES, ACCOUNT) and scope["method"] in READING:
            await self._redirect(scope, send, "login", [])
            return
        is_offered = any(name == b"authorization" for name, _ in scope["headers"])
        more = [(b"www-authenticate", b"Bearer"), *_FRESH]
        await respond(scope, send, 401, _UNKNOWN_KEY if is_offered else _LOCKED, more)

    async def _redirect(self, scope: Scope, send: Send, to: str, cookie: Headers) -> None:
        place = f"{self._place.root_path}/{to}".encode()
        await respond(scope, send, 303, "", [(b"location", place), *_FRESH, *cookie])

    def _read_secret(self, scope: Scope) -> bytes:
        """Return the secret of the session that a browser keeps, empty if it keeps none."""
        cookies = [pair for name, value in scope["headers"] if name == b"cookie" for pair in value.split(b";")]
        parted = (pair.strip().partition(b"=") for pair in cookies)
        return next((value for name, _, value in parted if name == self._cookie), b"")

    def _build_cookie(self, scope: Scope, secret: str, seconds: int) -> Headers:
        """Return the header by which a browser keeps a session; for no seconds, forgets it. Lax: see Guard."""
        path = (self._place.root_path or "/").encode()
        cookie = b"%s=%s; Path=%s; Max-Age=%d; HttpOnly; SameSite=Lax" % (self._cookie, secret.encode(), path, seconds)
        return [(b"set-cookie", cookie + (b"; Secure" if scope["scheme"] == "https" else b""))]


def _dress_page(page: str, nonce: str, in_person: bool) -> str:
    return dress_page(page, nonce, render_head(nonce, in_person=in_person))


def _dress_readers_page(page: str, nonce: str, in_person: bool) -> str:
    return dress_page(page, nonce, render_head(nonce, in_person=in_person, reads_only=True))


def list_hosts(host: str, trusted: Collection[str]) -> frozenset[str]:
    """Return the names under which a server at an address answers: that address, this machine, and the trusted."""
    own = f"[{host}]" if ":" in host else host
    return frozenset(name.lower() for name in ("127.0.0.1", "localhost", "[::1]", own, *trusted))


def _is_own(scope: Scope, headers: dict[bytes, bytes]) -> bool:
    """Say whether a request comes from this page, or from a program that is no browser."""
    origin = headers.get(b"origin")
    if origin is None:
        return headers.get(b"sec-fetch-site", b"none") in (b"same-origin", b"none")
    return origin.lower() == b"%s://%s" % (scope["scheme"].encode(), headers.get(b"host", b"").lower())


def _name_place(scope: Scope) -> str:
    """Return the address that a request comes from; of IPv6 the network, for one person has all of it."""
    host = scope["client"][0] if scope.get("client") else ""
    try:
        number = ipaddress.ip_address(host)
    except ValueError:
        return host
    return str(ipaddress.ip_network((number, 64), strict=False)) if number.version == 6 else host


async def _refuse_method(scope: Scope, send: Send, methods: Collection[str]) -> None:
    allowed = ", ".join(sorted(methods)).encode()
    await respond(scope, send, 405, "Nothing can be done here in this way.", [(b"allow", allowed)])
