"""A shared library beside one in a folder: what a copy takes, then answers, changes and sizes, at several sizes.

    python benchmarks/shared.py postgresql://…/postgres [--passages 50000 200000] [--folder DIR] [--questions 100]

The libraries are those of benchmarks/scale.py. Each is copied into a database of its own, `pullquote_` and its size,
which the role must be allowed to make, and which is kept as the folders are if --folder is given. Both kinds are then
measured in turn in one process. The recall is that of the graph against all vectors.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import numpy as np
import psycopg
from scale import _invent_few, _read_questions, provide_libraries

from corpus import PullquoteError
from index import Filters, Library
from index.engine import Engine
from index.library_copy import copy
from index.places import Address, open_engine
from index.postgresql import shared_vectors
from qa import Assistant
from qa.folders import cache_folder
from qa.reading.opening import open_reader

_ADDED = 40
_ROUNDING = 1e-6


def main() -> None:
    """Print every figure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("address")
    parser.add_argument("--passages", type=int, nargs="+", default=[50_000, 200_000])
    parser.add_argument("--questions", type=int, default=100)
    parser.add_argument("--folder", type=Path)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        root = chosen.folder or Path(temporary)
        for count, folder in provide_libraries(root, chosen.passages):
            address = Address(_make_database(chosen.address, f"pullquote_{count}"), root / f"shared-{count}")
            _copy(folder, address, count)
            _measure({"folder": folder, "PostgreSQL": address}, _read_questions(chosen.questions))


def _make_database(address: str, name: str) -> str:
    with psycopg.connect(address, autocommit=True) as connection:
        there = connection.execute("SELECT count(*) FROM pg_database WHERE datname = %s", (name,)).fetchone()
        if there == (0,):
            connection.execute(f"CREATE DATABASE {name}".encode())
    parts = urlsplit(address)
    return urlunsplit((parts.scheme, parts.netloc, f"/{name}", parts.query, ""))


def _copy(folder: Path, address: Address, count: int) -> None:
    """Copy a library, unless that was done before, and tell what it took."""
    prepare = shared_vectors.SharedVectors.prepare
    graph = []

    def prepare_timed(vectors: shared_vectors.SharedVectors, dimension: int) -> None:
        began = time.perf_counter()
        prepare(vectors, dimension)
        graph.append(time.perf_counter() - began)

    shared_vectors.SharedVectors.prepare = prepare_timed  # type: ignore[method-assign]
    began = time.perf_counter()
    try:
        copy(folder, address)
    except PullquoteError as error:
        print(error)
        return
    finally:
        shared_vectors.SharedVectors.prepare = prepare  # type: ignore[method-assign]
    took = time.perf_counter() - began - sum(graph)
    print(
        f"copied {count:,} passages in {took:.0f} s, {count / took:.0f} a second; graph {sum(graph):.0f} s", flush=True
    )


def _measure(places: dict[str, Path | Address], asked: list[str]) -> None:
    assistants = {}
    for kind, place in places.items():
        library = Library.open(place, cache_folder())
        assistants[kind] = Assistant(library, open_reader("trained", library, cache_folder()))
        state = library.state()
        print(f"-- {kind}: {state.passages:,} passages, {state.bytes / state.passages:.0f} bytes each", flush=True)
    within = Filters("2010", "2011")
    same = 0
    for question in asked[:10]:
        for assistant in assistants.values():
            assistant.ask(question)
    times: dict[tuple[str, str], list[float]] = {}
    for question in asked:
        quotes = []
        for kind, assistant in assistants.items():
            library = assistant.library
            answer = _time(times, (kind, "ask"), lambda a=assistant, q=question: a.ask(q))  # type: ignore[misc]
            quotes.append([(each.article.id, each.quote.start, each.quote.end) for each in answer.quotes])
            _time(times, (kind, "search"), lambda it=library, q=question: it.search(q))  # type: ignore[misc]
            _time(times, (kind, "search, two years"), lambda it=library, q=question: it.search(q, 10, within))  # type: ignore[misc]
        same += quotes[0] == quotes[1]
    for kind, assistant in assistants.items():
        library = assistant.library
        for number, article in enumerate(_invent_few(5, "later")):
            _time(times, (kind, "add one"), lambda it=library, a=article: list(it.add([a])))  # type: ignore[misc]
            _time(times, (kind, "ask after it"), lambda a=assistant, n=number: a.ask(asked[n]))  # type: ignore[misc]
            _time(times, (kind, "remove one"), lambda it=library, a=article: it.remove(a.id))  # type: ignore[misc]
        began, added = time.perf_counter(), list(_invent_few(_ADDED, "rate"))
        passages = sum(outcome.passages for outcome in library.add(added))
        print(f"{kind:10} add {passages / (time.perf_counter() - began):.1f} passages a second", flush=True)
        for article in added:
            library.discard(article.id)
    for (kind, what), taken in times.items():
        ordered = sorted(1000 * each for each in taken)
        median, late = statistics.median(ordered), ordered[int(len(ordered) * 0.95)]
        print(f"{kind:10} {what:18} {median:8.1f} ms median, {late:8.1f} at the 95th percentile", flush=True)
    print(f"the same quotes for {same} of {len(asked)} questions", flush=True)
    _tell_recall(assistants["PostgreSQL"].library, asked)


def _time(times: dict[tuple[str, str], list[float]], name: tuple[str, str], call: Callable[[], Any]) -> Any:  # noqa: ANN401
    began = time.perf_counter()
    made = call()
    times.setdefault(name, []).append(time.perf_counter() - began)
    return made


def _tell_recall(library: Library, asked: list[str]) -> None:
    """Print how many of the nearest passages are found along the graph."""
    engine: Engine = open_engine(library.database.place)
    dimension, shares = library.embedder.dimension, dict[int, list[float]]()
    with engine.reading() as connection:
        if not engine.vectors.describe(connection, 0):
            return
        for question in asked:
            vector = library.embedder.embed_question(question)
            seen = shared_vectors.SeenVectors(connection, dimension)
            for most in (10, 100):
                exact = seen._search(vector, most, "", [], "vector <#> ?")
                found = seen.find_nearest(vector, most, Filters(), ())
                least = exact[-1][1] - _ROUNDING
                shares.setdefault(most, []).append(float(np.mean([cosine >= least for _, cosine in found])))
    told = ", ".join(f"at {most} {np.mean(each):.4f}" for most, each in shares.items())
    print(f"recall along the graph {told}", flush=True)


if __name__ == "__main__":
    main()
