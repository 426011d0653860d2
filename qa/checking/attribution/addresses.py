"""Addresses of web pages in drafts, without what does not tell one page from another."""

import re
from urllib.parse import urlsplit

ADDRESS = re.compile(r"https?://[^\s<>\"”»]+|(?<![\w@])www\.[^\s<>\"”»]+")


def strip_address(url: str) -> str:
    """Return an address without scheme, "www." and tracking; empty for a home page, which names a publisher."""
    try:
        parts = urlsplit(url if "://" in url else f"https://{url}")
    except ValueError:
        return ""
    query = "&".join(pair for pair in parts.query.split("&") if pair and not pair.startswith("utm_"))
    path = parts.path.rstrip("/")
    if not path and not query:
        return ""
    return f"{(parts.hostname or '').removeprefix('www.')}{path}{'?' + query if query else ''}"
