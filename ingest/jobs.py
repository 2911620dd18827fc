"""Uploads: kept on disk and in the library file first, taken in by threads behind, found again after a
restart.
"""

from __future__ import annotations

import logging
import os
import queue
import re
import secrets
import shutil
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePath

from ingest.catalogue import Catalogue
from ingest.catalogue_jobs import count_start, forget_starts, job, keep_job, recent_jobs, unfinished_jobs
from ingest.faults import told
from ingest.file_names import short
from ingest.library_errors import NotKept, UnknownJob, Unreachable
from ingest.library_model import IngestOutcome, IngestStatus, Job, JobState, Progress
from ingest.overrides import Overrides

_log = logging.getLogger(__name__)
Run = Callable[[Path, Overrides, Callable[[Progress], None]], IngestOutcome]

_STEPS = {"reading": (JobState.READING, 10), "indexing": (JobState.INDEXING, 50)}
_WAIT_S = 60
_SLOW_S = 600
AT_ONCE = 2
LEAST_FREE_BYTES = 32 * 2**20
MOST_STARTS = 2
"""A file that was at hand when the server stopped so often is taken for the cause."""
RETRY_S = 5.0
WAITED_FOR = (NotKept.__name__, Unreachable.__name__)
"""Faults of what keeps the library, not of the file at hand, which is tried again."""
ALREADY_THERE = "This file is in the library already."


class Jobs:
    """The uploads of one library; ``run`` takes one file in.

    Two are taken in at once, so that one slow file does not hold up the rest.
    """

    def __init__(self, folder: Path, catalogue: Catalogue, run: Run) -> None:
        """The threads that work are started with the first job."""
        self._uploads = folder / "uploads"
        self._catalogue, self._run = catalogue, run
        self._queue: queue.Queue[tuple[str, Overrides] | None] = queue.Queue()
        self._threads: list[threading.Thread] = []
        self._guard = threading.Lock()
        self._closing = threading.Event()
        self._begun: dict[str, float] = {}
        self._counted: set[str] = set()
        self._trouble = ""

    def submit(self, filename: str, data: bytes, overrides: Overrides) -> str:
        """Keep an uploaded file and queue it; the id of its job. It survives a restart from here on."""
        id = secrets.token_urlsafe(12)
        name = safe_name(filename)
        place = self._uploads / id
        try:
            place.mkdir(parents=True)
            with (place / name).open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            with self._catalogue.write(quiet=True) as connection:
                keep_job(connection, Job(id, name, JobState.RECEIVED, 0), overrides=overrides.to_json())
        except BaseException:
            shutil.rmtree(place, ignore_errors=True)
            raise
        self._queue_up(id, overrides)
        return id

    def job(self, id: str) -> Job:
        """Where a job stands; raises UnknownJob."""
        found = job(self._catalogue.connection(), id)
        if found is None:
            raise UnknownJob(f"There is no job {id!r}.")
        return found

    def recent(self, limit: int) -> list[Job]:
        """The latest uploads, the latest first."""
        return recent_jobs(self._catalogue.connection(), limit)

    def trouble(self) -> str:
        """Why uploads are not getting on, as a sentence; empty when they are."""
        if not self._closing.is_set() and any(not thread.is_alive() for thread in self._threads):
            return "A thread that takes files in has ended: restart the server."
        waited = max((time.monotonic() - since for since in self._begun.values()), default=0.0)
        if waited > _SLOW_S:
            return (
                f"A file has been taken in for {waited / 60:.0f} minutes without an end: restart the server."
            )
        return self._trouble or _no_room(self._uploads.parent)

    def resume(self) -> None:
        """Queue what an earlier process left unfinished; what it lost, or ended it twice, is refused with the reason."""
        for left, overrides, starts in unfinished_jobs(self._catalogue.connection()):
            if starts >= MOST_STARTS:
                reason = f"The server stopped {starts} times while {left.file} was taken in, so it is left out: send a simpler copy."
                self._keep(replace(left, state=JobState.REFUSED, percent=100, reason=reason))
            elif (self._uploads / left.id / left.file).is_file():
                self._queue_up(left.id, Overrides.from_json(overrides))
            else:
                reason = f"The server stopped while {left.file} was taken in: send it again."
                self._keep(replace(left, state=JobState.REFUSED, percent=100, reason=reason))
        known = {left.id for left, _, _ in unfinished_jobs(self._catalogue.connection())}
        for place in self._uploads.glob("*"):
            if place.name not in known:
                shutil.rmtree(place, ignore_errors=True)

    def close(self) -> None:
        """Let the jobs at hand end; those behind them are resumed when the library is next opened."""
        with self._guard:
            threads, self._threads = self._threads, []
        self._closing.set()
        while threads and not self._queue.empty():
            self._queue.get_nowait()
        for _ in threads:
            self._queue.put(None)
        for thread in threads:
            thread.join(_WAIT_S)
        for id in list(self._begun):
            with self._catalogue.write(quiet=True) as connection:
                forget_starts(connection, id)

    def _queue_up(self, id: str, overrides: Overrides) -> None:
        self._queue.put((id, overrides))
        with self._guard:
            while len(self._threads) < AT_ONCE:
                name = f"jobs-{len(self._threads)}"
                self._threads.append(threading.Thread(target=self._work, name=name, daemon=True))
                self._threads[-1].start()

    def _work(self) -> None:
        """Take one upload in after the other until told to stop; what cannot be kept now is tried again."""
        while (waiting := self._queue.get()) is not None:
            try:
                done = self._take_in(*waiting)
            except Exception as fault:  # whatever it is, the uploads behind this one go on
                self._trouble = _why(waiting[0], fault)
                done = False
            self._begun.pop(waiting[0], None)
            if not done and not self._closing.wait(RETRY_S):
                self._queue.put(waiting)

    def _take_in(self, id: str, overrides: Overrides) -> bool:
        """Run one job to its final state; False when there is no room to keep what was made of it."""
        started = self.job(id)
        self._begun[id] = time.monotonic()
        if id not in self._counted:
            with self._catalogue.write(quiet=True) as connection:
                count_start(connection, id)
            self._counted.add(id)

        def tell(progress: Progress) -> None:
            if progress.step in _STEPS:
                state, percent = _STEPS[progress.step]
                self._keep(replace(started, state=state, percent=percent))

        outcome = self._run(self._uploads / id / started.file, overrides, tell)
        if outcome.kind in WAITED_FOR:
            self._trouble = outcome.reason
            self._keep(replace(started, state=JobState.RECEIVED, reason=outcome.reason))
            return False
        self._trouble = ""
        self._keep(_finished(started, outcome))
        shutil.rmtree(self._uploads / id, ignore_errors=True)
        return True

    def _keep(self, current: Job) -> None:
        with self._catalogue.write(quiet=True) as connection:
            keep_job(connection, current)


