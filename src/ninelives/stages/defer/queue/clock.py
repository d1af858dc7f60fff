"""A clock that somebody who sets the machine's time does not move."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

SLEW = 2.0  # s that the time may differ from what has passed, until it counts as set


class Clock:
    """Seconds since 1970 that never go back: a machine's time that jumps is not followed while this process lives."""

    def __init__(self, wall: Callable[[], float] = time.time, passed: Callable[[], float] = time.monotonic) -> None:
        self._wall, self._passed = wall, passed
        self._lock = threading.Lock()
        self._at, self._since = wall(), passed()

    def __call__(self) -> float:
        """Now."""
        with self._lock:
            since = self._passed()
            at = self._at + (since - self._since)
            wall = self._wall()
            self._at = max(self._at, wall) if abs(wall - at) <= SLEW else at
            self._since = since
            return self._at
