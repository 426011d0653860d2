"""The manifest of a library: its model, its schema, and its generations, of which each change makes one."""

import re
import secrets
from collections.abc import Mapping

from index.embedder import Embedder
from index.engine import Connection
from index.errors import LibraryError, LibraryMismatch

SCHEMA_VERSION = 2
RESCUE = "run `pullquote doctor --rescue NEW_FOLDER` to save what can be read, or restore it from a backup"
REMEDY = f"see with `pullquote doctor` whether it can be mended; if not, {RESCUE}"
# Stands in the manifest of a library as long as it is being copied into.
COPYING = "copying"
_GENERATION = re.compile(r"(\d+)-[0-9a-f]+")


def read_generation(connection: Connection) -> str:
    """Return the name of the library's present state; every state has its own, even after a backup was restored."""
    generation = _read_value(connection, "generation")
    if not is_generation(generation):
        raise LibraryError(f"the library is damaged (its generation is {generation!r}): {REMEDY}")
    return generation


def is_generation(name: str) -> bool:
    """Say whether a name is one that a state can have."""
    return _GENERATION.fullmatch(name) is not None


def read_fingerprint(connection: Connection) -> str:
    """Return the fingerprint of the model that embedded the library."""
    return _read_value(connection, "fingerprint")


def parse_number(generation: str) -> int:
    """Return the number of a generation: a later one has a higher number."""
    return int(generation.partition("-")[0])


def make_generation(previous: str) -> str:
    """Return the name of a state that follows another."""
    return f"{parse_number(previous) + 1}-{secrets.token_hex(4)}"


def begin_generation(connection: Connection) -> None:
    """Give the state that a transaction makes its name."""
    new = make_generation(read_generation(connection))
    connection.execute("UPDATE manifest SET value = ? WHERE key = 'generation'", (new,))


def fill(connection: Connection, manifest: Mapping[str, str], generation: str) -> None:
    """Write the manifest of a library that has none."""
    rows = {**manifest, "generation": generation, "schema": str(SCHEMA_VERSION)}
    connection.executemany("INSERT INTO manifest VALUES (?, ?)", rows.items())


def read_all(connection: Connection) -> dict[str, str]:
    """Return the whole manifest."""
    return dict(connection.execute("SELECT key, value FROM manifest").fetchall())


def check(manifest: Mapping[str, str], name: str) -> None:
    """Raise LibraryMismatch or LibraryError if this version cannot read the library that messages show as `name`."""
    if manifest.get("schema") != str(SCHEMA_VERSION):
        raise LibraryMismatch(
            f"{name} was made by another version of Pullquote (schema {manifest.get('schema')}, "
            f"this one reads {SCHEMA_VERSION}): run `pullquote doctor --rebuild`"
        )
    for key in ("model", "fingerprint", "generation"):
        if not manifest.get(key):
            raise LibraryError(f"{name} is damaged (its manifest has no {key}): {REMEDY}")
    if COPYING in manifest:
        raise LibraryError(f"{name} holds a copy that is not finished: run the same `pullquote copy` again")


def check_model(connection: Connection, embedder: Embedder, name: str) -> None:
    """Raise LibraryMismatch if `embedder` did not make the vectors that the library, shown as `name`, holds now."""
    if read_fingerprint(connection) != embedder.fingerprint:
        raise LibraryMismatch(
            f"the weights or the prompts of {embedder.name} are not those that embedded the library in {name}: "
            "run `pullquote doctor --rebuild` to embed it anew, or start again if that has just been done"
        )


def _read_value(connection: Connection, key: str) -> str:
    if (value := connection.read_fact(key)) is None:
        raise LibraryError(f"the library is damaged (its manifest has no {key}): {REMEDY}")
    return value
