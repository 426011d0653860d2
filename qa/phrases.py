"""Phrases that a question puts in quotation marks: they must stand in an article letter for letter."""

import re
from collections.abc import Sequence

# Double marks only: a single one is an apostrophe as often as not.
_QUOTED = re.compile(r"[\"“„«]([^\"“”„«»]*\w[^\"“”„«»]*)[\"”“»]")


def phrases(question: str) -> tuple[str, ...]:
    """Return what a question quotes."""
    return tuple(dict.fromkeys(match[1].strip() for match in _QUOTED.finditer(question)))


def holds(text: str, wanted: Sequence[str]) -> bool:
    """Say whether a text holds each phrase as whole words; case and line breaks aside."""
    folded = _folded(text)
    return all(re.search(rf"(?<!\w){re.escape(_folded(phrase))}(?!\w)", folded) for phrase in wanted)


def _folded(text: str) -> str:
    return " ".join(text.replace("’", "'").casefold().split())
