"""The process that a command runs in: its streams, what is wrong with them, and the signals that end it."""

import errno
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from corpus.errors import PullquoteError

# What asks a program to end: a service's manager, and a terminal that is closed.
_ENDING = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
_ROOMLESS = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)


class OutputFull(PullquoteError):
    """Raised when there is no room for what a command prints."""


@contextmanager
def end_at_signals() -> Iterator[None]:
    """Let a signal that asks the program to end do so as any other end, at which what is temporary is removed."""

    def end(number: int, _: object) -> None:
        raise SystemExit(128 + number)

    # One that is ignored, as nohup has it, stays so; and only the main thread may ask for signals.
    asked = _ENDING if threading.current_thread() is threading.main_thread() else []
    before = {number_: signal.signal(number_, end) for number_ in asked if signal.getsignal(number_) is signal.SIG_DFL}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def guard_output() -> Iterator[None]:
    """End quietly where nobody reads the output any more, as `head` does; raise OutputFull where there is no room."""
    try:
        yield
    except BrokenPipeError:
        _write_nowhere()
    except OSError as error:
        if error.errno not in _ROOMLESS or error.filename is not None:
            raise
        _write_nowhere()
        raise OutputFull(
            f"the output cannot be written ({error.strerror}): make room for it and run the command again"
        ) from error


def open_closed_streams() -> None:
    """Open the standard streams that were closed: else the next file would take their place, and what they are sent."""
    for number, mode in enumerate(("r", "w", "w")):
        try:
            os.fstat(number)
        except OSError:
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)  # the lowest number that is free
            stream = open(number, mode, encoding="utf-8", closefd=False)  # noqa: SIM115
            setattr(sys, ("stdin", "stdout", "stderr")[number], stream)


def _write_nowhere() -> None:
    """Send what is still in the output's buffers nowhere: at the end Python writes it once more."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
