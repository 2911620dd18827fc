"""What a backup says of itself: when and by which version it was made, and each file with its size and digest."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath
from typing import Any

FILE = "manifest.json"
FORM = 1
"""The form of backups that this version writes and reads."""


class BadBackup(Exception):
    """A backup that cannot be made, read or restored; the text is one sentence."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a backup by its path in the data folder; ``sha256`` is of its bytes."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The whole of a backup; ``formats`` has the number of each database's format, ``missing`` what was not there to copy."""

    made: str
    version: str
    formats: Mapping[str, int]
    entries: tuple[Entry, ...]
    missing: tuple[str, ...] = ()
    form: int = FORM

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(entry.size for entry in self.entries)

    def to_json(self) -> bytes:
        """The manifest as it stands in the backup."""
        return json.dumps(asdict(self), indent=1, sort_keys=True).encode()


def manifest_from_json(data: bytes) -> Manifest:
    """The manifest that was kept. Raises BadBackup for one that is none, or of a later form."""
    try:
        kept: dict[str, Any] = json.loads(data)
        form = int(kept["form"])
        entries = tuple(Entry(str(e["path"]), int(e["size"]), str(e["sha256"])) for e in kept["entries"])
        formats = {str(name): int(number) for name, number in kept["formats"].items()}
        made = Manifest(
            str(kept["made"]), str(kept["version"]), formats, entries, tuple(map(str, kept["missing"])), form
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        raise BadBackup(
            "The list of files in the backup cannot be read, so it is no backup of Moothall."
        ) from None
    if form > FORM:
        raise BadBackup(
            f"The backup was made by a newer version ({made.version}): use that version to restore it."
        )
    for entry in entries:
        _refuse_elsewhere(entry.path)
    return made


def _refuse_elsewhere(path: str) -> None:
    """Raise BadBackup for a path that would lead out of the data folder."""
    pure = PurePosixPath(path)
    if pure.is_absolute() or ".." in pure.parts or "\\" in path or not pure.parts:
        raise BadBackup(
            f"The backup names {path[:80]!r}, which is no place in a data folder: it was tampered with."
        )
