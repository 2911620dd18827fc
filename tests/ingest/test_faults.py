"""What the system and SQLite say, as sentences; other faults stay what they are."""

from __future__ import annotations

import errno
import os
import sqlite3
from pathlib import Path

import pytest

from assistant.conversation import Conversations
from ingest.catalogue import Catalogue
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


def test_a_file_that_is_no_library_is_named(tmp_path: Path) -> None:
    (tmp_path / "library.sqlite").write_bytes(b"no database " * 500)

    with pytest.raises(Broken, match=r"library\.sqlite: A store is damaged or is none"):
        Catalogue(tmp_path)


def test_a_file_that_holds_no_conversations_is_named(tmp_path: Path) -> None:
    (tmp_path / "conversations.sqlite").write_bytes(b"no database " * 500)

    with pytest.raises(Broken, match=r"conversations\.sqlite: A store is damaged or is none"):
        Conversations.open(tmp_path / "conversations.sqlite")
