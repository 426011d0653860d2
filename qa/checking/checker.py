"""DraftChecker: reads and checks drafts in child processes, within limits of time and memory."""

import threading
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from corpus import End, JobEnded, Limits, Tell, UnreadableSource, Worker
from index import Library, LibraryError
from index.places import Place, pack_place, unpack_place
from qa.checking.check import check_stepwise
from qa.checking.draft.draft_file import DraftFile, read_draft
from qa.checking.draft.draft_text import Draft, read_text
from qa.checking.report.report import Report
from qa.checking.report.transport import receive_report, send_report
from qa.errors import DraftError
from qa.folders import cache_folder

Json = dict[str, Any]
ProgressListener = Callable[[int, int], None]

# Drafts that are checked at once: as many as a small machine has processors.
_AT_ONCE = 2
# Seconds after which a check that waits for its turn looks whether it was stopped.
_TICK = 0.1
# The share of the time after which no quotation is begun: a report on some quotations is better than none.
_ENOUGH = 0.75


class DraftChecker:
    """Checks drafts against one library; several threads may use it."""

    def __init__(self, library: Place, longest: int, limits: Limits = Limits()):  # noqa: B008
        """`longest` is the number of characters that a draft may have."""
        self._library = library
        self._longest = longest
        self._limits = limits
        self._turns = threading.BoundedSemaphore(_AT_ONCE)
        self._idle: list[Worker] = []  # at most one, which knows the library's names already

    def read(self, file: DraftFile) -> str:
        """Return the text of a draft; raise as `check` does."""
        [reply] = self._run_job({"do": "read", **_pack_draft(file)})
        return str(reply["text"])

    def check(
        self,
        draft: str | DraftFile,
        follow: ProgressListener = lambda done, of: None,
        stop: threading.Event | None = None,
    ) -> Report:
        """Check each quotation in a draft; a text is read as Markdown.

        `follow` gets, before each quotation, how many are done and how many there are. Raises UnreadableSource,
        DraftError and LibraryError, and JobEnded once `stop` is set.
        """
        if isinstance(draft, str):
            _refuse_if_longer(draft, self._longest)
        seconds = self._limits.seconds * _ENOUGH
        job = {"do": "check", "library": pack_place(self._library), "seconds": seconds, **_pack_draft(draft)}

        def receive() -> Iterator[Json]:
            for reply in self._run_job(job, stop):
                if "done" in reply:
                    follow(reply["done"], reply["of"])
                else:
                    yield reply

        return receive_report(receive())

    def _run_job(self, job: Json, stop: threading.Event | None = None) -> Iterator[Json]:
        """Yield the replies of a worker to a job; raise what the worker refused."""
        try:
            with self._take_turn(stop) as worker:
                for reply in worker.run({**job, "longest": self._longest}, stop):
                    if refused := reply.get("refused"):
                        raise _REFUSED[refused](reply["why"])
                    yield reply
        except JobEnded as ended:
            if ended.end is End.STOPPED:
                raise
            raise DraftError(ended.tell("the draft", "check it in parts")) from ended

    @contextmanager
    def _take_turn(self, stop: threading.Event | None) -> Iterator[Worker]:
        """Give a worker when it is this thread's turn: the idle one if there is one."""
        while not self._turns.acquire(timeout=_TICK):
            if stop is not None and stop.is_set():
                raise JobEnded(End.STOPPED, self._limits)
        try:
            worker = self._idle.pop() if self._idle else Worker("qa.checking.checker:do", self._limits)
            yield worker
            self._idle = [worker]
        finally:
            self._turns.release()


def do(job: Json, _tell: Tell) -> Iterator[Json]:
    """Do a job in the child process; how far it is stands in its replies."""
    try:
        draft = read_text(job["text"]) if "text" in job else read_draft(_unpack_draft(job))
        _refuse_if_longer(draft.text, job["longest"])
        if job["do"] == "read":
            yield {"text": draft.text}
        else:
            yield from _check(_open_library(*job["library"]), draft, job["seconds"])
    except (UnreadableSource, DraftError, LibraryError) as error:
        name = next(name for name, kind in _REFUSED.items() if isinstance(error, kind))
        yield {"refused": name, "why": str(error)}


# Errors that the parent process raises anew.
_REFUSED = {"source": UnreadableSource, "draft": DraftError, "library": LibraryError}


def _check(library: Library, draft: Draft, seconds: float) -> Iterator[Json]:
    """Yield the steps of a check and its report, as messages."""
    for step in check_stepwise(library, draft, seconds):
        if isinstance(step, Report):
            yield from send_report(step)
        else:
            yield {"done": step.done, "of": step.of}


@lru_cache(maxsize=1)
def _open_library(folder: str, url: str | None) -> Library:
    """Open the library without its embedding model, which takes a moment to load."""
    return Library.open(unpack_place(folder, url), cache_folder())


def _pack_draft(draft: str | DraftFile) -> Json:
    if isinstance(draft, str):
        return {"text": draft}
    return {"name": draft.name, "data": b64encode(draft.data).decode(), "suffix": draft.suffix}


def _unpack_draft(job: Json) -> DraftFile:
    return DraftFile(job["name"], b64decode(job["data"]), job["suffix"])


def _refuse_if_longer(text: str, longest: int) -> None:
    if len(text) > longest:
        raise DraftError(f"the draft has {len(text):,} characters: check at most {longest:,} at once")
