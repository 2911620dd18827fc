"""Cells that take a question each: looked up one after the other behind the page, and remembered for a while.

A page shows what is ready and asks again; what nobody has asked for of late is not looked up any more.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future, wait
from queue import SimpleQueue

from fastapi import Request

from web.compare_view import FAILED, Cell

Key = tuple[str, ...]
Work = Callable[[], Cell]
KEPT = 4000
FRESH_S, FAILED_S = 600.0, 10.0
"""How long a cell is shown as it was looked up; one that failed only so long that the page can tell of it."""
WANTED_S = 20.0
"""How long a cell is still looked up after the last time that somebody asked for it."""
log = logging.getLogger("moothall")


class Filling:
    """The cells of all comparisons under way."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._queue: SimpleQueue[tuple[Key, Work, Future[None]]] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._ready: OrderedDict[Key, tuple[float, Cell]] = OrderedDict()
        self._waiting: dict[Key, Future[None]] = {}
        self._wanted: dict[Key, float] = {}

    def cells(self, work: Mapping[Key, Work], patience_s: float | None) -> Mapping[Key, Cell]:
        """Those that are ready after so many seconds; with None, all of them, however long it takes."""
        waiting = [
            future for key, one in work.items() if (future := self._begun(key, one, patience_s is None))
        ]
        wait(waiting, patience_s)
        with self._lock:
            return {key: self._ready[key][1] for key in work if key in self._ready}

    def _begun(self, key: Key, work: Work, patient: bool) -> Future[None] | None:
        """What is still to be waited for."""
        now = self._clock()
        with self._lock:
            if self._is_fresh(key, now):
                self._ready.move_to_end(key)
                return None
            if key in self._ready and self._ready[key][1] is FAILED:
                del self._ready[key]  # it is on its way again, and said to be
            self._wanted[key] = float("inf") if patient else max(now, self._wanted.get(key, 0.0))
            if key not in self._waiting:
                self._waiting[key] = Future()
                self._queue.put((key, work, self._waiting[key]))
                self._start()
            return self._waiting[key]

    def ready(self, keys: Iterable[Key]) -> Mapping[Key, Cell]:
        """Those that were looked up already; no other is."""
        now = self._clock()
        with self._lock:
            return {key: self._ready[key][1] for key in keys if self._is_fresh(key, now)}

    def _is_fresh(self, key: Key, now: float) -> bool:
        if key not in self._ready:
            return False
        made, cell = self._ready[key]
        return now - made < (FAILED_S if cell is FAILED else FRESH_S)

    def _start(self) -> None:
        """One thread, which nobody waits for when the server stops."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="compare", daemon=True)
            self._thread.start()

    def _run(self) -> None:
        while True:
            key, work, future = self._queue.get()
            try:
                self._fill(key, work)
            finally:
                future.set_result(None)

    def _fill(self, key: Key, work: Work) -> None:
        with self._lock:
            if self._clock() - self._wanted.pop(key, 0.0) > WANTED_S:
                del self._waiting[key]
                return
        try:
            cell = work()
        except Exception as fault:  # one cell that fails is one cell: it says so, and the others go on
            log.error("a cell of a comparison was not looked up", exc_info=fault)
            cell = FAILED
        with self._lock:
            self._ready[key] = (self._clock(), cell)
            self._waiting.pop(key, None)
            while len(self._ready) > KEPT:
                self._ready.popitem(last=False)


def filling_of(request: Request) -> Filling:
    """The cells of the application that serves this request."""
    state = request.app.state
    if not hasattr(state, "filling"):
        state.filling = Filling()
    filling: Filling = state.filling
    return filling
