"""Rates: how much a person may ask for in a minute, so that one leaves room for the others."""

import math
import time
from collections.abc import Callable

_MINUTE = 60.0


class Rates:
    """Lets each person do `most` things a minute, all of them at once if they like, and then as room comes back."""

    def __init__(self, most: int, clock: Callable[[], float] = time.monotonic):
        self._most = most
        self._clock = clock
        # By person: how much room there was, and when.
        self._rooms: dict[str, tuple[float, float]] = {}

    def take(self, who: str) -> int:
        """Take the room of one thing and return 0; without room, return the seconds until there is some."""
        now = self._clock()
        room, then = self._rooms.get(who, (float(self._most), now))
        room = min(self._most, room + (now - then) * self._most / _MINUTE)
        if room < 1:
            self._rooms[who] = room, now
            return math.ceil((1 - room) * _MINUTE / self._most)
        self._rooms[who] = room - 1, now
        return 0
