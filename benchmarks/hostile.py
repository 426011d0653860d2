"""Files and drafts made to exhaust the machine or to break the reading: each is added or checked as a process.

    python benchmarks/hostile.py [--kind files|drafts] [--only WORD ...] [--jobs 2] [--end 90] [--list]

For each: seconds, those of the processor (which tell more on a busy machine), the memory of the heaviest process and of
all of them, the exit status, and what is said on standard error. It is well if it takes 60 s and 1 GiB at most, there
is no traceback, and a refusal is one sentence behind the file's name. A file is added to a library that embeds at once
(see hostile_library.py); a draft is checked by the command itself, against the sample articles and what a case adds to
them. What takes 90 s or 3 GiB is ended.

Everything is made by code, with a fixed seed, one case at a time in a temporary folder: 2 GB of disk are enough.
"""

import argparse
import re
import shutil
import signal
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import NamedTuple

from hostile_case import Hostile
from hostile_docx import documents
from hostile_drafts import drafts
from hostile_html import pages
from hostile_library import made
from hostile_packages import packages
from hostile_pdf import pdfs
from hostile_places import places
from hostile_process import Bounds, Ran, run
from hostile_texts import texts

_MOST_SECONDS, _MOST_BYTES = 60, 2**30
# More problems of one file nobody reads, nor a longer line.
_MOST_LINES, _LONGEST_LINE = 60, 2_000
_SHOWN = 160
_HERE = Path(__file__).parent
_ADD = [sys.executable, str(_HERE / "hostile_library.py"), "add"]
_CHECK = [sys.executable, "-c", "from qa.cli.main import main; main()", "check"]


class Outcome(NamedTuple):
    """A case, what became of it, and what is wrong with that."""

    kind: str
    case: Hostile
    ran: Ran
    faults: tuple[str, ...]


