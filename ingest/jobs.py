"""Uploads: kept on disk and in the library file first, taken in by one thread behind, found again after a
restart.
"""

from __future__ import annotations

import os
import queue
import re
import secrets
import shutil
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePath

from ingest.catalogue import Catalogue
from ingest.catalogue_jobs import job, keep_job, unfinished_jobs
from ingest.library_errors import UnknownJob
from ingest.library_model import IngestOutcome, IngestStatus, Job, JobState, Progress
from ingest.overrides import Overrides

Run = Callable[[Path, Overrides, Callable[[Progress], None]], IngestOutcome]

_STEPS = {"reading": (JobState.READING, 10), "indexing": (JobState.INDEXING, 50)}
_LONGEST_NAME = 150
_WAIT_S = 60


class Jobs:
    """The uploads of one library; ``run`` takes one file in."""

    def __init__(self, folder: Path, catalogue: Catalogue, run: Run) -> None:
        """The thread that works is started with the first job."""
        self._uploads = folder / "uploads"
        self._catalogue, self._run = catalogue, run
        self._queue: queue.Queue[tuple[str, Overrides] | None] = queue.Queue()
        self._thread: threading.Thread | None = None
        self._guard = threading.Lock()

    def submit(self, filename: str, data: bytes, overrides: Overrides) -> str:
        """Keep an uploaded file and queue it; the id of its job. It survives a restart from here on."""
        id = secrets.token_urlsafe(12)
        name = safe_name(filename)
        place = self._uploads / id
        place.mkdir(parents=True)
        with (place / name).open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        with self._catalogue.write(quiet=True) as connection:
            keep_job(connection, Job(id, name, JobState.RECEIVED, 0), overrides=overrides.to_json())
        self._queue_up(id, overrides)
        return id

    def job(self, id: str) -> Job:
        """Where a job stands; raises UnknownJob."""
        found = job(self._catalogue.connection(), id)
        if found is None:
            raise UnknownJob(f"There is no job {id!r}.")
        return found

    def resume(self) -> None:
        """Queue what an earlier process left unfinished; what it lost is marked refused with the reason."""
        for left, overrides in unfinished_jobs(self._catalogue.connection()):
            if (self._uploads / left.id / left.file).is_file():
                self._queue_up(left.id, Overrides.from_json(overrides))
            else:
                reason = f"The server stopped while {left.file} was taken in: send it again."
                self._keep(replace(left, state=JobState.REFUSED, percent=100, reason=reason))
        known = {left.id for left, _ in unfinished_jobs(self._catalogue.connection())}
        for place in self._uploads.glob("*"):
            if place.name not in known:
                shutil.rmtree(place, ignore_errors=True)

    def close(self) -> None:
        """Let the job at hand end; those behind it are resumed when the library is next opened."""
        with self._guard:
            thread, self._thread = self._thread, None
        if thread is not None:
            while not self._queue.empty():
                self._queue.get_nowait()
            self._queue.put(None)
            thread.join(_WAIT_S)

    def _queue_up(self, id: str, overrides: Overrides) -> None:
        self._queue.put((id, overrides))
        with self._guard:
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="jobs", daemon=True)
                self._thread.start()

    def _work(self) -> None:
        """Take one upload in after the other until told to stop."""
        while (waiting := self._queue.get()) is not None:
            self._take_in(*waiting)

    def _take_in(self, id: str, overrides: Overrides) -> None:
        """Run one job to its final state."""
        started = self.job(id)

        def tell(progress: Progress) -> None:
            if progress.step in _STEPS:
                state, percent = _STEPS[progress.step]
                self._keep(replace(started, state=state, percent=percent))

        outcome = self._run(self._uploads / id / started.file, overrides, tell)
        self._keep(_finished(started, outcome))
        shutil.rmtree(self._uploads / id, ignore_errors=True)

    def _keep(self, current: Job) -> None:
        with self._catalogue.write(quiet=True) as connection:
            keep_job(connection, current)


def _finished(started: Job, outcome: IngestOutcome) -> Job:
    """The final state of a job with this outcome."""
    if outcome.status is not IngestStatus.REFUSED:
        reason = "This file is in the library already." if outcome.status is IngestStatus.UNCHANGED else ""
        return replace(started, state=JobState.READY, percent=100, reason=reason, document=outcome.document)
    state = JobState.NEEDS_OCR if outcome.kind == "NoText" else JobState.REFUSED
    return replace(started, state=state, percent=100, reason=outcome.reason)


def safe_name(filename: str) -> str:
    """The last part of a file's name without control characters: never a path, empty or too long."""
    name = re.sub(r"[\x00-\x1f\x7f/\\:]", "", PurePath(filename.replace("\\", "/")).name).strip().lstrip(".")
    path = PurePath(name or "document")
    return path.stem[:_LONGEST_NAME] + path.suffix[:16]
