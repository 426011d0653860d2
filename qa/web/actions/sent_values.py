"""What an event sends, as what it should be."""

# A text of so many letters is no number that the page has given.
_TOO_MANY_DIGITS = 10


def read_whole_number(value: object) -> int | None:
    """Return a whole number that JSON can hold as it is, None for anything else."""
    return value if type(value) is int and abs(value) < 2**53 else None


def read_digits(value: object) -> int | None:
    """Return the whole number that a hidden field holds as digits, None for anything else."""
    return int(value) if isinstance(value, str) and value.isdecimal() and len(value) < _TOO_MANY_DIGITS else None
