"""Retrieval by meaning, by words, and fused, on whole question sets.

    python benchmarks/retrieval.py SET_DIR [SET_DIR ...]

A hit lies on a gold place of the question and holds its answer, as `pullquote eval` counts it.
"""

import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from corpus import Article, Passage, load
from index import Library
from index.fusion import fuse
from qa.evaluate import is_on_gold
from qa.folders import cache_folder


def main() -> None:
    """Measure each set that is named."""
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    for set_dir in map(Path, sys.argv[1:]):
        with tempfile.TemporaryDirectory() as folder:
            _measure(set_dir, Library.open(Path(folder) / "library", cache_folder(), create=True))


def _measure(set_dir: Path, library: Library) -> None:
    articles = (loaded for loaded in load(set_dir / "corpus.jsonl") if isinstance(loaded, Article))
    passages = sum(outcome.passages for outcome in library.add(articles))
    questions = [json.loads(line) for line in (set_dir / "questions.jsonl").read_text("utf-8").split("\n") if line]
    questions = [question for question in questions if question["answerable"] and question["gold"]]
    print(f"{set_dir.name}: {len(questions):,} questions over {passages:,} passages")
    print(f"  {'':8}{'hit@1':>8}{'hit@5':>8}{'hit@10':>8}{'MRR@10':>8}")
    ranks: dict[str, list[int | None]] = {"dense": [], "bm25": [], "fused": []}
    for question in questions:
        for name, found in _rankings(library, question["question"]).items():
            ranks[name].append(_first_good(library, question, found))
    for name, firsts in ranks.items():
        shares = [sum(first is not None and first < k for first in firsts) / len(firsts) for k in (1, 5, 10)]
        mrr = sum(1 / (first + 1) for first in firsts if first is not None) / len(firsts)
        print(f"  {name:8}" + "".join(f"{share:8.4f}" for share in (*shares, mrr)))


def _rankings(library: Library, question: str) -> dict[str, list[Passage]]:
    """Return the best ten passages by each way of ranking."""
    cosines, bm25 = library.rank_passages(question)
    orders = {
        "dense": sorted(cosines, key=lambda i: -cosines[i])[:10],
        "bm25": list(bm25)[:10],
        "fused": [i for i, _ in fuse(cosines, bm25)[:10]],
    }
    found = library.passages([i for order in orders.values() for i in order])
    return {name: [found[i] for i in order] for name, order in orders.items()}


def _first_good(library: Library, question: dict[str, Any], passages: Sequence[Passage]) -> int | None:
    for rank, passage in enumerate(passages):
        place = {"article_id": passage.article_id, "start": passage.start, "end": passage.end}
        if is_on_gold(question, place, passage.text_in(library.article(passage.article_id))):
            return rank
    return None


if __name__ == "__main__":
    main()
