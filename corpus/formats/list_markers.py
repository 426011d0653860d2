"""What stands before the items of a list: numbers, letters or Roman numbers, as its reader sees them."""

from collections.abc import Callable

# Stands before an item whose list shows no numbers, or such as are not known here.
BULLET = "-"
# Kinds of markers: none that says a number, and numbers.
BULLETED, DECIMAL = 1, 2
# The attribute by which a list or an item tells the kind of its markers, once style sheets were read.
MARKER = "data-marker"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
# Roman numbers go as far.
_LAST_ROMAN = 3_999


def write_marker(kind: int, number: int) -> str:
    """Return what stands before an item, by the kind that `find_marker` tells."""
    return f"{_WRITERS[kind](number)}." if kind > BULLETED else BULLET


def find_marker(style: dict[str, str]) -> int | None:
    """Return the kind of marker that declarations give the items of a list; None if they do not say."""
    stated = style.get("list-style-type") or style.get("list-style") or ""
    words = stated.split()
    if not words or words == ["inherit"]:
        return None
    return next((_KINDS[word] for word in words if word in _KINDS), BULLETED)


def find_attribute_marker(kind: str | None) -> int | None:
    """Return the kind of marker that the attribute `type` of a list names; None if it names none."""
    return _ATTRIBUTES.get(kind or "")


def find_item(style: dict[str, str]) -> int | None:
    """Return BULLETED if declarations take its marker from an item, another number if not; None if they do not say."""
    display = style.get("display")
    return None if display is None else BULLETED if display != "list-item" else DECIMAL


def _write_letters(number: int) -> str:
    letters = ""
    while number > 0:
        number, letter = divmod(number - 1, 26)
        letters = chr(ord("a") + letter) + letters
    return letters


def _write_roman(number: int) -> str:
    letters = ""
    for value, letter in _ROMAN:
        count, number = divmod(number, value)
        letters += letter * count
    return letters


def _write_small_letters(number: int) -> str:
    return _write_letters(number) if number > 0 else str(number)


def _write_small_roman(number: int) -> str:
    return _write_roman(number) if 0 < number <= _LAST_ROMAN else str(number)


_WRITERS: tuple[Callable[[int], str], ...] = (
    str,
    str,
    str,
    lambda number: f"{number:02}",
    _write_small_letters,
    lambda number: _write_small_letters(number).upper(),
    _write_small_roman,
    lambda number: _write_small_roman(number).upper(),
)
_KINDS = {
    "decimal": DECIMAL,
    "decimal-leading-zero": 3,
    "lower-alpha": 4,
    "lower-latin": 4,
    "upper-alpha": 5,
    "upper-latin": 5,
    "lower-roman": 6,
    "upper-roman": 7,
}
_ATTRIBUTES = {"1": DECIMAL, "a": 4, "A": 5, "i": 6, "I": 7, "disc": BULLETED, "circle": BULLETED, "square": BULLETED}
