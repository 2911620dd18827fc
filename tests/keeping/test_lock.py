"""The lock of a data folder outlives a killed process only for the moment that its last child needs."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from ingest.library_errors import LibraryInUse
from ingest.lock import WriteLock


def held_by(folder: Path, holder: int) -> int:
    """The lock as a process of this number left it to another; the handle that still holds it."""
    handle = os.open(folder / "lock", os.O_RDWR | os.O_CREAT)
    fcntl.flock(handle, fcntl.LOCK_EX)
    os.pwrite(handle, str(holder).encode(), 0)
    return handle


def test_the_lock_of_a_process_that_is_gone_is_waited_for(tmp_path: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    handle = held_by(tmp_path, gone.pid)
    threading.Timer(0.3, os.close, [handle]).start()

    WriteLock(tmp_path).release()


def test_the_lock_of_a_process_that_lives_is_refused_at_once(tmp_path: Path) -> None:
    handle = held_by(tmp_path, os.getpid())
    began = time.monotonic()

    with pytest.raises(LibraryInUse, match=f"in use by process {os.getpid()}"):
        WriteLock(tmp_path)

    assert time.monotonic() - began < 1
    os.close(handle)
