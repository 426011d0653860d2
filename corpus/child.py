"""The parent's side of one child process: its pipes, and a thread that watches what it takes."""

import json
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Mapping
from typing import IO, Any

import psutil

from corpus.jobs import End, JobEnded, Limits
from corpus.messages import read_message, write_message
from corpus.progress import Tell, keep_silent

# Seconds between two looks at a child with a job, and at most between two looks at one without.
_TICK, _IDLE = 0.02, 1.0
_CODE = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from corpus.working import work; work(*sys.argv[2:])"


class Child:
    """One child process, watched by a thread; `handler` is the function, as "module:name", that does its jobs."""

    def __init__(self, handler: str, limits: Limits):
        self._limits = limits
        self._end: End | None = None
        self._stop: threading.Event | None = None
        self._tell: Tell = keep_silent
        self._waited, self._worked = 0.0, 0.0
        self._waits_since, self._worked_since = 0.0, 0.0
        self._waits = threading.Event()
        arguments = (json.dumps(sys.path), handler, str(limits.memory), str(limits.patience))
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", _CODE, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
        )
        self._usage = psutil.Process(self._process.pid)
        self.close = weakref.finalize(self, _close, self._process)
        threading.Thread(target=_watch, args=(weakref.ref(self), self._waits), daemon=True).start()

    def begin(self, job: Mapping[str, object], stop: threading.Event | None, tell: Tell = keep_silent) -> None:
        """Send a job, and start to count its time; `tell` is called with how far it is."""
        self._stop, self._tell = stop, tell
        self._waited, self._worked = 0.0, 0.0
        self._wait()
        try:
            write_message(_require_open(self._process.stdin), job)
        except OSError as error:
            raise self._make_end() from error

    def receive(self) -> dict[str, Any] | None:
        """Return the next reply, or None when the job is done; raise JobEnded if the child was ended."""
        if self._is_to_stop():
            self._kill(End.STOPPED)
            raise self._make_end()
        self._wait()
        try:
            # What tells how far a job is is no reply, and gives it no more time.
            while "progress" in (message := read_message(_require_open(self._process.stdout))):
                self._tell(*message["progress"])
        except (OSError, EOFError, ValueError) as error:
            raise self._make_end() from error
        self._waits.clear()
        self._waited, self._worked = (0.0, 0.0) if self._limits.each else self._measure_time()
        match message:
            case {"reply": dict() as reply}:
                return reply
            case {"done": True}:
                return None
            case {"failed": "memory"}:
                self._kill(End.MEMORY)
        raise self._make_end(str(message.get("what", "")))

    def check(self) -> bool:
        """Kill the process if its job takes too much or is to stop; return whether the process lives."""
        if self._waits.is_set():
            if self._is_to_stop():
                self._kill(End.STOPPED)
            elif (why := self._find_excess_of_time()) is not None:
                self._kill(why)
            elif self._measure_memory() > self._limits.memory:
                self._kill(End.MEMORY)
        return self._process.poll() is None

    def _is_to_stop(self) -> bool:
        return self._stop is not None and self._stop.is_set()

    def _wait(self) -> None:
        if not self._waits.is_set():
            self._waits_since, self._worked_since = time.monotonic(), self._measure_work()
            self._waits.set()

    def _kill(self, why: End) -> None:
        self._end = self._end or why
        self._process.kill()

    def _make_end(self, what: str = "") -> JobEnded:
        self._kill(End.BROKEN)
        return JobEnded(self._end or End.BROKEN, self._limits, what)

    def _find_excess_of_time(self) -> End | None:
        waited, worked = self._measure_time()
        # Several threads may work for more seconds than there are.
        if min(waited, worked) > self._limits.seconds:
            return End.TIME
        return End.PATIENCE if waited > self._limits.patience else None

    def _measure_time(self) -> tuple[float, float]:
        """Return for how many seconds the job was waited for, and for how many the processor worked at it."""
        worked = self._measure_work() - self._worked_since
        return self._waited + time.monotonic() - self._waits_since, self._worked + worked

    def _measure_work(self) -> float:
        """Return for how many seconds the processor has worked for the process, and for those it has started."""
        try:
            times = self._usage.cpu_times()
        except psutil.Error:  # the process has just ended
            return self._worked_since
        return float(times.user + times.system + times.children_user + times.children_system)

    def _measure_memory(self) -> int:
        try:
            return int(self._usage.memory_info().rss)
        except psutil.Error:  # the process has just ended
            return 0


def _watch(child: "weakref.ref[Child]", waits: threading.Event) -> None:
    while (watched := child()) is not None and watched.check():
        del watched  # a reference kept here would keep the child alive
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
