"""Quote, Citation and Answer: what the program says, all of it spans into articles."""

from dataclasses import dataclass
from enum import StrEnum

from corpus import Article, Span
from index import Hit
from qa.errors import StaleCitation

# Characters of context shown on either side of a quote.
CONTEXT = 160


class Status(StrEnum):
    """Whether the articles answer the question."""

    ANSWERED = "answered"
    NOT_FOUND = "not_found"


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


@dataclass(frozen=True, slots=True)
class Citation:
    """A numbered quote with the article it stands in."""

    number: int
    quote: Quote
    article: Article

    def __post_init__(self) -> None:
        if self.quote.article_id != self.article.id or self.quote.end > len(self.article.text):
            raise ValueError(f"the quote {self.quote.start}:{self.quote.end} is not in {self.article.id}")

    @property
    def text(self) -> str:
        """The quote, letter for letter."""
        return self.article.text[self.quote.start : self.quote.end]

    @property
    def before(self) -> str:
        """What stands just before the quote in the article."""
        return self.article.text[max(0, self.quote.start - CONTEXT) : self.quote.start]

    @property
    def after(self) -> str:
        """What stands just after the quote in the article."""
        return self.article.text[self.quote.end : self.quote.end + CONTEXT]

    @property
    def page(self) -> int | None:
        """The page on which the quote begins, from 1; None for an article without pages."""
        return self.article.page_at(self.quote.start)

    def resolve(self, article: Article) -> str:
        """Return the quote's text in `article`; raise StaleCitation if that is not the text that was quoted."""
        if article.id != self.article.id or article.digest != self.article.digest:
            raise StaleCitation(f"{self.article.id} has changed since it was quoted: ask the question again")
        return article.text[self.quote.start : self.quote.end]


@dataclass(frozen=True, slots=True)
class Answer:
    """Quotes that answer a question, most relevant first; or none, with a reason and what comes nearest.

    `confidence` is between 0 and 1: how surely the articles answer. `hits` are the passages that were read.
    """

    id: str
    question: str
    confidence: float
    quotes: tuple[Citation, ...]
    reason: str | None
    nearest: tuple[Citation, ...]
    hits: tuple[Hit, ...]

    def __post_init__(self) -> None:
        if bool(self.quotes) == bool(self.reason):
            raise ValueError("an answer has either quotes or a reason why it has none")

    @property
    def status(self) -> Status:
        """Whether the articles answer the question."""
        return Status.ANSWERED if self.quotes else Status.NOT_FOUND
