"""The process of a command: its streams, and the signals that end it."""

import errno
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import FrameType

from corpus.errors import PullquoteError

# The signals that ask a program to end: of a service manager, and of a terminal that closes.
_ENDING = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
# The exit status of a command that Ctrl-C ends.
INTERRUPTED = 128 + signal.SIGINT
# Errors of an output without room.
_ROOMLESS = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)


_Handler = Callable[[int, FrameType | None], object]


class OutputFull(PullquoteError):
    """Raised when the output has no room for what a command prints."""


@contextmanager
def end_at_signals() -> Iterator[None]:
    """End the program by SystemExit at a signal that asks it to end, so that temporary files are removed.

    Ctrl-C raises KeyboardInterrupt, which a command may take in hand.
    """

    def end(number: int, _: object) -> None:
        raise SystemExit(128 + number)

    # A signal that is ignored, as under nohup, stays ignored, and one that is in hand stays so.
    wanted = {**dict.fromkeys(_ENDING, end), signal.SIGINT: signal.default_int_handler}
    free = {number: handler for number, handler in wanted.items() if signal.getsignal(number) is signal.SIG_DFL}
    with _handle(free):
        yield


@contextmanager
def end_at_once() -> Iterator[None]:
    """End the program at once at any such signal, where it waits for its input in a thread, which nothing wakes.

    What is temporary goes at the next start.
    """

    def end(number: int, _: object) -> None:
        os._exit(128 + number)

    heeded = [number for number in (*_ENDING, signal.SIGINT) if signal.getsignal(number) != signal.SIG_IGN]
    with _handle(dict.fromkeys(heeded, end)):
        yield


@contextmanager
def _handle(handlers: Mapping[int, _Handler]) -> Iterator[None]:
    """Have signals handled, by their numbers, until the block ends; only the main thread may ask for that."""
    is_main = threading.current_thread() is threading.main_thread()
    before = {number: signal.signal(number, handler) for number, handler in handlers.items()} if is_main else {}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def guard_output() -> Iterator[None]:
    """End quietly if nobody reads the output to its end, as with `head`; raise OutputFull if it has no room."""
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
    """Open standard streams that are closed; else the next file would take their place and their output."""
    for number, mode in enumerate(("r", "w", "w")):
        try:
            os.fstat(number)
        except OSError:
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)  # the lowest number that is free
            stream = open(number, mode, encoding="utf-8", closefd=False)  # noqa: SIM115
            setattr(sys, ("stdin", "stdout", "stderr")[number], stream)


def _write_nowhere() -> None:
    """Send the output nowhere: at its end Python writes once more what is left in the buffers."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
