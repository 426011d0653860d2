"""What a question quotes: a phrase, which must stand letter for letter, or a title, which names a thing.

A title has a capital in each of its longer words.
"""

import re
from collections.abc import Sequence

from corpus.folding import fold_letters

# Letters of words that titles write small: "The Lord of the Rings".
_SHORT = 3
# Double marks only: a single one is an apostrophe as often as not.
_QUOTED = re.compile(r"[\"“„«]([^\"“”„«»]*\w[^\"“”„«»]*)[\"”“»]")


def find_phrases(question: str) -> tuple[str, ...]:
    """Return what a question quotes."""
    return tuple(dict.fromkeys(match[1].strip() for match in _QUOTED.finditer(question)))


def list_required(question: str) -> tuple[str, ...]:
    """Return the phrases of which one must stand in an article; a title may be spoken of where it is not named."""
    return tuple(phrase for phrase in find_phrases(question) if not _is_title(phrase))


def _is_title(phrase: str) -> bool:
    longer = [word for word in re.findall(r"[^\W_]+", phrase) if len(word) > _SHORT]
    return bool(longer) and not any(word[0].islower() for word in longer)


def stands_in(text: str, wanted: Sequence[str]) -> bool:
    """Say whether a text holds one of the phrases as whole words; case and line breaks aside."""
    folded = _fold(text)
    return any(re.search(rf"(?<!\w){re.escape(_fold(phrase))}(?!\w)", folded) for phrase in wanted)


def _fold(text: str) -> str:
    return " ".join(fold_letters(text).value.replace("’", "'").casefold().split())
