"""What is lost when a question is typed in a hurry, against the same question typed with care.

python benchmarks/robustness.py SET_DIR [--questions 300] [--reader NAME]

The same answerable questions, picked with a fixed seed, are asked in each way.
"""

import argparse
import json
import random
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import track

from corpus import Article, load
from index import Library
from index.words import STOP_WORDS
from qa.assistant import Assistant
from qa.evaluate import measure
from qa.folders import cache_folder
from qa.reading.opening import open_reader
from qa.reading.reader_names import DEFAULT
from qa.rendering.answer_json import serialise_answer

_MEASURES = ("hit_at_5", "quote_at_1", "quote_at_3", "answered_when_answerable")
_SEED = 5


def main() -> None:
    """Print a table: ways of typing, measures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set_dir", type=Path)
    parser.add_argument("--questions", type=int, default=300)
    parser.add_argument("--reader", default=DEFAULT)
    chosen = parser.parse_args()
    rows = _rows(chosen.set_dir / "questions.jsonl")
    asked = [row for row in rows if row["answerable"] and row["gold"]]
    asked = random.Random(_SEED).sample(asked, min(chosen.questions, len(asked)))
    texts = {row["id"]: row["text"] for row in _rows(chosen.set_dir / "corpus.jsonl")}
    with tempfile.TemporaryDirectory() as folder:
        library = Library.open(Path(folder) / "library", cache_folder(), create=True)
        list(library.add(loaded for loaded in load(chosen.set_dir / "corpus.jsonl") if isinstance(loaded, Article)))
        assistant = Assistant(library, open_reader(chosen.reader, library, cache_folder()))
        print(f"| {chosen.set_dir.name}, {len(asked)} questions, {chosen.reader} | " + " | ".join(_MEASURES) + " |")
        print("|---|" + "---|" * len(_MEASURES))
        for name, typed in _WAYS.items():
            rng = random.Random(_SEED)
            answers = [
                serialise_answer(assistant.ask(typed(row["question"], rng), id=row["id"]))
                for row in track(asked, name, console=Console(stderr=True))
            ]
            measures = measure(texts, asked, answers)
            print(f"| {name} | " + " | ".join(f"{measures[it]:.3f}" for it in _MEASURES) + " |")


def _slip(question: str, rng: random.Random, slips: int = 1) -> str:
    """Return the question with letters dropped, doubled or exchanged, in words of more than three letters."""
    words = question.split()
    long = [n for n, word in enumerate(words) if len(word) > 3] or [0]
    for n in rng.sample(long, min(slips, len(long))):
        word, i = words[n], rng.randrange(len(words[n]) - 1) if len(words[n]) > 1 else 0
        dropped, doubled = word[:i] + word[i + 1 :], word[: i + 1] + word[i:]
        words[n] = rng.choice((dropped, doubled, word[:i] + word[i : i + 2][::-1] + word[i + 2 :]))
    return " ".join(words)


def _key_words(question: str, rng: random.Random) -> str:
    words = question.rstrip("?!. ").split()
    return " ".join(word for word in words if word.casefold() not in STOP_WORDS) or question


_WAYS: dict[str, Callable[[str, random.Random], str]] = {
    "as it stands": lambda question, _: question,
    "lower case, no question mark": lambda question, _: question.lower().rstrip("? "),
    "capitals": lambda question, _: question.upper(),
    "key words alone": _key_words,
    "key words alone, lower case": lambda question, rng: _key_words(question, rng).lower(),
    "one slip": _slip,
    "two slips": lambda question, rng: _slip(question, rng, 2),
}


def _rows(file: Path) -> list[dict[str, Any]]:
    rows = [json.loads(line) for line in file.read_text("utf-8").split("\n") if line]
    return [{**row, "id": str(row["id"])} for row in rows]


if __name__ == "__main__":
    main()
