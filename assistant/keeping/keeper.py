"""What is done by itself while the server runs: forgetting what is over its time, and making backups."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping

from ingest.faults import told

LOOK_S = 60.0
_log = logging.getLogger("moothall")


class Keeper:
    """Runs each piece of work every minute on one thread; the work itself knows whether it is due, and says what it did."""

    def __init__(self, works: Mapping[str, Callable[[], str]], every_s: float = LOOK_S) -> None:
        """``works`` by what they are called when they fail."""
        self._works, self._every_s = works, every_s
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="keeper", daemon=True)
        self._failed: dict[str, str] = {}

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def close(self) -> None:
        """Stop after the work at hand, which is waited for a little."""
        self._ended.set()
        if self._thread.is_alive():
            self._thread.join(10)

    def trouble(self) -> str:
        """What failed when it was last tried, as a sentence; empty when nothing did."""
        return " ".join(self._failed.values())

    def work_once(self) -> None:
        """Do what is due; a piece of work that fails is told once and tried again at the next look."""
        for name, work in self._works.items():
            try:
                said = work()
            except Exception as fault:  # whatever it is, the other work goes on
                self._tell(name, f"{name} failed: {told(fault) or fault or type(fault).__name__}")
                continue
            self._failed.pop(name, None)
            if said:
                _log.warning("%s", said)

    def _tell(self, name: str, sentence: str) -> None:
        if self._failed.get(name) != sentence:
            _log.error("%s", sentence)
        self._failed[name] = sentence

    def _run(self) -> None:
        while not self._ended.is_set():
            self.work_once()
            self._ended.wait(self._every_s)
