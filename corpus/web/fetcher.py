"""Fetcher: a page from its address, politely: by the site's rules, one request after the other, with patience."""

import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.message import Message
from functools import partial
from importlib.metadata import version
from urllib.parse import urljoin, urlsplit

from corpus.errors import FetchFailed
from corpus.formats.fields import is_home_page
from corpus.web.hosts import MayReach, Resolve, find_reachable, is_public, resolve_host
from corpus.web.page import Page, Unchanged, Validators
from corpus.web.requesting import Reply, request
from corpus.web.robots import NAME, SiteRules
from corpus.web.web_addresses import get_origin, parse_address

# Bytes of a page, unpacked, and of a site's rules.
_LARGEST_PAGE, _LARGEST_RULES = 50 * 2**20, 2**20
_MOST_REDIRECTS = 10
_REDIRECTS = (301, 302, 303, 307, 308)
# Answers after which another try may succeed, and the seconds before each.
_BUSY, _WAITS = (429, 500, 502, 503, 504), (2.0, 8.0)
# Seconds between two requests to a site; the most that a site may ask for, which is a person's patience.
_PACE, _PATIENCE = 1.0, 30.0
# Seconds that one request may take in all.
_SECONDS = 120.0
_ACCEPT = "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8"


_AGENT = f"{NAME}/{version('pullquote')} (fetches the pages that a person names)"
_NEVER = float("inf")
# What a page is whose server does not tell it.
_UNKNOWN = "application/octet-stream"
_LONGEST_VALIDATOR = 500


class Fetcher:
    """Fetches pages; one thread at a time uses it.

    `resolve` and `may_reach` decide which hosts are reached, `pause` waits so many seconds.
    """

    def __init__(
        self,
        resolve: Resolve = resolve_host,
        may_reach: MayReach = is_public,
        pause: Callable[[float], None] = time.sleep,
        seconds: float = _SECONDS,
    ):
        self._find_numbers = partial(find_reachable, resolve=resolve, may_reach=may_reach)
        self._pause = pause
        self._seconds = seconds
        self._rules: dict[str, SiteRules | FetchFailed] = {}
        self._asked: dict[str, float] = {}

    def fetch(self, address: str, recall: Callable[[str], Validators] = lambda _: Validators()) -> Page | Unchanged:
        """Return the page at an address; `recall` tells by which validators the page at an address is known already.

        Raises AddressRefused or FetchFailed.
        """
        validators = Validators()

        def ask(current: str) -> Reply:
            nonlocal validators
            if not self._get_rules(current).may_fetch(current):
                raise FetchFailed("the site lets no program fetch it: save the page in a browser, and add the file")
            validators = recall(current)
            return self._ask(current, _make_headers(validators), _LARGEST_PAGE)

        wanted = parse_address(address)
        final, reply = _follow(wanted, ask)
        if reply.status == 304 and any(validators):
            return Unchanged(final)
        _check_status(reply.status)
        if is_home_page(final) and not is_home_page(wanted):
            raise FetchFailed("the page is gone: its address leads to the site's home page now")
        return _make_page(final, reply)

    def list_sitemaps(self, address: str) -> tuple[str, ...]:
        """Return the addresses of the sitemaps that the rules of an address's site name; raise FetchFailed."""
        return self._get_rules(address).sitemaps

    def _get_rules(self, address: str) -> SiteRules:
        """Return the rules of an address's site; raise FetchFailed if it cannot tell them just now."""
        origin = get_origin(address)
        if origin not in self._rules:
            self._rules[origin] = self._fetch_rules(origin)
        rules = self._rules[origin]
        if isinstance(rules, FetchFailed):
            raise rules
        return rules

    def _fetch_rules(self, origin: str) -> SiteRules | FetchFailed:
        try:
            _, reply = _follow(f"{origin}/robots.txt", lambda address: self._ask(address, {}, _LARGEST_RULES))
        except FetchFailed as error:
            return error
        if reply.status == 200:
            return SiteRules(reply.body.decode("utf-8", "replace"))
        if 400 <= reply.status < 500 and reply.status not in _BUSY:
            return SiteRules("")
        return FetchFailed(f"the site cannot tell its rules for programs just now ({reply.status}): try again later")

    def _ask(self, address: str, headers: Mapping[str, str], most: int) -> Reply:
        """Ask for an address, again if the site is busy or the connection fails; raise FetchFailed."""
        sent = {"User-Agent": _AGENT, "Accept": _ACCEPT, **headers}
        for wait in (*_WAITS, _NEVER):
            self._wait_turn(address)
            answer = request(address, sent, self._find_numbers, most=most, seconds=self._seconds)
            if isinstance(answer, Reply):
                if answer.status not in _BUSY:
                    return answer
                wait = max(wait, _read_seconds(answer.headers.get("retry-after", "")))
            if wait > _PATIENCE:
                break
            self._pause(wait)
        if isinstance(answer, Reply):
            return answer
        raise FetchFailed(answer)

    def _wait_turn(self, address: str) -> None:
        """Wait until a host may be asked again."""
        host, rules = urlsplit(address).netloc, self._rules.get(get_origin(address))
        pace = min(_PATIENCE, max(_PACE, rules.delay if isinstance(rules, SiteRules) else 0.0))
        if (left := self._asked.get(host, -pace) + pace - time.monotonic()) > 0:
            self._pause(left)
        self._asked[host] = time.monotonic()


def _follow(address: str, ask: Callable[[str], Reply]) -> tuple[str, Reply]:
    """Ask for an address, and for those that it leads to; return the last one and its answer."""
    for _ in range(_MOST_REDIRECTS + 1):
        reply = ask(address)
        if reply.status not in _REDIRECTS or not (target := reply.headers.get("location")):
            return address, reply
        try:
            address = parse_address(urljoin(address, target))
        except ValueError as error:
            raise FetchFailed("the address leads to one that is malformed") from error
    raise FetchFailed("the address leads from one to the next without end: open it in a browser")


def _check_status(status: int) -> None:
    """Raise FetchFailed for an answer that is no page."""
    match status:
        case 200:
            return
        case 404 | 410:
            raise FetchFailed(f"there is no such page ({status}): check the address")
        case 401 | 402 | 403 | 407 | 451:
            raise FetchFailed(f"the site does not give it out ({status}): save the page in a browser, and add the file")
        case _:
            raise FetchFailed(f"the site cannot give it out just now ({status}): try again later")


def _make_headers(validators: Validators) -> dict[str, str]:
    """Return the headers that ask for a page only if it has changed."""
    asked = {"If-None-Match": validators.etag, "If-Modified-Since": validators.modified}
    return {name: value for name, value in asked.items() if value}


def _make_page(address: str, reply: Reply) -> Page:
    headers = Message()
    headers["Content-Type"] = reply.headers.get("content-type", "").strip() or _UNKNOWN
    charset = headers.get_content_charset()
    validators = Validators(*(_keep_short(reply.headers.get(name)) for name in ("etag", "last-modified")))
    day = datetime.now(UTC).date().isoformat()
    return Page(address, reply.body, day, headers.get_content_type(), charset, validators)


def _keep_short(value: str | None) -> str | None:
    """Return a header that can be sent back; None for one that is no name of a version."""
    return value if value and len(value) <= _LONGEST_VALIDATOR and value.isascii() and value.isprintable() else None


def _read_seconds(value: str) -> float:
    """Return the seconds that a site asks to wait for, 0 if it does not tell them as a number."""
    return float(value) if value.isascii() and value.isdigit() else 0.0
