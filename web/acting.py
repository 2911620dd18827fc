"""What is done within one request or command goes into the record under the name of whoever does it.

The name travels beside the calls, on every thread that works for the request, so that no step in between has to know.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Protocol

from starlette.exceptions import HTTPException

from assistant.keeping.audit_events import Done, Kind
from assistant.keeping.switches import SwitchedOff
from assistant.limited import Stopped

REFUSED, FAILED = "refused", "failed"
ON = "acted_on"
"""Where the state of a request may say on what it worked, when its address does not."""


class Recorder(Protocol):
    """Whatever takes what was done into a record."""

    def record(self, done: Done) -> None: ...


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, asked when it is recorded (for signing in tells who it is), and the record that it goes into."""

    who: Callable[[], str]
    audit: Recorder


_actor: ContextVar[Actor | None] = ContextVar("actor", default=None)


@contextmanager
def acting(who: Callable[[], str], audit: Recorder) -> Iterator[None]:
    """All that is recorded in the block was done by this one."""
    before = _actor.set(Actor(who, audit))
    try:
        yield
    finally:
        _actor.reset(before)


def record(kind: Kind, what: str, on: str = "", outcome: str = "done", said: str = "") -> None:
    """Put something that was done into the record; nothing happens where nobody is known to act (in a test, say)."""
    if (actor := _actor.get()) is not None:
        actor.audit.record(Done(actor.who(), kind, what, on, outcome, said))


class Outcome:
    """How something ended, to be filled in by whoever knows."""

    def __init__(self) -> None:
        self.said = "done"


@contextmanager
def recorded(kind: Kind, what: str, on: str = "", said: str = "") -> Iterator[Outcome]:
    """Record the block when it ends, however it ends."""
    outcome = Outcome()
    try:
        yield outcome
    except (Exception, Stopped) as fault:
        outcome.said = _ended_by(fault)
        raise
    finally:
        record(kind, what, on, outcome.said, said)


def _ended_by(fault: BaseException) -> str:
    if isinstance(fault, Stopped):
        return "stopped"
    if isinstance(fault, SwitchedOff):
        return f"{REFUSED} (switched off)"
    status = fault.status_code if isinstance(fault, HTTPException) else 500
    return f"{REFUSED} ({status})" if status < 500 else FAILED
