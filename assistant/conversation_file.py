"""The file that conversations are kept in: its tables, its format, and one connection behind one lock."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ingest.faults import named
from ingest.stores import bring_up

Row = tuple[Any, ...]
VERSION = 2
"""The format of the file; one without a number is of the first. Tables may be added within a format."""
STEPS = {
    1: "ALTER TABLE projection ADD COLUMN at REAL NOT NULL DEFAULT 0;"
    "UPDATE projection SET at = CAST(strftime('%s', 'now') AS REAL);"
}
"""How a file of each earlier format becomes one of the next."""
REFERENCE_LENGTH = 16
"""So many signs of an owner's digest name a person to those who answer for the data."""
SCHEMA = """
CREATE TABLE IF NOT EXISTS conversation (
    id TEXT PRIMARY KEY, owner TEXT NOT NULL, title TEXT NOT NULL, changed REAL NOT NULL);
CREATE INDEX IF NOT EXISTS conversation_owner ON conversation (owner, changed);
CREATE TABLE IF NOT EXISTS turn (
    id TEXT PRIMARY KEY, conversation TEXT NOT NULL REFERENCES conversation ON DELETE CASCADE,
    number INTEGER NOT NULL, question TEXT NOT NULL, answer TEXT NOT NULL, scenario TEXT,
    UNIQUE (conversation, number));
CREATE TABLE IF NOT EXISTS feedback (
    answer TEXT PRIMARY KEY REFERENCES turn ON DELETE CASCADE,
    helpful INTEGER NOT NULL, reason TEXT NOT NULL, comment TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS clock (at REAL NOT NULL, doubted REAL NOT NULL);
CREATE TABLE IF NOT EXISTS projection (
    hash TEXT PRIMARY KEY, result TEXT NOT NULL, at REAL NOT NULL);
CREATE TABLE IF NOT EXISTS binned (
    conversation TEXT PRIMARY KEY REFERENCES conversation ON DELETE CASCADE, at REAL NOT NULL);
CREATE TABLE IF NOT EXISTS scope (
    conversation TEXT PRIMARY KEY REFERENCES conversation ON DELETE CASCADE, chosen TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS turn_scope (
    turn TEXT PRIMARY KEY REFERENCES turn ON DELETE CASCADE, chosen TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS share (
    token TEXT PRIMARY KEY, conversation TEXT NOT NULL UNIQUE REFERENCES conversation ON DELETE CASCADE,
    turns INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS scenario (
    owner TEXT NOT NULL, hash TEXT NOT NULL, name TEXT NOT NULL, question TEXT NOT NULL,
    beside TEXT NOT NULL, at REAL NOT NULL, PRIMARY KEY (owner, hash));
CREATE TABLE IF NOT EXISTS asked (turn TEXT PRIMARY KEY REFERENCES turn ON DELETE CASCADE, at REAL NOT NULL);
CREATE TABLE IF NOT EXISTS comparison (
    owner TEXT NOT NULL, name TEXT NOT NULL, address TEXT NOT NULL, at REAL NOT NULL, PRIMARY KEY (owner, name));
CREATE TABLE IF NOT EXISTS made_from (
    kind TEXT NOT NULL, id TEXT NOT NULL, owner TEXT NOT NULL, collections TEXT NOT NULL, documents TEXT NOT NULL,
    shared INTEGER NOT NULL, PRIMARY KEY (kind, id, owner));
CREATE TABLE IF NOT EXISTS hold (what TEXT PRIMARY KEY, reason TEXT NOT NULL, at REAL NOT NULL);
-- A legal hold comes first: whatever deletes what is held, it stays.
CREATE TRIGGER IF NOT EXISTS conversation_held BEFORE DELETE ON conversation
    WHEN EXISTS (SELECT 1 FROM hold WHERE what IN ('all', old.id, substr(old.owner, 1, {reference})))
    BEGIN SELECT RAISE(IGNORE); END;
CREATE TRIGGER IF NOT EXISTS scenario_held BEFORE DELETE ON scenario
    WHEN EXISTS (SELECT 1 FROM hold WHERE what IN ('all', substr(old.owner, 1, {reference})))
    BEGIN SELECT RAISE(IGNORE); END;
-- Where people sign in a projection's hash ends in its person's digest; where nobody does, whoever saved it keeps it.
CREATE TRIGGER IF NOT EXISTS projection_held BEFORE DELETE ON projection
    WHEN EXISTS (SELECT 1 FROM hold WHERE what = 'all'
        OR (instr(old.hash, '@') AND what = substr(old.hash, instr(old.hash, '@') + 1, {reference}))
        OR EXISTS (SELECT 1 FROM scenario WHERE hash = old.hash AND substr(owner, 1, {reference}) = what))
    BEGIN SELECT RAISE(IGNORE); END;
CREATE TRIGGER IF NOT EXISTS comparison_held BEFORE DELETE ON comparison
    WHEN EXISTS (SELECT 1 FROM hold WHERE what IN ('all', substr(old.owner, 1, {reference})))
    BEGIN SELECT RAISE(IGNORE); END;
""".replace("{reference}", str(REFERENCE_LENGTH))


def _first_format(connection: sqlite3.Connection) -> int:
    """1 for a file from before formats had numbers, 0 for an empty one."""
    return len(connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'conversation'").fetchall())


class NewerConversations(Exception):
    """The file was made by a later version of this program; its text is one sentence."""


class ConversationFile:
    """The open file; any thread may call it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._lock = threading.RLock()

    @classmethod
    def open(cls, path: Path | None) -> ConversationFile:
        """The file at this path, made when missing; in memory for None. Raises NewerConversations and LibraryError."""
        with named(path):
            return cls._open(path)

    @classmethod
    def _open(cls, path: Path | None) -> ConversationFile:
        if path is not None:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        connection = sqlite3.connect(path or ":memory:", check_same_thread=False, timeout=10)
        connection.executescript("PRAGMA journal_mode=WAL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;")
        found = int(connection.execute("PRAGMA user_version").fetchone()[0])
        if found > VERSION:
            connection.close()
            raise NewerConversations(
                f"{path} was made by a newer version (format {found}, this one reads {VERSION}): use that version."
            )
        if 0 < (held := found or _first_format(connection)) < VERSION:
            bring_up(connection, path, VERSION, STEPS, found=held)
        connection.executescript(f"{SCHEMA}PRAGMA user_version = {VERSION};")
        return cls(connection)

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()

    def rows(self, statement: str, values: tuple[object, ...]) -> Sequence[Row]:
        """All rows of a question to the file."""
        with self._lock:
            return self._connection.execute(statement, values).fetchall()

    def one(self, statement: str, values: tuple[object, ...]) -> Row | None:
        """The first row of a question to the file, or None."""
        return next(iter(self.rows(statement, values)), None)

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """A change that is kept whole or not at all."""
        with self._lock, self._connection:
            yield self._connection
