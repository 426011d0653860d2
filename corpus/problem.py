"""Problem: what of a source could not be read, and where."""

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Problem:
    """What could not be read, or not wholly: `where` is a path, or `path:line`; `message` is one sentence."""

    where: str
    message: str
    kept: bool = False  # the article was read all the same, without what the message names
    limited: bool = False  # a limit of time or memory ended the reading: another try would take as long
    passing: bool = False  # another try may read it, though its bytes are the same

    def __str__(self) -> str:
        return f"{self.where}: {self.message}"


def show_path(path: Path | str) -> str:
    """Return a path as text that can be stored: to the file system a name need not be UTF-8."""
    return os.fsencode(path).decode("utf-8", "replace")
