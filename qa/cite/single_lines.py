"""Values of an item on single lines, as files of reference managers hold them."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote


def join_lines(value: object) -> str:
    """Return a value on one line, with one space for each run of white space; empty for None."""
    return " ".join(str(value).split()) if value is not None else ""


def write_iso_date(date: Mapping[str, Any] | None) -> str:
    """Return a date of CSL-JSON in ISO 8601, as precise as it is; a date in words as it stands."""
    if not date:
        return ""
    parts = date.get("date-parts", [[]])[0]
    return "-".join(f"{part:0{2 if at else 4}}" for at, part in enumerate(parts)) or join_lines(date.get("literal"))


def encode_braces(address: str) -> str:
    """Return a web address with its braces and backslashes encoded, which BibTeX would count; it stays the same."""
    return "".join(quote(char) if char in "{}\\" else char for char in address)
