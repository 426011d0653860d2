"""Snapshots of pages that zotero.org sends packed: with their pictures and scripts, in one archive."""

import base64
import binascii

from corpus.errors import UnreadableSource
from corpus.formats.packed import open_package

_PACKED = b"PK\x03\x04"
# Behind a name that is written in Base64, as earlier versions of Zotero did with all.
_ENCODED = "%ZB64"


def is_packed(head: bytes) -> bool:
    """Say whether what is called a page begins as an archive does."""
    return head.startswith(_PACKED)


def unpack_page(data: bytes, name: str) -> bytes:
    """Return the page called `name` in a snapshot's archive; raise UnreadableSource if it is not there."""
    with open_package(data, "snapshot of a page") as package:
        for packed in package.names():
            if _decode_name(packed) == name and (page := package.read(packed)) is not None:
                return page
    raise UnreadableSource("the snapshot does not hold its page: take it again in Zotero")


def _decode_name(packed: str) -> str:
    if not packed.endswith(_ENCODED):
        return packed
    try:
        return base64.b64decode(packed.removesuffix(_ENCODED)).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return packed
