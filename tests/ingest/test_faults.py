"""What the system and SQLite say, as sentences; other faults stay what they are."""

from __future__ import annotations

import errno
import os
import sqlite3

import pytest

from ingest.faults import told
from ingest.library_errors import Broken, NotKept


@pytest.mark.parametrize(
    ("number", "begins"),
    [
        (errno.ENOSPC, "The disk is full"),
        (errno.EMFILE, "Too many files"),
        (errno.EACCES, "The data folder cannot"),
    ],
)
def test_what_keeps_a_file_from_being_written_is_told(number: int, begins: str) -> None:
    why = told(OSError(number, os.strerror(number)))

    assert isinstance(why, NotKept) and str(why).startswith(begins)


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("database or disk is full", NotKept),
        ("attempt to write a readonly database", NotKept),
        ("unable to open database file", NotKept),
        ("database is locked", Broken),
        ("database disk image is malformed", Broken),
        ("no such table: documents", Broken),
    ],
)
def test_what_sqlite_says_is_told(said: str, kind: type[Exception]) -> None:
    assert type(told(sqlite3.OperationalError(said))) is kind


@pytest.mark.parametrize(
    "fault", [FileNotFoundError(2, "no"), ValueError("x"), sqlite3.IntegrityError("UNIQUE")]
)
def test_any_other_fault_is_not_taken_for_one_of_these(fault: Exception) -> None:
    assert told(fault) is None
