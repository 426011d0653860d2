"""Attempts to log in: those that failed are counted, and too many shut the door for a while."""

import time
from collections import deque
from collections.abc import Callable

# Seconds for which a failure counts.
_COUNTED = 15 * 60
# Names and addresses that are remembered: those that failed last.
_MOST = 10_000


class Attempts:
    """What failed under a name or from an address: `most` failures, and nothing is tried until the first is forgotten.

    It is kept in memory, so that whoever guesses fills no disk.
    """

    def __init__(self, most: int, clock: Callable[[], float] = time.monotonic):
        self._most = most
        self._clock = clock
        self._failures: dict[str, deque[float]] = {}

    def measure_wait(self, who: str) -> int:
        """Return the seconds until somebody may try again, 0 for now."""
        failures = self._recall(who)
        return 0 if len(failures) < self._most else int(failures[0] + _COUNTED - self._clock()) + 1

    def note(self, who: str) -> None:
        """Count an attempt as a failure, before it is known: many at once must not be one."""
        failures = self._recall(who)
        failures.append(self._clock())
        self._failures.pop(who, None)
        self._failures[who] = failures
        while len(self._failures) > _MOST:
            del self._failures[next(iter(self._failures))]

    def take_back(self, who: str) -> None:
        """Count the last attempt no more: it did not fail."""
        if failures := self._failures.get(who):
            failures.pop()

    def forget(self, who: str) -> None:
        """Forget all that failed under a name: its person has come."""
        self._failures.pop(who, None)

    def _recall(self, who: str) -> deque[float]:
        """Return the failures that still count."""
        failures = self._failures.get(who) or deque()
        while failures and failures[0] <= self._clock() - _COUNTED:
            failures.popleft()
        return failures
