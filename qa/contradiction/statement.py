"""Statement: what one article says to a question."""

from dataclasses import dataclass

# Statements whose reading is kept: each is compared with every other.
CACHED = 256

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Statement:
    """A quote with its source; `answer` is the span of the short answer inside `text`, where the reader marks one.

    `published` is an ISO 8601 date, perhaps of a year only.
    """

    text: str
    answer: Span | None
    article_id: str
    title: str
    publisher: str | None
    published: str | None

    def __post_init__(self) -> None:
        if self.answer and not 0 <= self.answer[0] < self.answer[1] <= len(self.text):
            raise ValueError(f"the short answer {self.answer} lies outside the quote of {self.article_id}")


Pair = tuple[Statement, Statement]
