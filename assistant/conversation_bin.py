"""Deleted conversations, kept for an hour so that a slip of the hand can be undone, and then forgotten for good."""

from __future__ import annotations

import time
from collections.abc import Callable

from assistant.conversation_file import ConversationFile

Clock = Callable[[], float]
KEPT_S = 3600
"""How long what was deleted can be put back."""


class ConversationBin:
    """What was deleted a moment ago; it is on no list and opens under no address until it is put back."""

    def __init__(self, file: ConversationFile, clock: Clock = time.time) -> None:
        """``clock`` tells the time in seconds."""
        self._file = file
        self._clock = clock

    def put(self, conversation_id: str) -> None:
        """Delete a conversation so that it can be put back."""
        self.empty()
        with self._file.write() as run:
            run.execute("INSERT OR REPLACE INTO binned VALUES (?, ?)", (conversation_id, self._clock()))

    def put_back(self, conversation_id: str, owner_digest: str) -> bool:
        """Undo the deletion; False when it is not in the bin, or is somebody else's."""
        self.empty()
        with self._file.write() as run:
            done = run.execute(
                "DELETE FROM binned WHERE conversation IN"
                " (SELECT id FROM conversation WHERE id = ? AND owner IN ('', ?))",
                (conversation_id, owner_digest),
            )
        return done.rowcount > 0

    def titles(self, owner_digest: str) -> list[tuple[str, str]]:
        """Id and title of what this owner may put back, latest first."""
        rows = self._file.rows(
            "SELECT id, title FROM conversation JOIN binned ON conversation = id"
            " WHERE owner = ? AND owner <> '' AND at > ? ORDER BY at DESC",
            (owner_digest, self._clock() - KEPT_S),
        )
        return [(str(identifier), str(title)) for identifier, title in rows]

    def empty(self) -> int:
        """Forget for good what has lain there for its hour; how many conversations went."""
        with self._file.write() as run:
            return run.execute(
                "DELETE FROM conversation WHERE id IN (SELECT conversation FROM binned WHERE at <= ?)",
                (self._clock() - KEPT_S,),
            ).rowcount
