"""Article and Passage: an article holds its text, and everything else is a span into it."""

import hashlib
from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple

from corpus.errors import InvalidArticle
from corpus.normal import is_normal


class Span(NamedTuple):
    """A half-open range of Unicode code points in an article's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Source:
    """Where an article comes from; an unknown field is None or empty.

    Dates are ISO 8601, as precise as they are known: `2024`, `2024-06` or `2024-06-19`. `doi` begins with `10.`.
    `zotero` is the URI by which Zotero names its item, such as `http://zotero.org/users/1/items/ABCD2345`.
    """

    url: str | None = None
    path: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    accessed: str | None = None
    language: str | None = None
    doi: str | None = None
    zotero: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """The text of a source, and what is known about it.

    `headings` are the spans of heading lines: they are searched and shown, never quoted.
    `pages` are the offsets at which pages begin, in order; a source without pages has none.
    `seams` are the offsets, in order, at which a web page shows letters that the text leaves out, such as note marks,
    or where the text has some that the page only draws. `remark` says what to know of how the source was read.
    """

    id: str
    title: str
    text: str
    source: Source = Source()
    headings: tuple[Span, ...] = ()
    pages: tuple[int, ...] = ()
    seams: tuple[int, ...] = ()
    remark: str | None = None

    def __post_init__(self) -> None:
        if not self.id.strip() or not is_normal(self.id) or "\n" in self.id:
            raise InvalidArticle(f"an article's id must be one line of plain text, not {self.id!r}")
        if not is_normal(self.text) or not is_normal(self.title):
            raise InvalidArticle(f"the text of {self.id} is not normalised: pass it through normalise()")
        if not self.text.strip():
            raise InvalidArticle(f"{self.id} holds no text")
        previous = 0
        for start, end in self.headings:
            if not previous <= start < end <= len(self.text):
                raise InvalidArticle(f"the headings of {self.id} overlap or lie outside its text")
            previous = end
        if list(self.pages) != sorted(self.pages) or any(not 0 <= p <= len(self.text) for p in self.pages):
            raise InvalidArticle(f"the pages of {self.id} are out of order or lie outside its text")
        if list(self.seams) != sorted(self.seams) or any(not 0 <= seam <= len(self.text) for seam in self.seams):
            raise InvalidArticle(f"the seams of {self.id} are out of order or lie outside its text")

    def __hash__(self) -> int:
        """Hash id and text alone: headings and pages may be many, and caches ask for the hash often."""
        return hash((self.id, self.text))

    @property
    def digest(self) -> str:
        """The SHA-256 of the text in UTF-8, in hexadecimal."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    def page_at(self, offset: int) -> int | None:
        """Return the number, from 1, of the page that holds `offset`; None without pages."""
        return max(1, bisect_right(self.pages, offset)) if self.pages else None


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of an article that is embedded and retrieved as a whole.

    `sentences` are the spans that can be quoted from it, in order and without headings.
    """

    article_id: str
    start: int
    end: int
    sentences: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise InvalidArticle(f"a passage of {self.article_id} has the impossible span {self.start}:{self.end}")
        previous = self.start
        for start, end in self.sentences:
            if not previous <= start < end <= self.end:
                raise InvalidArticle(f"the sentences of a passage of {self.article_id} overlap or lie outside it")
            previous = end

    def text_in(self, article: Article) -> str:
        """Return the passage's text; raise InvalidArticle if the passage is not in `article`."""
        if article.id != self.article_id or self.end > len(article.text):
            raise InvalidArticle(f"the passage {self.start}:{self.end} of {self.article_id} is not in {article.id}")
        return article.text[self.start : self.end]
