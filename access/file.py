"""The file that accounts, sessions, keys and collections are kept in: its tables, its format, one connection."""

from __future__ import annotations

import hashlib
import secrets
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from access.model import AccessError
from ingest.faults import named

FILE_NAME = "access.sqlite"
Row = tuple[Any, ...]
Clock = Callable[[], float]
VERSION = 1
"""The format of the file; tables may be added within a format."""
SCHEMA = """
CREATE TABLE IF NOT EXISTS person (
    id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE COLLATE NOCASE, issuer TEXT NOT NULL DEFAULT '', subject TEXT NOT NULL DEFAULT '',
    password TEXT NOT NULL DEFAULT '', once_until REAL, disabled INTEGER NOT NULL DEFAULT 0, made REAL NOT NULL);
CREATE UNIQUE INDEX IF NOT EXISTS person_by_subject ON person (issuer, subject) WHERE subject <> '';
CREATE TABLE IF NOT EXISTS person_role (
    person TEXT NOT NULL REFERENCES person ON DELETE CASCADE, role TEXT NOT NULL, PRIMARY KEY (person, role));
CREATE TABLE IF NOT EXISTS person_group (
    person TEXT NOT NULL REFERENCES person ON DELETE CASCADE, name TEXT NOT NULL, PRIMARY KEY (person, name));
CREATE TABLE IF NOT EXISTS session (
    hash TEXT PRIMARY KEY, handle TEXT NOT NULL UNIQUE, person TEXT NOT NULL REFERENCES person ON DELETE CASCADE,
    made REAL NOT NULL, seen REAL NOT NULL, device TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS device (
    hash TEXT NOT NULL, person TEXT NOT NULL REFERENCES person ON DELETE CASCADE, made REAL NOT NULL,
    PRIMARY KEY (hash, person));
CREATE TABLE IF NOT EXISTS api_key (
    hash TEXT PRIMARY KEY, handle TEXT NOT NULL UNIQUE, person TEXT NOT NULL REFERENCES person ON DELETE CASCADE,
    name TEXT NOT NULL, roles TEXT NOT NULL, made REAL NOT NULL, until REAL NOT NULL, used REAL);
CREATE TABLE IF NOT EXISTS collection (name TEXT PRIMARY KEY, made REAL NOT NULL);
CREATE TABLE IF NOT EXISTS given (
    collection TEXT NOT NULL REFERENCES collection ON DELETE CASCADE, whom TEXT NOT NULL, who TEXT NOT NULL,
    role TEXT NOT NULL, PRIMARY KEY (collection, whom, who, role));
CREATE TABLE IF NOT EXISTS paper (
    document TEXT NOT NULL, collection TEXT NOT NULL REFERENCES collection, PRIMARY KEY (document, collection));
CREATE TABLE IF NOT EXISTS upload (
    job TEXT PRIMARY KEY, person TEXT NOT NULL, known INTEGER NOT NULL, made REAL NOT NULL);
CREATE TABLE IF NOT EXISTS begun (
    hash TEXT PRIMARY KEY, browser TEXT NOT NULL, nonce TEXT NOT NULL, verifier TEXT NOT NULL, back TEXT NOT NULL,
    until REAL NOT NULL);
INSERT OR IGNORE INTO collection VALUES ('general', 0);
"""


class AccessFile:
    """The open file; any thread may call it. ``clock`` tells the time in seconds."""

    def __init__(self, connection: sqlite3.Connection, clock: Clock) -> None:
        self._connection, self.clock = connection, clock
        self._lock = threading.RLock()

    @classmethod
    def open(cls, folder: Path, clock: Clock = time.time) -> AccessFile:
        """The file in this data folder, made when missing. Raises AccessError when a later version made it."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / FILE_NAME
        with named(path):
            connection = sqlite3.connect(path, check_same_thread=False, timeout=10)
            connection.executescript(
                "PRAGMA journal_mode=WAL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"
            )
            found = int(connection.execute("PRAGMA user_version").fetchone()[0])
            if found > VERSION:
                connection.close()
                raise AccessError(
                    f"{path} was made by a newer version (format {found}, this one reads {VERSION}): use that version."
                )
            connection.executescript(f"{SCHEMA}PRAGMA user_version = {VERSION};")
        return cls(connection, clock)

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()

    def rows(self, statement: str, values: tuple[object, ...] = ()) -> Sequence[Row]:
        """All rows of a question to the file."""
        with self._lock:
            return self._connection.execute(statement, values).fetchall()

    def one(self, statement: str, values: tuple[object, ...] = ()) -> Row | None:
        """The first row of a question to the file, or None."""
        return next(iter(self.rows(statement, values)), None)

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """A change that is kept whole or not at all."""
        with self._lock, self._connection:
            yield self._connection

    def changed(self) -> tuple[int, int]:
        """Differs from before when anybody, this process or another, has changed the file."""
        with self._lock:
            other = self._connection.execute("PRAGMA data_version").fetchone()[0]
            return int(other), self._connection.total_changes


def new_token() -> str:
    """A fresh secret of 256 random bits."""
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    """What is kept of a secret: so many random bits need no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()
