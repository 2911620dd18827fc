"""Work whose time can really be ended: on the main thread, where a signal reaches into a pattern that will not stop.

Python's ``re`` holds the interpreter while it backtracks: no other thread can end it, or even run. Every few thousand steps it
lets signals in, and those are handled on the main thread only. So questions are answered there, one after the other (two at once
would share one interpreter anyhow), and a timer's signal lets the other threads run and ends what is over its limit.
"""

from __future__ import annotations

import queue
import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Any, Protocol, TypeVar

Made = TypeVar("Made")
PROCESSOR_S = 5.0
"""Processor time for the steps of one answer: more than ten times what a usual one takes."""
FIRST_TICK_S, TICK_S = 0.1, 0.02
AGAIN_S = 1.0
_LOOK_S = 0.2


class TookTooLong(Exception):
    """The time for one answer is up."""


class Stopped(BaseException):
    """Whoever asked wants no answer any more; raised by a listener at the next step. Like a cancelled task it is no
    ``Exception``, so that no guard makes an answer of it.
    """


class Run(Protocol):
    """How a piece of work is run: here and now, or where its time can be ended."""

    def __call__(self, work: Callable[[], Made], /) -> Made: ...


def directly(work: Callable[[], Made], /) -> Made:
    """Run the work here and now, without a limit."""
    return work()


class MainThread:
    """Runs pieces of work on the main thread, each within ``limit_s`` seconds of its processor time."""

    def __init__(self, limit_s: float = PROCESSOR_S) -> None:
        """Nothing is run for other threads until ``beside`` is called."""
        self._limit_s = limit_s
        self._waiting: queue.Queue[tuple[Future[Any], Callable[[], Any]]] = queue.Queue()
        self._serving = threading.Event()
        self._busy = False

    def run(self, work: Callable[[], Made], /) -> Made:
        """What the work makes, whichever thread asks for it. Raises TookTooLong, and what the work raises."""
        if threading.current_thread() is threading.main_thread():
            return self._within_limit(work)
        if not self._serving.is_set():
            return work()
        future: Future[Made] = Future()
        self._waiting.put((future, work))
        return future.result()

    def beside(self, other: Callable[[], None]) -> None:
        """Run ``other`` on a thread of its own, and here the work that it wants run, until it ends."""
        self._serving.set()
        thread = threading.Thread(target=other, name="beside", daemon=True)
        thread.start()
        try:
            while thread.is_alive():
                self._next()
        finally:
            self._serving.clear()
            while not self._waiting.empty():
                self._waiting.get_nowait()[0].cancel()

    def _next(self) -> None:
        try:
            future, work = self._waiting.get(timeout=_LOOK_S)
        except queue.Empty:
            return
        try:
            future.set_result(self._within_limit(work))
        except (Exception, Stopped) as fault:
            future.set_exception(fault)

    def _within_limit(self, work: Callable[[], Made]) -> Made:
        if self._busy:
            return work()
        self._busy = True
        try:
            with _ended_after(self._limit_s):
                return work()
        finally:
            self._busy = False


@contextmanager
def _ended_after(limit_s: float) -> Iterator[None]:
    """Raise TookTooLong in the block once it has used so much processor time; other threads run meanwhile."""
    until = time.thread_time() + limit_s

    def look(*_: object) -> None:
        nonlocal until
        if time.thread_time() > until:
            # Not again at the next tick, which would break the way out; but again where something caught it.
            until += AGAIN_S
            raise TookTooLong(f"{limit_s:g} seconds of processor time")

    before = signal.signal(signal.SIGALRM, look)
    signal.setitimer(signal.ITIMER_REAL, FIRST_TICK_S, TICK_S)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
