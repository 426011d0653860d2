"""Faults as sentences: whoever sent something is told what is wrong, and nothing of what was sent."""

from collections.abc import Mapping, Sequence

# Characters that are told of where a fault stands: its names may be sent ones.
_LONGEST_PLACE = 200
# What there must be instead, by Pydantic's names for what is wrong.
_WANTED = {
    "bool_parsing": "must be true or false",
    "bool_type": "must be true or false",
    "finite_number": "must be a whole number",
    "greater_than_equal": "must be {ge:,} or more",
    "int_from_float": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_parsing_size": "must be a whole number with fewer digits",
    "int_type": "must be a whole number",
    "less_than": "must be less than {lt:,}",
    "less_than_equal": "must be {le:,} or less",
    "list_type": "must be a list",
    "literal_error": "must be {expected}",
    "model_attributes_type": "must be an object with named fields",
    "model_type": "must be an object with named fields",
    "string_too_long": "must have {max_length:,} characters or fewer",
    "string_too_short": "must have {min_length:,} or more characters",
    "string_type": "must be a text",
    "string_unicode": "must be a text in Unicode",
    "too_long": "must have {max_length:,} members or fewer",
    "too_short": "must have {min_length:,} or more members",
    "tuple_type": "must be a list",
    "value_error": "{error}",
}


def format_sentence(message: str) -> str:
    """Return a message as a sentence: it begins with a capital and ends with a full stop."""
    message = message.strip()
    ended = message if message.endswith((".", "!", "?", "…")) else f"{message}."
    return ended[:1].upper() + ended[1:]


def tell_fault(place: Sequence[object], kind: str, facts: Mapping[str, object]) -> str:
    """Return as a sentence what must be sent instead of what Pydantic finds wrong.

    `place` leads to the field, `kind` is Pydantic's name for the fault, `facts` what it tells of it.
    """
    where = _write_place(place)
    if kind == "missing":
        return f"Send “{where}”: it is missing." if where else "Send an object with named fields: nothing was sent."
    if kind == "extra_forbidden":
        return f"Leave out “{where}”: there is no such field."
    wanted = _WANTED.get(kind, "is not what is read here").format_map(facts)
    return format_sentence(f"“{where}” {wanted}" if where else f"what is sent {wanted}")


def _write_place(place: Sequence[object]) -> str:
    written = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in place).removeprefix(".")
    shown = "".join(letter if letter.isprintable() else "�" for letter in written[:_LONGEST_PLACE])
    return shown if len(written) <= _LONGEST_PLACE else f"{shown}…"
