"""Loader: files and pasted texts become articles in a child process, within limits of time and memory."""

import os
import threading
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any, Self

from corpus.article import Article
from corpus.errors import CorpusError, UnreadableSource
from corpus.jobs import End, JobEnded, Limits
from corpus.loading import (
    AttachedFile,
    load_attached_in_steps,
    load_in_steps,
    load_page_in_steps,
    load_text,
    load_upload_in_steps,
)
from corpus.problem import Problem, show_path
from corpus.progress import Tell, keep_silent
from corpus.reading import LARGEST_FILE, read_bounded
from corpus.records import decode_article, encode_article
from corpus.web.named_links import LinkList, ListKind, decode_link, encode_link
from corpus.web.page import Page
from corpus.worker import Worker

# A file of many articles may take long, but none of its articles may.
_LIMITS = Limits(each=True)
# Ends that come again whenever the same file is read.
_LIMITED = (End.TIME, End.MEMORY)


class Loader:
    """Loads like `load`, `load_upload` and `load_text`, but no source can exhaust the machine or end the program.

    It is a context manager; one thread at a time uses it.
    """

    def __init__(self, limits: Limits = _LIMITS):
        self._worker = Worker("corpus.loader:run_job", limits)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._worker.close()

    def load(self, path: Path, tell: Tell = keep_silent) -> Iterator[Article | Problem]:
        """Yield the articles in a file, and a Problem for whatever in it cannot be read; tell how far a long one is."""
        yield from self._run({"do": "load", "path": os.fspath(path)}, show_path(path), tell=tell)

    def load_upload(
        self, path: Path, name: str, stop: threading.Event, tell: Tell = keep_silent
    ) -> Iterator[Article | Problem]:
        """Load a file that was sent under `name` and lies at the temporary `path`, until `stop` is set."""
        job = {"do": "load_upload", "path": os.fspath(path), "name": name}
        yield from self._run(job, show_path(name), stop, tell)

    def load_page(self, page: Page, path: Path, tell: Tell = keep_silent) -> Iterator[Article | Problem]:
        """Load a page; its bytes pass by a temporary file, `path`. Raises OSError if there is no room."""
        path.write_bytes(page.data)
        job = {"do": "load_page", "path": os.fspath(path), "name": page.name, "address": page.address, "day": page.day}
        job |= {"charset": page.charset} if page.charset else {}
        yield from self._run(job, page.address, tell=tell)

    def read_links(self, path: Path, base: str = "") -> LinkList:
        """Read the list of links in a file, see `read_link_list`; raise CorpusError if it is none."""
        try:
            [reply] = self._worker.run({"do": "read_links", "path": os.fspath(path), "base": base})
        except JobEnded as ended:
            raise UnreadableSource(ended.tell("the list", "name a shorter one")) from ended
        if "problem" in reply:
            raise UnreadableSource(reply["problem"]["message"])
        links = tuple(map(decode_link, reply["links"]))
        return LinkList(ListKind(reply["kind"]), reply["title"], links, tuple(reply["remarks"]))

    def load_attached(self, path: Path, file: AttachedFile, tell: Tell = keep_silent) -> Iterator[Article | Problem]:
        """Load the file of an item of Zotero, which lies at `path`; the article goes by the item."""
        job = {"do": "load_attached", "path": os.fspath(path), "file": asdict(file)}
        yield from self._run(job, file.shown, tell=tell)

    def load_text(self, text: str, title: str = "") -> Article:
        """Make an article of a text that was pasted; raise CorpusError if it cannot be one."""
        [article] = self._run({"do": "load_text", "text": text, "title": title}, "the text")
        if isinstance(article, Problem):
            raise UnreadableSource(article.message)
        return article

    def _run(
        self, job: dict[str, Any], where: str, stop: threading.Event | None = None, tell: Tell = keep_silent
    ) -> Iterator[Article | Problem]:
        try:
            for reply in self._worker.run(job, stop, tell):
                if reply:  # an empty one tells that the child is at work
                    yield decode_article(reply["article"]) if "article" in reply else Problem(**reply["problem"])
        except JobEnded as ended:
            told, limited = ended.tell("it", "save it in parts, or as plain text"), ended.end in _LIMITED
            yield Problem(where, told, limited=limited, passing=not limited)


def run_job(job: dict[str, Any], tell: Tell) -> Iterator[dict[str, Any]]:
    """Do a job in the child."""
    for item in _load_job(job, tell):
        if item is None:
            yield {}
        elif isinstance(item, LinkList):
            links = list(map(encode_link, item.links))
            yield {"kind": item.kind, "title": item.title, "links": links, "remarks": item.remarks}
        elif isinstance(item, Article):
            yield {"article": encode_article(item)}
        else:
            yield {"problem": asdict(item)}


def _load_job(job: dict[str, Any], tell: Tell) -> Iterator[Article | LinkList | Problem | None]:
    match job["do"]:
        case "load":
            yield from load_in_steps(Path(job["path"]), tell)
        case "load_upload":
            yield from load_upload_in_steps(Path(job["path"]), job["name"], tell)
        case "load_page":
            path, charset = Path(job["path"]), job.get("charset")
            yield from load_page_in_steps(path, job["name"], job["address"], charset, job["day"], tell)
        case "read_links":
            yield _read_links(Path(job["path"]), job["base"])
        case "load_attached":
            yield from load_attached_in_steps(Path(job["path"]), AttachedFile.decode(job["file"]), tell)
        case _:
            try:
                yield load_text(job["text"], job["title"])
            except CorpusError as error:
                yield Problem("", str(error))


def _read_links(path: Path, base: str) -> LinkList | Problem:
    from corpus.formats.link_lists import read_link_list

    try:
        return read_link_list(read_bounded(path, LARGEST_FILE), base)
    except CorpusError as error:
        return Problem(show_path(path), str(error))
    except OSError as error:
        return Problem(show_path(path), f"the file cannot be read ({error.strerror}); check its path")
