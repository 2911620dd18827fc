"""One process writes a data folder at a time: a lock that the system releases when the process ends,
however it ends.
"""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from ingest.library_errors import LibraryInUse


class WriteLock:
    """The lock of a data folder, held until ``release``."""

    def __init__(self, folder: Path) -> None:
        """Take the lock; raises LibraryInUse at once when another process holds it."""
        self._handle = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.pread(self._handle, 32, 0).decode("ascii", "replace").strip()
            os.close(self._handle)
            who = f"process {holder}" if holder.isdigit() else "another process"
            raise LibraryInUse(
                f"The library in {folder} is in use by {who}: stop it, or send the request to the server "
                f"that runs there."
            ) from None
        os.ftruncate(self._handle, 0)
        os.pwrite(self._handle, str(os.getpid()).encode(), 0)

    def release(self) -> None:
        """Let another process write."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1
