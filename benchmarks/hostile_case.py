"""A hostile file or draft: how it is made, and what the program may say of it."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

# Makes a file in an empty folder and returns what is named on the command line.
Make = Callable[[Path], Path]
# Meddles with what was made while it is read, until it is told to stop.
Meddle = Callable[[Path, threading.Event], None]


@dataclass(frozen=True, slots=True)
class Hostile:
    """A file to add or a draft to check.

    `expect` is "either" where it may as well be read as refused; `many` if a problem of its own may be told of each of
    its lines or files; `beside` makes files that are added to the library before; `feed` is what a draft's standard
    input is fed with, again and again.
    """

    name: str
    make: Make
    expect: Literal["either", "read", "refused"] = "either"
    many: bool = False
    beside: Make | None = None
    meddle: Meddle | None = None
    feed: bytes | None = None


def holding(file: str, data: Callable[[], str | bytes | Iterator[bytes]]) -> Make:
    """Return what makes a file of this name that holds the data."""

    def make(folder: Path) -> Path:
        path = folder / file
        held = data()
        with path.open("wb") as out:
            if isinstance(held, str):
                out.write(held.encode("utf-8", "surrogatepass"))
            elif isinstance(held, bytes):
                out.write(held)
            else:
                for part in held:
                    out.write(part)
        return path

    return make
