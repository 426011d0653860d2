"""The child's side of a Worker: the child reads jobs, does them one by one, and writes the replies."""

import contextlib
import importlib
import os
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from math import ceil
from typing import IO, Any

from corpus.messages import read_message, write_message
from corpus.progress import Tell

# A child ends itself so many seconds after its limit by the clock: by then the parent, which would have ended it, is
# dead.
_GRACE = 10
# Seconds between two messages that tell how far a job is.
_TICK = 0.1

Handle = Callable[[Any, Tell], Iterable[Any]]


def work(handler: str, memory: str, patience: str) -> None:
    """Do jobs until the parent sends no more; the arguments come from the command line."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent gets Ctrl-C, too, and ends its child
    # What a library prints must not stand among the replies.
    replies = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    _bound_memory(int(memory))
    module, _, name = handler.partition(":")
    handle = getattr(importlib.import_module(module), name)
    with contextlib.suppress(EOFError, BrokenPipeError):
        while True:
            job = read_message(sys.stdin.buffer)
            for message in _answer(handle, job, _make_tell(replies), ceil(float(patience)) + _GRACE):
                write_message(replies, message)


def _make_tell(replies: IO[bytes]) -> Tell:
    """Return what writes how far a job is among the replies, not more often than anybody sees."""
    told = 0.0

    def tell(done: int, parts: int) -> None:
        nonlocal told
        now = time.monotonic()
        if done >= parts or now - told >= _TICK:
            told = now
            write_message(replies, {"progress": [done, parts]})

    return tell


def _answer(handle: Handle, job: object, tell: Tell, seconds: int) -> Iterator[dict[str, object]]:
    """Yield each reply to a job, and at last that the job is done."""
    try:
        with _set_alarm(seconds):
            replies = iter(handle(job, tell))
        nothing = object()
        while True:
            with _set_alarm(seconds):
                reply = next(replies, nothing)
            if reply is nothing:
                break
            yield {"reply": reply}
    except MemoryError:
        yield {"failed": "memory"}
        raise
    except Exception as error:
        yield {"failed": "broken", "what": f"{type(error).__name__}: {error}"[:200]}
        raise
    yield {"done": True}


@contextlib.contextmanager
def _set_alarm(seconds: int) -> Iterator[None]:
    """End the process if the block takes longer, even inside a library; do nothing on a system without alarms."""
    alarm = getattr(signal, "alarm", lambda _: None)
    alarm(seconds)
    yield
    alarm(0)


def _bound_memory(most: int) -> None:
    """Let the system itself refuse more memory, where it can; elsewhere only the parent watches.

    The system also counts memory that is reserved and not used, so its limit is higher.
    """
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (most + most // 3, most + most // 3))