def _why(id: str, fault: Exception) -> str:
    """Why a job did not end, as a sentence; the log gets the trace of what is no matter of disk or store."""
    if (why := told(fault)) is not None:
        _log.warning("the job %s waits: %s", id, why)
        return str(why)
    _log.error("the job %s did not end", id, exc_info=fault)
    return f"Uploads are not getting on ({type(fault).__name__}): see the log."


def _no_room(folder: Path) -> str:
    """Why the data folder cannot be written, or nothing."""
    free = shutil.disk_usage(folder).free
    if free < LEAST_FREE_BYTES:
        return f"Only {free / 2**20:.0f} MB are free for the data folder: make room."
    return "" if os.access(folder, os.W_OK) else "The data folder cannot be written: check its permissions."


def _finished(started: Job, outcome: IngestOutcome) -> Job:
    """The final state of a job with this outcome."""
    if outcome.status is not IngestStatus.REFUSED:
        known = ALREADY_THERE if outcome.status is IngestStatus.UNCHANGED else ""
        reason = outcome.reason or known
        return replace(started, state=JobState.READY, percent=100, reason=reason, document=outcome.document)
    state = JobState.NEEDS_OCR if outcome.kind == "NoText" else JobState.REFUSED
    return replace(started, state=state, percent=100, reason=outcome.reason)


def safe_name(filename: str) -> str:
    """The last part of a file's name without control characters: never a path, empty or too long."""
    name = re.sub(r"[\x00-\x1f\x7f/\\:]", "", PurePath(filename.replace("\\", "/")).name).strip().lstrip(".")
    return short(name or "document")
