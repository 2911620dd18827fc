"""Uploads on their way into the library, in the library file, so that a restart knows of them."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime

from ingest.library_model import Job, JobState

_COLUMNS = "id, file, state, percent, reason, document"


def keep_job(connection: sqlite3.Connection, job: Job, *, overrides: str | None = None) -> None:
    """Write where a job stands; ``overrides`` (JSON) is given once, when it is made."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    connection.execute(
        "INSERT INTO jobs (id, file, state, percent, reason, document, overrides, at) VALUES (?,?,?,?,?,?,?,?)"
        " ON CONFLICT (id) DO UPDATE SET state = excluded.state,"
        " percent = excluded.percent, reason = excluded.reason, document = excluded.document,"
        " at = excluded.at",
        (job.id, job.file, job.state.value, job.percent, job.reason, job.document, overrides or "{}", now),
    )


def job(connection: sqlite3.Connection, id: str) -> Job | None:
    """A job, or None when there is none of this id."""
    row = connection.execute(f"SELECT {_COLUMNS} FROM jobs WHERE id = ?", (id,)).fetchone()  # noqa: S608
    return None if row is None else _job(row)


def recent_jobs(connection: sqlite3.Connection, limit: int) -> list[Job]:
    """The latest jobs, the latest first."""
    rows = connection.execute(f"SELECT {_COLUMNS} FROM jobs ORDER BY at DESC, id LIMIT ?", (limit,))  # noqa: S608
    return [_job(row) for row in rows.fetchall()]


def unfinished_jobs(connection: sqlite3.Connection) -> list[tuple[Job, str, int]]:
    """Jobs that a restart found on their way, oldest first, with their overrides (JSON) and how often they were begun."""
    rows = connection.execute(f"SELECT {_COLUMNS}, overrides, starts FROM jobs ORDER BY at, id").fetchall()  # noqa: S608
    found = [(_job(row), str(row["overrides"]), int(row["starts"])) for row in rows]
    return [one for one in found if not one[0].state.final]


def forget_jobs(connection: sqlite3.Connection, before: str) -> int:
    """Forget the jobs that ended before a time (ISO 8601, UTC); how many went. Their papers stay."""
    ended = [state.value for state in JobState if state.final]
    marks = ", ".join("?" for _ in ended)
    return connection.execute(
        f"DELETE FROM jobs WHERE at < ? AND state IN ({marks})",  # noqa: S608
        (before, *ended),
    ).rowcount


def count_start(connection: sqlite3.Connection, id: str) -> None:
    """Note that a job is begun, before it can do harm."""
    connection.execute("UPDATE jobs SET starts = starts + 1 WHERE id = ?", (id,))


def forget_starts(connection: sqlite3.Connection, id: str) -> None:
    """A job that was left because the library closed has done no harm."""
    connection.execute("UPDATE jobs SET starts = 0 WHERE id = ?", (id,))


def _job(row: sqlite3.Row) -> Job:
    return Job(
        id=str(row["id"]),
        file=str(row["file"]),
        state=JobState(row["state"]),
        percent=int(row["percent"]),
        reason=str(row["reason"]),
        document=row["document"],
    )
