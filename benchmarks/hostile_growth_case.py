"""A case of growth: what makes an input of a size, and what takes it."""

from collections.abc import Callable
from typing import Any, NamedTuple


class Case(NamedTuple):
    """A name, the place it aims at, what makes an input of a size, and what takes it."""

    name: str
    place: str
    make: Callable[[int], Any]
    call: Callable[[Any], object]


class Cases(list[Case]):
    """Cases in the order they were added."""

    def add(self, place: str, name: str, make: Callable[[int], Any], call: Callable[[Any], object]) -> None:
        """Add a case."""
        self.append(Case(name, place, make, call))
