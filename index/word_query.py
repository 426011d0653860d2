"""Word queries: what a person typed to find passages by, as words and phrases in the form in which they are indexed."""

import re
from dataclasses import dataclass

from index.words import stem_words

# What stands in double marks is one phrase, and so is what no space parts: "well-known".
_PART = re.compile(r"[\"“”„«»]([^\"“”„«»]+)[\"“”„«»]|([^\s\"“”„«»]+)")


def split_typed(typed: str) -> list[str]:
    """Return the words and phrases of what was typed, as they were typed, without the marks."""
    return [match[1] or match[2] for match in _PART.finditer(typed)]


@dataclass(frozen=True, slots=True)
class WordQuery:
    """Phrases of one word or more, all of which a passage or its title must hold, and at least one the passage itself.

    Without phrases it is false, and finds nothing: stop words alone are none.
    """

    phrases: tuple[tuple[str, ...], ...]

    @classmethod
    def read(cls, typed: str) -> "WordQuery":
        """Return the query for what was typed."""
        parts = (tuple(stem_words(part)) for part in split_typed(typed))
        return cls(tuple(dict.fromkeys(part for part in parts if part)))

    def __bool__(self) -> bool:
        return bool(self.phrases)

    @property
    def words(self) -> frozenset[str]:
        """The words of all phrases."""
        return frozenset(word for phrase in self.phrases for word in phrase)

    @property
    def match(self) -> str:
        """The query as FTS5 reads it."""
        quoted = [f'"{" ".join(phrase)}"' for phrase in self.phrases]
        return f"({' AND '.join(quoted)}) AND body : ({' OR '.join(quoted)})"
