"""Adding on the page: files on their way into the library, each with its progress, each to be cancelled."""

import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus import Article, Loader, Problem, PullquoteError
from index import Change, Library, Outcome
from qa.errors import DetailError
from qa.web.html.library import FileRow, State, files, report
from qa.web.html.text import counted
from qa.web.settings import WebSettings

# Seconds between two pictures of the progress: more often nobody sees.
_TICK = 0.2


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was sent: where it lies for now, and the name it was sent under."""

    path: Path
    name: str


class _Cancelled(PullquoteError):
    """Ends the adding of a file; never leaves this module."""


class Intake:
    """What is on its way into the library."""

    def __init__(self, library: Library, settings: WebSettings):
        self._library = library
        self._settings = settings
        self._cancels: dict[str, threading.Event] = {}

    def add(self, uploads: Sequence[Upload]) -> Iterator[str]:
        """Add what the files hold, one after the other, then delete them; yield how each stands, until all are done."""
        rows = [FileRow(str(upload.path), upload.name) for upload in uploads]
        self._cancels.update({row.key: threading.Event() for row in rows})
        begun = 0
        loader = Loader()  # let go with the last file that is on its way, which may be after the page was closed
        try:
            for begun, upload in enumerate(uploads, 1):
                for row in self._added(loader, upload, rows[begun - 1]):
                    rows[begun - 1] = row
                    yield files(rows)
        finally:
            for row in rows:
                self._cancels.pop(row.key, None)
            for upload in uploads[begun:]:  # the page was closed, and nobody waits for them any more
                upload.path.unlink(missing_ok=True)
        if rows:
            yield files(rows)

    def cancel(self, key: object) -> None:
        """Cancel a file that is on its way, or with an empty key all of them; what is stored already stays."""
        for name, event in list(self._cancels.items()):
            if key in ("", name):
                event.set()

    def paste(self, title: object, text: object) -> Iterator[tuple[str, bool]]:
        """Add a text that was pasted; yield lines on how it goes, and whether it is in the library by then."""
        try:
            article = self._pasted(title, text)
            yield report("adding the text"), False
            [outcome] = self._library.add([article])
        except PullquoteError as error:
            yield report(str(error), wrong=True), False
            return
        known = "is in the library already" if outcome.change is Change.UNCHANGED else "is in the library"
        yield report(f"“{outcome.article.title}” {known}"), True

    def _pasted(self, title: object, text: object) -> Article:
        body = text if isinstance(text, str) else ""
        if not body.strip():
            raise DetailError("there is no text: paste one first")
        if len(body) > self._settings.longest_paste:
            raise DetailError(f"at most {self._settings.longest_paste:,} characters can be pasted: add it as a file")
        with Loader() as loader:
            return loader.load_text(body, title[: self._settings.longest_detail] if isinstance(title, str) else "")

    def _added(self, loader: Loader, upload: Upload, row: FileRow) -> Iterator[FileRow]:
        """Add one file in a thread of its own; yield how it stands."""
        cancel, told = self._cancels[row.key], queue.SimpleQueue[FileRow]()
        worker = threading.Thread(target=self._work, args=(loader, upload, row, cancel, told.put), daemon=True)
        worker.start()
        try:
            while row.state in ("waiting", "reading"):
                try:
                    row = told.get(timeout=_TICK)
                    while not told.empty():
                        row = told.get()
                except queue.Empty:
                    if not worker.is_alive() and told.empty():  # an unforeseen fault, told in the program's own window
                        row = replace(row, state="failed", line="something went wrong")
                yield row
        except GeneratorExit:  # the page was closed, and nobody waits for the file any more
            cancel.set()
            raise
        worker.join()

    def _work(
        self,
        loader: Loader,
        upload: Upload,
        row: FileRow,
        cancel: threading.Event,
        tell: Callable[[FileRow], None],
    ) -> None:
        file = _File(upload, row, cancel, tell)
        try:
            for outcome in self._library.add(file.articles(loader), file.embedded):
                file.stored(outcome)
            file.done()
        except _Cancelled:
            file.cancelled()
        except PullquoteError as error:
            file.failed(error)
        finally:
            upload.path.unlink(missing_ok=True)


class _File:
    """One file on its way: what has been read, embedded and stored of it."""

    def __init__(self, upload: Upload, row: FileRow, cancel: threading.Event, tell: Callable[[FileRow], None]):
        self._upload = upload
        self._row = replace(row, state="reading", line="reading")
        self._cancel = cancel
        self._tell = tell
        # Until the file is read, its size stands for its characters.
        self._total = max(1, upload.path.stat().st_size if upload.path.exists() else 1)
        self._read = self._embedded = self._changed = self._same = 0

    def articles(self, loader: Loader) -> Iterator[Article]:
        """Yield the articles in the file, and keep what is wrong with it."""
        self._show()
        for item in loader.load_upload(self._upload.path, self._upload.name, self._cancel):
            self._stop_if_cancelled()
            if isinstance(item, Problem):
                self._row = replace(self._row, problems=(*self._row.problems, item))
                continue
            self._read += len(item.text)
            self._total = max(self._total, self._read)
            yield item
        self._total = max(1, self._read)

    def embedded(self, characters: int) -> None:
        """Note what was embedded; called between two blocks, where adding can stop and nothing is half done."""
        self._embedded += characters
        self._show()
        self._stop_if_cancelled()

    def stored(self, outcome: Outcome) -> None:
        """Note what became of an article."""
        self._changed += outcome.change is not Change.UNCHANGED
        self._same += outcome.change is Change.UNCHANGED
        self._show()

    def done(self) -> None:
        """Tell that the file is done, if anything of it could be read."""
        state: State = "done" if self._changed or self._same else "failed"
        self._end(state, self._came_of() or "nothing could be read")

    def cancelled(self) -> None:
        """Tell that the file was cancelled, and what of it is in the library already."""
        self._end(
            "stopped", f"cancelled, {came_of}" if (came_of := self._came_of()) else "cancelled, nothing was added"
        )

    def failed(self, error: PullquoteError) -> None:
        """Tell what went wrong."""
        self._row = replace(self._row, problems=(*self._row.problems, Problem(self._upload.name, str(error))))
        self._end("failed", self._came_of() or "not added")

    def _show(self) -> None:
        share = min(0.99, self._embedded / self._total)
        line = f"{self._came_of()} so far" if self._changed + self._same > 0 else "reading"
        self._tell(replace(self._row, share=share, line=line))

    def _end(self, state: State, line: str) -> None:
        self._tell(replace(self._row, state=state, share=1.0, line=line))

    def _came_of(self) -> str:
        changed = counted(self._changed, "article") + " added" if self._changed else ""
        same = f"{counted(self._same, 'article')} already there" if self._same else ""
        return ", ".join(part for part in (changed, same) if part)

    def _stop_if_cancelled(self) -> None:
        if self._cancel.is_set():
            raise _Cancelled
