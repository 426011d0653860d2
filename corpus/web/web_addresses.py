"""Addresses of web pages: how each is written in one way only, and which of them are those of one article."""

import re
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

from corpus.errors import AddressRefused
from corpus.formats.fields import LONGEST_FIELD, is_home_page

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_DEFAULT_PORTS = {"http": 80, "https": 443}
# Below it, ports belong to other services than the web.
_FIRST_FREE_PORT = 1024
_HOST = re.compile(r"[a-z0-9._-]{1,253}|[0-9a-f:.]{2,45}")
_UNSAFE = re.compile(r"[\x00-\x20\x7f\\]")
_IN_PATH = "/%:@!$&'()*+,;=~"
# Parameters by which a link tells where it was clicked, by their names; the page behind it is the same without them.
_TRACKING = re.compile(
    r"utm_\w+|(?:fb|g|dc|y|tw|ms|oc)clid|[gw]braid|mc_[ce]id|igshid|mkt_tok|_g[al]|_hs(?:enc|mi)|vero_id|wickedid"
    r"|oly_(?:anon|enc)_id|at_(?:campaign|medium|link_\w+|bbc_team)|xtor|smid|cmpid|ito|amp",
    re.IGNORECASE,
)
_GOOGLE_AMP = re.compile(r"(?:www\.)?google\.[a-z.]{2,6}")
_AMP_CACHE = re.compile(r"/(?:amp|[civ])/(s/)?(?=[^/]+\.)", re.IGNORECASE)


def is_address(text: str) -> bool:
    """Say whether a text is an address, of whatever scheme, and no path of a file."""
    return _ADDRESS.match(text.strip()) is not None


def parse_address(text: str) -> str:
    """Return an address in the one way in which it is written here; raise AddressRefused if it is none of a web page.

    It is ASCII; fragment, tracking parameters and a cache of AMP around it are gone.
    """
    text = text.strip().replace(" ", "%20")
    if len(text) > LONGEST_FIELD:
        raise AddressRefused(f"the address is longer than {LONGEST_FIELD:,} characters: shorten it")
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise AddressRefused("the address is malformed: check it") from error
    if parts.scheme not in _DEFAULT_PORTS:
        raise AddressRefused("only addresses that begin with http:// or https:// are fetched")
    if "@" in parts.netloc:
        raise AddressRefused("the address holds a user's name or a password: leave them out")
    if _UNSAFE.search(text):
        raise AddressRefused("the address holds characters that no address has: check it")
    if port is not None and port not in _DEFAULT_PORTS.values() and port < _FIRST_FREE_PORT:
        raise AddressRefused(f"port {port} is not one that web pages are served at")
    host = _write_host(parts.hostname or "")
    parts = parts._replace(netloc=host if port in (None, _DEFAULT_PORTS[parts.scheme]) else f"{host}:{port}")
    if within := _find_within_cache(parts):
        return parse_address(within)
    path, query = quote(parts.path, safe=_IN_PATH) or "/", quote(_drop_tracking(parts.query), safe=f"{_IN_PATH}?")
    return urlunsplit((parts.scheme, parts.netloc, path, query, ""))


def choose_article_address(stated: str | None, fetched: str) -> str:
    """Return the address of the article on a page that was fetched: the one that it states of itself, if it may.

    A page may not call itself one of another site, nor an article the site's home page.
    """
    try:
        canonical = parse_address(stated or "")
    except AddressRefused:
        return fetched
    is_too_wide = is_home_page(canonical) and not is_home_page(fetched)
    return canonical if not is_too_wide and _find_site(canonical) == _find_site(fetched) else fetched


def get_origin(address: str) -> str:
    """Return scheme, host and port of an address, as the beginning of others."""
    return urlunsplit((*urlsplit(address)[:2], "", "", ""))


def _write_host(host: str) -> str:
    """Return a host's name in ASCII; raise AddressRefused if it can be none."""
    if "%20" in host:
        raise AddressRefused("the address has a blank in the name of its host: take it out")
    try:
        written = host if ":" in host else host.encode("idna").decode().lower().rstrip(".")
    except UnicodeError as error:
        raise AddressRefused("the address names no host: check it") from error
    if not _HOST.fullmatch(written):
        raise AddressRefused("the address names no host: check it")
    return f"[{written}]" if ":" in written else written


def _drop_tracking(query: str) -> str:
    return "&".join(pair for pair in query.split("&") if not _TRACKING.fullmatch(pair.partition("=")[0]))


def _find_within_cache(parts: SplitResult) -> str | None:
    """Return the address that a cache of AMP pages shows a copy of, None if the address is of no such cache."""
    of_google = _GOOGLE_AMP.fullmatch(parts.netloc) and parts.path.startswith("/amp/")
    if not of_google and not parts.netloc.endswith(".cdn.ampproject.org"):
        return None
    marked = _AMP_CACHE.match(parts.path)
    if not marked:
        return None
    scheme = "https" if marked[1] else "http"
    return f"{scheme}://{parts.path[marked.end() :]}" + (f"?{parts.query}" if parts.query else "")


def _find_site(address: str) -> str:
    """Return the domain that was registered for an address, or its host where there is none."""
    from courlan import extract_domain

    return extract_domain(address) or urlsplit(address).netloc
