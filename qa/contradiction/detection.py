"""Contradiction detection: which statements of different articles cannot all be true, newest first."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import corpus
from corpus import Article
from qa.contradiction.same_topic import are_of_same_thing
from qa.contradiction.statement import Pair, Span, Statement
from qa.contradiction.values import find_contradicting_values
from qa.query.answer_kind import AnswerKind, classify_question
from qa.quote import Quote

# More sentences than a person would read beside each other.
_COMPARED = 8


@dataclass(frozen=True, slots=True)
class ContradictingQuotes:
    """Quotes of an article each that contradict each other, newest first; `spans` are the values in their articles."""

    kind: AnswerKind
    quotes: tuple[Quote, ...]
    spans: tuple[corpus.Span, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Statements that cannot all be true, newest first, each with the span of its value in its text."""

    kind: AnswerKind
    statements: tuple[tuple[Statement, Span], ...]

    def __post_init__(self) -> None:
        if len({statement.article_id for statement, _ in self.statements}) < 2:
            raise ValueError("a contradiction needs statements of two articles")
        if not all(0 <= start < end <= len(statement.text) for statement, (start, end) in self.statements):
            raise ValueError("the value of a statement has to stand in its text")


def detect_in_quotes(
    question: str, ranked: Sequence[Quote], article_of: Callable[[str], Article], most: int
) -> ContradictingQuotes | None:
    """Return which of the best of `ranked` contradict each other, at most `most` quotes; None if none do."""
    quotes: dict[Statement, Quote] = {}
    for quote in ranked[:_COMPARED]:
        if len({statement.article_id for statement in quotes} | {quote.article_id}) <= most:
            quotes.setdefault(_make_statement(quote, article_of(quote.article_id)), quote)
    contradiction = detect_contradiction(question, list(quotes))
    if contradiction is None:
        return None
    contradicting = [(quotes[statement], span) for statement, span in contradiction.statements]
    spans = tuple(corpus.Span(quote.start + start, quote.start + end) for quote, (start, end) in contradicting)
    marked = (replace(quote, highlight=span) for (quote, _), span in zip(contradicting, spans, strict=True))
    return ContradictingQuotes(contradiction.kind, tuple(marked), spans)


def _make_statement(quote: Quote, article: Article) -> Statement:
    answer = (quote.highlight.start - quote.start, quote.highlight.end - quote.start) if quote.highlight else None
    source = article.source
    return Statement(
        article.text[quote.start : quote.end], answer, article.id, article.title, source.publisher, source.published
    )


def detect_contradiction(question: str, statements: Sequence[Statement]) -> Contradiction | None:
    """Return which statements of different articles contradict each other on what is asked; None if none do."""
    kind = classify_question(question)
    if kind is None:
        return None
    values: dict[Statement, Span] = {}
    for pair in combinations(_order_newest_first(statements), 2):
        taken = {statement.article_id for statement in values}
        # Another pair joins only what contradicts already, with one statement an article.
        if values and (pair[0] in values) == (pair[1] in values):
            continue
        if any(statement not in values and statement.article_id in taken for statement in pair):
            continue
        if spans := _contradict(question, kind, pair):
            values = dict(zip(pair, spans, strict=True)) | values
    if not values:
        return None
    newest_first = _order_newest_first(list(values))
    return Contradiction(kind, tuple((statement, values[statement]) for statement in newest_first))


def _order_newest_first(statements: Sequence[Statement]) -> list[Statement]:
    """Return the statements, each once. Those without a date come last."""
    by_id = sorted(set(statements), key=lambda each: (each.article_id, each.text, each.answer or (0, 0)))
    return sorted(by_id, key=lambda each: each.published or "", reverse=True)


def _contradict(question: str, kind: AnswerKind, pair: Pair) -> tuple[Span, Span] | None:
    """Return the values of two statements of the same thing that cannot both be true; None of any other two."""
    if pair[0].article_id == pair[1].article_id:
        return None
    spans = find_contradicting_values(question, kind, pair)
    return spans if spans and are_of_same_thing(question, kind, pair, spans) else None
