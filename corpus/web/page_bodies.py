"""Bodies of answers: unpacked as they come, and no further than to a limit."""

import zlib
from collections.abc import Iterable, Iterator

from corpus.errors import FetchFailed

_GZIP = 16 + zlib.MAX_WBITS


def read_body(parts: Iterable[bytes], encoding: str, most: int) -> bytes:
    """Return what the parts of a body hold together, unpacked as `encoding` says.

    Raises FetchFailed if that is more than `most` bytes, packed in another way than was asked for, or cut off.
    """
    if encoding.strip().lower() not in ("", "identity", "gzip", "x-gzip"):
        raise FetchFailed(f"the site packs its pages in a way that is not read ({encoding[:40]})")
    is_packed = "gzip" in encoding.lower()
    body = bytearray()
    for part in _unpack(parts, most) if is_packed else parts:
        body += part
        if len(body) > most:
            raise FetchFailed(f"the page is larger than {most / 2**20:g} MB: save the part that matters as a file")
    return bytes(body)


def _unpack(parts: Iterable[bytes], most: int) -> Iterator[bytes]:
    """Yield what is packed by gzip in steps of at most `most` bytes and one, so that a bomb never goes off."""
    unpacker = zlib.decompressobj(_GZIP)
    try:
        for part in parts:
            while part and not unpacker.eof:  # what stands behind the end is padding
                yield unpacker.decompress(part, most + 1)
                part = unpacker.unconsumed_tail
    except zlib.error as error:
        raise FetchFailed("the site sent a page that cannot be unpacked: try again later") from error
    if not unpacker.eof:
        raise FetchFailed("the page was cut off on its way: try again later")
