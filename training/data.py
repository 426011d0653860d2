"""Reading training data: articles, and questions whose answers are marked in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus import Article, Span, normalise
from training.lines import read_compressed

GAP = "\n\n"


@dataclass(frozen=True, slots=True)
class Question:
    """A question and the span of its answer in an article's text."""

    id: str
    text: str
    article_id: str
    paragraph: Span
    answer: Span


def read(folder: Path, name: str) -> tuple[list[Article], list[Question]]:
    """Read the set of a name in a folder: `NAME.corpus.jsonl.gz` and `NAME.questions.jsonl.gz`."""
    paragraphs, marked = _read_set(folder, name)
    articles = {
        id_: Article(id=id_, title=normalise(title).strip(), text=GAP.join(texts))
        for id_, (title, texts) in paragraphs.items()
        if texts and all(normalise(text) == text for text in texts)
    }
    questions = []
    for id_, text, article_id, number, (start, end) in marked:
        if article_id in articles and text.strip():
            texts = paragraphs[article_id][1]
            place = find_paragraph(texts, number)
            if start < end <= len(texts[number]):
                answer = Span(place.start + start, place.start + end)
                questions.append(Question(id_, text.strip(), article_id, place, answer))
    return list(articles.values()), questions


def find_paragraph(texts: Sequence[str], number: int) -> Span:
    """Return where a paragraph stands in the text of its article, between the others."""
    first = sum(len(before) + len(GAP) for before in texts[:number])
    return Span(first, first + len(texts[number]))


_Paragraphs = dict[str, tuple[str, list[str]]]  # article id -> its title and its paragraphs
_Marked = list[tuple[str, str, str, int, tuple[int, int]]]  # id, question, article id, paragraph, answer inside it


def _read_set(folder: Path, name: str) -> tuple[_Paragraphs, _Marked]:
    paragraphs = {
        row["doc_id"]: (row["title"], row["paragraphs"]) for row in read_compressed(folder / f"{name}.corpus.jsonl.gz")
    }
    return paragraphs, [
        (row["id"], row["question"], row["gold"][0]["doc_id"], row["gold"][0]["para"], tuple(row["spans"][0]))
        for row in read_compressed(folder / f"{name}.questions.jsonl.gz")
        if row.get("spans") and row["gold"] and "para" in row["gold"][0]
    ]
