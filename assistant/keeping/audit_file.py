"""The file of the record: events that the database itself lets nobody change, and the words that may be forgotten."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from assistant.keeping.audit_key import BadAudit
from ingest.faults import named
from ingest.stores import bring_up

VERSION = 1
STEPS: dict[int, str] = {}
_BUSY_S = 30
_AGAIN_S = 0.02
FROZEN = """
CREATE TRIGGER IF NOT EXISTS event_stays BEFORE UPDATE ON event BEGIN
    SELECT RAISE(ABORT, 'the record of what was done is only added to'); END;
CREATE TRIGGER IF NOT EXISTS event_lasts BEFORE DELETE ON event BEGIN
    SELECT RAISE(ABORT, 'the record of what was done is only added to'); END;
"""
SCHEMA = f"""
CREATE TABLE IF NOT EXISTS event (
    number INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, kind TEXT NOT NULL, what TEXT NOT NULL,
    "on" TEXT NOT NULL, outcome TEXT NOT NULL, said TEXT NOT NULL, "key" TEXT NOT NULL, seal TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS event_who ON event (who);
CREATE INDEX IF NOT EXISTS event_at ON event (at);
-- The words of a question, apart from its event: they go when a person is erased, and the chain still holds.
CREATE TABLE IF NOT EXISTS said (number INTEGER PRIMARY KEY, salt TEXT NOT NULL, text TEXT NOT NULL);
-- Where the record begins since its oldest part was let go.
CREATE TABLE IF NOT EXISTS anchor (
    number INTEGER NOT NULL, before TEXT NOT NULL, "key" TEXT NOT NULL, seal TEXT NOT NULL);
{FROZEN}"""
THAWED = "DROP TRIGGER event_stays; DROP TRIGGER event_lasts;"
"""Only letting go of the oldest part does this, within one transaction that freezes the rest again."""


class AuditFile:
    """The open file; any thread may call it, and other processes may add to it meanwhile."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._lock = threading.RLock()

    @classmethod
    def open(cls, path: Path) -> AuditFile:
        """The file at this path, made when missing. Raises BadAudit for one of a newer version, and LibraryError."""
        with named(path):
            made = _connected(path)
            found = int(made.execute("PRAGMA user_version").fetchone()[0])
            if found > VERSION:
                made.close()
                raise BadAudit(
                    f"{path} was made by a newer version (format {found}, this one reads {VERSION}): use that version."
                )
            if 0 < found < VERSION:
                bring_up(made, path, VERSION, STEPS, found=found)
            if found == 0:
                made.executescript(f"BEGIN IMMEDIATE;{SCHEMA}PRAGMA user_version = {VERSION};COMMIT;")
            return cls(made)

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()

    def rows(self, statement: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        """All rows of a question to the file."""
        with self._lock:
            return self._connection.execute(statement, values).fetchall()

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """A change that is kept whole or not at all; nobody else adds an event meanwhile."""
        with self._lock:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise


def _connected(path: Path) -> sqlite3.Connection:
    """A connection to the file; SQLite itself waits for nobody when two processes first set up its log at once."""
    made = sqlite3.connect(path, timeout=_BUSY_S, isolation_level=None, check_same_thread=False)
    until = time.monotonic() + _BUSY_S
    while True:
        try:
            made.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;")
        except sqlite3.OperationalError as fault:
            if "locked" not in str(fault) or time.monotonic() > until:
                raise
            time.sleep(_AGAIN_S)
        else:
            return made
