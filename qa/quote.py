"""Quote: whole sentences of one article, as a span."""

from dataclasses import dataclass

from corpus import Span


@dataclass(frozen=True, slots=True)
class Quote:
    """A span of whole sentences in one article; it has no text of its own, so it cannot be wrong.

    `highlight` is the span of the short answer inside it, where the reader marks one. A higher score is better.
    """

    article_id: str
    start: int
    end: int
    score: float
    highlight: Span | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a quote of {self.article_id} has the impossible span {self.start}:{self.end}")
        if self.highlight and not self.start <= self.highlight.start < self.highlight.end <= self.end:
            raise ValueError(f"a highlight of {self.article_id} lies outside its quote")

    def overlaps(self, other: "Quote") -> bool:
        """Say whether two quotes have a letter in common."""
        return self.article_id == other.article_id and self.start < other.end and other.start < self.end

    def lies_in(self, other: "Quote") -> bool:
        """Say whether every letter of this quote stands in another one."""
        return self.article_id == other.article_id and other.start <= self.start and self.end <= other.end
