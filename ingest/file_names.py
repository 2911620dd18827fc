"""File names that a disk takes, made of names that came from elsewhere."""

from __future__ import annotations

from pathlib import PurePosixPath

_STEM, _SUFFIX = 120, 16  # bytes: the shortest limit in use is 143 for a whole name


def short(name: str) -> str:
    """The name with as much of it as any disk takes, its ending kept; disks count bytes, not letters."""
    path = PurePosixPath(name)
    return _begin(path.stem, _STEM) + _begin(path.suffix, _SUFFIX)


def _begin(text: str, most: int) -> str:
    """The letters at the beginning that take no more bytes than this."""
    return text.encode()[:most].decode(errors="ignore")
