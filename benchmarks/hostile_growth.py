"""How the time of reading and checking grows with inputs made to be dear: what grows faster than the input is listed.

    python benchmarks/hostile_growth.py [--only WORD ...] [--most 1.2]

Each case names the function it aims at and gives it an input of a size. The size is doubled until a call takes a
quarter of a second; then inputs of once, twice and four times the size tell the exponent of its growth. Every case runs
in a process of its own, which may take 3 GB and 25 s for a call.
"""

import argparse
import contextlib
import math
import multiprocessing
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, NamedTuple

from hostile_growth_checking import CHECKING
from hostile_growth_reading import READING

# Long enough to be told from noise; from there on the growth is measured.
_TOLD = 0.25
_LEAST_SIZE, _MOST_SIZE = 8, 4_000_000
# A call that takes so long is the last.
_ENOUGH = 3
_MOST_SECONDS, _MOST_BYTES = 25, 3_000_000_000


class Growth(NamedTuple):
    """Sizes and seconds of the last calls of a case, the exponent they tell, and what ended them if anything did."""

    points: tuple[tuple[int, float], ...]
    exponent: float | None
    ended: str


def main() -> None:
    """Print a line for each case, worst first, and fail if one grows faster than is allowed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", default=[], help="only cases whose name or place holds one of these")
    parser.add_argument("--most", type=float, default=1.2, help="the greatest exponent that is allowed")
    chosen = parser.parse_args()
    found: list[tuple[str, Growth]] = []
    for case in [*READING, *CHECKING]:
        if chosen.only and not any(word in f"{case.name} {case.place}" for word in chosen.only):
            continue
        growth = _measured(case.make, case.call)
        points = ", ".join(f"{size:,}: {seconds:.2f} s" for size, seconds in growth.points)
        exponent = f"n^{growth.exponent:.2f}" if growth.exponent is not None else "     ?"
        print(f"{exponent:8} {case.place:44} {case.name}: {points}{growth.ended}", flush=True)
        found.append((case.name, growth))
    fast = [name for name, it in found if it.ended or (it.exponent or 0) > chosen.most]
    print(f"{len(fast)} of {len(found)} cases grow faster than n^{chosen.most} or did not end: {', '.join(fast)}")
    sys.exit(bool(fast))


def _measured(make: Callable[[int], Any], call: Callable[[Any], object]) -> Growth:
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(theirs, make, call), daemon=True)
    process.start()
    theirs.close()
    points: list[tuple[int, float]] = []
    ended = ""
    while True:
        try:
            if not ours.poll(_MOST_SECONDS):
                ended = f", then more than {_MOST_SECONDS} s"
                break
            told = ours.recv()
        except EOFError:
            ended = f", then ended with status {process.exitcode}"
            break
        if told is None:
            break
        if isinstance(told, str):
            ended = f", then {told}"
            break
        points.append(told)
    process.kill()
    process.join()
    last = tuple(points[-3:])
    return Growth(last, _exponent(last), ended)


def _exponent(points: tuple[tuple[int, float], ...]) -> float | None:
    told = [it for it in points if it[1] > _TOLD / 8]
    if len(told) < 2:
        return 1.0 if points and points[-1][1] < _TOLD else None
    (small, quick), (large, slow) = told[0], told[-1]
    return math.log(slow / quick) / math.log(large / small)


def _run(out: Connection, make: Callable[[int], Any], call: Callable[[Any], object]) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_BYTES, _MOST_BYTES))
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        with contextlib.suppress(Exception):
            call(make(1))  # what is opened or imported once is not measured
        size, more = _LEAST_SIZE, 3
        while more and size <= _MOST_SIZE:
            given = make(size)
            began = time.perf_counter()
            try:
                call(given)
            except Exception as error:
                from corpus.errors import PullquoteError

                if not isinstance(error, PullquoteError):
                    out.send(f"{type(error).__name__} at {size:,}")
                    return
            seconds = time.perf_counter() - began
            out.send((size, seconds))
            more = more - (seconds > _TOLD) if seconds < _ENOUGH or more == 3 else 0
            size *= 2
    out.send(None)


if __name__ == "__main__":
    main()
