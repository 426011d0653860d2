"""Citation, Conflict and Answer: what the program says, all of it spans into articles."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from corpus import Article, Span
from index import Hit
from qa.cite.nesting import enclose
from qa.errors import StaleCitation
from qa.query.answer_kind import AnswerKind
from qa.quote import Quote
from qa.rendering.dates import format_date
from qa.speech import Speaker, speaker_of

# Characters of context shown on either side of a quote.
CONTEXT = 160


class Status(StrEnum):
    """Whether the articles answer the question."""

    ANSWERED = "answered"
    NOT_FOUND = "not_found"


class LaterArticle(NamedTuple):
    """An article that is about what was asked, too, and was published after the one that is quoted first."""

    id: str
    title: str
    publisher: str | None
    published: str

    @property
    def text(self) -> str:
        """That it is there, in one sentence."""
        origin = f"{self.publisher}, " if self.publisher else ""
        return f"A later article may tell more: {enclose(self.title)}, {origin}{format_date(self.published)}."


class Copy(NamedTuple):
    """An article in which a quote stands, too, letter for letter, and where it begins there."""

    article: Article
    start: int


@dataclass(frozen=True, slots=True)
class Citation:
    """A numbered quote with the article it stands in, and the copies of that article that have it, too.

    `lost` says why the article cannot be opened any more; `article` is then what was kept of it: the quote and what
    stood around it.
    """

    number: int
    quote: Quote
    article: Article
    lost: str | None = None
    copies: tuple[Copy, ...] = ()

    def __post_init__(self) -> None:
        if self.quote.article_id != self.article.id or self.quote.end > len(self.article.text):
            raise ValueError(f"the quote {self.quote.start}:{self.quote.end} is not in {self.article.id}")
        for article, start in self.copies:
            if not article.text.startswith(self.text, start):
                raise ValueError(f"the quote is not at {start} in {article.id}")

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

    @property
    def speaker(self) -> Speaker | None:
        """Who says the quote, if all of it is what one speaker is reported to say and its article is at hand."""
        return None if self.lost else speaker_of(self.article, Span(self.quote.start, self.quote.end))

    @property
    def said_by(self) -> str:
        """The speaker before the source: "Dmitry Peskov, quoted in"; "cited" without quotation marks, else empty."""
        if (speaker := self.speaker) is None:
            return ""
        name = " ".join(speaker.name_in(self.article).split())
        return f"{name}, {'quoted' if speaker.direct else 'cited'} in"

    @property
    def also_in(self) -> str:
        """Where else the quote stands: "also in Daily Herald, Morning Post"; empty without copies."""
        names = [copy.article.source.publisher or enclose(copy.article.title) for copy in self.copies]
        return f"also in {', '.join(dict.fromkeys(names))}" if names else ""

    def resolve(self, article: Article) -> str:
        """Return the quote's text in `article`; raise StaleCitation if that is not the text that was quoted."""
        if article.id != self.article.id or article.digest != self.article.digest:
            raise StaleCitation(f"{self.article.id} has changed since it was quoted: ask the question again")
        return article.text[self.quote.start : self.quote.end]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Quotes of different articles that contradict each other: of each the citation, and the span of what it says."""

    kind: AnswerKind
    said: tuple[tuple[Citation, Span], ...]

    def __post_init__(self) -> None:
        if len({citation.article.id for citation, _ in self.said}) < 2:
            raise ValueError("a conflict needs quotes of two articles")
        if not all(cited.quote.start <= span.start < span.end <= cited.quote.end for cited, span in self.said):
            raise ValueError("what a quote says has to stand in it")

    @property
    def text(self) -> str:
        """Who says what, in one sentence."""
        told = "; ".join(f"{self._source(citation)} says {self._shown(citation, span)}" for citation, span in self.said)
        return f"The sources disagree: {told}{'' if told.endswith('.') else '.'}"

    def _source(self, citation: Citation) -> str:
        """Return the publisher and the date; the title where there is no publisher, or two articles are of one."""
        source = citation.article.source
        shared = sum(source.publisher == other.article.source.publisher for other, _ in self.said) > 1
        name = source.publisher if source.publisher and not shared else enclose(citation.article.title)
        return f"{name} ({format_date(source.published)})" if source.published else name

    def _shown(self, citation: Citation, span: Span) -> str:
        """Return what a quote says, letter for letter; words out of a sentence need their quotation marks."""
        said = citation.article.text[span.start : span.end]
        return f"“{said}”" if self.kind == "yes or no" else said


@dataclass(frozen=True, slots=True)
class Answer:
    """Quotes that answer a question, most relevant first; or none, with a reason and what comes nearest.

    `confidence` is between 0 and 1: how surely the articles answer. `hits` are the passages that were read, scored by
    the best sentence in each. Where the first quotes contradict each other, `conflict` says in what. Where it was asked
    how things stand, `later` is an article that may tell otherwise than the first quote.
    `searched` is the text that was searched for: the question itself, unless it leaned on the turns before it. An
    overview has a `heading` of the program's own above its quotes. An answer to `talk` is a line of the program's own,
    below which the newest articles may be shown.
    """

    id: str
    question: str
    confidence: float
    quotes: tuple[Citation, ...]
    reason: str | None
    nearest: tuple[Citation, ...]
    hits: tuple[Hit, ...]
    conflict: Conflict | None = None
    searched: str = ""
    talk: bool = False
    heading: str | None = None
    later: LaterArticle | None = None

    def __post_init__(self) -> None:
        if not self.searched:
            object.__setattr__(self, "searched", self.question)
        if bool(self.quotes) == bool(self.reason):
            raise ValueError("an answer has either quotes or a reason why it has none")
        if self.talk and (self.quotes or self.hits):
            raise ValueError("nothing is searched for at talk")
        if self.heading and not self.quotes:
            raise ValueError("a heading stands above quotes")
        if self.later and not self.quotes:
            raise ValueError("an article is later than a quote")
        if self.conflict and not {citation.number for citation, _ in self.conflict.said} <= {
            citation.number for citation in self.quotes
        }:
            raise ValueError("only quotes that are shown can contradict each other")

    @property
    def disagreement(self) -> str | None:
        """Who says what, in one sentence, where the quotes contradict each other."""
        return self.conflict.text if self.conflict else None

    @property
    def missed(self) -> bool:
        """Whether what is shown is only what comes nearest, and no answer."""
        return bool(self.nearest) and not self.talk

    @property
    def status(self) -> Status:
        """Whether the articles answer the question."""
        return Status.ANSWERED if self.quotes else Status.NOT_FOUND


def make_line_answer(id_: str, question: str, line: str, newest: tuple[Citation, ...] = ()) -> Answer:
    """Return the answer to talk; `newest` are quotes of the newest articles, shown below it."""
    return Answer(id_, question, confidence=0.0, quotes=(), reason=line, nearest=newest, hits=(), talk=True)
