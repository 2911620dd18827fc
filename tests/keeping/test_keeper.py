"""What a server does by itself goes on when a piece of it fails, and says so once."""

from __future__ import annotations

import logging
import threading

import pytest

from assistant.keeping.keeper import Keeper


def test_a_piece_of_work_that_fails_holds_up_no_other_and_is_told_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    done: list[str] = []
    full = True

    def back_up() -> str:
        if full:
            raise OSError(28, "No space left on device")
        return "A backup was made."

    keeper = Keeper({"A backup": back_up, "Forgetting": lambda: done.append("forgot") or ""})  # type: ignore[func-returns-value]
    with caplog.at_level(logging.WARNING, "moothall"):
        keeper.work_once()
        keeper.work_once()
        assert "A backup failed: The disk is full" in keeper.trouble()
        full = False
        keeper.work_once()

    assert done == ["forgot"] * 3
    assert keeper.trouble() == ""
    assert [record.message[:16] for record in caplog.records] == ["A backup failed:", "A backup was mad"]


def test_a_keeper_works_until_it_is_closed() -> None:
    worked = threading.Event()
    keeper = Keeper({"Working": lambda: worked.set() or ""}, every_s=0.01)  # type: ignore[func-returns-value]

    keeper.start()
    assert worked.wait(5)
    keeper.close()
    worked.clear()

    assert not worked.wait(0.1)
