"""Worker: a child process for work on what others wrote, so that nothing in it can exhaust or stop the program."""

import json
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import IO, Any

import psutil

from corpus.errors import CorpusError
from corpus.messages import read_message, write_message

# Seconds between two looks at what a child takes, and at the most where it has no job.
_TICK, _IDLE = 0.02, 1.0
_CODE = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from corpus.working import work; work(*sys.argv[2:])"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one job may take: bytes of memory, and seconds until its end, or with `each` until each of its replies.

    Only the time is counted in which somebody waits for the child.
    """

    # A little under 1 GB and a minute: what is over is noticed a moment later, and a process takes a moment to start.
    memory: int = 900 * 2**20
    seconds: float = 55.0
    each: bool = False


class End(StrEnum):
    """Why a job was ended before it was done."""

    TIME = "time"
    MEMORY = "memory"
    STOPPED = "stopped"
    BROKEN = "broken"


class JobEnded(CorpusError):
    """Raised when a job was ended before it was done; `end` says why, `what` which error broke the child."""

    def __init__(self, end: End, limits: Limits, what: str = ""):
        self.end = end
        self.what = what
        self._limits = limits
        super().__init__(self.tell("the work", "try it with less"))

    def tell(self, subject: str, remedy: str) -> str:
        """Return a sentence on what the subject of the work took too much of, and what to do about it."""
        match self.end:
            case End.TIME:
                return f"{subject} takes more than {self._limits.seconds:g} seconds: {remedy}"
            case End.MEMORY:
                return f"{subject} takes more than {self._limits.memory / 10**9:.1g} GB of memory: {remedy}"
            case End.BROKEN:
                return f"{subject} broke the program at work on it ({self.what or 'without a word'}): {remedy}"
            case End.STOPPED:
                return f"{subject} was stopped: begin again"


class Worker:
    """Does jobs one after the other in a child process, started at the first job and again after a failure.

    `handler` is a function, as "module:name", that is called in the child with each job and yields the replies. Jobs
    and replies are what JSON can say. One thread at a time uses a worker; its child goes when it is let go.
    """

    def __init__(self, handler: str, limits: Limits = Limits()):
        self._handler = handler
        self._limits = limits
        self._child: _Child | None = None

    def run(self, job: Mapping[str, object], stop: threading.Event | None = None) -> Iterator[dict[str, Any]]:
        """Yield the replies to a job; raise JobEnded if a limit is met, the child breaks down, or `stop` is set.

        Whoever stops reading early ends the child.
        """
        if self._child is None:
            self._child = _Child(self._handler, self._limits)
        child, done = self._child, False
        try:
            child.begin(job, stop)
            while (reply := child.receive()) is not None:
                yield reply
            done = True
        finally:
            if not done:
                self.close()

    def close(self) -> None:
        """End the child, whatever it is doing; another is started by the next job."""
        child, self._child = self._child, None
        if child is not None:
            child.close()


class _Child:
    """One child process, and a thread that watches it."""

    def __init__(self, handler: str, limits: Limits):
        self._limits = limits
        self._end: End | None = None
        self._stop: threading.Event | None = None
        self._waited, self._waits_since = 0.0, 0.0
        self._waits = threading.Event()
        command = [
            sys.executable,
            "-P",
            "-c",
            _CODE,
            json.dumps(sys.path),
            handler,
            str(limits.memory),
            str(limits.seconds),
        ]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0
        )
        self._usage = psutil.Process(self._process.pid)
        self.close = weakref.finalize(self, _close, self._process)
        threading.Thread(target=_watch, args=(weakref.ref(self), self._waits), daemon=True).start()

    def begin(self, job: Mapping[str, object], stop: threading.Event | None) -> None:
        """Send a job, and count the time from now on."""
        self._stop, self._waited = stop, 0.0
        self._wait()
        try:
            write_message(_require_open(self._process.stdin), job)
        except OSError as error:
            raise self._make_end() from error

    def receive(self) -> dict[str, Any] | None:
        """Return the next reply, or None when the job is done."""
        if self._is_to_stop():
            self._kill(End.STOPPED)
            raise self._make_end()
        self._wait()
        try:
            message = read_message(_require_open(self._process.stdout))
        except (OSError, EOFError, ValueError) as error:
            raise self._make_end() from error
        self._waits.clear()
        self._waited = 0.0 if self._limits.each else self._waited + time.monotonic() - self._waits_since
        match message:
            case {"reply": dict() as reply}:
                return reply
            case {"done": True}:
                return None
            case {"failed": "memory"}:
                self._kill(End.MEMORY)
        raise self._make_end(str(message.get("what", "")))

    def check(self) -> bool:
        """Kill the process if its job takes too much, or is to stop; return whether it lives."""
        if self._waits.is_set():
            if self._is_to_stop():
                self._kill(End.STOPPED)
            elif self._waited + time.monotonic() - self._waits_since > self._limits.seconds:
                self._kill(End.TIME)
            elif self._measure_memory() > self._limits.memory:
                self._kill(End.MEMORY)
        return self._process.poll() is None

    def _is_to_stop(self) -> bool:
        return self._stop is not None and self._stop.is_set()

    def _wait(self) -> None:
        if not self._waits.is_set():
            self._waits_since = time.monotonic()
            self._waits.set()

    def _kill(self, why: End) -> None:
        self._end = self._end or why
        self._process.kill()

    def _make_end(self, what: str = "") -> JobEnded:
        self._kill(End.BROKEN)
        return JobEnded(self._end or End.BROKEN, self._limits, what)

    def _measure_memory(self) -> int:
        try:
            return int(self._usage.memory_info().rss)
        except psutil.Error:  # it has just ended
            return 0


def _watch(child: "weakref.ref[_Child]", waits: threading.Event) -> None:
    while (watched := child()) is not None and watched.check():
        del watched  # or it would never be let go
        waits.wait(_IDLE)
        time.sleep(_TICK)


def _close(process: "subprocess.Popen[bytes]") -> None:
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()


def _require_open(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise BrokenPipeError
    return pipe
