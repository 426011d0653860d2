"""The child's side of a Worker: it reads jobs, does them one by one, and writes the replies."""

import contextlib
import importlib
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from math import ceil
from typing import Any

from corpus.messages import read_message, write_message

# Seconds after which a child ends itself that its parent has not ended: the parent is no more.
_GRACE = 10


def work(handler: str, memory: str, seconds: str) -> None:
    """Do jobs until the parent sends no more; the arguments come from a command line."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which then ends its child
    # What a library prints must not stand among the replies.
    replies = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    _bound_memory(int(memory))
    module, _, name = handler.partition(":")
    handle = getattr(importlib.import_module(module), name)
    with contextlib.suppress(EOFError, BrokenPipeError):
        while True:
            job = read_message(sys.stdin.buffer)
            for message in _answer(handle, job, ceil(float(seconds)) + _GRACE):
                write_message(replies, message)


def _answer(handle: Callable[[Any], Iterable[Any]], job: object, seconds: int) -> Iterator[dict[str, object]]:
    """Yield each reply to a job, and last that it is done."""
    try:
        with _set_alarm(seconds):
            replies = iter(handle(job))
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
    """End the process if the block takes longer, whatever library it is in; where the system has no alarm, nothing."""
    alarm = getattr(signal, "alarm", lambda _: None)
    alarm(seconds)
    yield
    alarm(0)


def _bound_memory(most: int) -> None:
    """Have the system itself refuse more memory, where it can; elsewhere the parent alone watches.

    The system also counts what is reserved and not used, so that its limit lies higher.
    """
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (most + most // 3, most + most // 3))
