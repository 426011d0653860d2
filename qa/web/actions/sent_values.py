"""What an event sends, as what it should be."""


def read_whole_number(value: object) -> int | None:
    """Return a whole number that JSON can hold as it is, None for anything else."""
    return value if type(value) is int and abs(value) < 2**53 else None
