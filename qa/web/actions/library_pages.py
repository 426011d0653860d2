"""Pages on their way into the library by their addresses: fetched one after the other, each with what became of it."""

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from corpus import Problem, PullquoteError
from index import Change, Library
from qa.adding import Tally
from qa.web.html.library_files_html import FileRow, FileState

if TYPE_CHECKING:
    from corpus.web.fetcher import Fetcher

Tell = Callable[[FileRow], None]


class _Cancelled(PullquoteError):
    """Ends the adding of a page; never leaves this module."""


def open_fetcher(pause: Callable[[float], None]) -> "Fetcher":
    """Return a fetcher that waits by `pause`."""
    from corpus.web.fetcher import Fetcher

    return Fetcher(pause=pause)


class PageAdditions:
    """Adds pages to the library; all are fetched by one fetcher, which keeps its pace with each site."""

    def __init__(self, library: Library):
        self._library = library
        self._cancel = threading.Event()
        self._fetcher = open_fetcher(self._wait)

    def add(self, row: FileRow, cancel: threading.Event, tell: Tell) -> None:
        """Add the page whose address a row is named by, and tell how it stands; whatever is wrong with it is told."""
        from qa.page_adding import PageAdding

        self._cancel = cancel
        progress, tally = _PageProgress(row, cancel, tell), Tally()
        try:
            PageAdding(self._library, progress, tally, self._fetcher).add([row.name])
        except _Cancelled:
            progress.end("stopped", "cancelled, nothing was added")
        except PullquoteError as error:
            progress.tell(Problem(row.name, str(error)))
            progress.end("failed", "not added")
        else:
            done = next((str(change) for change in Change if tally.changes[change]), "")
            progress.end("done" if done else "failed", done or "not added")

    def _wait(self, seconds: float) -> None:
        if self._cancel.wait(seconds):
            raise _Cancelled


class _PageProgress:
    """Tells how a page stands as its adding goes on."""

    def __init__(self, row: FileRow, cancel: threading.Event, tell: Tell):
        self._row = replace(row, state="reading", line="fetching")
        self._cancel = cancel
        self._show = tell

    def begin(self, _name: str, _total: int | None) -> None:
        self._stop_if_cancelled()
        self._show(self._row)

    def note_part(self, read: int, parts: int) -> None:
        self._stop_if_cancelled()
        self._row = replace(self._row, line="reading", share=min(0.99, read / max(1, parts)))
        self._show(self._row)

    def advance(self, _characters: int) -> None:
        self._stop_if_cancelled()

    def tell(self, problem: Problem) -> None:
        self._row = replace(self._row, problems=(*self._row.problems, problem))

    def end(self, state: FileState, line: str) -> None:
        """Tell what became of the page in the end."""
        self._show(replace(self._row, state=state, share=1.0, line=line))

    def _stop_if_cancelled(self) -> None:
        if self._cancel.is_set():
            raise _Cancelled
