"""Requesting: one HTTP request, which reaches only the numbers that were checked, and ends in bounded time and room."""

import ssl
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import httpcore

from corpus.web.page_bodies import read_body

# Seconds until a connection stands, and between two parts of an answer.
_CONNECT, _READ = 10.0, 20.0

# A host and a port become the numbers that may be connected to; it raises AddressRefused if there is any other.
FindNumbers = Callable[[str, int], Sequence[str]]


class Reply(NamedTuple):
    """What a server answered: names of headers are in small letters; only an answer of status 200 has a body."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""


def request(
    address: str, headers: Mapping[str, str], find_numbers: FindNumbers, *, most: int, seconds: float
) -> Reply | str:
    """Ask for an address once, and return the answer, or in one sentence why the connection failed.

    The body is unpacked to at most `most` bytes, and all is done within so many seconds. Raises AddressRefused, and
    FetchFailed if the body is too large or cannot be unpacked.
    """
    host = urlsplit(address).netloc
    sent = [("Host", host), ("Accept-Encoding", "gzip"), ("Connection", "close"), *headers.items()]
    timeouts = {"connect": _CONNECT, "read": _READ, "write": _READ, "pool": _CONNECT}
    wire = _Wire(find_numbers, time.monotonic() + seconds)
    try:
        with (
            httpcore.ConnectionPool(ssl_context=_open_context(), network_backend=wire) as pool,
            pool.stream("GET", address, headers=sent, extensions={"timeout": timeouts}) as response,
        ):
            got = {name.decode().lower(): value.decode("utf-8", "replace") for name, value in response.headers}
            if response.status != 200:
                return Reply(response.status, got)
            return Reply(200, got, read_body(response.iter_stream(), got.get("content-encoding", ""), most))
    except httpcore.TimeoutException:
        return f"{host} takes too long to answer: try again later"
    except (httpcore.NetworkError, httpcore.ProtocolError) as error:
        return f"the connection to {host} failed ({error}): try again later"


@cache
def _open_context() -> ssl.SSLContext:
    return httpcore.default_ssl_context()


class _Wire(httpcore.NetworkBackend):
    """Connects to the very numbers that were checked, so that no second look-up of a name can lead elsewhere."""

    def __init__(self, find_numbers: FindNumbers, deadline: float):
        self._find_numbers = find_numbers
        self._deadline = deadline
        self._backend = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first of a host's numbers that answers."""
        failure: Exception = httpcore.ConnectError("it has no address")
        for number in self._find_numbers(host, port):
            try:
                limit = _shorten(timeout, self._deadline)
                stream = self._backend.connect_tcp(number, port, limit, local_address, socket_options)
                return _TimedStream(stream, self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure


class _TimedStream(httpcore.NetworkStream):
    """A stream that ends at a deadline, however slowly the other side drips."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float):
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read what is there."""
        return self._stream.read(max_bytes, _shorten(timeout, self._deadline))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write all of it."""
        self._stream.write(buffer, _shorten(timeout, self._deadline))

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Encrypt what follows; the certificate is that of the host's name, whatever its number."""
        secured = self._stream.start_tls(ssl_context, server_hostname, _shorten(timeout, self._deadline))
        return _TimedStream(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - as httpcore has it
        """Tell of the connection."""
        return self._stream.get_extra_info(info)


def _shorten(timeout: float | None, deadline: float) -> float:
    """Return how many seconds are left; raise httpcore's TimeoutException if there are none."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("the time is up")
    return min(left, left if timeout is None else timeout)
