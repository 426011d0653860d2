"""Making training examples: a question, a passage, and where in it the answer stands, or that it does not.

Passages are cut as the product cuts them. Negatives are passages that a search for the question finds, by its words or
by its vector, and that do not hold the answer, the right passage without the sentence that answers, and the right
passage under a question that it does not answer.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus import Article, Passage, Span
from index.embedder import Embedder
from index.passages import cut
from training.data import Question
from training.edits import Names, hurried, near_miss
from training.lines import read_rows
from training.search import Search

# What is made of a question besides its positive example, and how often.
_KINDS = ("retrieved", "near miss", "cut out", None)
_WEIGHTS = (0.45, 0.25, 0.12, 0.18)
# Share of questions put as hurried people type, of passages shortened, and of titles left out.
_HURRIED, _SHORTENED, _UNTITLED = 0.1, 0.5, 0.15
# Characters of a shortened passage.
_SHORT = (200, 700)


@dataclass(frozen=True, slots=True)
class Example:
    """`answer` is the span of the answer in `passage`, or None if it holds none; `kind` says how it was made."""

    question: str
    title: str
    passage: str
    answer: Span | None
    kind: str


def make(
    embedder: Embedder, articles: Sequence[Article], questions: Sequence[Question], seed: int
) -> Iterator[Example]:
    """Yield the examples, in an order that mixes articles; passages are cut for `embedder`."""
    rng = random.Random(seed)  # noqa: S311 - nothing secret
    by_id = {article.id: article for article in articles}
    passages = {article.id: cut(embedder, article) for article in articles}
    found = Search(embedder, [passage for listed in passages.values() for passage in listed], by_id)
    names = Names((q.text, by_id[q.article_id].text[slice(*q.answer)]) for q in questions)
    for question in rng.sample(questions, len(questions)):
        article = by_id[question.article_id]
        held = [p for p in passages[article.id] if _sentence_of(p, question.answer)]
        if not held:  # the answer runs over the end of a sentence
            continue
        passage = rng.choice(held)
        answer = article.text[slice(*question.answer)]
        yield _positive(article, passage, question, rng)
        kind = rng.choices(_KINDS, _WEIGHTS)[0]
        if kind == "retrieved":
            yield from _retrieved(found(question.text), by_id, question, answer, rng)
        elif kind == "cut out":
            yield from _cut_out(article, passage, question, answer, rng)
        elif kind == "near miss":
            text = passage.text_in(article)
            if other := near_miss(question.text, answer, text, article.text, names, rng):
                span = _shortened(passage, question.answer, rng)
                yield Example(other, _title(article, rng), article.text[slice(*span)], None, kind)


def load(file: Path) -> list[Example]:
    """Read examples that `write_rows` wrote."""
    return [Example(**{**row, "answer": Span(*row["answer"]) if row["answer"] else None}) for row in read_rows(file)]


def _positive(article: Article, passage: Passage, question: Question, rng: random.Random) -> Example:
    start, end = _shortened(passage, question.answer, rng)
    text = hurried(question.text, rng) if rng.random() < _HURRIED else question.text
    answer = Span(question.answer.start - start, question.answer.end - start)
    return Example(text, _title(article, rng), article.text[start:end], answer, "positive")


def _retrieved(
    found: Sequence[Passage], articles: Mapping[str, Article], question: Question, answer: str, rng: random.Random
) -> Iterator[Example]:
    """Yield a passage that is found for the question, but does not hold the answer's words."""
    wrong = []
    for passage in found:
        article = articles[passage.article_id]
        on_gold = article.id == question.article_id and (
            passage.start < question.paragraph.end and question.paragraph.start < passage.end
        )
        if not on_gold and answer.lower() not in passage.text_in(article).lower():
            wrong.append((article, passage))
    if wrong:
        article, passage = rng.choice(wrong)
        text = hurried(question.text, rng) if rng.random() < _HURRIED else question.text
        middle = rng.choice(passage.sentences) if passage.sentences else Span(passage.start, passage.end)
        span = _shortened(passage, middle, rng)
        yield Example(text, _title(article, rng), article.text[slice(*span)], None, "retrieved")


def _cut_out(
    article: Article, passage: Passage, question: Question, answer: str, rng: random.Random
) -> Iterator[Example]:
    """Yield the passage without the sentence that answers, if the answer's words do not stand elsewhere in it."""
    sentence = _sentence_of(passage, question.answer)
    if sentence is None:
        return
    before, after = article.text[passage.start : sentence.start], article.text[sentence.end : passage.end]
    rest = (before + after.lstrip()).strip()
    if len(rest) > _SHORT[0] and answer.lower() not in rest.lower():
        yield Example(question.text, _title(article, rng), rest, None, "cut out")


def _sentence_of(passage: Passage, answer: Span) -> Span | None:
    return next((s for s in passage.sentences if s.start <= answer.start and answer.end <= s.end), None)


def _shortened(passage: Passage, around: Span, rng: random.Random) -> Span:
    """Return the passage's span, or often that of some of its sentences, with `around` among them."""
    whole = Span(passage.start, passage.end)
    if rng.random() >= _SHORTENED or not _sentence_of(passage, around):
        return whole
    sentences = list(passage.sentences)
    first = last = next(i for i, s in enumerate(sentences) if s.start <= around.start and around.end <= s.end)
    wanted = rng.randint(*_SHORT)
    while sentences[last].end - sentences[first].start < wanted and (first > 0 or last < len(sentences) - 1):
        if last == len(sentences) - 1 or (first > 0 and rng.random() < 0.5):
            first -= 1
        else:
            last += 1
    return Span(sentences[first].start, sentences[last].end)


def _title(article: Article, rng: random.Random) -> str:
    return "" if rng.random() < _UNTITLED else article.title
