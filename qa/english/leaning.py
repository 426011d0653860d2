"""Leaning: sentences that begin with a word which stands for something said before them."""

import re

# "It" may stand for nothing as well ("It rained"), which no word tells.
_LEANING = re.compile(
    r"[\"“‘'(\[]*"
    r"(?:He|She|It|They|His|Her|Hers|Its|Their|Theirs|This|That|These|Those|Both|Such|The (?:former|latter))\b"
)


def leans(text: str, start: int = 0) -> bool:
    """Say whether the sentence that begins at `start` leans on the one before it."""
    return bool(_LEANING.match(text, start))
