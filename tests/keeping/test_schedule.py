"""Backups by themselves: when they are due, how many are kept, and what is said when they are not as they should be."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.keeping.restore import verify
from assistant.keeping.schedule import Schedule
from assistant.settings import Settings
from ingest.library import Library

START = 1_764_500_000.0  # 30 November 2025, 10:53:20 UTC
HOUR = 3600.0


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    Library.open(tmp_path / "data").close()
    return Settings(
        data=tmp_path / "data", backup_folder=str(tmp_path / "kept"), backup_hours=24, backup_keep=2
    )


def test_a_backup_is_made_when_the_newest_is_old_enough_and_the_oldest_goes(settings: Settings) -> None:
    clock = Clock()
    schedule = Schedule(settings, "1", clock)

    assert schedule.run_if_due().startswith("A backup was made: ")
    clock.now = START + 23 * HOUR
    assert schedule.run_if_due() == ""
    for day in (1, 2):
        clock.now = START + day * 24 * HOUR
        assert schedule.run_if_due()

    assert [path.name for path in schedule.kept()] == [
        "moothall-20251201T105320Z.zip",
        "moothall-20251202T105320Z.zip",
    ]


def test_a_backup_never_holds_earlier_ones(settings: Settings) -> None:
    within = replace(settings, backup_folder=str(settings.data / "kept"))
    clock = Clock()
    schedule = Schedule(within, "1", clock)
    schedule.run_if_due()
    clock.now = START + 24 * HOUR
    schedule.run_if_due()

    first, second = schedule.kept()
    assert {entry.path for entry in verify(first).entries} == {entry.path for entry in verify(second).entries}


def test_files_of_other_names_are_nobodys_business(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "moothall-before-the-move.zip").write_text("kept by hand")
    clock = Clock()
    for day in range(4):
        clock.now = START + day * 24 * HOUR
        Schedule(settings, "1", clock).run_if_due()

    assert (tmp_path / "kept" / "moothall-before-the-move.zip").is_file()
    assert len(Schedule(settings, "1", clock).kept()) == 2


def test_backups_that_are_late_or_damaged_are_told(settings: Settings) -> None:
    clock = Clock()
    schedule = Schedule(settings, "1", clock)
    assert "There is no backup in" in schedule.fault()

    schedule.run_if_due()
    assert schedule.fault(thoroughly=True) == ""
    clock.now = START + 50 * HOUR
    assert "is 50 hours old" in schedule.fault()

    clock.now = START
    newest = schedule.newest()
    assert newest is not None
    newest.write_bytes(newest.read_bytes()[:100])
    assert "damaged or was cut short" in schedule.fault(thoroughly=True)


def test_without_a_folder_nothing_is_made_and_nothing_is_wrong(tmp_path: Path) -> None:
    schedule = Schedule(Settings(data=tmp_path), "1")

    assert schedule.run_if_due() == ""
    assert schedule.fault() == ""
