"""The address of a web page that was saved: browsers and their helpers write it into a remark at its beginning."""

import re

_ADDRESS = re.compile(
    rb"<!--\s*saved from url=\(\d{1,6}\)(\S{1,2000}?)\s*-->|<!--\s*Page saved with SingleFile\s+url: (\S{1,2000})"
)


def find_saved_address(data: bytes) -> str | None:
    """Return the address that a page was saved from, None if the page does not tell it."""
    remark = _ADDRESS.search(data[:10_000])
    return (remark[1] or remark[2]).decode("utf-8", "replace") if remark else None
