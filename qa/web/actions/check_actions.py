"""Checking on the page: a draft that was pasted or opened, its quotations held against the articles."""

import re
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from pathlib import Path

from corpus import JobEnded
from qa.assistant import Assistant
from qa.checking.draft.draft_file import DraftFile, open_draft
from qa.checking.report.report import Report
from qa.errors import DraftError
from qa.web.html.check_html import render_progress, render_report

# What a browser may send but no text may hold.
_HALVES = re.compile("[\ud800-\udfff]")
# Seconds between two pictures of the progress: more often nobody sees.
_TICK = 0.2


class CheckActions:
    """Checks of drafts, of which nothing is kept. An open page, known by its name, checks one at a time."""

    def __init__(self, assistant: Assistant, at_once: int):
        self._assistant = assistant
        self._threads = ThreadPoolExecutor(at_once, thread_name_prefix="checking")
        self._stops: dict[str, threading.Event] = {}

    def check(self, draft: object, page: str = "") -> Iterator[str]:
        """Check a draft that was pasted; yield how far it is, then the report on it, as HTML. Raises PullquoteError."""
        text = _HALVES.sub("\N{REPLACEMENT CHARACTER}", draft) if isinstance(draft, str) else ""
        if not text.strip():
            raise DraftError("there is no draft: paste one first, or open a file")
        return self._check(text, page)

    def open_file(self, path: Path, name: str, page: str = "") -> tuple[str, Iterator[str]]:
        """Return the text of a draft's file, and the same as `check` does; raise PullquoteError."""
        draft = open_draft(path, name)
        return self._assistant.read_draft(draft), self._check(draft, page)

    def stop(self, page: str) -> None:
        """Stop the check that a page waits for."""
        if stop := self._stops.get(page):
            stop.set()

    def _check(self, draft: str | DraftFile, page: str) -> Iterator[str]:
        self.stop(page)
        stop, reached = threading.Event(), (0, 0)

        def follow(done: int, of: int) -> None:
            nonlocal reached
            reached = done, of

        self._stops[page] = stop
        try:
            yield render_progress(*reached)
            work: Future[Report] = self._threads.submit(self._assistant.check, draft, follow, stop)
            while wait([work], _TICK).not_done:
                yield render_progress(*reached)
            yield render_report(work.result(), articles=self._assistant.library.state().articles)
        except JobEnded:
            yield render_progress(*reached, stopped=True)
        finally:  # of a page that was closed, too
            stop.set()
            if self._stops.get(page) is stop:
                del self._stops[page]
