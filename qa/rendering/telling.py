"""Faults as sentences: whoever sent something is told what is wrong, and nothing of what was sent."""

from collections.abc import Sequence

# Characters that are told of where a fault stands: its names may be sent ones.
_LONGEST_PLACE = 200


def format_sentence(message: str) -> str:
    """Return a message as a sentence: it begins with a capital and ends with a full stop."""
    message = message.strip()
    ended = message if message.endswith((".", "!", "?", "…")) else f"{message}."
    return ended[:1].upper() + ended[1:]


def tell_fault(place: Sequence[object], fault: str) -> str:
    """Return as a sentence what Pydantic finds wrong with a value, and where it stands."""
    where = ".".join(str(part) for part in place if part != "body")[:_LONGEST_PLACE]
    what = fault.removeprefix("Value error, ")
    return format_sentence(f"{where}: {what}" if where else what)
