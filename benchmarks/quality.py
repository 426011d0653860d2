"""Every way of answering, side by side, on whole question sets, with default settings.

    python benchmarks/quality.py SETS_DIR [--results FOLDER] [--answers FOLDER] [--check] [--processes N]

SETS_DIR holds question sets, folders as `pullquote eval` reads them. BM25 alone, vectors alone and both fused are
measured by the passages they find; the readers by what is quoted. The table is compared with the newest one in the
folder of results, and written there under today's date. With --check nothing is written, and the exit code is 1 if a
measure of the newest results has fallen by more than twice its standard error. With --processes several sets are
measured at a time: the figures are the same, but for the milliseconds.
"""

import argparse
import json
import math
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.progress import track

from corpus import Article, load
from index import Library
from index.fusion import fuse
from qa.assistant import Assistant
from qa.evaluate import measure
from qa.folders import cache_folder
from qa.query.conversation import read_turns
from qa.query.day_asked import read_day_asked
from qa.reading.opening import open_reader
from qa.reading.reader_names import DEFAULT, SIMILARITY, TRAINED
from qa.rendering.answer_json import serialise_answer

if TYPE_CHECKING:
    from multiprocessing.sharedctypes import Synchronized

Rows = list[dict[str, Any]]
Certain = list[tuple[float, bool]]
Measured = tuple[str, dict[str, float], Certain]
Table = dict[str, dict[str, dict[str, float]]]  # set -> way of answering -> measure -> figure

_SHOWN = (
    "hit_at_1", "hit_at_5", "hit_at_10", "quote_at_1", "quote_at_3", "excerpt_f1", "every_source",
    "best_at_1", "wrong_at_1", "useful_quotes",
    "abstain_auroc", "served_right", "calibration_error", "quotes_an_answer", "verbatim", "milliseconds",
)  # fmt: skip
# Higher is better, and what --check holds.
_HELD = (
    "hit_at_5",
    "quote_at_1",
    "quote_at_3",
    "excerpt_f1",
    "every_source",
    "best_at_1",
    "useful_quotes",
    "abstain_auroc",
    "served_right",
    "verbatim",
)
_BINS = 10
# The set whose questions are most like what people type comes first.
_FIRST = "typed_news"


