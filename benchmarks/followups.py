"""Follow-up questions: what is searched for, against what a person would have asked.

    python benchmarks/followups.py SET_DIR

SET_DIR holds `questions.jsonl`, lines of `{"title", "question", "rewrite", "history"}`: a question, the turns before
it, and the same question as a person wrote it to be understood alone. Questions without a history are left out.

The set has no articles, so a corpus is made of what there is: each answer in the histories is one passage under the
title of its conversation's article, as the product indexes a passage under its title; "I don't know" is left out. BM25
then retrieves with the question as it stands, with what the product searches for, and so on, and with the rewrite. The
answer to a question is known where a later question's history holds it.

- words: precision, recall and F1 of the rewrite's words (without stop words, stemmed), averaged over questions.
- overlap@10: the share of the rewrite's ten best passages that are among the ten best. same first: the first agrees.
- article@1: the first passage is of the conversation's own article. answer@10: the answer's passage is among ten.

The rewrite is the ceiling, and out of reach: it may name what only the article's title, which is never an input, names.

A new subject is tried with a rewrite from half the set away, of another title, after each history: how often is it
searched for unchanged?

Then the product's own retrieval searches for some of the questions, without and with what was said before, by which it
prefers the article that was spoken of; and for new subjects after the same histories. Here the answers under one title
are the paragraphs of one article.
"""

import json
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from corpus import Article, Passage, normalise
from index import Filters, Library
from index.words import stem_words
from qa.folders import cache_folder
from qa.query.conversation import Turn, read_turns
from qa.query.rewriting import rewrite_question
from qa.query.time_asked import NO_TIME
from qa.retrieval.retrieving import find_article_spoken_of, retrieve

Resolve = Callable[[dict[str, Any], Sequence[Turn]], str]
_UNKNOWN = "I don't know."
_SAMPLED, _SEED = 700, 1
_COLUMNS = ("words P", "words R", "words F1", "overlap@10", "same first", "article@1", "answer@10")
_WAYS: dict[str, Resolve] = {
    "question alone": lambda asked, history: asked["question"],
    "after the one before it": lambda asked, history: f"{_last(history)} {asked['question']}",
    "rewritten": lambda asked, history: rewrite_question(asked["question"], history).text,
    "human rewrite": lambda asked, history: asked["rewrite"],
}


class Passages:
    """Answers under their articles' titles, searched by BM25."""

    def __init__(self, titles_and_texts: Sequence[tuple[str, str]]):
        self.titles = [title for title, _ in titles_and_texts]
        self._connection = sqlite3.connect(":memory:")
        self._connection.execute("CREATE VIRTUAL TABLE words USING fts5(title, text, content='')")
        rows = [
            (i, " ".join(stem_words(title)), " ".join(stem_words(text)))
            for i, (title, text) in enumerate(titles_and_texts)
        ]
        self._connection.executemany("INSERT INTO words(rowid, title, text) VALUES (?, ?, ?)", rows)

    def best(self, text: str) -> list[int]:
        """Return the ten best passages' numbers."""
        match = " OR ".join(f'"{word}"' for word in dict.fromkeys(stem_words(text)))
        query = "SELECT rowid FROM words WHERE words MATCH ? ORDER BY bm25(words), rowid LIMIT 10"
        return [row[0] for row in self._connection.execute(query, (match,))] if match else []


