"""A paragraph as tokens: words, marks and whole quotations, each with its place."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from corpus import Span

# It stands for every character of a quotation.
QUOTED = "\ue000"
_TOKEN = re.compile(
    rf"{QUOTED}+|[^\W\d_{QUOTED}]\w*(?:[-'’&.]\w+)*(?:(?<=\b\w)\.|(?<=\.\w)\.|(?<=\b\w\w)\.(?=\s+\S)|"
    rf"(?<=\b\w\w\w)\.(?=\s+\S)|(?<=\b\w\w\w\w)\.(?=\s+\S))?|\d[\w.,]*\w|\d|[^\s{QUOTED}]"
)
_GENITIVE = ("'s", "’s")


class Token(NamedTuple):
    """A word, a mark, or a quotation, with its place in the paragraph."""

    text: str
    start: int
    end: int

    @property
    def low(self) -> str:
        """The word in small letters, without the full stop of an abbreviation."""
        return self.text.lower().rstrip(".") or self.text

    @property
    def is_quotation(self) -> bool:
        """Whether it is a whole quotation."""
        return self.text[0] == QUOTED

    @property
    def is_word(self) -> bool:
        """Whether it is a word."""
        return self.text[0].isalpha() and not self.is_quotation

    @property
    def is_capital(self) -> bool:
        """Whether it is a word that begins with a capital."""
        return self.text[0].isupper()

    @property
    def is_genitive(self) -> bool:
        """Whether it is a word with "'s" at its end."""
        return self.text.endswith(_GENITIVE)


def mask_quotations(text: str, spans: tuple[Span, ...]) -> str:
    """Return the text with each quotation masked; every other character keeps its place."""
    parts, reached = [], 0
    for start, end in spans:
        parts += [text[reached:start].replace(QUOTED, " "), QUOTED * (end - start)]
        reached = end
    return "".join([*parts, text[reached:].replace(QUOTED, " ")])


def tokenize(text: str, span: Span) -> list[Token]:
    """Return the tokens of a masked text within a span."""
    return [Token(match[0], *match.span()) for match in _TOKEN.finditer(text, *span)]


def span_tokens(tokens: Sequence[Token]) -> Span:
    """Return the span from the first of some tokens to the last."""
    return Span(tokens[0].start, tokens[-1].end)