def main() -> None:
    """Measure, print, compare, and keep."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", type=Path)
    parser.add_argument("--results", type=Path, default=Path(__file__).parent / "results" / "quality")
    parser.add_argument("--answers", type=Path, help="keep the readers' answers there, as other scorers read them")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--processes", type=int, default=1)
    chosen = parser.parse_args()
    folders = sorted(
        (path.parent for path in chosen.sets.glob("*/corpus.jsonl")), key=lambda folder: (folder.name != _FIRST, folder)
    )
    if not folders:
        sys.exit(f"{chosen.sets} holds no question sets: name a folder with folders like set/corpus.jsonl")
    counts = {folder.name: len(_rows(folder / "questions.jsonl")) for folder in folders}
    table: Table = {folder.name: {} for folder in folders}
    certain: Certain = []
    for folder, measured in zip(folders, _measure_all(folders, chosen.answers, chosen.processes), strict=True):
        for way, figures, sure in measured:
            table[folder.name][way] = figures
            certain += sure if way == DEFAULT else []
    kept = sorted(chosen.results.glob("*.json"))
    last: Table = json.loads(kept[-1].read_text("utf-8")) if kept else {}
    text = _written(table, last) + _reliability(certain)
    print(text)
    if chosen.check:
        fallen = list(_fallen(table, last, counts))
        sys.exit("\n".join(fallen) if fallen else 0)
    chosen.results.mkdir(parents=True, exist_ok=True)
    file = chosen.results / f"{_today()}.json"
    file.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    file.with_suffix(".md").write_text(text, encoding="utf-8")


def _measure_all(folders: Sequence[Path], kept: Path | None, processes: int) -> Iterator[list[Measured]]:
    """Yield the measures of each set, in their order; several processes work on one set each."""
    measure_set = partial(_measure, kept=kept)
    if processes == 1:
        yield from map(measure_set, folders)
    else:
        context = get_context("spawn")
        started = context.Value("i", 0)
        with ProcessPoolExecutor(processes, context, _take_core, (started,)) as pool:
            yield from pool.map(measure_set, folders)


def _take_core(started: "Synchronized[int]") -> None:
    """Keep this process to a core of its own: networks that share all cores wait for each other, at work."""
    with started.get_lock():
        number, started.value = started.value, started.value + 1
    if sys.platform == "linux":
        cores = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, {cores[number % len(cores)]})


def _measure(folder: Path, kept: Path | None) -> list[Measured]:
    return list(_measured(folder, kept))


def _measured(folder: Path, kept: Path | None) -> Iterator[Measured]:
    """Yield each way of answering with its measures, and of each answer its confidence and whether it was right."""
    questions = _rows(folder / "questions.jsonl")
    texts = {str(row["id"]): row["text"] for row in _rows(folder / "corpus.jsonl")}
    with tempfile.TemporaryDirectory() as scratch:
        library = Library.open(Path(scratch) / "library", cache_folder(), create=True)
        articles = [loaded for loaded in load(folder / "corpus.jsonl") if isinstance(loaded, Article)]
        for _ in track(library.add(articles), f"{folder.name}: adding", len(articles), console=_CONSOLE):
            pass
        for name, found in _retrieved(library, questions).items():
            yield name, _figures(measure(texts, questions, found)), []
        for reader in (SIMILARITY, TRAINED):
            assistant = Assistant(library, open_reader(reader, library, cache_folder()))
            answers, times = [], []
            for question in track(questions, f"{folder.name}: {reader}", console=_CONSOLE):
                turns = read_turns(question.get("history") or [])
                day = read_day_asked(question["asked"]) if question.get("asked") else None
                began = time.perf_counter()
                answer = assistant.ask(question["question"], turns, id=question["id"], asked=day)
                times.append(1000 * (time.perf_counter() - began))
                answers.append(serialise_answer(answer))
            if kept:
                _keep(kept / f"{folder.name}.{reader}.jsonl", answers)
            sure = _certain(texts, questions, answers)
            figures = _figures(measure(texts, questions, answers))
            if (every := _every_source(questions, answers)) is not None:
                figures["every_source"] = every
            figures["calibration_error"] = _calibration_error(sure)
            figures["milliseconds"] = round(statistics.median(times), 1)
            yield reader, figures, sure


_CONSOLE = Console(stderr=True)


def _retrieved(library: Library, questions: Rows) -> dict[str, Rows]:
    """Return answers that are nothing but the best ten passages, by each way of ranking."""
    answers: dict[str, Rows] = {"BM25": [], "vectors": [], "fused": []}
    for question in questions:
        cosines, bm25 = library.rank_passages(question["question"])
        orders = {
            "BM25": list(bm25)[:10],
            "vectors": sorted(cosines, key=lambda i: -cosines[i])[:10],
            "fused": [i for i, _ in fuse(cosines, bm25)[:10]],
        }
        found = library.passages([i for order in orders.values() for i in order])
        for name, order in orders.items():
            places = [found[i] for i in order]
            hits = [{"article_id": p.article_id, "start": p.start, "end": p.end} for p in places]
            answers[name].append({"id": question["id"], "status": "not_found", "quotes": [], "hits": hits})
    return answers


def _figures(measures: Mapping[str, Any]) -> dict[str, float]:
    """Return the measures that the table shows; a way that only retrieves has those of retrieval."""
    wanted = _SHOWN if measures["quotes_checked"] else _SHOWN[:3]
    return {name: measures[name] for name in wanted if measures.get(name) is not None}


def _every_source(questions: Rows, answers: Rows) -> float | None:
    """Return how often every article that a question needs is quoted, or near, among questions that need several."""
    held = []
    for question, answer in zip(questions, answers, strict=True):
        needed = {gold["article_id"] for gold in question["gold"]}
        if len(needed) > 1:
            held.append(needed <= {quote["article_id"] for quote in answer["quotes"] or answer["nearest"]})
    return round(statistics.fmean(held), 4) if held else None


def _certain(texts: Mapping[str, str], questions: Rows, answers: Rows) -> Certain:
    """Return of each answer its confidence, and whether its first quote, or what is nearest, is right."""
    found = []
    for question, answer in zip(questions, answers, strict=True):
        first = {**answer, "quotes": (answer["quotes"] or answer["nearest"])[:1]}
        right = bool(question["answerable"] and measure(texts, [question], [first])["quote_at_1"])
        found.append((answer["confidence"], right))
    return found


def _binned(sure: Certain) -> Iterator[tuple[int, float, float]]:
    """Yield of each tenth of confidence the number of answers, their mean confidence, and the share that is right."""
    for low in range(_BINS):
        within = [(c, right) for c, right in sure if min(int(c * _BINS), _BINS - 1) == low]
        if within:
            yield len(within), statistics.fmean(c for c, _ in within), statistics.fmean(right for _, right in within)


def _calibration_error(sure: Certain) -> float:
    """Return the expected calibration error: how far confidence lies from the share of right first quotes."""
    return round(sum(n * abs(mean - right) for n, mean, right in _binned(sure)) / len(sure), 4)


def _reliability(sure: Certain) -> str:
    """Return a table of the default reader's confidence over all sets, and how often it was right."""
    lines = ["## Confidence of the default reader, all sets", "", "| confidence | answers | right |", "|---|---|---|"]
    lines += [f"| {mean:.2f} | {n} | {right:.2f} |" for n, mean, right in _binned(sure)]
    return "\n".join([*lines, "", f"Expected calibration error: {_calibration_error(sure):.4f}", ""])


