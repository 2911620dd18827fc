"""What an archive or message holds, as the process that unpacks it answers, and how much it may hold."""

from __future__ import annotations

from dataclasses import dataclass

ARCHIVES, MESSAGES = frozenset({".zip"}), frozenset({".eml"})
"""The endings of names whose files hold other files."""


@dataclass(frozen=True, slots=True)
class UnpackLimits:
    """How much an archive or message may hold: files, bytes of all and of one, archives within archives, and how many
    times the size of the archive what it unpacks to may be, once that is ``ratio_from`` bytes.
    """

    files: int = 500
    total_bytes: int = 500 * 2**20
    file_bytes: int = 100 * 2**20
    depth: int = 2
    ratio: int = 100
    ratio_from: int = 50 * 2**20
    timeout_s: float = 120.0
    cpu_s: int = 110
    memory_bytes: int = 2 * 2**30


@dataclass(frozen=True, slots=True)
class Member:
    """One file within: its name with its folders as people read it, and where it was written, or why it was not."""

    name: str
    path: str = ""
    kind: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """All that was found; ``kind`` and ``reason`` say why nothing was taken. ``whole`` when the file is no archive but a
    document under an archive's name.
    """

    members: tuple[Member, ...] = ()
    kind: str = ""
    reason: str = ""
    whole: bool = False
