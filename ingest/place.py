"""Where things lie in a data folder, and whether it may be opened."""

from __future__ import annotations

from pathlib import Path

from ingest.library_errors import Broken

RESTORING = "restoring"
"""The folder within a data folder that a restore works in; while it is there, nothing may open the data folder."""


def original_path(folder: Path, digest: str) -> Path:
    """Where the original of this digest lies."""
    return folder / "originals" / digest[:2] / digest


def refuse_half_restored(folder: Path) -> None:
    """Raise Broken when a restore into this folder was cut short."""
    if (folder / RESTORING).exists():
        raise Broken(
            f"A restore into {folder} is under way or was cut short: wait for it, or run moothall restore once more."
        )
