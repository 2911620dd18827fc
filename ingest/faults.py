"""What the system and SQLite say when something cannot be kept or read, each as one sentence for a person."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from ingest.library_errors import Broken, LibraryError, NotKept, Unreachable

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_HANDLES = frozenset({errno.EMFILE, errno.ENFILE})
_CLOSED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.EIO})


def told(fault: BaseException) -> LibraryError | None:
    """The fault of the disk or the store as a sentence with what to do; None for any other kind of fault."""
    if isinstance(fault, NotKept | Unreachable | Broken):
        return fault  # a database has told it already
    if isinstance(fault, OSError):
        return _of_system(fault)
    return _of_sqlite(fault) if isinstance(fault, sqlite3.Error) else None


def _of_system(fault: OSError) -> LibraryError | None:
    if fault.errno in _FULL:
        return NotKept(f"The disk is full ({fault.strerror}): make room, then try again.")
    if fault.errno in _HANDLES:
        return NotKept(
            f"Too many files are open ({fault.strerror}): try again in a moment, or raise the limit (ulimit -n)."
        )
    if fault.errno in _CLOSED:
        return NotKept(
            f"The data folder cannot be written ({fault.strerror}): give this program the right to write there."
        )
    return None


def _of_sqlite(fault: sqlite3.Error) -> LibraryError | None:
    said = str(fault)
    if "is full" in said:
        return NotKept(f"The disk is full ({said}): make room, then try again.")
    if "readonly" in said:
        return NotKept(
            f"The data folder cannot be written ({said}): give this program the right to write there."
        )
    if "unable to open" in said or "disk I/O" in said:
        return NotKept(
            f"A store cannot be opened or written ({said}): make room, check its permissions, close what is not needed."
        )
    if "locked" in said or "busy" in said:
        return Broken(f"A store is locked by another program ({said}): stop that one, then try again.")
    if isinstance(fault, sqlite3.DatabaseError) and not isinstance(
        fault, sqlite3.ProgrammingError | sqlite3.IntegrityError
    ):
        return Broken(
            f"A store is damaged or is none ({said}): run moothall check --repair, or restore a copy."
        )
    return None


@contextmanager
def named(path: object) -> Iterator[None]:
    """A fault of the disk or the store in the block, told with the file that it is about."""
    try:
        yield
    except (OSError, sqlite3.Error) as fault:
        if (why := told(fault)) is None:
            raise
        raise type(why)(f"{path}: {why}") from fault
