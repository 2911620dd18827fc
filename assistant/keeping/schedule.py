"""Backups by themselves: one every so many hours while the server runs, and only so many kept."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from assistant.keeping.backup import back_up
from assistant.keeping.manifest import BadBackup
from assistant.keeping.restore import verify
from assistant.settings import Settings

PREFIX, SUFFIX = "moothall-", ".zip"
_FORM = f"{PREFIX}%Y%m%dT%H%M%SZ{SUFFIX}"
_HOUR_S = 3600
LATE = 2
"""So many times the hours between two backups may pass before it is called a fault."""
Clock = Callable[[], float]


class Schedule:
    """The backups of one data folder; ``version`` is that of the program, and ``clock`` tells the time in seconds."""

    def __init__(self, settings: Settings, version: str, clock: Clock = time.time) -> None:
        self._settings, self._version, self._clock = settings, version, clock
        self._folder = Path(settings.backup_folder)

    @property
    def on(self) -> bool:
        """Whether a folder for backups is set."""
        return bool(self._settings.backup_folder)

    def run_if_due(self) -> str:
        """Make a backup when the newest is old enough, and let the oldest go; what was done, or nothing."""
        newest = self.newest()
        if not self.on or (newest and self._clock() - _made(newest) < self._settings.backup_hours * _HOUR_S):
            return ""
        for left in self._folder.glob(f"{PREFIX}*{SUFFIX}.part"):  # of a server that was killed
            left.unlink(missing_ok=True)
        name = datetime.fromtimestamp(self._clock(), UTC).strftime(_FORM)
        manifest = back_up(self._settings, self._folder / name, self._version)
        verify(self._folder / name)  # only what can be read again lets an older one go
        for old in self.kept()[: -self._settings.backup_keep]:
            old.unlink(missing_ok=True)
        lost = f"; not there to copy: {', '.join(manifest.missing)}" if manifest.missing else ""
        return f"A backup was made: {self._folder / name}{lost}."

    def kept(self) -> list[Path]:
        """The backups there are, oldest first; files of other names are nobody's business."""
        if not self._folder.is_dir():
            return []
        return sorted(path for path in self._folder.glob(f"{PREFIX}*{SUFFIX}") if _made(path))

    def newest(self) -> Path | None:
        """The newest backup, if there is one."""
        return next(reversed(self.kept()), None)

    def fault(self, *, thoroughly: bool = False) -> str:
        """Why the backups are not as they should be, as a sentence; with ``thoroughly`` the newest is read through."""
        newest = self.newest()
        if not self.on:
            return ""
        if newest is None:
            return f"There is no backup in {self._folder} yet: one is made when the server starts."
        hours = (self._clock() - _made(newest)) / _HOUR_S
        if hours > LATE * self._settings.backup_hours:
            return f"The newest backup, {newest.name}, is {hours:.0f} hours old: look into the log of the server."
        try:
            if thoroughly:
                verify(newest)
        except BadBackup as fault:
            return str(fault)
        return ""


def _made(path: Path) -> float:
    """When a backup was made, by its name; 0 for a file that is none of ours."""
    try:
        return datetime.strptime(path.name, _FORM).replace(tzinfo=UTC).timestamp()
    except ValueError:
        return 0.0
