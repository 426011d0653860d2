"""The FairLock: it excludes, is given in order, and is not lost with who was interrupted."""

import threading
import time

import pytest

from index.fair_lock import FairLock


def begin(lock, got, name):
    """Start a thread that waits for the lock; return it once it does."""

    def take():
        with lock:
            got.append(name)

    thread = threading.Thread(target=take)
    known = len(lock._waiting)
    thread.start()
    while len(lock._waiting) == known:
        time.sleep(0.001)
    return thread


def test_it_is_given_in_order_before_who_has_just_released_it():
    lock, got = FairLock(), []
    with lock:
        threads = [begin(lock, got, name) for name in "abc"]
    with lock:
        got.append("again")
    for thread in threads:
        thread.join()
    assert got == [*"abc", "again"]


def test_only_one_holds_it():
    lock, inside, most = FairLock(), [], []

    def work():
        for _ in range(200):
            with lock:
                inside.append(1)
                most.append(len(inside))
                inside.pop()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert max(most) == 1 and len(most) == 800


def test_who_is_interrupted_leaves_it_to_the_others(monkeypatch):
    lock = FairLock()
    real = threading.Lock

    class Turn:
        """A turn that is interrupted while it is waited for."""

        def __init__(self):
            self.asked = 0

        def acquire(self):
            self.asked += 1
            if self.asked > 1:
                raise KeyboardInterrupt

    with lock:
        monkeypatch.setattr("index.fair_lock.threading.Lock", Turn)
        with pytest.raises(KeyboardInterrupt), lock:
            pass
        monkeypatch.setattr("index.fair_lock.threading.Lock", real)
        got = []
        thread = begin(lock, got, "next")
    thread.join()
    assert got == ["next"] and not lock._waiting
