"""How long each step of an answer takes, who hears of it, and when the time is up."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from assistant.limited import TookTooLong

Listener = Callable[[str, str], None]


@dataclass(slots=True)
class Clock:
    """Milliseconds by step; the listener hears the name of each step as it begins."""

    listen: Listener | None = None
    limit_s: float = math.inf
    timings: dict[str, float] = field(default_factory=dict)
    _step: str = ""
    _since: float = 0.0
    _begun: float = field(default_factory=time.perf_counter)

    def begin(self, step: str) -> None:
        """Close the running step and begin the next. Raises TookTooLong when the time is up."""
        self.end()
        self._step, self._since = step, time.perf_counter()
        if self._since - self._begun > self.limit_s:
            raise TookTooLong(step)
        if self.listen:
            self.listen("step", step)

    def end(self) -> None:
        """Close the running step."""
        if self._step:
            spent = 1000 * (time.perf_counter() - self._since)
            self.timings[self._step] = round(self.timings.get(self._step, 0.0) + spent, 2)
            self._step = ""
