"""Links under which others may read a conversation as it stood when it was shared, until the link is ended."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from assistant.conversation_file import ConversationFile, Row


@dataclass(frozen=True, slots=True)
class Share:
    """An unguessable token that opens the first so many turns of a conversation, to read and no more."""

    token: str
    conversation_id: str
    turns: int


class Shares:
    """One link a conversation; what is asked after it was shared stays private."""

    def __init__(self, file: ConversationFile) -> None:
        self._file = file

    def of(self, conversation_id: str) -> Share | None:
        """The link of a conversation, if it is shared."""
        return _share(self._file.one(f"{_SHARE} WHERE conversation = ?", (conversation_id,)))

    def make(self, conversation_id: str, turns: int) -> Share:
        """Share the first so many turns; a conversation that is shared already keeps its link."""
        before = self.of(conversation_id)
        share = Share(before.token if before else secrets.token_urlsafe(24), conversation_id, turns)
        with self._file.write() as run:
            run.execute(
                "INSERT OR REPLACE INTO share VALUES (?, ?, ?)", (share.token, conversation_id, turns)
            )
        return share

    def end(self, conversation_id: str) -> None:
        """The link opens nothing from now on, and no later link will be the same."""
        with self._file.write() as run:
            run.execute("DELETE FROM share WHERE conversation = ?", (conversation_id,))

    def opened(self, token: str) -> Share | None:
        """What a link opens; None when it was never made, was ended, or its conversation was deleted."""
        unbinned = "conversation NOT IN (SELECT conversation FROM binned)"
        return _share(self._file.one(f"{_SHARE} WHERE token = ? AND {unbinned}", (token,)))


_SHARE = "SELECT token, conversation, turns FROM share"


def _share(row: Row | None) -> Share | None:
    return None if row is None else Share(*row)
