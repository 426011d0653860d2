"""Adding to the library on the page: files and web pages, each with its progress, and texts that are pasted."""

import queue
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import repeat

from corpus import Article, Loader, PullquoteError
from index import Change, Library
from qa.cite.nesting import enclose
from qa.errors import DetailError
from qa.web.actions.library_file import FileAddition
from qa.web.actions.library_pages import PageAdditions, Tell
from qa.web.html.library_files_html import FileRow, render_files
from qa.web.html.notice_html import render_notice
from qa.web.uploading import Upload
from qa.web.web_settings import WebSettings

# Seconds between two pictures of the progress: more often nobody sees.
_TICK = 0.2

# Adds what a row stands for, until the event is set, and tells how it stands each time that changes.
Work = Callable[[FileRow, threading.Event, Tell], None]


class LibraryAdditions:
    """What is on its way into the library."""

    def __init__(self, library: Library, settings: WebSettings):
        self._library = library
        self._settings = settings
        self._cancels: dict[str, threading.Event] = {}

    def add(self, uploads: Sequence[Upload]) -> Iterator[str]:
        """Add what the files hold, one after the other, then delete them; yield how each stands, until all are done."""
        rows = [FileRow(str(upload.path), upload.name) for upload in uploads]
        loader = Loader()  # let go with the last file that is on its way, which may be after the page was closed
        waiting = list(uploads)
        works = (partial(self._add_file, loader, waiting.pop(0)) for _ in uploads)
        try:
            yield from self._run_all(rows, works)
        finally:
            for upload in waiting:  # the page was closed, and nobody waits for them any more
                upload.path.unlink(missing_ok=True)

    def add_pages(self, sent: object) -> Iterator[tuple[str, bool]]:
        """Fetch the pages whose addresses were sent, between blanks, and add them one after the other.

        Yields how each stands, until all are done, and whether the addresses were taken.
        """
        addresses = list(dict.fromkeys(sent.split())) if isinstance(sent, str) else []
        if not addresses:
            yield render_notice("there is no address: paste one first", wrong=True), False
        elif len(addresses) > self._settings.most_pages:
            most = f"at most {self._settings.most_pages:,} pages are added at once: use `pullquote add -` for more"
            yield render_notice(most, wrong=True), False
        else:
            rows, pages = [FileRow(address, address) for address in addresses], PageAdditions(self._library)
            for shown in self._run_all(rows, repeat(pages.add, len(rows)), "page"):
                yield shown, True

    def cancel(self, key: object) -> None:
        """Cancel a file or page that is on its way, or with an empty key all of them; what is stored already stays."""
        for name, event in list(self._cancels.items()):
            if key in ("", name):
                event.set()

    def paste(self, title: object, text: object) -> Iterator[tuple[str, bool]]:
        """Add a text that was pasted; yield lines on how it goes, and whether it is in the library by then."""
        try:
            article = self._load_pasted(title, text)
            yield render_notice("adding the text"), False
            [outcome] = self._library.add([article])
        except PullquoteError as error:
            yield render_notice(str(error), wrong=True), False
            return
        known = "is in the library already" if outcome.change is Change.UNCHANGED else "is in the library"
        yield render_notice(f"{enclose(outcome.article.title)} {known}"), True

    def _load_pasted(self, title: object, text: object) -> Article:
        body = text if isinstance(text, str) else ""
        if not body.strip():
            raise DetailError("there is no text: paste one first")
        if len(body) > self._settings.longest_paste:
            raise DetailError(f"at most {self._settings.longest_paste:,} characters can be pasted: add it as a file")
        with Loader() as loader:
            return loader.load_text(body, title[: self._settings.longest_detail] if isinstance(title, str) else "")

    def _run_all(self, rows: list[FileRow], works: Iterable[Work], noun: str = "file") -> Iterator[str]:
        """Do the work of each row, one after the other; yield how all stand, until all are done."""
        self._cancels.update({row.key: threading.Event() for row in rows})
        try:
            for at, work in enumerate(works):
                for row in self._follow(rows[at], work):
                    rows[at] = row
                    yield render_files(rows, noun)
        finally:
            for row in rows:
                self._cancels.pop(row.key, None)
        if rows:
            yield render_files(rows, noun)

    def _follow(self, row: FileRow, work: Work) -> Iterator[FileRow]:
        """Do a row's work in a thread of its own; yield how it stands."""
        cancel, rows = self._cancels[row.key], queue.SimpleQueue[FileRow]()
        worker = threading.Thread(target=work, args=(row, cancel, rows.put), daemon=True)
        worker.start()
        try:
            while row.state in ("waiting", "reading"):
                try:
                    row = rows.get(timeout=_TICK)
                    while not rows.empty():
                        row = rows.get()
                except queue.Empty:
                    if not worker.is_alive() and rows.empty():  # an unforeseen fault, told in the program's own window
                        row = replace(row, state="failed", line="something went wrong")
                yield row
        except GeneratorExit:  # the page was closed, and nobody waits for it any more
            cancel.set()
            raise
        worker.join()

    def _add_file(self, loader: Loader, upload: Upload, row: FileRow, cancel: threading.Event, tell: Tell) -> None:
        try:
            FileAddition(upload, row, cancel, tell).add_to(self._library, loader)
        finally:
            upload.path.unlink(missing_ok=True)
