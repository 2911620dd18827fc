"""Nothing that a person can send holds the service up: crafted questions and bodies, and every pattern of the rooms."""

from __future__ import annotations

import re
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from starlette.testclient import TestClient

from assistant.bootstrap import Moothall
from assistant.conversation import Conversations
from assistant.model import Asked
from ingest.library import Library
from tests.pumping import hard_strings, patterns
from tests.web.conftest import client, moothall  # noqa: F401 - the fixtures of the web

LENGTH = 2000
MOST_S = 1.0
BUSY = 2
"""How much longer all takes on a processor that others use too; what was mended took 9 to 49 seconds."""
LEAST_TRIES = 2
UNITS = (
    *(
        "and ",
        "tell me if ",
        "is it true that ",
        ", right?",
        "who is ",
        "which ",
        "of the ",
        "Larkmere and Stanbeck ",
    ),
    *(
        "1% ",
        "1/2 ",
        "-1 ",
        "1k ",
        "2pp ",
        "£1.5m ",
        "10 posts ",
        "ten per cent ",
        "from 1% to 2% ",
        "2023/24 ",
    ),
    *(
        "(",
        "[1] ",
        '"',
        "a",
        "7",
        "-",
        ". ",
        "a, ",
        "a | b ",
        "<!---->",
        "e\u0301",
        "Mr Smith ",
        "what if it fell ",
    ),
)
OPENINGS = ("", "What would FTE be if it fell by ", "compare ", "vision(1977", "which ")


@pytest.fixture(scope="module")
def warm(sample_library: Library) -> Iterator[Moothall]:
    """The assistant over the sample library; what is loaded once is no part of an answer's time."""
    conversations = Conversations.open(None)
    opened = Moothall(sample_library, conversations)
    opened.ask(Asked("How many people work at Larkmere if it falls by 2% a year?"))
    yield opened
    conversations.close()


@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS)
def test_no_crafted_question_takes_a_second(unit: str, warm: Moothall) -> None:
    opening = OPENINGS[UNITS.index(unit) % len(OPENINGS)]
    question = (opening + unit * LENGTH)[:LENGTH]

    assert _least_s(lambda: warm.ask(Asked(question))) < BUSY * MOST_S


BODIES = {
    "quotes": b'"' * 16_000,
    "an escape without end": b'"' + b'\\"' * 8_000,
    "backslashes": b'{"question": "' + b"\\" * 16_001,
    "brackets": b"[" * 19_000,
    "pairs of brackets": b"[]" * 9_000,
    "objects": b'{"a":' * 3_900,
    "digits": b"1" * 19_000,
    "exponents": b'{"question": ' + b"1e" * 9_000,
    "escapes cut short": b'{"question": "' + b"\\u00" * 4_000,
    "many keys": b"{" + b",".join(b'"%d":1' % number for number in range(1_500)) + b"}",
    "fields": b"a=1&" * 4_900,
    "signs": b"%" * 19_000,
    "no end": b'{"question": "' + b"a" * 19_000,
}
KINDS = (
    "application/json",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=a",
    "text/plain",
)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("body", BODIES)
def test_no_crafted_body_takes_a_second(body: str, kind: str, client: TestClient) -> None:  # noqa: F811
    def send() -> None:
        for path in ("/api/chat", "/api/scenarios/run", "/ask", "/api/documents", "/v1/chat/completions"):
            reply = client.post(path, content=BODIES[body], headers={"content-type": kind})
            assert reply.status_code < 500

    assert _least_s(send) < BUSY * MOST_S


class _Endless(Exception):
    """A pattern did not end in time."""


@pytest.mark.slow
def test_no_pattern_is_slow_on_strings_of_its_own_alphabet() -> None:
    held = patterns()

    slow = [place for place, pattern, at_start in held if _is_slow(pattern, at_start)]

    assert len(held) > 100
    assert slow == []


def test_a_pattern_that_is_slow_is_found() -> None:
    with_choices = (r"^(?:(?:and|so)[\s,]*(?:if)?[\s,]*)*x", r"(\w+\s?)*$", r"(?:<!--.*?-->\s*)*<html")

    assert all(_is_slow(re.compile(written), True) for written in with_choices)
    assert not _is_slow(re.compile(r"^(?:(?:and|so)[\s,]*+)*x"), True)


def _is_slow(pattern: re.Pattern[object], at_start: bool) -> bool:
    tried = pattern.match if at_start else pattern.search
    for length in (500, 1000, 2000):
        for text in hard_strings(pattern, length):
            given = text if isinstance(pattern.pattern, str) else text.encode("utf-8", "replace")
            try:
                with _ended_after(BUSY * MOST_S):
                    tried(given)
            except _Endless:
                return True
    return False


@contextmanager
def _ended_after(seconds: float) -> Iterator[None]:
    """Raise _Endless in the block after so many seconds of processor time; ``re`` lets signals in."""

    def end(*_: object) -> None:
        raise _Endless

    before = signal.signal(signal.SIGVTALRM, end)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _least_s(work: Callable[[], object]) -> float:
    """The least processor time of a few runs, of the thread that holds the interpreter."""
    times = []
    for _ in range(LEAST_TRIES):
        began = time.thread_time()
        work()
        times.append(time.thread_time() - began)
        if times[-1] < MOST_S / 2:
            break
    return min(times)
