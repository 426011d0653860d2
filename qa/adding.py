"""Adding files to a library: what has not changed since it was read is passed over, and all is counted."""

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from corpus import (
    Article,
    Fingerprint,
    Loader,
    Problem,
    Unread,
    find_sources,
    identify_readers,
    read_stamp,
    show_path,
    take_fingerprint,
)  # fmt: skip
from index import Change, Entry, Library, Outcome
from index.known_files import FileOutcome, KnownFiles
from index.tags import normalise_tag

# Behind what met a limit of time or memory: it is remembered, too, so that a second run takes no such time.
_UNTRIED = "; it is not tried again until it has changed, or with --again"


class Progress(Protocol):
    """Is told how adding goes."""

    def begin(self, name: str, total: int | None) -> None:
        """A file or an address is looked at; `total` is how many characters there will be in all, if that is known."""

    def note_part(self, read: int, parts: int) -> None:
        """So many parts of the file that is looked at are read, of all that it has."""

    def advance(self, characters: int) -> None:
        """So many characters are embedded, or need not be."""

    def tell(self, problem: Problem) -> None:
        """Something cannot be read."""


@dataclass(slots=True)
class Tally:
    """What became of the files so far: counts of articles by change, of passages, and of files by kind not read."""

    changes: Counter[Change] = field(default_factory=Counter)
    passages: int = 0
    unread: Counter[str] = field(default_factory=Counter)
    failed: int = 0  # problems that kept something from being read
    removed: int = 0
    postponed: int = 0  # files that are still being written

    def note(self, outcome: Outcome) -> None:
        """Count an article that is stored."""
        self.changes[outcome.change] += 1
        self.passages += outcome.passages

    def is_news(self) -> bool:
        """Say whether anything was done."""
        return self.removed > 0 or any(count for change, count in self.changes.items() if change != Change.UNCHANGED)


@dataclass(slots=True)
class _FileRead:
    """A file that is being read: what came of it, and how many of its articles are not stored yet."""

    path: Path
    fingerprint: Fingerprint
    began: int  # in nanoseconds since 1970
    articles: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    others: dict[str, str] = field(default_factory=dict)  # ids by path
    unstored: int = 0
    is_whole: bool = False


class Adding:
    """Adds what files and folders hold to one library, and counts it in `tally`.

    With `again`, files that have not changed are read, too. Files that changed less than `rest` seconds ago may be half
    written, and are left for another time. All articles get the `tags`, also those that were there.
    """

    def __init__(
        self,
        library: Library,
        progress: Progress,
        *,
        again: bool = False,
        rest: float = 0.0,
        tags: Sequence[str] = (),
    ):
        self._library = library
        self._progress = progress
        self._again = again
        self._rest = rest
        self._tags = [normalise_tag(tag) for tag in tags]
        self._met: list[str] = []  # ids of the articles that are there, new or not
        self._files = KnownFiles(library.database, identify_readers())
        self._of: dict[int, tuple[Article, _FileRead]] = {}
        self._read_with_others: set[str] = set()
        self.tally = Tally()

    def add(self, paths: Sequence[Path]) -> None:
        """Add the articles of files and folders; if it is interrupted, all that was counted is stored."""
        try:
            for outcome in self._library.add(self._read_sources(paths), self._progress.advance):
                self._note_stored(outcome)
        finally:
            self._files.flush()
            for tag in self._tags if self._met else ():
                self._library.tag(self._met, tag)

    def remove(self, entries: Sequence[Entry]) -> None:
        """Remove articles whose files are gone."""
        for entry in entries:
            self._library.discard(entry.id)
            self.tally.removed += 1
        self._files.forget([entry.source.path for entry in entries if entry.source.path])

    def _read_sources(self, paths: Sequence[Path]) -> Iterator[Article]:
        """Yield the articles of files that are new or have changed."""
        sources = list(find_sources(paths))
        self.tally.unread.update(source.kind for source in sources if isinstance(source, Unread))
        for source in sources:
            if isinstance(source, Problem):
                self._tell(source)
        files = [source for source in sources if isinstance(source, Path)]
        # Until a file is read, its bytes stand for its characters.
        sizes = [_measure_size(path) for path in files]
        total = sum(sizes)
        with Loader() as loader:
            for path, size in zip(files, sizes, strict=True):
                self._progress.begin(path.name, total)
                for article in self._read_file(loader, path):
                    total += len(article.text)
                    yield article
                total -= size
        if files:
            self._progress.begin(files[-1].name, total)

    def _read_file(self, loader: Loader, path: Path) -> Iterator[Article]:
        if show_path(path.resolve()) in self._read_with_others:
            return
        if not self._again and (known := self._files.recall(path)):
            self._read_with_others.update(known.others)
            self.tally.changes[Change.UNCHANGED] += len(known.articles)
            self._met += known.articles
            for problem in known.problems:
                self._tell(replace(problem, where=show_path(path) + problem.where))
            return
        read = _begin_reading(path)
        if read and 0 <= read.began - read.fingerprint.stamp.changed < self._rest * 1e9:
            self.tally.postponed += 1
            return
        for loaded in loader.load(path, self._progress.note_part):
            if isinstance(loaded, Problem):
                self._tell(loaded)
                if read:
                    read.problems.append(loaded)
                continue
            self._note_other(path, loaded)
            if read:
                read.unstored += 1
                self._of[id(loaded)] = loaded, read
            yield loaded
        if read:
            read.is_whole = True
            self._remember(read)

    def _note_other(self, path: Path, article: Article) -> None:
        """Note a file that was read because another names it."""
        if article.source.path and article.source.path != show_path(path.resolve()):
            self._read_with_others.add(article.source.path)

    def _note_stored(self, outcome: Outcome) -> None:
        self.tally.note(outcome)
        self._met.append(outcome.article.id)
        if outcome.change in (Change.UNCHANGED, Change.UPDATED):
            self._progress.advance(len(outcome.article.text))
        if outcome.arrived is None or (kept := self._of.pop(id(outcome.arrived), None)) is None:
            return
        article, read = kept
        read.articles.append(outcome.article.id)
        read.unstored -= 1
        if article.source.path and article.source.path != show_path(read.path.resolve()):
            read.others[article.source.path] = outcome.article.id
        self._remember(read)

    def _remember(self, read: _FileRead) -> None:
        """Remember a file once all of it is read and stored, if reading it again would bring the same."""
        if not read.is_whole or read.unstored or any(problem.passing for problem in read.problems):
            return
        try:
            others = {path: take_fingerprint(Path(path)) for path in read.others}
            changed = read_stamp(read.path) != read.fingerprint.stamp
        except OSError:
            return
        if changed or any(other.stamp.changed > read.began for other in others.values()):
            return
        for path, fingerprint in others.items():
            self._files.remember(Path(path), fingerprint, FileOutcome((read.others[path],)))
        shown = show_path(read.path)
        problems = (replace(problem, where=problem.where.removeprefix(shown)) for problem in read.problems)
        self._files.remember(
            read.path, read.fingerprint, FileOutcome(tuple(read.articles), tuple(problems), tuple(others))
        )

    def _tell(self, problem: Problem) -> None:
        self.tally.failed += not problem.kept
        self._progress.tell(replace(problem, message=problem.message + _UNTRIED) if problem.limited else problem)


def _begin_reading(path: Path) -> _FileRead | None:
    try:
        return _FileRead(path, take_fingerprint(path), time.time_ns())
    except OSError:  # reading it tells why
        return None


def _measure_size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # it is gone by now; reading it tells so
        return 0
