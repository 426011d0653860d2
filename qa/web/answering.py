"""Answering for open pages: in threads of its own, so that a page which leaves a question need not wait for its end."""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

from qa.answer import Answer

_log = logging.getLogger(__name__)


@dataclass(eq=False, slots=True)
class Asked:
    """A question of a conversation that a page waits for, until it is `over` or has been `left`."""

    page: str
    conversation: str
    number: int
    left: bool = False
    over: threading.Event = field(default_factory=threading.Event)


class Answering:
    """What open pages wait for, one question each; a page is known by a name that nobody else has."""

    def __init__(self, at_once: int):
        self._threads = ThreadPoolExecutor(at_once, thread_name_prefix="answering")
        self._asked: dict[str, Asked] = {}
        self._running: set[Asked] = set()

    def runs(self, conversation: str, number: int) -> bool:
        """Return whether a question is being worked on, whichever page asked it and whether or not it still waits."""
        return any((it.conversation, it.number) == (conversation, number) for it in tuple(self._running))

    def begin(self, page: str, conversation: str, number: int) -> Asked:
        """Have a page wait for a question from now on, and for nothing it waited for before."""
        self.leave(page)
        asked = Asked(page, conversation, number)
        if page:
            self._asked[page] = asked
        return asked

    def answered(self, asked: Asked, work: Callable[[], Answer | None]) -> Answer | None:
        """Have a question worked on and return what comes of it; None, at once, if it is left before.

        What was left is worked on to its end all the same.
        """

        def end(worked: Future[Answer | None]) -> None:
            if asked.left and worked.exception():
                _log.error("a question that was left failed", exc_info=worked.exception())
            self._running.discard(asked)
            asked.over.set()

        self._running.add(asked)
        future = self._threads.submit(work)
        future.add_done_callback(end)
        asked.over.wait()
        return None if asked.left else future.result()

    def leave(self, page: str) -> None:
        """Have a page wait for nothing any more."""
        if asked := self._asked.pop(page, None):
            asked.left = True
            asked.over.set()

    def end(self, asked: Asked) -> None:
        """Have a question's page wait for it no more: all of it was shown."""
        if self._asked.get(asked.page) is asked:
            del self._asked[asked.page]
