"""One question at a time in a conversation, followed as it goes, ended at a word."""

from __future__ import annotations

import asyncio
import threading

import pytest

from assistant.limited import MainThread, Stopped
from assistant.model import Answer, Route, Status
from tests.loops import in_a_loop
from web.flights import KEEPING, Flights, Hear
from web.pages_ask import _told
from web.problems import Problem

DONE = Answer(Status.ANSWERED, Route.CHAT, "Done.")


class Work:
    """Work in two steps that waits between them to be let on."""

    def __init__(self) -> None:
        self.begun, self.on = threading.Event(), threading.Event()

    def __call__(self, hear: Hear) -> Answer:
        hear("step", "search")
        hear("delta", "So far")
        self.begun.set()
        assert self.on.wait(5)
        hear("step", KEEPING)
        return DONE


def test_a_second_question_is_refused_while_one_is_on_its_way_and_in_that_conversation_alone() -> None:
    flights, work = Flights(), Work()
    flight = flights.begin("c1", "first?", work)
    assert work.begun.wait(5)

    with pytest.raises(Problem) as refused:
        flights.begin("c1", "second?", work)
    other = Work()
    other.on.set()

    assert refused.value.status_code == 409
    assert refused.value.errors["question"].startswith("“first?” is still being answered.")
    assert flights.begin("c2", "elsewhere?", other).answer.result(5) == DONE
    work.on.set()
    assert flight.answer.result(5) == DONE
    assert flights.begin("c1", "third?", other).answer.result(5) == DONE


def test_what_is_over_is_forgotten_unless_it_failed_and_a_failure_is_told_once() -> None:
    flights = Flights()

    def failing(hear: Hear) -> Answer:
        raise RuntimeError("inside")

    arrived = flights.begin("c1", "arrives?", lambda hear: DONE)
    failed = flights.begin("c2", "fails?", failing)
    flights._pool.shutdown()

    assert arrived.answer.result(5) == DONE
    assert flights._flights == {"c2": failed}, "the answer that arrived is not held, though nobody looked"
    assert flights.of("c2") is failed
    assert flights.of("c2") is None


def test_one_question_more_than_can_wait_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.flights.MOST", 2)
    flights, work = Flights(), Work()
    first = flights.begin("c1", "first?", work)
    second = flights.begin("c2", "second?", work)

    with pytest.raises(Problem) as refused:
        flights.begin("c3", "third?", work)
    work.on.set()
    first.answer.result(5), second.answer.result(5)

    assert refused.value.status_code == 503
    assert refused.value.errors["question"].startswith("Many questions are being answered just now.")
    assert flights.begin("c3", "third?", work).answer.result(5) == DONE


def test_whoever_follows_late_is_told_what_was_said_before() -> None:
    flights, work, heard = Flights(), Work(), list[tuple[str, str]]()
    flight = flights.begin("c1", "q", work)
    assert work.begun.wait(5)

    flight.follow(lambda kind, text: heard.append((kind, text)))
    assert (flight.words, flight.text) == ("Searching the papers", "So far")
    work.on.set()
    flight.answer.result(5)

    assert heard == [("step", "search"), ("delta", "So far"), ("step", "keep")]


def test_stopping_ends_the_work_at_its_next_step_and_frees_the_conversation_at_once() -> None:
    flights, work = Flights(), Work()
    flight = flights.begin("c1", "q", work)
    assert work.begun.wait(5)

    assert flights.stop("c1") is flight
    assert flights.of("c1") is None
    assert flights.stop("c1") is None
    work.on.set()

    with pytest.raises(Stopped):
        flight.answer.result(5)


def test_an_answer_that_is_being_kept_cannot_be_stopped_any_more() -> None:
    flights, kept, on = Flights(), threading.Event(), threading.Event()

    def work(hear: Hear) -> Answer:
        hear("step", KEEPING)
        kept.set()
        assert on.wait(5)
        return DONE

    flight = flights.begin("c1", "q", work)
    assert kept.wait(5)

    assert flights.stop("c1") is None
    on.set()
    assert flight.answer.result(5) == DONE


def test_a_stream_holds_no_thread_while_it_waits_and_leaving_it_does_no_harm() -> None:
    flights, work = Flights(), Work()
    flight = flights.begin("c1", "q", work)

    async def left_early() -> list[bytes]:
        before = set(threading.enumerate())
        stream = _told("c1", flight, flights)
        said = [await anext(stream) for _ in range(3)]
        waiting = asyncio.ensure_future(anext(stream))
        await asyncio.sleep(0.05)
        assert set(threading.enumerate()) <= before
        waiting.cancel()
        return said

    assert work.begun.wait(5)
    said = in_a_loop(left_early())
    work.on.set()

    assert [item.split(b"\n")[0] for item in said] == [
        b"event: conversation",
        b"event: step",
        b"event: delta",
    ]
    assert flight.answer.result(5) == DONE


def test_a_stop_reaches_through_the_main_thread_and_leaves_it_serving() -> None:
    main, seen = MainThread(), list[object]()

    def stopped() -> Answer:
        raise Stopped

    def other() -> None:
        try:
            main.run(stopped)
        except Stopped:
            seen.append("stopped")
        seen.append(main.run(lambda: DONE))

    main.beside(other)

    assert seen == ["stopped", DONE]