def _written(table: Table, last: Table) -> str:
    """Return the figures as tables of Markdown, each with what it gained or lost since the last results."""
    lines = [f"# Quality, {_today()}", ""]
    for name, ways in table.items():
        shown = [measure for measure in _SHOWN if any(measure in figures for figures in ways.values())]
        lines += [f"## {name}", "", "| | " + " | ".join(shown) + " |", "|---|" + "---|" * len(shown)]
        for way, figures in ways.items():
            before = last.get(name, {}).get(way, {})
            cells = (_cell(figures.get(measure), before.get(measure)) for measure in shown)
            lines.append(f"| {way} | " + " | ".join(cells) + " |")
        lines.append("")
    return "\n".join(lines)


def _cell(figure: float | None, before: float | None) -> str:
    if figure is None:
        return ""
    change = f" ({figure - before:+.3g})" if before is not None and figure != before else ""
    return f"{figure:.4g}{change}"


def _fallen(table: Table, last: Table, counts: Mapping[str, int]) -> Iterator[str]:
    """Yield what has fallen by more than its noise."""
    for name, ways in last.items():
        for way, figures in ways.items():
            for measured in (it for it in _HELD if it in figures):
                now, before = table.get(name, {}).get(way, {}).get(measured, 0.0), figures[measured]
                noise = 2 * math.sqrt(before * (1 - before) / counts.get(name, 1))
                if now < before - noise:
                    yield f"{name}, {way}: {measured} fell from {before} to {now}; its noise is {noise:.4f}"


def _keep(file: Path, answers: Rows) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(json.dumps(answer, ensure_ascii=False) + "\n" for answer in answers), encoding="utf-8")


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


def _rows(file: Path) -> Rows:
    rows = [json.loads(line) for line in file.read_text("utf-8").split("\n") if line]
    return [{**row, "id": str(row["id"])} for row in rows]


if __name__ == "__main__":
    main()
