"""A large library on one machine: answers, memory, the first answer, and the next one after a change.

    python benchmarks/scale.py [--passages 50000 200000 1000000] [--folder DIR] [--questions 200] [--recall LIBRARY…]

The passages are made of the sentences of benchmarks/subset, drawn from near each other and with words exchanged, so
that words are as common as in real articles and no article is a copy of another. A passage's vector is the mean of its
sentences' own, which are embedded once, with noise. The library's own storage writes them. With --folder the libraries
are kept there, and measured again without being built. Beside each time stands that of the processors, of all threads
together, which says more on a machine that others use, too. The recall is that of the codes by which the vectors of a
large library are searched, scored again, against all vectors; --recall measures it for other libraries, and nothing
else.
"""

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import psutil
from numpy.typing import NDArray

from corpus import Article, Passage, Source, Span
from corpus.sentences import split_sentences
from index import Library, passage_store, snapshot, store, word_index
from index.catalogue import Catalogue
from index.folder import LIBRARY
from index.segments import Segments
from index.vectors import CodedVectors
from qa import Assistant
from qa.folders import cache_folder
from qa.reading.extractive_reader import ExtractiveReader

_SETS = Path(__file__).parent / "subset"
_PASSAGES_AN_ARTICLE, _SENTENCES_A_PASSAGE = 4, 6
# Sentences of an article are drawn from among so many that are near each other, and so many words of each exchanged.
_NEAR, _EXCHANGED = 200, 3
_NOISE = 0.1
_BATCH = 1_000
_ADDED = 100
_ROUNDING = 1e-6
_PULLQUOTE = [sys.executable, "-c", "from qa.cli.main import main; main()"]

Vectors = NDArray[np.float32]


class Taken(NamedTuple):
    """What something took, in seconds: by the clock, and of the processors."""

    wall: float
    cpu: float


