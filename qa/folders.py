"""The folders that Pullquote uses unless told otherwise, and the places that a person names."""

import hashlib
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from platformdirs import user_cache_path, user_data_path

if TYPE_CHECKING:
    from index.places import Place

_VARIABLE = "PULLQUOTE_LIBRARY"
# Other letters of a database's name do not stand in that of a folder.
_NO_NAME = re.compile(r"[^\w-]+", re.ASCII)
_LONGEST_NAME = 40


def library_folder() -> Path:
    """Return the default library: PULLQUOTE_LIBRARY, or a folder among this person's data."""
    chosen = os.environ.get(_VARIABLE)
    return Path(chosen) if chosen else user_data_path("pullquote", appauthor=False) / "library"


def cache_folder() -> Path:
    """Return where converted models are kept: PULLQUOTE_CACHE, or this person's cache."""
    chosen = os.environ.get("PULLQUOTE_CACHE")
    return Path(chosen) if chosen else user_cache_path("pullquote", appauthor=False)


def is_address(named: str) -> bool:
    """Say whether a library is named by an address of PostgreSQL, and not by a folder."""
    return named.startswith(("postgresql://", "postgres://"))


def find_place(named: str | Path | None) -> "Place":
    """Return the place of a library that is named by its folder or its address, of the default one if by nothing."""
    from index.places import Address

    named = str(named) if named else os.environ.get(_VARIABLE) or str(library_folder())
    return Address(named, _find_shared_folder(named)) if is_address(named) else Path(named)


def _find_shared_folder(url: str) -> Path:
    """Return the folder of what this person keeps beside a shared library, whoever they are there."""
    parts = urlsplit(url)
    asked = parse_qs(parts.query)
    told = (asked.get(each, [""])[0] for each in ("host", "port", "dbname"))
    digest = hashlib.sha256("\n".join([parts.netloc.rpartition("@")[2], parts.path, *told]).encode()).hexdigest()[:12]
    name = _NO_NAME.sub("-", asked.get("dbname", [parts.path])[0].strip("/"))[:_LONGEST_NAME]
    return user_data_path("pullquote", appauthor=False) / "shared" / f"{name}-{digest}"
