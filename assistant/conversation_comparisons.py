"""Comparisons that a person keeps by name: what was ticked and typed, to be asked again."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.conversation_bin import Clock
from assistant.conversation_file import ConversationFile

NAME_LENGTH = 80


class KeptComparisons:
    """What one owner saved; without an owner nothing is kept and nothing is found."""

    def __init__(self, file: ConversationFile, clock: Clock, digest: Callable[[str], str]) -> None:
        self._file, self._clock, self._digest = file, clock, digest

    def save(self, owner: str, name: str, address: str) -> None:
        """Keep the address of a comparison under a name; the same name replaces what it had."""
        if owner and name.strip():
            values = (self._digest(owner), name.strip()[:NAME_LENGTH], address, self._clock())
            with self._file.write() as run:
                run.execute("INSERT OR REPLACE INTO comparison VALUES (?, ?, ?, ?)", values)

    def drop(self, owner: str, name: str) -> None:
        """Forget one; nothing happens when it is not there."""
        with self._file.write() as run:
            run.execute("DELETE FROM comparison WHERE owner = ? AND name = ?", (self._digest(owner), name))

    def mine(self, owner: str) -> Sequence[tuple[str, str]]:
        """Name and address of each, the latest first."""
        rows = self._file.rows(
            "SELECT name, address FROM comparison WHERE owner = ? AND owner <> '' ORDER BY at DESC, name",
            (self._digest(owner),),
        )
        return [(str(name), str(address)) for name, address in rows]
