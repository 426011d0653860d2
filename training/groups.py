"""Making groups: a question, passages that compete for it, and which of their sentences answer.

This is how the product reads: all passages that a search finds stand beside each other, most of them about the same
thing, and the sentences of all are ranked together.
"""

import gzip
import json
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from corpus import Article, Passage, Span, normalise
from index.embedder import Embedder
from index.passages import cut
from qa.reading.network import end_question
from training.data import GAP
from training.edits import hurried
from training.search import Search

# Questions of each set: what people ask in their own words comes whole, exam questions in part.
SETS = {
    "nq": 9_429,
    "qadiscourse": 7_846,
    "qamr": 4_500,
    "squad1_train": 9_000,
    "squad2_cr_train": 6_000,
    "squadshifts_reddit": 2_500,
    "squadshifts_amazon": 1_000,
    "foolmetwice": 2_544,
}
# Long articles of which only so many are read.
_ARTICLES = {"squad1_train": 160, "squad2_cr_train": 160}
# Passages beside the one that a question was asked of.
_RIVALS = 3
_HURRIED, _UNTITLED, _SHORTENED = 0.1, 0.1, 0.4
# Characters of a shortened passage.
_SHORT = (250, 700)


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
    """A question and the passages that compete for it; `has_span` is whether an answer would be marked."""

    question: str
    places: tuple[Place, ...]
    has_span: bool


@dataclass(frozen=True, slots=True)
class _Asked:
    text: str
    article_id: str
    paragraph: Span
    answers: tuple[Span, ...]
    evidence: tuple[Span, ...]
    is_claim: bool


def make(embedder: Embedder, data: Path, seed: int) -> Iterator[Group]:
    """Yield the groups of the sets in a folder, mixed; passages are cut for `embedder`."""
    rng = random.Random(seed)  # noqa: S311 - nothing secret
    articles: dict[str, Article] = {}
    asked: list[_Asked] = []
    for name, most in SETS.items():
        rows = list(_read_set(data, name, articles, seed))
        asked += rng.sample(rows, min(most, len(rows)))
    passages = {id_: cut(embedder, article) for id_, article in articles.items()}
    search = Search(embedder, [passage for listed in passages.values() for passage in listed], articles)
    rng.shuffle(asked)
    for question in asked:
        if group := _make_group(question, articles, passages, search, rng):
            yield group


def write(groups: Iterable[Group], file: Path) -> None:
    """Write groups as lines of JSON, whole or not at all."""
    scratch = file.with_suffix(".part")
    with scratch.open("w", encoding="utf-8") as lines:
        lines.writelines(json.dumps(asdict(group), ensure_ascii=False) + "\n" for group in groups)
    scratch.replace(file)


def load(file: Path) -> list[Group]:
    """Read what `write` wrote."""
    with file.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [Group(row["question"], tuple(map(_load_place, row["places"])), row["has_span"]) for row in rows]


def _load_place(row: Mapping[str, Any]) -> Place:
    answer = Span(*row["answer"]) if row["answer"] else None
    sentences = tuple(Span(*sentence) for sentence in row["sentences"])
    return Place(row["title"], row["passage"], sentences, tuple(row["right"]), answer)


def _read_set(data: Path, name: str, articles: dict[str, Article], seed: int) -> Iterator[_Asked]:
    """Yield the questions of a set, and put its articles among `articles`."""
    rows = list(_read_lines(data / f"{name}.corpus.jsonl.gz"))
    if most := _ARTICLES.get(name):
        rows = [row for row in rows if "para" not in row and _draw(f"{seed}{row['doc_id']}") < most / 442]
    paragraphs = {row["doc_id"]: row["paragraphs"] for row in rows}
    for row in rows:
        text = GAP.join(row["paragraphs"])
        if normalise(text) == text and text:
            articles.setdefault(row["doc_id"], Article(row["doc_id"], normalise(row["title"]).strip(), text))
    for row in _read_lines(data / f"{name}.questions.jsonl.gz"):
        place = row["gold"][0] if row["gold"] else {}
        if "para" not in place or place["doc_id"] not in paragraphs or place["doc_id"] not in articles:
            continue
        texts = paragraphs[place["doc_id"]]
        first = sum(len(before) + len(GAP) for before in texts[: place["para"]])
        paragraph = Span(first, first + len(texts[place["para"]]))

        def move(spans: Iterable[Sequence[int]], first: int = first) -> tuple[Span, ...]:
            return tuple(Span(first + start, first + end) for start, end in spans)

        is_claim = row.get("task") == "claim"
        yield _Asked(
            row["question"].strip(),
            place["doc_id"],
            paragraph,
            move(row["spans"]),
            move(row.get("evidence") or row["spans"]),
            is_claim,
        )


