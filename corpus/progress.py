"""Progress: how a reader tells how much of a long file it has read."""

from collections.abc import Callable

# Takes how many parts of a file (pages, chapters, sections) have been read, and how many it has.
Tell = Callable[[int, int], None]


def keep_silent(read: int, parts: int) -> None:
    """Tell nobody."""
