"""Which papers and councils a conversation is answered from, as chosen, and what each of its answers was made from."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from assistant.conversation_file import ConversationFile, Row


@dataclass(frozen=True, slots=True)
class Scope:
    """The councils (by name) and documents (by id) chosen to answer from; everything when both are empty."""

    councils: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything was chosen."""
        return bool(self.councils or self.documents)


class Scopes:
    """What was chosen, kept with the conversation and with each answer."""

    def __init__(self, file: ConversationFile) -> None:
        self._file = file

    def of(self, conversation_id: str) -> Scope:
        """What the next question of a conversation is answered from."""
        return _scope(self._file.one("SELECT chosen FROM scope WHERE conversation = ?", (conversation_id,)))

    def keep(self, conversation_id: str, scope: Scope) -> None:
        """Answer from these until something else is chosen."""
        with self._file.write() as run:
            run.execute("INSERT OR REPLACE INTO scope VALUES (?, ?)", (conversation_id, _json(scope)))

    def of_turn(self, answer_id: str) -> Scope:
        """What one answer was made from."""
        return _scope(self._file.one("SELECT chosen FROM turn_scope WHERE turn = ?", (answer_id,)))

    def keep_turn(self, answer_id: str, scope: Scope) -> None:
        """Note what an answer was made from."""
        with self._file.write() as run:
            run.execute("INSERT OR REPLACE INTO turn_scope VALUES (?, ?)", (answer_id, _json(scope)))

    def chosen_in(self, conversation_id: str) -> bool:
        """Whether any answer of a conversation was made from a choice."""
        turns = "SELECT 1 FROM turn_scope JOIN turn ON turn = id WHERE conversation = ?"
        return self._file.one(turns, (conversation_id,)) is not None


def _json(scope: Scope) -> str:
    return json.dumps(asdict(scope))


def _scope(row: Row | None) -> Scope:
    if row is None:
        return Scope()
    chosen = json.loads(row[0])
    return Scope(tuple(chosen["councils"]), tuple(chosen["documents"]))
