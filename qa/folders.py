"""The folders that Pullquote uses unless told otherwise."""

import os
from pathlib import Path

from platformdirs import user_cache_path, user_data_path


def library_folder() -> Path:
    """Return the default library: PULLQUOTE_LIBRARY, or a folder among this person's data."""
    chosen = os.environ.get("PULLQUOTE_LIBRARY")
    return Path(chosen) if chosen else user_data_path("pullquote", appauthor=False) / "library"


def cache_folder() -> Path:
    """Return where converted models are kept: PULLQUOTE_CACHE, or this person's cache."""
    chosen = os.environ.get("PULLQUOTE_CACHE")
    return Path(chosen) if chosen else user_cache_path("pullquote", appauthor=False)
