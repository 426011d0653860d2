"""Where sources disagree: statements of different articles that cannot all be true, newest first."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from corpus import Article
from corpus import Span as Place
from qa.contradiction.same_topic import same_thing
from qa.contradiction.statement import Statement
from qa.contradiction.values import Span, differing
from qa.query.answer_kind import Kind, kind_of
from qa.quote import Quote

# More sentences than a person would read beside each other.
_COMPARED = 8


@dataclass(frozen=True, slots=True)
class Differing:
    """Quotes of an article each that contradict each other, newest first, with the span of what each says marked."""

    kind: Kind
    quotes: tuple[Quote, ...]
    spans: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Statements that cannot all be true, newest first, each with the span of what it says in its text."""

    kind: Kind
    statements: tuple[tuple[Statement, Span], ...]

    def __post_init__(self) -> None:
        if len({statement.article_id for statement, _ in self.statements}) < 2:
            raise ValueError("a disagreement needs statements of two articles")
        if not all(0 <= start < end <= len(statement.text) for statement, (start, end) in self.statements):
            raise ValueError("what a statement says has to stand in its text")


def differing_quotes(
    question: str, ranked: Sequence[Quote], article_of: Callable[[str], Article], most: int
) -> Differing | None:
    """Return where the best of `ranked` contradict each other, at most `most` quotes; None if they do not."""
    quotes: dict[Statement, Quote] = {}
    for quote in ranked[:_COMPARED]:
        if len({it.article_id for it in quotes} | {quote.article_id}) <= most:
            quotes.setdefault(_statement(quote, article_of(quote.article_id)), quote)
    found = disagreement(question, list(quotes))
    if found is None:
        return None
    said = [(quotes[it], span) for it, span in found.statements]
    places = tuple(Place(quote.start + start, quote.start + end) for quote, (start, end) in said)
    marked = (replace(quote, highlight=place) for (quote, _), place in zip(said, places, strict=True))
    return Differing(found.kind, tuple(marked), places)


def _statement(quote: Quote, article: Article) -> Statement:
    marked = (quote.highlight.start - quote.start, quote.highlight.end - quote.start) if quote.highlight else None
    source = article.source
    return Statement(
        article.text[quote.start : quote.end], marked, article.id, article.title, source.publisher, source.published
    )


def disagreement(question: str, statements: Sequence[Statement]) -> Disagreement | None:
    """Return where statements of different articles contradict each other on what is asked; None if they do not."""
    kind = kind_of(question)
    if kind is None:
        return None
    said: dict[Statement, Span] = {}
    for one, other in combinations(_newest_first(statements), 2):
        taken = {it.article_id for it in said}
        # Another pair joins only what disagrees already, with one statement an article.
        if said and (one in said) == (other in said):
            continue
        if any(it not in said and it.article_id in taken for it in (one, other)):
            continue
        if spans := _apart(question, kind, one, other):
            said = {one: spans[0], other: spans[1]} | said
    if not said:
        return None
    return Disagreement(kind, tuple((it, said[it]) for it in _newest_first(list(said))))


def _newest_first(statements: Sequence[Statement]) -> list[Statement]:
    """Return the statements, each once; those without a date come last."""
    by_id = sorted(set(statements), key=lambda it: (it.article_id, it.text, it.answer or (0, 0)))
    return sorted(by_id, key=lambda it: it.published or "", reverse=True)


def _apart(question: str, kind: Kind, one: Statement, other: Statement) -> tuple[Span, Span] | None:
    """Return what each of two statements says if they are of the same thing and cannot both be true."""
    if one.article_id == other.article_id:
        return None
    spans = differing(question, kind, one, other)
    return spans if spans and same_thing(question, kind, (one, other), spans) else None
