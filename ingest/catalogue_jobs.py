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
        "INSERT INTO jobs VALUES (?,?,?,?,?,?,?,?) ON CONFLICT (id) DO UPDATE SET state = excluded.state,"
        " percent = excluded.percent, reason = excluded.reason, document = excluded.document,"
        " at = excluded.at",
        (job.id, job.file, job.state.value, job.percent, job.reason, job.document, overrides or "{}", now),
    )


def job(connection: sqlite3.Connection, id: str) -> Job | None:
    """A job, or None when there is none of this id."""
    row = connection.execute(f"SELECT {_COLUMNS} FROM jobs WHERE id = ?", (id,)).fetchone()  # noqa: S608
    return None if row is None else _job(row)


def unfinished_jobs(connection: sqlite3.Connection) -> list[tuple[Job, str]]:
    """Jobs that a restart found on their way, oldest first, with their overrides (JSON)."""
    rows = connection.execute(f"SELECT {_COLUMNS}, overrides, at FROM jobs ORDER BY at, id").fetchall()  # noqa: S608
    found = [(_job(row), str(row["overrides"])) for row in rows]
    return [(one, overrides) for one, overrides in found if not one.state.final]


def _job(row: sqlite3.Row) -> Job:
    return Job(
        id=str(row["id"]),
        file=str(row["file"]),
        state=JobState(row["state"]),
        percent=int(row["percent"]),
        reason=str(row["reason"]),
        document=row["document"],
    )