def _draw(seed: str) -> float:
    return random.Random(seed).random()  # noqa: S311 - nothing secret


def _read_lines(file: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _make_group(
    asked: _Asked,
    articles: Mapping[str, Article],
    passages: Mapping[str, Sequence[Passage]],
    search: Search,
    rng: random.Random,
) -> Group | None:
    article = articles[asked.article_id]
    answer = asked.answers[0] if asked.answers and not asked.is_claim else None
    around = answer or (asked.evidence[0] if asked.evidence else None) or asked.paragraph
    held = (
        [p for p in passages[article.id] if any(_holds(s, around) for s in p.sentences)]
        if asked.evidence
        else [p for p in passages[article.id] if p.start < asked.paragraph.end and asked.paragraph.start < p.end]
    )
    if not held:
        return None
    own = rng.choice(held)

    def title(a: Article) -> str:
        return "" if rng.random() < _UNTITLED else a.title

    kept = _shorten(own, next((s for s in own.sentences if _holds(s, around)), own.sentences[0]), rng)
    right = {n for n, s in enumerate(kept) if any(_holds(s, e) or _covers(e, s) for e in asked.evidence)}
    right |= {n for n, s in enumerate(kept) if answer and _holds(s, answer)}
    places = [_make_place(article, title(article), kept, tuple(sorted(right)), answer)]
    words = article.text[slice(*answer)].lower() if answer else None
    rivals = []
    for passage in search(asked.text):
        other = articles[passage.article_id]
        on_gold = other.id == article.id and passage.start < asked.paragraph.end and asked.paragraph.start < passage.end
        if on_gold or (words and words in passage.text_in(other).lower()):
            continue
        if asked.is_claim and other.id == article.id:
            continue
        rivals.append((other, passage))
    for other, passage in rng.sample(rivals, min(_RIVALS, len(rivals))):
        places.append(_make_place(other, title(other), _shorten(passage, rng.choice(passage.sentences), rng), (), None))
    text = hurried(asked.text, rng) if rng.random() < _HURRIED else end_question(asked.text)
    return Group(text, tuple(places), not asked.is_claim)


def _make_place(
    article: Article, title: str, sentences: Sequence[Span], right: tuple[int, ...], answer: Span | None
) -> Place:
    start, end = sentences[0].start, sentences[-1].end
    moved = tuple(Span(s.start - start, s.end - start) for s in sentences)
    return Place(
        title, article.text[start:end], moved, right, Span(answer.start - start, answer.end - start) if answer else None
    )


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _covers(evidence: Span, sentence: Span) -> bool:
    """Say whether most of a sentence lies in a piece of evidence."""
    shared = min(evidence.end, sentence.end) - max(evidence.start, sentence.start)
    return shared > (sentence.end - sentence.start) / 2


def _shorten(passage: Passage, around: Span, rng: random.Random) -> list[Span]:
    """Return the passage's sentences, or often some of them, with `around` among them."""
    sentences = list(passage.sentences)
    if rng.random() >= _SHORTENED:
        return sentences
    first = last = sentences.index(around)
    wanted = rng.randint(*_SHORT)
    while sentences[last].end - sentences[first].start < wanted and (first > 0 or last < len(sentences) - 1):
        if last == len(sentences) - 1 or (first > 0 and rng.random() < 0.5):
            first -= 1
        else:
            last += 1
    return sentences[first : last + 1]
