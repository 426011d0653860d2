"""Worker: does jobs in a child process, so that no file from others can exhaust or stop the program."""

import threading
from collections.abc import Iterator, Mapping
from typing import Any

from corpus.child import Child
from corpus.jobs import Limits
from corpus.progress import Tell, keep_silent

_LIMITS = Limits()


class Worker:
    """Does jobs one after the other in a child process, started at the first job and again after a failure.

    `handler` is a function, as "module:name": the child calls it with each job and with what tells how far that is, and
    it yields the replies. JSON can say jobs and replies. One thread at a time uses a worker. The child ends when nobody
    holds the worker any more.
    """

    def __init__(self, handler: str, limits: Limits = _LIMITS):
        self._handler = handler
        self._limits = limits
        self._child: Child | None = None

    def run(
        self, job: Mapping[str, object], stop: threading.Event | None = None, tell: Tell = keep_silent
    ) -> Iterator[dict[str, Any]]:
        """Yield the replies to a job; raise JobEnded if a limit is met, the child breaks down, or `stop` is set.

        A caller who stops reading early ends the child.
        """
        if self._child is None:
            self._child = Child(self._handler, self._limits)
        child, done = self._child, False
        try:
            child.begin(job, stop, tell)
            while (reply := child.receive()) is not None:
                yield reply
            done = True
        finally:
            if not done:
                self.close()

    def close(self) -> None:
        """End the child, whatever it is doing; the next job starts another."""
        child, self._child = self._child, None
        if child is not None:
            child.close()
