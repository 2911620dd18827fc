"""Work on the main thread: ended at its limit even within a pattern, while other threads go on."""

from __future__ import annotations

import contextlib
import re
import signal
import threading
import time

import pytest

from assistant.limited import MainThread, TookTooLong

ENDLESS = re.compile(r"(a+)+$")


def backtrack() -> object:
    return ENDLESS.match("a" * 60 + "!")


def test_a_pattern_that_will_not_stop_is_ended() -> None:
    with pytest.raises(TookTooLong):
        MainThread(limit_s=0.3).run(backtrack)


def test_other_threads_run_beside_a_pattern_that_will_not_stop() -> None:
    waits: list[float] = []

    def beat() -> None:
        for _ in range(40):
            began = time.perf_counter()
            time.sleep(0.01)
            waits.append(time.perf_counter() - began)

    thread = threading.Thread(target=beat)
    thread.start()
    with pytest.raises(TookTooLong):
        MainThread(limit_s=1).run(backtrack)
    thread.join()

    assert sorted(waits)[-2] < 0.3


def test_another_thread_gets_what_its_work_made_or_raised() -> None:
    main, said = MainThread(limit_s=0.3), []

    def ask() -> None:
        said.append(main.run(lambda: threading.current_thread() is threading.main_thread()))
        for work in (backtrack, lambda: [][0]):
            try:
                main.run(work)
            except (TookTooLong, IndexError) as fault:
                said.append(type(fault))

    main.beside(ask)

    assert said == [True, TookTooLong, IndexError]


def test_work_within_work_shares_its_limit() -> None:
    main = MainThread(limit_s=0.3)

    with pytest.raises(TookTooLong):
        main.run(lambda: main.run(backtrack))


def test_a_limit_that_is_swallowed_comes_again() -> None:
    def stubborn() -> None:
        with contextlib.suppress(TookTooLong):
            backtrack()
        backtrack()

    with pytest.raises(TookTooLong):
        MainThread(limit_s=0.2).run(stubborn)


def test_after_the_limit_no_signal_comes_any_more() -> None:
    with pytest.raises(TookTooLong):
        MainThread(limit_s=0.2).run(backtrack)

    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGALRM) is signal.SIG_DFL


def test_without_anybody_serving_a_thread_does_its_own_work() -> None:
    main, said = MainThread(), []
    thread = threading.Thread(target=lambda: said.append(main.run(threading.current_thread)))

    thread.start()
    thread.join()

    assert said == [thread]
