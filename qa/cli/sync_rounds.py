"""`pullquote serve --sync-every`: syncs what is followed in a thread of its own, while the page is served."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import click

from corpus import Problem, PullquoteError
from corpus.web.fetcher import Fetcher
from index import Library
from qa.adding import Tally
from qa.cli.add_command import summarise
from qa.following.syncing import Following

_UNITS = {"m": 60, "h": 3_600, "d": 86_400}
# Seconds: feeds that are asked for more often turn such programs away.
_LEAST = 600
# Seconds that the end of the page waits for the thread; it is at the most in the middle of one page.
_PATIENCE = 3.0


def read_interval(value: str) -> int:
    """Return the seconds of an interval such as 30m, 1h or 1d; raise UsageError for another."""
    written = re.fullmatch(r"(\d{1,4})([mhd])", value.strip().lower())
    seconds = int(written[1]) * _UNITS[written[2]] if written else 0
    if seconds < _LEAST:
        raise click.UsageError(f"--sync-every: write the time like 30m, 1h or 1d, and at least {_LEAST // 60}m")
    return seconds


@contextmanager
def sync_meanwhile(library: Library, seconds: float | None) -> Iterator[None]:
    """Sync at once, and then each so many seconds, as long as the block runs; not at all if that is None."""
    stop = threading.Event()
    rounds = threading.Thread(target=_keep_syncing, args=(library, seconds or 0, stop), daemon=True)
    if seconds is not None:
        rounds.start()
    try:
        yield
    finally:
        stop.set()
        if seconds is not None:
            rounds.join(_PATIENCE)


def _keep_syncing(library: Library, seconds: float, stop: threading.Event) -> None:
    notices = _Notices()
    while not stop.is_set():
        tally = Tally()
        try:
            for _ in Following(
                library, notices, tally, Fetcher(pause=lambda wait: _rest(stop, wait)), stop=stop
            ).sync():
                pass
        except (PullquoteError, OSError) as error:
            notices.tell_line(str(error))
        if tally.is_news():
            click.echo(f"Synced: {summarise(tally)}", err=True)
        stop.wait(seconds)


def _rest(stop: threading.Event, seconds: float) -> None:
    stop.wait(seconds)


class _Notices:
    """Prints what cannot be had, each thing once."""

    def __init__(self) -> None:
        self._told: set[str] = set()

    def begin(self, name: str, total: int | None) -> None:
        """Show nothing."""

    def note_part(self, read: int, parts: int) -> None:
        """Show nothing."""

    def advance(self, characters: int) -> None:
        """Show nothing."""

    def tell(self, problem: Problem) -> None:
        """Print a problem."""
        self.tell_line(str(problem))

    def tell_line(self, line: str) -> None:
        """Print a line, unless it was printed before."""
        if line not in self._told:
            self._told.add(line)
            click.echo(line, err=True)
