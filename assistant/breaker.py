"""A circuit breaker: after several failures in a row nobody waits for the model until it has had time to
recover.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable


class Breaker:
    """Closed while all is well; open for ``rest_s`` after ``limit`` failures in a row; then one call may try.

    Safe to share between threads. ``clock`` gives seconds that only go forward.
    """

    def __init__(
        self, *, limit: int = 3, rest_s: float = 60.0, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Begins closed."""
        self._limit, self._rest_s, self._clock = limit, rest_s, clock
        self._failures = 0
        self._open_until = 0.0
        self._lock = threading.Lock()

    def allows(self) -> bool:
        """Whether a call may be made now; of those that wait for an open breaker, one may try."""
        with self._lock:
            if self._failures < self._limit:
                return True
            if self._clock() < self._open_until:
                return False
            self._open_until = self._clock() + self._rest_s
            return True

    def succeeded(self) -> None:
        """The call was of use: close."""
        with self._lock:
            self._failures = 0

    def failed(self) -> None:
        """The call was of no use; opens when there have been too many."""
        with self._lock:
            self._failures += 1
            if self._failures >= self._limit:
                self._open_until = self._clock() + self._rest_s

    @property
    def open(self) -> bool:
        """Whether calls are held back now."""
        with self._lock:
            return self._failures >= self._limit and self._clock() < self._open_until
