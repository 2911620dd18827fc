"""Legal holds: what must be kept although its time is over, or although somebody wants it gone.

The database itself keeps a conversation that is held, whatever deletes it; it is only no longer shown.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from assistant.conversation_file import ConversationFile

ALL = "all"


class Held(Exception):
    """What was to be erased or removed is under a legal hold; the text is one sentence."""


@dataclass(frozen=True, slots=True)
class Hold:
    """One hold: of everything (``all``), of a person by their reference, or of a conversation or paper by its id."""

    what: str
    reason: str
    at: float


class Holds:
    """The holds in force."""

    def __init__(self, file: ConversationFile, clock: Callable[[], float] = time.time) -> None:
        """``clock`` tells the time in seconds."""
        self._file, self._clock = file, clock

    def add(self, what: str, reason: str) -> None:
        """Hold it from now on; a second hold of the same replaces the reason."""
        with self._file.write() as run:
            run.execute("INSERT OR REPLACE INTO hold VALUES (?, ?, ?)", (what, reason, self._clock()))

    def end(self, what: str) -> bool:
        """Let it go; False when it was not held."""
        with self._file.write() as run:
            return run.execute("DELETE FROM hold WHERE what = ?", (what,)).rowcount > 0

    def in_force(self) -> list[Hold]:
        """Every hold, oldest first."""
        return [
            Hold(*row) for row in self._file.rows("SELECT what, reason, at FROM hold ORDER BY at, what", ())
        ]

    def refuse(self, *whats: str) -> None:
        """Raise Held when any of these is held."""
        for hold in filter(None, map(self.of, whats)):
            raise Held(
                f"{hold.what} is under a legal hold ({hold.reason}), so nothing is removed: end the hold first."
            )

    def of(self, what: str) -> Hold | None:
        """The hold that covers this: its own, or that of everything."""
        return next((hold for hold in self.in_force() if hold.what in (ALL, what)), None)
