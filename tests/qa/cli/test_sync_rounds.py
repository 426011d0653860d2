"""Syncing while the page is served: by a thread of its own, and never unless it was asked for."""

import threading
import time

import click
import pytest

from index import LibraryError
from qa.cli import sync_rounds
from qa.cli.sync_rounds import read_interval, sync_meanwhile


@pytest.fixture
def rounds(monkeypatch):
    """Count rounds in place of syncing; each fails in the same way."""
    began = []

    class Counting:
        def __init__(self, library, progress, tally, fetcher, *, stop):
            self.stop = stop

        def sync(self):
            began.append(threading.current_thread())
            raise LibraryError("the disk is full")

    monkeypatch.setattr(sync_rounds, "Following", Counting)
    return began


def test_not_without_being_asked(library, rounds):
    with sync_meanwhile(library, None):
        pass
    assert rounds == []


def test_again_and_again_until_the_end(library, rounds, capsys):
    with sync_meanwhile(library, 0.01):
        while len(rounds) < 3:
            time.sleep(0.01)
    assert not rounds[0].is_alive()
    assert threading.current_thread() not in rounds
    assert capsys.readouterr().err == "the disk is full\n"


@pytest.mark.parametrize(("written", "seconds"), [("30m", 1_800), ("1h", 3_600), ("1D", 86_400)])
def test_an_interval(written, seconds):
    assert read_interval(written) == seconds


@pytest.mark.parametrize("written", ["", "1", "5m", "h", "-1h", "1.5h", "0h"])
def test_what_is_no_interval(written):
    with pytest.raises(click.UsageError, match="30m"):
        read_interval(written)
