"""Running a command and seeing what it takes: seconds, and the memory of the heaviest process of its tree and of all.

Linux alone tells this, in /proc.
"""

import contextlib
import os
import resource
import signal
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path

# Seconds between two looks.
_TICK = 0.015
_PAGE = resource.getpagesize()
# As much of the standard error is kept.
_KEPT = 4_000_000


@dataclass(frozen=True, slots=True)
class Bounds:
    """What ends a command: seconds, and bytes of all its processes together."""

    seconds: float = 90
    memory: int = 3 * 2**30


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command took and said; `cpu` are seconds of the processor, `killed` tells what it was ended for."""

    seconds: float
    cpu: float
    heaviest: int
    tree: int
    status: int
    errors: str
    killed: str = ""


def run(command: Sequence[str], errors: Path, bounds: Bounds = Bounds(), feed: bytes | None = None) -> Ran:
    """Run a command to its end or to its bounds; `errors` is a file for its standard error."""
    began = time.perf_counter()
    with errors.open("wb") as err:
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE if feed else subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=err,
            start_new_session=True,
        )
    # Should this program be ended first, the command does not go on for ever.
    with contextlib.suppress(OSError):
        resource.prlimit(process.pid, resource.RLIMIT_CPU, (ceil(bounds.seconds) * 2,) * 2)
        resource.prlimit(process.pid, resource.RLIMIT_DATA, (bounds.memory * 2,) * 2)
    if feed:
        threading.Thread(target=_feed, args=(process, feed), daemon=True).start()
    heaviest = tree = 0
    seen = {process.pid}
    killed = ""
    while True:
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        seconds = time.perf_counter() - began
        if pid:
            break
        living = list(_tree(process.pid))
        seen.update(living)
        taken = [_memory(it) for it in living]
        heaviest = max([heaviest, *(peak for _, peak in taken)])
        tree = max(tree, sum(now for now, _ in taken))
        if not killed and (tree > bounds.memory or seconds > bounds.seconds):
            killed = "memory" if tree > bounds.memory else "time"
            _kill(process.pid, living)
        time.sleep(_TICK)
    process.returncode = os.waitstatus_to_exitcode(status)
    _kill(process.pid, [it for it in seen if _is_of(it, process.pid)])
    if process.stdin:
        with contextlib.suppress(OSError):
            process.stdin.close()
    with errors.open("rb") as told:
        said = told.read(_KEPT).decode("utf-8", "replace")
    cpu = usage.ru_utime + usage.ru_stime
    # A process begins with what this one has taken; where that is more, the looks alone tell.
    ours = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    told = usage.ru_maxrss * 1024 if usage.ru_maxrss > ours else 0
    return Ran(seconds, cpu, max(heaviest, told), tree, process.returncode, said, killed)


def _feed(process: "subprocess.Popen[bytes]", part: bytes) -> None:
    """Write to a process until it reads no more."""
    with contextlib.suppress(OSError, ValueError):
        while process.stdin:
            process.stdin.write(part)


def _tree(pid: int) -> Iterator[int]:
    """Yield a process and those that descend from it."""
    yield pid
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            for child in children.read_text().split():
                yield from _tree(int(child))


def _memory(pid: int) -> tuple[int, int]:
    """Return the bytes that a process holds, and the most it has held."""
    with contextlib.suppress(OSError, ValueError):
        now = int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE
        status = Path(f"/proc/{pid}/status").read_text()
        peak = int(status.partition("VmHWM:")[2].split(maxsplit=1)[0]) * 1024 if "VmHWM:" in status else now
        return now, max(now, peak)
    return 0, 0


def _is_of(pid: int, session: int) -> bool:
    """Say whether a process is still one of those that were started here: numbers are given again."""
    with contextlib.suppress(OSError):
        return os.getsid(pid) == session
    return False


def _kill(leader: int, pids: Sequence[int]) -> None:
    with contextlib.suppress(OSError):
        os.killpg(leader, signal.SIGKILL)
    for pid in pids:
        with contextlib.suppress(OSError):
            os.kill(pid, signal.SIGKILL)