def main() -> None:
    """Print every figure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passages", type=int, nargs="+", default=[50_000, 200_000, 1_000_000])
    parser.add_argument("--questions", type=int, default=200)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--recall", type=Path, nargs="+", default=[])
    chosen = parser.parse_args()
    for folder in chosen.recall:
        _tell_recall(Library.open(folder, cache_folder()), _read_questions(chosen.questions))
    if chosen.recall:
        return
    with tempfile.TemporaryDirectory() as temporary:
        root = chosen.folder or Path(temporary)
        for _, folder in provide_libraries(root, chosen.passages):
            _measure(folder, root, chosen.questions)


def provide_libraries(root: Path, counts: Sequence[int]) -> Iterator[tuple[int, Path]]:
    """Yield for each count a folder in `root` with a library of so many passages, which is built if it is not there."""
    for count in counts:
        folder = root / str(count)
        if not (folder / LIBRARY).exists():
            _build(folder, count)
        yield count, folder


def _measure(folder: Path, root: Path, questions: int) -> None:
    library = Library.open(folder, cache_folder())
    state = library.state()
    print(f"-- {state.passages:,} passages of {state.articles:,} articles", flush=True)
    asked = _read_questions(questions)
    for path in folder.glob(f"{snapshot.SNAPSHOTS}*"):
        path.unlink()
    command = [*_PULLQUOTE, "ask", asked[0], "--library", str(folder)]
    _tell_all("shell, no snapshot", [_run(command)])
    _tell_all("shell", [_run(command) for _ in range(3)])
    _tell_all("shell, list -n 20", [_run([*_PULLQUOTE, "list", "-n", "20", "--library", str(folder)])])
    _tell_all("shell, list --json", [_run([*_PULLQUOTE, "list", "--json", "--library", str(folder)])])
    for line in subprocess.run(
        [sys.executable, __file__, "--inside", str(folder), str(root), *asked], check=True, stdout=subprocess.PIPE
    ).stdout.splitlines():
        print(line.decode(), flush=True)
    size = library.state().bytes
    with library.database.reading() as connection:
        text = connection.execute("SELECT sum(length(CAST(text AS BLOB))) FROM articles").fetchone()[0]
    print(f"{'disk beside the text':28} {(size - text) / state.passages:9.0f} bytes a passage", flush=True)


def measure_inside(folder: Path, root: Path, asked: list[str]) -> None:
    """Print what a process that answers takes: this one."""
    assistant = Assistant.open(folder)
    library = assistant.library
    _tell_all("first answer in a process", [_take(lambda: assistant.ask(asked[0]))])
    for question in asked[:20]:
        assistant.ask(question)
    print(f"{'memory':28} {psutil.Process().memory_info().rss / 1e6:9.0f} MB resident", flush=True)
    parts = _watch(library)
    times, shares = [], defaultdict[str, list[Taken]](list)
    for question in asked:
        parts.clear()
        times.append(_take(lambda question=question: assistant.ask(question)))
        for name in _PARTS:
            shares[name].append(parts.get(name, Taken(0, 0)))
    _tell_all("ask", times)
    for name, taken in shares.items():
        _tell_all(f"  {name}", taken)
    memory, after = psutil.Process().memory_info().rss, []
    for number, article in enumerate(_invent_few(5, "later")):
        list(library.add([article]))
        after.append(_take(lambda number=number: assistant.ask(asked[number])))
        library.remove(article.id)
        after.append(_take(lambda number=number: assistant.ask(asked[number])))
    _tell_all("ask after an add", after[::2])
    _tell_all("ask after a removal", after[1::2])
    grown = psutil.Process().memory_info().rss - memory
    print(f"{'  memory that took':28} {grown / 1e6:9.0f} MB", flush=True)
    _tell_recall(library, asked)
    added = list(_invent_few(_ADDED, "rate"))
    with tempfile.TemporaryDirectory(dir=root) as empty:
        small = Library.open(Path(empty), cache_folder(), create=True)
        rates = {"empty": _rate(small, added[: _ADDED // 2]), "this": _rate(library, added[: _ADDED // 2])}
        # In turn, so that both meet the same weather.
        rates["this"] += _rate(library, added[_ADDED // 2 :])
        rates["empty"] += _rate(small, added[_ADDED // 2 :])
    rate = f"{rates['empty'] / 2:9.1f} and {rates['this'] / 2:.1f} passages"
    print(f"{'add, empty and this library':28} {rate} a second of the processors", flush=True)
    for article in added:
        library.discard(article.id)


def _tell_recall(library: Library, asked: list[str]) -> None:
    """Print how many of the nearest passages are found by their codes."""
    queries, dimension = np.array([library.embedder.embed_question(text) for text in asked]), library.embedder.dimension
    with library.database.reading() as connection:
        coded = CodedVectors.make(passage_store.read_vectors(connection, dimension), dimension)
        blocks = [(ids, queries @ vectors.T) for ids, vectors in passage_store.read_vectors(connection, dimension)]
        read = partial(passage_store.get_vectors, connection, dimension)
        ids, cosines = np.concatenate([block[0] for block in blocks]), np.hstack([block[1] for block in blocks])
        held, shares = Segments.begin(coded, dimension), dict[int, list[float]]()
        for most in (10, 100):
            for query, row in zip(queries, cosines, strict=True):
                least = np.partition(row, -most)[-most]
                nearest = [i for i, _ in held.search(query, most, None, read)]
                # What is as near as the last one may stand in its place.
                right = np.isin(nearest, ids[row >= least - _ROUNDING]).mean()
                shares.setdefault(most, []).append(float(right))
    told = ", ".join(f"at {most} {np.mean(found):.4f}" for most, found in shares.items())
    print(f"{'recall by codes':28} {told} of {len(ids):,} passages", flush=True)


def _rate(library: Library, articles: list[Article]) -> float:
    """Return how many passages are added in a second of the processors."""
    began = time.process_time()
    passages = sum(outcome.passages for outcome in library.add(articles))
    return passages / (time.process_time() - began)


_PARTS = ("question's vector", "vectors", "words", "copies", "counting", "reader")


def _watch(library: Library) -> dict[str, Taken]:
    """Return what each part of an answer takes, which is kept from now on."""
    parts: dict[str, Taken] = {}

    def time_calls(owner: Any, name: str, part: str) -> None:  # noqa: ANN401
        call = getattr(owner, name)

        def timed(*args: Any, **options: Any) -> Any:  # noqa: ANN401
            wall, cpu = time.perf_counter(), time.process_time()
            try:
                return call(*args, **options)
            finally:
                before = parts.get(part, Taken(0, 0))
                parts[part] = Taken(before.wall + time.perf_counter() - wall, before.cpu + time.process_time() - cpu)

        setattr(owner, name, timed)

    time_calls(type(library.embedder), "embed_question", "question's vector")
    with library.database.reading() as connection:
        index = type(library.database.vectors.provide_index(connection, library.embedder.dimension))
    time_calls(snapshot.Snapshots, "provide_index", "vectors")
    for name in ("search", "compute_cosines"):
        time_calls(index, name, "vectors")
    for name in ("rank_by_bm25", "count_passages", "list_words"):
        time_calls(word_index, name, "words")
    time_calls(Catalogue, "find_copies", "copies")
    time_calls(store, "count_all", "counting")
    time_calls(ExtractiveReader, "read", "reader")
    return parts


def _build(folder: Path, count: int) -> None:
    """Store `count` passages in a new library."""
    library = Library.open(folder, cache_folder(), create=True)
    began, articles = time.perf_counter(), _invent(library, count // _PASSAGES_AN_ARTICLE)
    while batch := [made for _, made in zip(range(_BATCH), articles, strict=False)]:
        with library.database.writing() as connection:
            for article, passages, vectors in batch:
                store.insert(connection, article, passage_store.make_rows(passages, vectors))
    print(f"built {count:,} passages in {time.perf_counter() - began:.0f} s", flush=True)


def _invent(library: Library, count: int) -> Iterator[tuple[Article, list[Passage], Vectors]]:
    """Yield articles with their passages and vectors."""
    sentences = _read_sentences()
    own = library.embedder.embed_passages(sentences)
    words = [word for sentence in sentences for word in sentence.split()]
    chance, noise = random.Random(7), np.random.default_rng(7)
    near: dict[int, list[int]] = {}
    for number in range(count):
        about = chance.randrange(len(sentences))
        if about not in near:
            near[about] = np.argsort(-(own @ own[about]))[:_NEAR].tolist()
        drawn = chance.sample(near[about], _PASSAGES_AN_ARTICLE * _SENTENCES_A_PASSAGE)
        article, spans = _write(f"article-{number}", [sentences[i] for i in drawn], words, chance)
        parts = [range(at, at + _SENTENCES_A_PASSAGE) for at in range(0, len(drawn), _SENTENCES_A_PASSAGE)]
        passages = [
            Passage(article.id, spans[part[0]].start, spans[part[-1]].end, tuple(spans[i] for i in part))
            for part in parts
        ]
        vectors = np.array([own[[drawn[i] for i in part]].mean(axis=0) for part in parts])
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        strayed = noise.normal(size=vectors.shape)
        vectors += _NOISE * strayed / np.linalg.norm(strayed, axis=1, keepdims=True)
        yield article, passages, (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


def _invent_few(count: int, name: str) -> Iterator[Article]:
    """Yield articles of sentences drawn from anywhere."""
    sentences, chance = _read_sentences(), random.Random(name)
    words = [word for sentence in sentences for word in sentence.split()]
    for number in range(count):
        drawn = chance.sample(sentences, _PASSAGES_AN_ARTICLE * _SENTENCES_A_PASSAGE)
        yield _write(f"{name}-{number}", drawn, words, chance)[0]


def _write(id_: str, sentences: list[str], words: list[str], chance: random.Random) -> tuple[Article, list[Span]]:
    """Return an article of sentences, some of whose words are exchanged for others, and where they stand."""
    spans, parts, at = list[Span](), [], 0
    for sentence in sentences:
        written = sentence.split()
        for _ in range(_EXCHANGED):
            written[chance.randrange(len(written))] = chance.choice(words)
        parts.append(" ".join(written))
        spans.append(Span(at, at + len(parts[-1])))
        at += len(parts[-1]) + 1
    day = f"20{chance.randint(0, 24):02}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    title = " ".join(chance.choices(words, k=5))
    return Article(id_, title, " ".join(parts), Source(published=day, publisher="The Gazette")), spans


def _read_sentences() -> list[str]:
    """Return the sentences of 5 to 40 words of the small parts of the public sets, each once."""
    texts = [json.loads(line)["text"] for path in sorted(_SETS.glob("*/corpus.jsonl")) for line in path.open()]
    found = (" ".join(text[start:end].split()) for text in texts for start, end in split_sentences(text))
    return [sentence for sentence in dict.fromkeys(found) if 5 <= len(sentence.split()) <= 40]


def _read_questions(count: int) -> list[str]:
    lines = [json.loads(line) for path in sorted(_SETS.glob("*/questions.jsonl")) for line in path.open()]
    return random.Random(8).sample([line["question"] for line in lines if not line.get("history")], count)


def _take(call: Callable[[], object]) -> Taken:
    wall, cpu = time.perf_counter(), time.process_time()
    call()
    return Taken(time.perf_counter() - wall, time.process_time() - cpu)


def _run(command: list[str]) -> Taken:
    """Run a command to its end; it may find no answer."""
    wall, before = time.perf_counter(), os.times()
    subprocess.run(command, check=False, capture_output=True)
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Taken(time.perf_counter() - wall, cpu)


def _tell_all(name: str, taken: list[Taken]) -> None:
    walls, cpus = ([1000 * each for each in sorted(times)] for times in zip(*taken, strict=True))
    print(
        f"{name:28} {statistics.median(walls):9.1f} ms median, {walls[int(len(walls) * 0.95)]:9.1f} at the 95th "
        f"percentile; processors {statistics.median(cpus):9.1f}, {cpus[int(len(cpus) * 0.95)]:9.1f}",
        flush=True,
    )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--inside"]:
        measure_inside(Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4:])
    else:
        main()
