"""The conversations' SQLite file: its tables, and how they hold filters."""

import json
from dataclasses import astuple
from pathlib import Path

from index import Connections, Filters, LibraryError
from index.folder import CONVERSATIONS
from qa.errors import DamagedKeeping

FILE_NAME = CONVERSATIONS
_VERSION = 1
_SCHEMA = """
CREATE TABLE conversations (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, changed TEXT NOT NULL, asked INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE exchanges (
    conversation TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE, number INTEGER NOT NULL,
    question TEXT NOT NULL, filters TEXT NOT NULL, own INTEGER NOT NULL,
    answer TEXT, error TEXT, rating INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (conversation, number)
);
CREATE TABLE preferences (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID
"""
# Stands in place of an answer that cannot be read.
DAMAGED = "what was kept here is damaged: ask again"


def connect(folder: Path) -> Connections:
    """Return connections to the file in a library's folder; make the file if there is none."""
    connections = Connections(folder / FILE_NAME)
    connections.prepare("conversations", _SCHEMA, _VERSION)
    return connections


def write_filters(filters: Filters) -> str:
    """Return filters as the file holds them."""
    return json.dumps(astuple(filters))


def read_filters(kept: str) -> Filters:
    """Return filters that the file holds; raise DamagedKeeping."""
    try:
        first, last, *lists = json.loads(kept)  # an earlier version kept no tags
        return Filters(first, last, *map(tuple, lists))
    except (ValueError, TypeError, LibraryError) as error:
        raise DamagedKeeping("it is not what was kept") from error
