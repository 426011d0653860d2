"""Make the small question sets that every change is checked on, out of the whole ones.

    python benchmarks/subset.py SETS_DIR

Writes benchmarks/subset/: of each set, and of benchmarks/typed_stories, some questions, picked with a fixed seed, with
the articles that answer them and some others. The sets' licences and sources stand in benchmarks/subset/README.md.
"""

import json
import random
import sys
from pathlib import Path
from typing import Any

Rows = list[dict[str, Any]]

_FOLDER = Path(__file__).parent / "subset"
# The set that the project has itself.
_STORIES = Path(__file__).parent / "typed_stories"
# Of each set: articles picked, or None to pick questions and take their articles; questions; other articles.
_PICKED = {
    "chunking_eval": (1, 80, 0),
    "clapnq_dev": (None, 120, 60),
    "hotpotqa_500": (None, 60, 240),
    "squad2_tune": (3, 160, 0),
    "timeqa_train": (14, 80, 0),
    "typed_stories": (None, 110, 40),
}
_SEED = 11


def main() -> None:
    """Write every subset."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    for name, (articles, questions, others) in _PICKED.items():
        folder = _STORIES if name == _STORIES.name else Path(sys.argv[1]) / name
        corpus, asked = (_rows(folder / f"{file}.jsonl") for file in ("corpus", "questions"))
        rng = random.Random(_SEED)
        if articles:
            # Short articles keep the repository small.
            chosen = {row["id"] for row in sorted(corpus, key=lambda row: len(row["text"]))[: 3 * articles : 3]}
            asked = [row for row in asked if row["gold"] and {gold["article_id"] for gold in row["gold"]} <= chosen]
        picked = rng.sample(asked, min(questions, len(asked)))
        wanted = {gold["article_id"] for row in picked for gold in row["gold"]}
        rest = [row for row in corpus if row["id"] not in wanted]
        kept = wanted | {row["id"] for row in rng.sample(rest, others)}
        _write(name, "corpus", [row for row in corpus if row["id"] in kept])
        _write(name, "questions", picked)


def _rows(file: Path) -> Rows:
    return [json.loads(line) for line in file.read_text("utf-8").split("\n") if line]


def _write(name: str, file: str, rows: Rows) -> None:
    folder = _FOLDER / name
    folder.mkdir(parents=True, exist_ok=True)
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (folder / f"{file}.jsonl").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
