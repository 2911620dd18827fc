"""One process writes a data folder at a time: a lock that the system releases when the process ends,
however it ends.
"""

from __future__ import annotations

import fcntl
import os
import time
from pathlib import Path

from ingest.library_errors import LibraryInUse

GONE_S = 5.0
"""For so long the lock of a process that was killed is waited for: a child that it was just starting may hold it still."""
LOOK_S = 0.05


class WriteLock:
    """The lock of a data folder, held until ``release``."""

    def __init__(self, folder: Path) -> None:
        """Take the lock; raises LibraryInUse at once when another process that lives holds it."""
        self._handle = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o644)
        until = time.monotonic() + GONE_S
        while not _taken(self._handle):
            holder = os.pread(self._handle, 32, 0).decode("ascii", "replace").strip()
            if _lives(holder) or time.monotonic() > until:
                os.close(self._handle)
                who = f"process {holder}" if holder.isdigit() else "another process"
                raise LibraryInUse(
                    f"The library in {folder} is in use by {who}: stop it, or send the request to the server "
                    f"that runs there."
                )
            time.sleep(LOOK_S)
        os.ftruncate(self._handle, 0)
        os.pwrite(self._handle, str(os.getpid()).encode(), 0)

    def release(self) -> None:
        """Let another process write."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1


def _taken(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _lives(holder: str) -> bool:
    """Whether a process of this number is there; one that says no number is taken to be."""
    if not holder.isdigit():
        return True
    try:
        os.kill(int(holder), 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
