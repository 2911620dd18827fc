"""Scenarios that a person keeps: a projection by its hash, with a name and the question that led to it.

A projection is the same for everybody; its name and its question are its owner's alone.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.conversation_bin import Clock
from assistant.conversation_file import ConversationFile, Row

NAME_LENGTH = 120
QUESTION_LENGTH = 2000


@dataclass(frozen=True, slots=True)
class KeptScenario:
    """``name`` is empty while it was run and not saved; ``beside`` are hashes compared with it; ``at`` is seconds since 1970."""

    hash: str
    name: str
    question: str
    beside: tuple[str, ...] = ()
    at: float = 0.0


class KeptScenarios:
    """What one owner ran or saved; without an owner nothing is kept and nothing is found."""

    def __init__(self, file: ConversationFile, clock: Clock, digest: Callable[[str], str]) -> None:
        self._file, self._clock, self._digest = file, clock, digest

    def note(self, owner: str, hash_: str, question: str) -> None:
        """Keep the question that led to a projection, unless one is known already."""
        before = self.of(owner, hash_)
        if owner and question and not (before and before.question):
            kept = before or KeptScenario(hash_, "", "")
            self._write(owner, KeptScenario(hash_, kept.name, question[:QUESTION_LENGTH], kept.beside))

    def save(self, owner: str, hash_: str, name: str, beside: Sequence[str] = ()) -> None:
        """Save a projection under a name, with those it is compared with; saving again renames it."""
        if owner:
            before = self.of(owner, hash_)
            question = before.question if before else ""
            self._write(owner, KeptScenario(hash_, name.strip()[:NAME_LENGTH], question, tuple(beside)))

    def drop(self, owner: str, hash_: str) -> None:
        """Forget a scenario; nothing happens when it is not there."""
        with self._file.write() as run:
            run.execute("DELETE FROM scenario WHERE owner = ? AND hash = ?", (self._digest(owner), hash_))

    def of(self, owner: str, hash_: str) -> KeptScenario | None:
        """What the owner noted of a projection, else the question of the owner's own that led to it."""
        if not owner:
            return None
        row = self._file.one(f"{_SCENARIO} WHERE owner = ? AND hash = ?", (self._digest(owner), hash_))
        if row is not None:
            return _kept(row)
        asked = self._file.one(_ASKED, (self._digest(owner), hash_))
        return None if asked is None else KeptScenario(hash_, "", str(asked[0]))

    def mine(self, owner: str, limit: int = 100) -> Sequence[KeptScenario]:
        """What the owner saved, the latest first."""
        values = (self._digest(owner), limit)
        rows = self._file.rows(
            f"{_SCENARIO} WHERE owner = ? AND owner <> '' AND name <> '' ORDER BY at DESC, hash LIMIT ?",
            values,
        )
        return [_kept(row) for row in rows]

    def _write(self, owner: str, kept: KeptScenario) -> None:
        with self._file.write() as run:
            run.execute(
                "INSERT OR REPLACE INTO scenario VALUES (?, ?, ?, ?, ?, ?)",
                (
                    self._digest(owner),
                    kept.hash,
                    kept.name,
                    kept.question,
                    json.dumps(kept.beside),
                    self._clock(),
                ),
            )


_SCENARIO = "SELECT hash, name, question, beside, at FROM scenario"
_ASKED = (
    "SELECT question FROM turn JOIN conversation ON conversation.id = turn.conversation"
    " WHERE owner = ? AND json_extract(turn.answer, '$.projection.hash') = ?"
    " AND conversation.id NOT IN (SELECT conversation FROM binned) ORDER BY changed DESC LIMIT 1"
)


def _kept(row: Row) -> KeptScenario:
    hash_, name, question, beside, at = row
    return KeptScenario(str(hash_), str(name), str(question), tuple(json.loads(beside)), float(at))
