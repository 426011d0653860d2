"""`pullquote add --watch`: follows folders, and adds what is new or changed in them until Ctrl-C."""

from collections.abc import Sequence
from pathlib import Path
from time import monotonic

import click
from watchfiles import watch

from index import Library, LibraryError
from index.merging import keep_files
from index.originals import choose_prunable, list_beneath, list_gone
from qa.adding import Adding
from qa.cli.add_command import ProgressBar, describe_gone, summarise, tell_stop

# Seconds without a change after which a file is taken to be whole, and a missing one to be gone.
_REST = 2.0
# Milliseconds between two looks at what was left for later.
_PACE = 1_000


def watch_folders(
    library: Library,
    paths: Sequence[Path],
    folders: Sequence[Path],
    *,
    prune: bool,
    force: bool,
    again: bool,
    tags: Sequence[str] = (),
) -> None:
    """Add the articles of `paths`, then go on adding what is new or changed in `folders`, until Ctrl-C."""
    following = _Following(library, folders, prune=prune, force=force, tags=tags)
    due = first = True
    try:
        # What changes while a round is at work is told after it.
        for changes in watch(*folders, watch_filter=None, rust_timeout=_PACE, yield_on_timeout=True):
            if due or changes:
                due = following.add_news(paths if first else folders, again=again and first)
                if first:
                    click.echo("Watching for changes (stop with Ctrl-C).", err=True)
                first = False
    except KeyboardInterrupt:
        click.echo("Stopped watching.", err=True)
        raise


class _Following:
    """Goes over folders again and again, and tells each thing once."""

    def __init__(self, library: Library, folders: Sequence[Path], *, prune: bool, force: bool, tags: Sequence[str]):
        self._library = library
        self._folders = folders
        self._prune = prune
        self._force = force
        self._tags = tags
        self._told: set[str] = set()
        self._missed: dict[str, float] = {}

    def add_news(self, paths: Sequence[Path], *, again: bool = False) -> bool:
        """Add what is new or changed, and see what is gone; say whether something was left for later."""
        with _NewsBar(self._told) as bar:
            adding = Adding(self._library, bar, again=again, rest=_REST, tags=self._tags)
            with tell_stop(adding.tally, bar):
                adding.add(paths)
                unsure = self._tell_missing(adding, bar)
        if adding.tally.is_news():
            click.echo(summarise(adding.tally))
        return unsure or adding.tally.postponed > 0

    def _tell_missing(self, adding: Adding, bar: "_NewsBar") -> bool:
        """Remove the articles whose files are gone, or tell which they are; say whether it is too early for some."""
        keep_files(self._library)
        entries = list_beneath(self._library.entries(), self._folders)
        missing, now = list_gone(entries), monotonic()
        # A file that an editor is just replacing is missing for a moment.
        self._missed = {entry.id: self._missed.get(entry.id, now) for entry in missing}
        gone = [entry for entry in missing if now - self._missed[entry.id] >= _REST]
        if self._prune and gone:
            try:
                choose_prunable(entries, force=self._force)
            except LibraryError as error:
                bar.tell_line(str(error))
                return False
            adding.remove(gone)
        for entry in gone:
            bar.tell_line(describe_gone(entry) + ("" if self._prune else " --prune would remove it."))
        return len(gone) < len(missing)


class _NewsBar(ProgressBar):
    """A progress bar that tells nothing twice."""

    def __init__(self, told: set[str]):
        super().__init__()
        self._told = told

    def tell_line(self, line: str) -> None:
        """Print a line above the bar, unless it was printed before."""
        if line not in self._told:
            self._told.add(line)
            super().tell_line(line)
