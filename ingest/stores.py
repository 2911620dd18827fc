"""SQLite files as whole things: copied while they are in use, checked, and brought from one format to the next."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

from ingest.library_errors import Broken, LibraryError
from ingest.library_model import JobState
from ingest.place import original_path

BACKUPS = "backups"
"""The folder within a data folder that copies go to, if nothing else is said."""
_BUSY_S = 30


def copy_store(source: Path, target: Path) -> None:
    """A copy of a file in use as it stood at one moment, under its name only once it is whole. Raises Broken."""
    partial = target.with_name(f"{target.name}.part")
    partial.unlink(missing_ok=True)
    with closing(_opened(source)) as read, closing(sqlite3.connect(partial)) as written:
        read.backup(written)
        written.execute("PRAGMA journal_mode = DELETE")  # one file, without a log beside it
        if (fault := fault_of(written)) is not None:
            raise Broken(
                f"{source} is damaged ({fault}), so no copy was made: restore it from an earlier one."
            )
    sync(partial)
    partial.replace(target)
    sync(target.parent)


def fault_of(connection: sqlite3.Connection) -> str | None:
    """What SQLite's own checks of a file say; None when it is whole."""
    said = str(connection.execute("PRAGMA quick_check").fetchone()[0])
    if said != "ok":
        return said
    stray = connection.execute("PRAGMA foreign_key_check").fetchone()
    return None if stray is None else f"a row of {stray[0]} belongs to nothing"


def store_fault(path: Path) -> str | None:
    """The same of a file by its path, which is left as it is."""
    try:
        with closing(_opened(path)) as connection:
            return fault_of(connection)
    except sqlite3.Error as fault:
        return str(fault)


def format_of(path: Path) -> int:
    """The number of the format that a file says it has."""
    with closing(_opened(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def bring_up(
    connection: sqlite3.Connection, path: Path | None, version: int, steps: Mapping[int, str], *, found: int
) -> None:
    """Change a file of an earlier format into this one, wholly or not at all, with a copy made before.

    ``steps`` has the statements that lead from each format to the next. Raises LibraryError when one is missing.
    """
    if any(step not in steps for step in range(found, version)):
        was = f"{path} was made by an earlier version (format {found}, this one writes {version})"
        raise LibraryError(
            f"{was}, and there is no way from that one to this: begin with an empty data folder."
        )
    if path is not None:
        folder = path.parent / BACKUPS
        folder.mkdir(mode=0o700, exist_ok=True)
        copy_store(path, folder / f"{path.stem}-format-{found}{path.suffix}")
    connection.execute("BEGIN IMMEDIATE")
    try:
        if (
            int(connection.execute("PRAGMA user_version").fetchone()[0]) < version
        ):  # or another process did it
            for step in range(found, version):
                for statement in statements(steps[step]):
                    connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {version:d}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def statements(script: str) -> Iterator[str]:
    """Each statement of a script, so that all of them can run within one transaction."""
    held = ""
    for piece in script.split(";"):
        held += f"{piece};"
        if sqlite3.complete_statement(held):
            if held.strip("; \n"):
                yield held.strip()
            held = ""


def sync(path: Path) -> None:
    """Make a file, or the names in a folder, last through a power cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _opened(path: Path) -> sqlite3.Connection:
    """A connection that changes nothing; a file that is not there is not made.

    It may write all the same, because what a killed process left in the log has to be put in order before it can be read.
    """
    made = sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=_BUSY_S)
    made.execute("PRAGMA query_only = ON")
    return made


def needed_files(library: Path) -> list[Path]:
    """The files beside a library file that it cannot do without, relative to its folder: originals and waiting uploads."""
    with closing(_opened(library)) as connection:
        digests = [str(row[0]) for row in connection.execute("SELECT digest FROM documents ORDER BY digest")]
        jobs = connection.execute("SELECT id, file, state FROM jobs ORDER BY id").fetchall()
    originals = [original_path(Path(), digest) for digest in digests]
    waiting = [(id, file) for id, file, state in jobs if not JobState(state).final]
    return originals + [Path("uploads", str(id), str(file)) for id, file in waiting]


def owe_vectors(library: Path) -> None:
    """Have the vectors of every document made anew when the library is next opened for writing."""
    with closing(sqlite3.connect(library)) as connection, connection:
        connection.execute("INSERT OR REPLACE INTO vector_debts SELECT id FROM documents")
