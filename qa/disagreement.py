"""Where sources disagree: who says what, side by side, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from qa.comparing.kinds import Kind, kind_of
from qa.comparing.statement import Statement
from qa.comparing.topics import same_thing
from qa.comparing.values import Span, differing


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Statements that cannot all be true, newest first, each with what it says, letter for letter out of its text."""

    kind: Kind
    statements: tuple[tuple[Statement, str], ...]

    def __post_init__(self) -> None:
        if len({statement.article_id for statement, _ in self.statements}) < 2:
            raise ValueError("a disagreement needs statements of two articles")
        if not all(said and said in statement.text for statement, said in self.statements):
            raise ValueError("what a statement says has to stand in its text")


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
    return Disagreement(kind, tuple((it, it.text[slice(*said[it])]) for it in _newest_first(list(said))))


def sentence(found: Disagreement) -> str:
    """Return what the reader is told: who says what."""
    told = "; ".join(f"{_source(statement)} says {_said(found.kind, said)}" for statement, said in found.statements)
    return f"The sources disagree: {told}{'' if told.endswith('.') else '.'}"


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


def _source(statement: Statement) -> str:
    source = statement.publisher or f"“{statement.title}”"
    return f"{source} ({statement.published})" if statement.published else source


def _said(kind: Kind, said: str) -> str:
    """Return what is said as it is shown: a word out of its sentence needs its quotation marks."""
    return f"“{said}”" if kind == "yes or no" else said
