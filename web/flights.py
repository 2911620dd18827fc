"""Questions that were asked on the pages and are being answered: one at a time in a conversation, each with what is being
done, and a way to end it. What programs ask over the API is answered beside them, in the same conversation too.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context

from assistant.limited import Stopped
from assistant.model import Answer
from web.problems import Problem
from web.steps import step_words

Hear = Callable[[str, str], None]
Work = Callable[[Hear], Answer]
log = logging.getLogger("moothall")
AT_ONCE = 8
MOST = 64
"""So many questions are on their way at once, most of them waiting; one more is refused."""
KEEPING = "keep"
"""The step that keeps the answer: from here on it is too late to stop."""


class Flight:
    """One question on its way: the step it is at, the checked text so far, and whoever follows it."""

    def __init__(self, question: str) -> None:
        self.question = question
        self.step = ""
        self.text = ""
        self.answer: Future[Answer] = Future()
        self._lock = threading.Lock()
        self._followers: list[Hear] = []
        self._stopped = self._kept = False

    def hear(self, kind: str, text: str) -> None:
        """Take note of a step that begins or of text that was checked. Raises Stopped when it is to end."""
        with self._lock:
            if self._stopped:
                raise Stopped
            self._kept = self._kept or (kind == "step" and text == KEEPING)
            if kind == "step":
                self.step = text
            else:
                self.text += text
            for follower in self._followers:
                follower(kind, text)

    def follow(self, follower: Hear) -> None:
        """Tell what was said already, and all that is said from now on."""
        with self._lock:
            if self.step:
                follower("step", self.step)
            if self.text:
                follower("delta", self.text)
            self._followers.append(follower)

    def stop(self) -> bool:
        """End the work at its next step; False when the answer is being kept already."""
        with self._lock:
            self._stopped = not self._kept
            return self._stopped

    @property
    def words(self) -> str:
        """What is being done, for people."""
        return step_words(self.step)


class Flights:
    """The questions on their way, by conversation, and those that failed and were not told yet."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="ask")
        self._lock = threading.Lock()
        self._flights: dict[str, Flight] = {}

    def begin(self, conversation_id: str, question: str, work: Work) -> Flight:
        """Start answering; raises a Problem while an earlier question of the conversation is on its way (409), or too
        many of others (503).
        """
        flight = Flight(question)
        with self._lock:
            before = self._flights.get(conversation_id)
            if before is not None and not before.answer.done():
                raise busy(before.question)
            if sum(not other.answer.done() for other in self._flights.values()) >= MOST:
                raise crowded()
            self._flights[conversation_id] = flight
        self._pool.submit(copy_context().run, self._fly, conversation_id, flight, work)
        return flight

    def of(self, conversation_id: str) -> Flight | None:
        """The question on its way, or, once, the one that failed; an answer that arrived is the conversation's."""
        with self._lock:
            flight = self._flights.get(conversation_id)
            if flight is None or not flight.answer.done():
                return flight
            del self._flights[conversation_id]
            return flight if flight.answer.exception() else None

    def release(self, conversation_id: str, flight: Flight) -> None:
        """Forget a question that is over and told."""
        with self._lock:
            if self._flights.get(conversation_id) is flight:
                del self._flights[conversation_id]

    def stop(self, conversation_id: str) -> Flight | None:
        """End the question on its way, which leaves the conversation free for the next; None when there is none."""
        with self._lock:
            flight = self._flights.get(conversation_id)
            if flight is None or flight.answer.done() or not flight.stop():
                return None
            del self._flights[conversation_id]
            return flight

    def _fly(self, conversation_id: str, flight: Flight, work: Work) -> None:
        try:
            flight.answer.set_result(work(flight.hear))
            self.release(conversation_id, flight)
        except (Exception, Stopped) as fault:
            if not isinstance(fault, (Stopped, Problem)):
                log.error("a question was not answered", exc_info=fault)
            flight.answer.set_exception(fault)


def busy(question: str) -> Problem:
    """The refusal of a second question while one is on its way."""
    short = question if len(question) <= 80 else f"{question[:80].rstrip()}…"
    return Problem(
        409,
        "One question at a time.",
        errors={
            "question": f"“{short}” is still being answered. Your question is kept here: send it when the answer has come, "
            "or stop the one before."
        },
        kind="busy",
    )


def crowded() -> Problem:
    """The refusal of a question while too many are waiting."""
    return Problem(
        503,
        "Too many questions at once.",
        errors={
            "question": "Many questions are being answered just now. Yours is kept here: send it again in a minute."
        },
        kind="busy",
    )
