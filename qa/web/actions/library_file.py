"""One file on its way into the library: what has been read, embedded and stored of it."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace

from corpus import Article, Loader, Problem, PullquoteError
from index import Change, Library, Outcome
from qa.web.html.library_files_html import FileRow, FileState
from qa.web.html.text_html import format_count
from qa.web.uploading import Upload


class _Cancelled(PullquoteError):
    """Ends the adding of a file; never leaves this module."""


class FileAddition:
    """Adds a file's articles to the library, and tells how it stands each time that changes."""

    def __init__(self, upload: Upload, row: FileRow, cancel: threading.Event, tell: Callable[[FileRow], None]):
        self._upload = upload
        self._row = replace(row, state="reading", line="reading")
        self._cancel = cancel
        self._tell = tell
        # Until the file is read, its size stands for its characters.
        self._total = max(1, upload.path.stat().st_size if upload.path.exists() else 1)
        self._read = self._embedded = self._changed = self._same = 0
        # How much of the file has been read (0 to 1), once its reader tells that.
        self._share: float | None = None

    def add_to(self, library: Library, loader: Loader) -> None:
        """Add what the file holds; whatever is wrong with it is told."""
        try:
            for outcome in library.add(self._load(loader), self._note_embedded):
                self._note_stored(outcome)
            state: FileState = "done" if self._changed or self._same else "failed"
            self._end(state, self._sum_up() or "nothing could be read")
        except _Cancelled:
            summary = self._sum_up()
            self._end("stopped", f"cancelled, {summary}" if summary else "cancelled, nothing was added")
        except PullquoteError as error:
            self._row = replace(self._row, problems=(*self._row.problems, Problem(self._upload.name, str(error))))
            self._end("failed", self._sum_up() or "not added")

    def _load(self, loader: Loader) -> Iterator[Article]:
        """Yield the articles in the file, and keep what is wrong with it."""
        self._show()
        for item in loader.load_upload(self._upload.path, self._upload.name, self._cancel, self._note_read):
            self._stop_if_cancelled()
            if isinstance(item, Problem):
                self._row = replace(self._row, problems=(*self._row.problems, item))
                continue
            self._share = None if self._share is None else 1.0
            self._read += len(item.text)
            self._total = max(self._total, self._read)
            yield item
        self._total = max(1, self._read)

    def _note_read(self, read: int, parts: int) -> None:
        self._share = read / max(1, parts)
        self._show()

    def _note_embedded(self, characters: int) -> None:
        """Note what was embedded; called between two blocks, where adding can stop and nothing is half done."""
        self._embedded += characters
        self._show()
        self._stop_if_cancelled()

    def _note_stored(self, outcome: Outcome) -> None:
        self._changed += outcome.change is not Change.UNCHANGED
        self._same += outcome.change is Change.UNCHANGED
        self._show()

    def _show(self) -> None:
        share = self._embedded / self._total
        if self._share is not None:  # a file that takes long to read, which is half of the way
            share = (self._share + share) / 2
        share = min(0.99, share)
        line = f"{self._sum_up()} so far" if self._changed + self._same > 0 else "reading"
        self._tell(replace(self._row, share=share, line=line))

    def _end(self, state: FileState, line: str) -> None:
        self._tell(replace(self._row, state=state, share=1.0, line=line))

    def _sum_up(self) -> str:
        """Return what came of the file so far, empty if nothing did."""
        changed = format_count(self._changed, "article") + " added" if self._changed else ""
        same = f"{format_count(self._same, 'article')} already there" if self._same else ""
        return ", ".join(part for part in (changed, same) if part)

    def _stop_if_cancelled(self) -> None:
        if self._cancel.is_set():
            raise _Cancelled
