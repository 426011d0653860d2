"""Pending answers: questions are answered in threads of their own, so that a page may leave one before its end."""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

from qa.answer import Answer

_log = logging.getLogger(__name__)


@dataclass(eq=False, slots=True)
class PendingAnswer:
    """An answer that a page waits for, until it is `over` or has been `left`."""

    page: str
    conversation: str
    number: int
    left: bool = False
    over: threading.Event = field(default_factory=threading.Event)


class PendingAnswers:
    """What open pages wait for, one answer each; a page is known by a name that nobody else has."""

    def __init__(self, at_once: int):
        self._threads = ThreadPoolExecutor(at_once, thread_name_prefix="answering")
        self._awaited: dict[str, PendingAnswer] = {}
        self._running: set[PendingAnswer] = set()

    def is_running(self, conversation: str, number: int) -> bool:
        """Say whether a question is being worked on, whichever page asked it and whether or not it still waits."""
        running = tuple(self._running)
        return any((pending.conversation, pending.number) == (conversation, number) for pending in running)

    def begin(self, page: str, conversation: str, number: int) -> PendingAnswer:
        """Have a page wait for an answer from now on, and for nothing it waited for before."""
        self.leave(page)
        pending = PendingAnswer(page, conversation, number)
        if page:
            self._awaited[page] = pending
        return pending

    def wait(self, pending: PendingAnswer, work: Callable[[], Answer | None]) -> Answer | None:
        """Have a question worked on and return what comes of it; None, at once, if it is left before.

        What was left is worked on to its end all the same.
        """

        def end(worked: Future[Answer | None]) -> None:
            if pending.left and worked.exception():
                _log.error("a question that was left failed", exc_info=worked.exception())
            self._running.discard(pending)
            pending.over.set()

        self._running.add(pending)
        future = self._threads.submit(work)
        future.add_done_callback(end)
        pending.over.wait()
        return None if pending.left else future.result()

    def leave(self, page: str) -> None:
        """Have a page wait for nothing any more."""
        if pending := self._awaited.pop(page, None):
            pending.left = True
            pending.over.set()

    def end(self, pending: PendingAnswer) -> None:
        """Have a question's page wait for it no more: all of it was shown."""
        if self._awaited.get(pending.page) is pending:
            del self._awaited[pending.page]