def main() -> None:
    """Print one line of the table for each way to say what a question asks."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    lines = (Path(sys.argv[1]) / "questions.jsonl").read_text("utf-8").split("\n")
    questions = [asked for line in lines if line and (asked := json.loads(line))["history"]]
    known = {_answer(asked): None for asked in questions if asked["history"][-1]["text"] != _UNKNOWN}
    passages = Passages(list(known))
    numbers = {passage: number for number, passage in enumerate(known)}
    answers = {(asked["title"], _said(asked["history"][:-1])): numbers.get(_answer(asked)) for asked in questions}
    print(f"{len(questions):,} questions with a history; {len(known):,} passages\n")
    print("| searched for | " + " | ".join(_COLUMNS) + " |\n" + "|---" * (len(_COLUMNS) + 1) + "|")
    for name, resolve in _WAYS.items():
        print(
            f"| {name} | " + " | ".join(f"{mean:.3f}" for mean in _means(questions, resolve, passages, answers)) + " |"
        )
    print(f"\nA new subject is searched for unchanged: {_untouched(questions):.3f}")
    print(f"`rewrite_question` takes {_milliseconds(questions):.2f} ms a question.\n")
    print("| retrieved | article@1 | answer@10 | article@1 of a new subject |\n|---|---|---|---|")
    for name, figures in _retrieved(questions, list(known), answers).items():
        print(f"| {name} | " + " | ".join(f"{figure:.3f}" for figure in figures) + " |")


def _means(
    questions: Sequence[dict[str, Any]], resolve: Resolve, passages: Passages, answers: dict[Any, int | None]
) -> list[float]:
    columns: list[list[float]] = [[] for _ in _COLUMNS]
    for asked in questions:
        wanted = resolve(asked, read_turns(asked["history"]))
        found, reference = passages.best(wanted), passages.best(asked["rewrite"])
        values = [*_agreement(wanted, asked["rewrite"])]
        values += [len({*found} & {*reference}) / len(reference)] if reference else [1.0]
        values += [found[:1] == reference[:1], any(passages.titles[i] == asked["title"] for i in found[:1])]
        answer = answers.get((asked["title"], _said([*asked["history"], {"text": asked["question"]}])))
        for column, value in zip(columns, values, strict=False):
            column.append(float(value))
        if answer is not None:
            columns[-1].append(float(answer in found))
    return [sum(column) / len(column) for column in columns]


def _retrieved(
    questions: Sequence[dict[str, Any]], known: Sequence[tuple[str, str]], answers: dict[Any, int | None]
) -> dict[str, list[float]]:
    """Return how often the product finds the conversation's article and the answer, and a new subject's article."""
    half = len(questions) // 2
    sampled = random.Random(_SEED).sample(range(len(questions)), _SAMPLED)
    texts: dict[str, str] = {}
    places = {}
    for number, (title, text) in enumerate(known):
        before = f"{texts[title]}\n\n" if title in texts else ""
        texts[title] = before + normalise(text).strip()
        places[number] = (title, len(before), len(texts[title]))
    with tempfile.TemporaryDirectory() as folder:
        library = Library.open(Path(folder) / "library", cache_folder(), create=True)
        list(library.add(Article(title, title, text) for title, text in texts.items()))
        figures: dict[str, list[float]] = {}
        for name, known in (("by the question", False), ("and what was said", True)):
            articles_found, answers_found, new_found = [], [], []
            for i in sampled:
                asked, other = questions[i], questions[(i + half) % len(questions)]
                history = read_turns(asked["history"])
                article_id = find_article_spoken_of(library, history, Filters()) if known else None
                found = _found(library, rewrite_question(asked["question"], history).text, article_id)
                articles_found.append(found[0].article_id == asked["title"])
                answer = answers.get((asked["title"], _said([*asked["history"], {"text": asked["question"]}])))
                if answer is not None:
                    answers_found.append(any(_holds(passage, *places[answer]) for passage in found))
                if other["title"] != asked["title"]:
                    new = _found(library, rewrite_question(other["rewrite"], history).text, article_id)
                    new_found.append(new[0].article_id == other["title"])
            figures[name] = [sum(held) / len(held) for held in (articles_found, answers_found, new_found)]
    return figures


def _found(library: Library, wanted: str, article_id: str | None) -> list[Passage]:
    return [hit.passage for hit in retrieve(library, wanted, NO_TIME, 10, Filters(), article_id)]


def _holds(passage: Passage, article_id: str, start: int, end: int) -> bool:
    return passage.article_id == article_id and passage.start < end and start < passage.end


def _agreement(text: str, rewrite: str) -> tuple[float, float, float]:
    """Return precision, recall and F1 of the rewrite's words."""
    found, wanted = set(stem_words(text)), set(stem_words(rewrite))
    both = len(found & wanted)
    precision = both / len(found) if found else float(not wanted)
    recall = both / len(wanted) if wanted else 1.0
    return precision, recall, 2 * precision * recall / (precision + recall) if both else float(found == wanted)


def _answer(asked: dict[str, Any]) -> tuple[str, str]:
    """Return title and text of the passage that the last answer makes."""
    return asked["title"], asked["history"][-1]["text"]


def _said(history: Sequence[dict[str, str]]) -> str:
    return "\n".join(turn["text"] for turn in history)


def _last(history: Sequence[Turn]) -> str:
    return next(turn.text for turn in reversed(history) if turn.role == "user")


def _untouched(questions: Sequence[dict[str, Any]]) -> float:
    """Return the share of questions on another title that the history leaves as they are."""
    half = len(questions) // 2
    pairs = zip(questions, [*questions[half:], *questions[:half]], strict=True)
    new = [(asked["history"], other["rewrite"]) for asked, other in pairs if asked["title"] != other["title"]]
    return sum(rewrite_question(rewrite, read_turns(history)).text == rewrite for history, rewrite in new) / len(new)


def _milliseconds(questions: Sequence[dict[str, Any]]) -> float:
    histories = [read_turns(asked["history"]) for asked in questions]
    start = time.process_time()
    for asked, history in zip(questions, histories, strict=True):
        rewrite_question(asked["question"], history)
    return 1000 * (time.process_time() - start) / len(questions)


if __name__ == "__main__":
    main()
