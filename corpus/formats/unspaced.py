"""Scripts that set no blanks between their words, so that none stands where a line of them ends."""

import re

# Thai, Lao, Burmese, Khmer, and Chinese and Japanese with their marks.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u30ff\u31f0-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uffef"
    "\U00020000-\U0003134f]"
)


def is_unspaced(letter: str) -> bool:
    """Say whether a letter is of such a script."""
    return bool(_UNSPACED.match(letter))