def main() -> None:
    """Print a line for each case, then a table of the failures and a summary; fail if one fails."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kind", choices=("files", "drafts"))
    parser.add_argument("--only", nargs="+", default=[], metavar="WORD", help="cases whose name holds one of these")
    parser.add_argument("--jobs", type=int, default=2, help="cases at a time, each of one process and its children")
    parser.add_argument("--end", type=float, default=90, help="seconds after which a case is ended")
    parser.add_argument("--list", action="store_true", help="name the cases and run none")
    chosen = parser.parse_args()
    named = [
        (kind, case)
        for kind, case in _cases()
        if chosen.kind in (None, kind) and (not chosen.only or any(word in case.name for word in chosen.only))
    ]
    if chosen.list:
        print("\n".join(case.name for _, case in named))
        return
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # what was made is removed
    with tempfile.TemporaryDirectory(prefix="hostile-") as folder:
        library = Path(folder) / "library"
        made(library)
        outcomes = _tried(named, Path(folder), library, chosen.jobs, Bounds(chosen.end))
    _tell(outcomes)
    sys.exit(any(outcome.faults for outcome in outcomes))


def _cases() -> Iterator[tuple[str, Hostile]]:
    for case in (*texts(), *pages(), *pdfs(), *packages(), *places()):
        yield "files", case
    for case in (*drafts(), *documents()):
        yield "drafts", case


def _tried(
    named: Sequence[tuple[str, Hostile]], folder: Path, library: Path, jobs: int, bounds: Bounds
) -> list[Outcome]:
    outcomes: list[Outcome] = []
    pool = ThreadPoolExecutor(jobs)
    waiting = [
        pool.submit(_try, kind, case, folder / f"case-{number}", library, bounds)
        for number, (kind, case) in enumerate(named)
    ]
    try:
        for done in as_completed(waiting):
            outcome = done.result()
            outcomes.append(outcome)
            print(f"{len(outcomes):4}/{len(named)} {_line(outcome)}", flush=True)
    finally:
        pool.shutdown(cancel_futures=True)
    return outcomes


# Made one at a time: some are large.
_MAKING = threading.Lock()


def _try(kind: str, case: Hostile, folder: Path, library: Path, bounds: Bounds) -> Outcome:
    """Make a case in a folder of its own, beside a copy of the library, and run it."""
    own = folder / "library"
    (folder / "files").mkdir(parents=True)
    shutil.copytree(library, own)
    stop = threading.Event()
    try:
        with _MAKING:
            if case.beside:
                (folder / "beside").mkdir()
                run([*_ADD, str(case.beside(folder / "beside")), "--library", str(own)], folder / "beside.txt")
            path = case.make(folder / "files")
        if case.meddle:
            threading.Thread(target=case.meddle, args=(path, stop), daemon=True).start()
        command = [*(_ADD if kind == "files" else _CHECK), "-" if case.feed else str(path), "--library", str(own)]
        ran = run(command, folder / "errors.txt", bounds, case.feed)
        return Outcome(kind, case, ran, tuple(_faults(kind, case, ran, path)))
    finally:
        stop.set()
        shutil.rmtree(folder, ignore_errors=True)


def _faults(kind: str, case: Hostile, ran: Ran, path: Path) -> Iterator[str]:
    """Yield what is wrong with the way a case went."""
    if ran.killed:
        yield f"ended for its {ran.killed}"
        return
    if ran.seconds > _MOST_SECONDS:
        yield f"{ran.seconds:.0f} s"
    if ran.heaviest > _MOST_BYTES:
        yield f"{ran.heaviest / 2**20:,.0f} MiB"
    lines = ran.errors.splitlines()
    if "Traceback" in ran.errors:
        last = next((it for it in reversed(lines) if re.match(r"[\w.]+(Error|Exception)\b", it)), "")
        yield f"traceback: {last[:_SHOWN]}"
        return
    refused = 2 if kind == "drafts" else 1
    right = {"either": (0, 1, refused), "read": (0, refused - 1), "refused": (refused,)}[case.expect]
    if ran.status not in right:
        yield f"exit status {ran.status} instead of {' or '.join(map(str, sorted({*right})))}"
    is_refused = ran.status == refused
    if is_refused and not lines:
        yield "refused without a word"
    if is_refused and not case.many and len(lines) > 1:
        yield f"{len(lines)} lines: {lines[1][:_SHOWN]}"
    if crowded := [
        it for it in Counter(re.sub(r"(:\d+)?: .*", "", line) for line in lines).items() if it[1] > _MOST_LINES
    ]:
        yield f"{crowded[0][1]} lines on {crowded[0][0][-_SHOWN:]}"
    start = r"Error: " if kind == "drafts" else rf"{re.escape(str(path))}[^\n:]*(:\d+)?: "
    if odd := next((it for it in lines if not re.match(start + r"\S.*\w", it) or len(it) > _LONGEST_LINE), ""):
        yield f"no sentence: {odd[:_SHOWN]}"


def _line(outcome: Outcome) -> str:
    ran = outcome.ran
    sizes = f"{ran.heaviest / 2**20:6,.0f} MiB {ran.tree / 2**20:6,.0f} MiB"
    taken = f"{ran.seconds:5.1f} s {ran.cpu:5.1f} s {sizes} status {ran.status:3}"
    verdict = "; ".join(outcome.faults) if outcome.faults else "ok"
    return f"{taken}  {outcome.case.name}: {verdict}"


def _tell(outcomes: Sequence[Outcome]) -> None:
    """Print a table of the failures, and a summary."""
    failed = [it for it in outcomes if it.faults]
    print(
        "\n| failed | s | s of the processor | MiB, heaviest | MiB, all | status | why |\n|---|---|---|---|---|---|---|"
    )
    for kind, case, ran, faults in sorted(failed, key=lambda it: it.case.name):
        taken = f"{ran.seconds:.1f} | {ran.cpu:.1f} | {ran.heaviest / 2**20:,.0f} | {ran.tree / 2**20:,.0f}"
        print(f"| {kind}: {case.name} | {taken} | {ran.status} | {'; '.join(faults)} |")
    for kind in ("files", "drafts"):
        those = [it for it in outcomes if it.kind == kind]
        if not those:
            continue
        well = sum(not it.faults for it in those)
        slowest, heaviest = max(it.ran.seconds for it in those), max(it.ran.heaviest for it in those)
        seconds, cpu = sum(it.ran.seconds for it in those), sum(it.ran.cpu for it in those)
        print(
            f"{kind}: {well} of {len(those)} well; the slowest {slowest:.1f} s, the heaviest process "
            f"{heaviest / 2**20:,.0f} MiB; {seconds:.0f} s in all, {cpu:.0f} s of the processor"
        )


if __name__ == "__main__":
    main()
