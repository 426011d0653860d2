"""Speed, memory and size of the whole path, at 1,000 and at 50,000 passages; the baseline runs in the same process.

    python benchmarks/speed.py [--passages 1000 50000] [--questions 200]

Articles and questions are invented (see invented.py).
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from invented import PASSAGES_AN_ARTICLE, articles
from invented import questions as invented_questions

from index import DEFAULT_MODEL, Library
from index.model import find_model_folder, load_model
from index.passages import cut
from qa import Assistant
from qa.folders import cache_folder

_BASELINE_TEXTS = 256


def main() -> None:
    """Print every figure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passages", type=int, nargs="+", default=[1_000, 50_000])
    parser.add_argument("--questions", type=int, default=200)
    chosen = parser.parse_args()
    print(f"help               {_wall([*_PULLQUOTE, '--help']):8.2f} s")
    with tempfile.TemporaryDirectory() as folder:
        _embedding(Path(folder) / "embedding")
        for count in chosen.passages:
            _library(Path(folder) / str(count), count, chosen.questions)


_PULLQUOTE = [sys.executable, "-c", "from qa.cli.main import main; main()"]


def _embedding(folder: Path) -> None:
    """Passages embedded a second, against sentence-transformers in float32 on the same texts."""
    library = Library.open(folder, cache_folder(), create=True)
    embedder = library.embedder
    texts = [passage.text_in(article) for article in articles(40) for passage in cut(embedder, article)]
    texts = texts[:_BASELINE_TEXTS]
    model = load_model(DEFAULT_MODEL, find_model_folder(DEFAULT_MODEL))
    ours, theirs = [], []
    for _ in range(3):  # in turn, so that both meet the same weather
        ours.append(_seconds(lambda: embedder.embed_passages(texts)))
        theirs.append(_seconds(lambda: model.encode(texts, show_progress_bar=False)))
    cosines = (embedder.embed_passages(texts) * model.encode(texts, normalize_embeddings=True)).sum(axis=1)
    fast, plain = len(texts) / statistics.median(ours), len(texts) / statistics.median(theirs)
    print(f"embedding          {fast:8.0f} passages/s   ({embedder.engine})")
    print(f"  baseline         {plain:8.0f} passages/s   (SentenceTransformer.encode, float32)")
    print(f"  ratio            {fast / plain:8.2f}   least cosine {cosines.min():.5f}")


def _library(folder: Path, count: int, questions: int) -> None:
    """Build a library of about `count` passages and ask it questions."""
    print(f"-- {count:,} passages")
    library = Library.open(folder, cache_folder(), create=True)
    added = list(articles(-(-count // PASSAGES_AN_ARTICLE)))
    began = time.perf_counter()
    passages = sum(outcome.passages for outcome in library.add(added))
    took = time.perf_counter() - began
    print(f"adding             {passages / took:8.0f} passages/s, {len(added) / took:.1f} articles/s")
    print(f"  in all           {passages:8,} passages, {len(added):,} articles")
    asked = list(invented_questions(questions))
    from_shell = [*_PULLQUOTE, "ask", asked[0], "--library", str(folder)]
    _wall(from_shell)  # leaves a snapshot for the next start
    print(f"ask from the shell {_wall(from_shell):8.2f} s")
    assistant = Assistant.open(folder)
    print(f"first answer       {_seconds(lambda: assistant.ask(asked[0])):8.2f} s after opening")
    times = sorted(_seconds(lambda question=question: assistant.ask(question)) * 1000 for question in asked)
    print(f"ask                {statistics.median(times):8.1f} ms median")
    print(f"  95th percentile  {times[int(len(times) * 0.95)]:8.1f} ms")
    print(f"memory             {_memory(folder, asked[:20]):8.0f} MB in a process that only answers")
    print(f"on disk            {library.state().bytes / 1e6:8.1f} MB")


def _memory(folder: Path, questions: list[str]) -> float:
    """Return what a fresh process holds after answering some questions, in MB."""
    code = (
        "import sys, psutil; from qa import Assistant; assistant = Assistant.open(sys.argv[1]); "
        "[assistant.ask(question) for question in sys.argv[2:]]; print(psutil.Process().memory_info().rss)"
    )
    command = [sys.executable, "-c", code, str(folder), *questions]
    return int(subprocess.run(command, check=True, capture_output=True).stdout) / 1e6


def _seconds(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def _wall(command: list[str]) -> float:
    """Return the median wall time of three runs, in seconds."""
    return statistics.median(
        _seconds(lambda: subprocess.run(command, check=True, capture_output=True)) for _ in range(3)
    )


if __name__ == "__main__":
    main()
