"""Files of earlier formats come forward wholly or not at all, with a copy before; those of later ones are refused."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.conversation import Conversations, NewerConversations
from assistant.conversation_file import VERSION
from assistant.keeping.audit import Audit
from assistant.keeping.audit_key import BadAudit
from ingest.library_errors import LibraryError
from ingest.stores import bring_up, copy_store, format_of, statements, store_fault

# The file of conversations as version 0.1.0 wrote it (format 1), with one conversation and one projection.
FORMAT_1 = """
CREATE TABLE conversation (
    id TEXT PRIMARY KEY, owner TEXT NOT NULL, title TEXT NOT NULL, changed REAL NOT NULL);
CREATE TABLE turn (
    id TEXT PRIMARY KEY, conversation TEXT NOT NULL REFERENCES conversation ON DELETE CASCADE,
    number INTEGER NOT NULL, question TEXT NOT NULL, answer TEXT NOT NULL, scenario TEXT,
    UNIQUE (conversation, number));
CREATE TABLE feedback (
    answer TEXT PRIMARY KEY REFERENCES turn ON DELETE CASCADE,
    helpful INTEGER NOT NULL, reason TEXT NOT NULL, comment TEXT NOT NULL);
CREATE TABLE projection (hash TEXT PRIMARY KEY, result TEXT NOT NULL);
INSERT INTO conversation VALUES ('c1', '', 'Kept', 1764000000.0);
INSERT INTO projection VALUES ('h1', '{"hash": "h1", "value": 478.5}');
"""


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "conversations.sqlite"
    with sqlite3.connect(path) as connection:
        connection.executescript(f"{FORMAT_1}PRAGMA user_version = 1;")
    return path


@pytest.mark.parametrize("number", [0, 1])
def test_conversations_of_the_first_format_come_forward_with_a_copy_before(number: int, old: Path) -> None:
    with sqlite3.connect(old) as connection:
        connection.execute(f"PRAGMA user_version = {number}")  # the very first files had no number

    store = Conversations.open(old)

    assert store.title("c1") == "Kept"
    assert store.projection("h1") == {"hash": "h1", "value": 478.5}
    assert store.people.forget_projections(1) == 0  # its time begins when it came forward
    store.close()
    assert format_of(old) == VERSION == 2
    copy = old.parent / "backups" / "conversations-format-1.sqlite"
    with sqlite3.connect(copy) as connection:
        assert connection.execute("SELECT * FROM projection").fetchall() == [
            ("h1", '{"hash": "h1", "value": 478.5}')
        ]


def test_a_file_that_came_forward_opens_again_as_it_is(old: Path) -> None:
    for _ in range(2):
        store = Conversations.open(old)
        assert store.projection("h1") is not None
        store.close()


def test_a_step_that_fails_changes_nothing(old: Path) -> None:
    connection = sqlite3.connect(old, isolation_level=None)

    with pytest.raises(sqlite3.OperationalError):
        bring_up(connection, old, 2, {1: "DROP TABLE projection; DROP TABLE no_such_table;"}, found=1)
    connection.close()

    with sqlite3.connect(old) as again:
        assert again.execute("SELECT hash FROM projection").fetchall() == [("h1",)]
    assert format_of(old) == 1


def test_a_format_without_a_way_is_refused(old: Path) -> None:
    with sqlite3.connect(old) as connection, pytest.raises(LibraryError, match="no way from that one"):
        bring_up(connection, old, 3, {2: ""}, found=1)


def test_newer_files_are_refused_with_a_sentence(tmp_path: Path) -> None:
    for name in ("conversations.sqlite", "audit.sqlite"):
        with sqlite3.connect(tmp_path / name) as connection:
            connection.execute("PRAGMA user_version = 99")

    with pytest.raises(
        NewerConversations, match=r"newer version \(format 99, this one reads 2\): use that version"
    ):
        Conversations.open(tmp_path / "conversations.sqlite")
    with pytest.raises(BadAudit, match=r"newer version \(format 99, this one reads 1\): use that version"):
        Audit.open(tmp_path)


def test_a_script_is_cut_into_statements_and_never_within_a_trigger() -> None:
    script = "CREATE TABLE a (b); CREATE TRIGGER t AFTER INSERT ON a BEGIN DELETE FROM a; DELETE FROM a; END; DROP TABLE a;"

    assert [statement.split()[:2] for statement in statements(script)] == [
        ["CREATE", "TABLE"],
        ["CREATE", "TRIGGER"],
        ["DROP", "TABLE"],
    ]


KILLED = """
import os, signal, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.executescript("PRAGMA cache_size = 1; CREATE TABLE kept (word TEXT); INSERT INTO kept VALUES ('done');")
connection.execute("BEGIN")
connection.executemany("INSERT INTO kept VALUES (?)", [("half done" * 1000,)] * 200)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_a_killed_process_left_half_done_is_undone_before_it_is_looked_through_and_copied(
    tmp_path: Path,
) -> None:
    store = tmp_path / "store.sqlite"
    subprocess.run([sys.executable, "-c", KILLED, str(store)], check=False)
    assert (tmp_path / "store.sqlite-journal").is_file()

    assert store_fault(store) is None
    copy_store(store, tmp_path / "copy.sqlite")

    with sqlite3.connect(tmp_path / "copy.sqlite") as connection:
        assert connection.execute("SELECT word FROM kept").fetchall() == [("done",)]
