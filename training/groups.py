"""Making groups: a question, passages that compete for it, and which of their sentences answer.

This is how the product reads: the passages that a search finds stand beside each other, most of them about the same
thing, and the sentences of all are ranked together.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus import Article, Passage, Span
from index.embedder import Embedder
from index.passages import cut
from qa.reading.network import end_question
from training.asked import Asked, Statement
from training.edits import hurried
from training.lines import read_rows
from training.search import Search

# Passages beside the one that a question was asked of.
_RIVALS = 3
# Shares of questions put as hurried people type, of titles left out, and of groups whose passages are shortened: short
# ones are learned from several times as fast.
_HURRIED, _UNTITLED, _SHORTENED = 0.1, 0.1, 0.9
# Characters of a shortened passage.
_SHORT = (180, 480)


@dataclass(frozen=True, slots=True)
class Place:
    """A passage: its sentences, which of them answer, and the answer's span if it is marked."""

    title: str
    passage: str
    sentences: tuple[Span, ...]
    right: tuple[int, ...] = ()
    answer: Span | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A question and the passages that compete for it."""

    question: str
    places: tuple[Place, ...]


def make_groups(
    embedder: Embedder, articles: Mapping[str, Article], asked: Sequence[Asked], seed: int
) -> Iterator[Group]:
    """Yield a group for each question whose passage is found; passages are cut for `embedder`."""
    rng = random.Random(seed)  # noqa: S311 - nothing secret
    passages = {id_: cut(embedder, article) for id_, article in articles.items()}
    search = Search(embedder, [passage for listed in passages.values() for passage in listed], articles)
    for question in asked:
        own = [p for p in passages[question.article_id] if _holds_what_is_asked(p, question)]
        if own:
            first = rng.choice(own)
            others = [p for p in _list_near(question, passages) if p != first]
            rivals = [p for p in _find_rivals(question, articles, search) if p != first and p not in others]
            chosen = [*_take(others, rng), *_take(rivals, rng)][:_RIVALS]
            yield _make_group(question, articles, [first, *chosen], rng)


def load(file: Path) -> list[Group]:
    """Read groups that `write_rows` wrote."""
    return [Group(row["question"], tuple(map(_load_place, row["places"]))) for row in read_rows(file)]


def _load_place(row: Mapping[str, Any]) -> Place:
    answer = Span(*row["answer"]) if row["answer"] else None
    sentences = tuple(Span(*sentence) for sentence in row["sentences"])
    return Place(row["title"], row["passage"], sentences, tuple(row["right"]), answer)


def _holds_what_is_asked(passage: Passage, asked: Asked) -> bool:
    """Say whether a sentence of a passage holds the answer, or the evidence; else, whether it is of the paragraph."""
    around = asked.answer or next(iter(asked.evidence), None)
    if around is None:
        return passage.start < asked.paragraph.end and asked.paragraph.start < passage.end
    return _holds_any(passage, (around,))


def _list_near(asked: Asked, passages: Mapping[str, Sequence[Passage]]) -> list[Passage]:
    """Return the passages that hold what looks like an answer to a question, and not one of another article."""
    of_these = dict.fromkeys(statement.article_id for statement in asked.near)
    held = [p for id_ in of_these for p in passages[id_] if _states_any(p, asked.near)]
    return [passage for passage in held if not _states_any(passage, asked.apart)]


def _take(passages: Sequence[Passage], rng: random.Random) -> list[Passage]:
    return rng.sample(passages, min(_RIVALS, len(passages)))


def _states_any(passage: Passage, statements: Sequence[Statement]) -> bool:
    return _holds_any(passage, [span for article_id, span in statements if article_id == passage.article_id])


def _holds_any(passage: Passage, spans: Sequence[Span]) -> bool:
    return any(_holds(sentence, span) for sentence in passage.sentences for span in spans)


def _find_rivals(asked: Asked, articles: Mapping[str, Article], search: Search) -> list[Passage]:
    """Return passages that are found for a question, and do not hold its answer's words."""
    own = articles[asked.article_id]
    words = own.text[slice(*asked.answer)].lower() if asked.answer else ""
    rivals = []
    for passage in search(asked.text):
        is_own = passage.article_id == own.id
        on_paragraph = is_own and passage.start < asked.paragraph.end and asked.paragraph.start < passage.end
        holds_answer = bool(words) and words in passage.text_in(articles[passage.article_id]).lower()
        is_apart = _states_any(passage, asked.apart)
        if not (on_paragraph or holds_answer or is_apart or (asked.is_claim and is_own)):
            rivals.append(passage)
    return rivals


def _make_group(
    asked: Asked, articles: Mapping[str, Article], passages: Sequence[Passage], rng: random.Random
) -> Group:
    """Return the group of a question; the first of the passages is the one that it was asked of."""
    shortened = rng.random() < _SHORTENED
    places = []
    for n, passage in enumerate(passages):
        is_own = passage.article_id == asked.article_id
        right = [s for s in passage.sentences if is_own and _answers(s, asked)]
        near = {statement.span for statement in asked.near if statement.article_id == passage.article_id}
        told = [s for s in passage.sentences if s in right or s in near]
        sentences = _shorten(passage, told, rng) if shortened else list(passage.sentences)
        title = "" if rng.random() < _UNTITLED else articles[passage.article_id].title
        answer = asked.answer if n == 0 else None
        places.append(_make_place(articles[passage.article_id].text, title, sentences, right, answer))
    text = hurried(asked.text, rng) if rng.random() < _HURRIED else end_question(asked.text)
    return Group(text, tuple(places))


def _make_place(text: str, title: str, sentences: Sequence[Span], right: Sequence[Span], answer: Span | None) -> Place:
    first = sentences[0].start
    moved = tuple(Span(s.start - first, s.end - first) for s in sentences)
    answering = tuple(n for n, sentence in enumerate(sentences) if sentence in right)
    marked = Span(answer.start - first, answer.end - first) if answer else None
    return Place(title, text[first : sentences[-1].end], moved, answering, marked)


def _answers(sentence: Span, asked: Asked) -> bool:
    """Say whether a sentence holds the answer or a piece of evidence, or lies for the most part in one."""
    held = [*asked.evidence, *([asked.answer] if asked.answer else [])]
    return any(_holds(sentence, span) or _covers(span, sentence) for span in held)


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _covers(evidence: Span, sentence: Span) -> bool:
    shared = min(evidence.end, sentence.end) - max(evidence.start, sentence.start)
    return shared > (sentence.end - sentence.start) / 2


def _shorten(passage: Passage, around: Sequence[Span], rng: random.Random) -> list[Span]:
    """Return some neighbouring sentences of a passage, with those of `around` among them."""
    sentences = list(passage.sentences)
    kept = sorted(sentences.index(sentence) for sentence in around) or [rng.randrange(len(sentences))]
    first, last, wanted = kept[0], kept[-1], rng.randint(*_SHORT)
    while sentences[last].end - sentences[first].start < wanted and (first > 0 or last < len(sentences) - 1):
        if last == len(sentences) - 1 or (first > 0 and rng.random() < 0.5):
            first -= 1
        else:
            last += 1
    return sentences[first : last + 1]
