"""Cite and Fields: an item as the elements of a style read it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from citeproc import DATES, NAMES
from citeproc.source import Date, LiteralDate, Name, VariableError

from qa.cite.marked_text import strip_marks

# citeproc has no types.
Untyped = Any


@dataclass(slots=True)
class Cite:
    """A citation of an item, as a style's elements read it; `later` says that the item was cited before.

    `called` and `filled` count the variables that elements asked for and that had a value. `spent` are variables that
    are not printed again, `tracked` those printed while a substitute renders. `names` are the printed names.
    """

    reference: "Fields"
    number: int
    locator: Untyped = None
    later: bool = False
    called: int = 0
    filled: int = 0
    spent: set[str] = field(default_factory=set)
    tracked: list[str] | None = None
    names: str | None = None
    previous_names: str | None = None

    @property
    def has_locator(self) -> bool:
        """Whether a place in the item is cited."""
        return self.locator is not None

    def __contains__(self, name: str) -> bool:
        return name == "locator" and self.has_locator

    def __getitem__(self, name: str) -> Untyped:
        return self.reference[name]

    def begin(self) -> None:
        """Forget the counts of an earlier rendering."""
        self.called = self.filled = 0
        self.spent, self.tracked, self.names = set(), None, None

    def take(self, name: str) -> Untyped:
        """Return a variable that is printed next; raise VariableError if it is empty or spent."""
        self.called += name != "year-suffix"
        if name in self.spent:
            raise VariableError
        value = self._generate(name) if name in ("locator", "citation-number") else self.reference[name_variable(name)]
        if value in (None, ""):
            raise VariableError
        self.filled += 1
        if self.tracked is not None:
            self.tracked.append(name)
        return value

    def _generate(self, name: str) -> object:
        if name == "citation-number":
            return self.number
        return self.locator.identifier if self.locator else None


class Fields(dict[str, Untyped]):
    """The variables of an item, by CSL's names with underscores; an absent one raises VariableError."""

    type: str
    # Whether a citation has the first author's given names, since another author has the same family name.
    with_given: bool = False

    def copy(self) -> "Fields":
        """Return a copy with the same variables."""
        copied = Fields(self)
        copied.type, copied.with_given = self.type, self.with_given
        return copied

    def __missing__(self, name: str) -> Untyped:
        raise VariableError

    def __getattr__(self, name: str) -> Untyped:
        return self[name]


@dataclass(frozen=True, slots=True)
class CslLocator:
    """A locator: its label of CSL, and the page, heading or paragraph that it names."""

    label: str
    identifier: str


def read_fields(item: Mapping[str, Untyped]) -> Fields:
    """Return an item of CSL-JSON as a style's elements read it."""
    read = Fields()
    read.type = item["type"]
    for name, value in item.items():
        known = name_variable(name)
        if name in ("id", "type") or value in (None, "", [], {}):
            continue
        if known in NAMES:
            read[known] = [
                Name(**{part: kept for part, text in name.items() if (kept := strip_marks(text))}) for name in value
            ]
        elif known in DATES:
            read[known] = _read_date(value)
        else:
            read[known] = strip_marks(value)
    return read


def _read_date(value: Mapping[str, Untyped]) -> object:
    if parts := value.get("date-parts"):
        return Date(**dict(zip(("year", "month", "day"), parts[0], strict=False)))
    return LiteralDate(strip_marks(value.get("literal") or value.get("raw", "")))


def name_variable(name: str) -> str:
    """Return the name that citeproc gives a variable."""
    return name.replace("-", "_")
