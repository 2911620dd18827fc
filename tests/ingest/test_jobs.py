"""Uploads in the background: none holds up the others, and neither a full disk nor a deadly file stops them for good."""

from __future__ import annotations

import errno
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import ingest.jobs
from ingest.catalogue import Catalogue
from ingest.catalogue_jobs import count_start, keep_job
from ingest.jobs import Jobs
from ingest.library_model import IngestOutcome, IngestStatus, Job, JobState
from ingest.overrides import Overrides

Taken = Callable[..., IngestOutcome]


def added(path: Path, overrides: Overrides, tell: object) -> IngestOutcome:
    return IngestOutcome(path.name, IngestStatus.ADDED, "one")


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingest.jobs, "RETRY_S", 0.05)


def jobs_over(folder: Path, run: Taken = added) -> Jobs:
    return Jobs(folder, Catalogue(folder), run)


def ended(jobs: Jobs, id: str) -> Job:
    until = time.monotonic() + 10
    while not jobs.job(id).state.final and time.monotonic() < until:
        time.sleep(0.01)
    return jobs.job(id)


def test_a_slow_file_does_not_hold_up_the_next(tmp_path: Path) -> None:
    released = threading.Event()

    def run(path: Path, overrides: Overrides, tell: object) -> IngestOutcome:
        assert path.name != "slow.md" or released.wait(10)
        return added(path, overrides, tell)

    jobs = jobs_over(tmp_path, run)
    slow, quick = jobs.submit("slow.md", b"a", Overrides()), jobs.submit("quick.md", b"b", Overrides())

    assert ended(jobs, quick).state is JobState.READY
    assert not jobs.job(slow).state.final
    released.set()
    assert ended(jobs, slow).state is JobState.READY


def test_a_full_disk_is_told_and_the_job_goes_on_when_there_is_room(tmp_path: Path) -> None:
    full = threading.Event()
    full.set()

    def run(path: Path, overrides: Overrides, tell: object) -> IngestOutcome:
        if full.is_set():
            return IngestOutcome(path.name, IngestStatus.REFUSED, reason="The disk is full.", kind="NotKept")
        return added(path, overrides, tell)

    jobs = jobs_over(tmp_path, run)
    id = jobs.submit("plan.md", b"a", Overrides())
    while not jobs.trouble():
        time.sleep(0.01)

    assert jobs.trouble() == "The disk is full." and not jobs.job(id).state.final
    full.clear()
    assert ended(jobs, id).state is JobState.READY and jobs.trouble() == ""


def test_a_fault_in_one_job_ends_no_thread(tmp_path: Path) -> None:
    faults = [OSError(errno.ENOSPC, "No space left on device"), ValueError("surprise")]

    def run(path: Path, overrides: Overrides, tell: object) -> IngestOutcome:
        if faults:
            raise faults.pop()
        return added(path, overrides, tell)

    jobs = jobs_over(tmp_path, run)

    assert ended(jobs, jobs.submit("plan.md", b"a", Overrides())).state is JobState.READY
    assert jobs.trouble() == ""


def test_a_file_that_stopped_the_server_twice_is_left_out_at_the_next_start(tmp_path: Path) -> None:
    catalogue = Catalogue(tmp_path)
    (tmp_path / "uploads" / "j").mkdir(parents=True)
    (tmp_path / "uploads" / "j" / "deadly.md").write_text("a")
    with catalogue.write(quiet=True) as connection:
        keep_job(connection, Job("j", "deadly.md", JobState.READING, 10), overrides="{}")
        count_start(connection, "j")
        count_start(connection, "j")

    jobs = Jobs(tmp_path, catalogue, added)
    jobs.resume()

    assert jobs.job("j").state is JobState.REFUSED
    assert "stopped 2 times while deadly.md was taken in" in jobs.job("j").reason
    assert not (tmp_path / "uploads" / "j").exists()


def test_one_that_was_at_hand_once_is_tried_again(tmp_path: Path) -> None:
    catalogue = Catalogue(tmp_path)
    (tmp_path / "uploads" / "j").mkdir(parents=True)
    (tmp_path / "uploads" / "j" / "plan.md").write_text("a")
    with catalogue.write(quiet=True) as connection:
        keep_job(connection, Job("j", "plan.md", JobState.READING, 10), overrides="{}")
        count_start(connection, "j")

    jobs = Jobs(tmp_path, catalogue, added)
    jobs.resume()

    assert ended(jobs, "j").state is JobState.READY


def test_an_upload_with_a_name_too_long_for_a_disk_is_kept_under_a_shorter_one(tmp_path: Path) -> None:
    jobs = jobs_over(tmp_path)

    job = ended(jobs, jobs.submit("計" * 120 + ".md", b"a", Overrides()))

    # 120 letters of three bytes each: 120 bytes are 40 of them.
    assert (job.state, job.file) == (JobState.READY, "計" * 40 + ".md")


def test_an_upload_that_cannot_be_kept_leaves_nothing_behind(tmp_path: Path) -> None:
    jobs = jobs_over(tmp_path)
    (tmp_path / "uploads").write_text("in the way")

    with pytest.raises(OSError):
        jobs.submit("plan.md", b"a", Overrides())


def test_threads_that_ended_leave_their_connection_to_the_next(tmp_path: Path) -> None:
    catalogue = Catalogue(tmp_path)
    seen = []
    for _ in range(30):
        thread = threading.Thread(target=lambda: seen.append(id(catalogue.connection())))
        thread.start()
        thread.join()

    assert len(set(seen)) == 1
